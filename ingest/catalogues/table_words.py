"""What the words of a table say of a course: distance or class, evening, level, prior knowledge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.courses import Level
from ingest.catalogues import emil_codes
from ingest.catalogues.columns import fold

_NOT_DISTANCE = re.compile(r"\b(?:inte|ej|aldrig|utan)\s+(?:\w+\s+){0,2}?distans", re.IGNORECASE)
_DISTANCE = re.compile(
    r"\bdistans(?:kurs\w*|utbildning\w*|studie\w*|undervisning\w*|form\w*|baserad\w*|bunden)?\b"
    r"|\bhelt (?:online|digital\w*)\b",
    re.IGNORECASE,
)
_HALF_DISTANCE = re.compile(r"\b(?:halv|del)distans|\bflex|\bfjärr", re.IGNORECASE)
_CLASS = re.compile(
    r"\bklassrum(?:s\w+)?\b|\bnär(?:studier\w*|undervisning\w*)|\bplats(?:bunden|förlagd)\w*"
    r"|\b(?:läs|studer|ges|gå|undervis|utbildning|kurs|lektion)\w*\b[^.!?\n]{0,40}\bpå plats\b",
    re.IGNORECASE,
)
_TAUGHT = re.compile(r"\blärarled(?:d|da|t) (?:lektion|undervisning)\w*", re.IGNORECASE)
_DISTANCE_FORM = re.compile(r"distans|online|webb", re.IGNORECASE)
_CLASS_FORM = re.compile(
    r"\bbunden|\bklassrum|\bnär(?:studi|undervis)|\bpå plats|\bplats(?:bund|förlag)|\blärarled"
    r"|\bschemalag|\bsalsundervisning|\bcampus|\bi sal\b",
    re.IGNORECASE,
)
_EVENING = re.compile(
    r"\bkväll(?:ar|arna|stid|skurs\w*|sundervisning\w*|sstudier|slektion\w*)?\b", re.IGNORECASE
)
_DAY = re.compile(
    r"\b(?:dag(?:tid|kurs|undervisning)?|förmiddag\w*|eftermiddag\w*)\b", re.IGNORECASE
)
# An evening of work, of information or of help is no evening of teaching.
_OTHER_EVENING = re.compile(
    r"arbet|jobb|tjänstgör|\byrke|\bhelg|informationskväll|\b(?:inte|ej|stöd|hjälp)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_ROLLING = re.compile(r"\b(?:löpande|kontinuerlig\w*)\b", re.IGNORECASE)
_ROLLING_ADMISSION = re.compile(
    r"^(?:antagning|ansökan|intag)\s*(?::|sker|är)\s*(?:löpande|kontinuerlig)"
    r"|^(?:löpande|kontinuerlig(?:t|a)?)\s+(?:antagning|intag|ansökan)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CANCELLED = re.compile(r"\b(?:inställd|inställt|ställs in|avlyst|avbokad)", re.IGNORECASE)
_APPRENTICESHIP = re.compile(r"\blärling", re.IGNORECASE)
_ELIGIBILITY = re.compile(
    r"(?:(?:särskild|särskilda|allmän|grundläggande)\s+)?"
    r"(?:förkunskap(?:er|skrav)?|behörighet(?:skrav)?|antagningskrav|tillträdeskrav)\s*:\s*(.*)",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(r"rekommenderade? förkunskap(?:er)?\s*:\s*(.*)", re.IGNORECASE)
_PACES = {
    "heltid": 100.0,
    "helfart": 100.0,
    "trekvartsfart": 75.0,
    "halvtid": 50.0,
    "halvfart": 50.0,
    "kvartstid": 25.0,
    "kvartsfart": 25.0,
}
_LEVELS = (
    (r"(?:anpassad|sarvux|larvux|sarskild).*(?:grund|traning)", Level.ADAPTED_BASIC),
    (r"(?:anpassad|sarvux|larvux|sarskild).*gymnasi", Level.ADAPTED_UPPER),
    (r"^sfi|svenskaforinvandrare", Level.SFI),
    (r"folkhogskol", Level.FOLK),
    (r"yrkeshogskol|^yh", Level.HIGHER_VOCATIONAL),
    (r"hogskol|universitet", Level.UNIVERSITY),
    (r"arbetsmarknadsutbildning", Level.LABOUR_MARKET),
    (r"konstochkultur", Level.ARTS),
    (r"gymnasieskol", Level.YOUTH),
    (r"gymnasial|gymnasieniv|gymnasiekurs|gyvux|^gymnasie$", Level.UPPER),
    (r"grundlaggande|grundskoleniv|grvux|^grundvux", Level.BASIC),
)


# The same words stand in row after row.
_remembered = lru_cache(maxsize=5_000)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A free text, taken apart: what its labelled paragraphs say, and the rest."""

    rest: str | None
    eligibility: str | None
    recommended: str | None


@_remembered
def take_apart(text: str) -> Labelled:
    """Takes the paragraphs labelled as prior knowledge out of a text.

    A label alone on its line is that of the paragraph that follows.
    """
    rest: list[str] = []
    eligibility: list[str] = []
    recommended: list[str] = []
    pile = rest
    for line in text.split("\n"):
        if match := _RECOMMENDED.fullmatch(line):
            pile, said = recommended, match[1]
        elif match := _ELIGIBILITY.fullmatch(line):
            pile, said = eligibility, match[1]
        else:
            said = line
        if said:
            pile.append(said)
            pile = rest
    rest_text, eligible_text, recommended_text = (
        "\n".join(pile) or None for pile in (rest, eligibility, recommended)
    )
    return Labelled(rest_text, eligible_text, recommended_text)


@_remembered
def level(text: str) -> Level | None:
    """The level that words, or a code of EMIL, stand for."""
    if known := emil_codes.school(text):
        return known[0]
    folded = fold(text)
    return next((level for form, level in _LEVELS if re.search(form, folded)), None)


@_remembered
def distance(text: str) -> bool | None:
    """What a running text, or a name, says of distance; None where nothing, or both."""
    if _NOT_DISTANCE.search(text):
        return False
    in_class = _CLASS.search(text) is not None
    if _DISTANCE.search(text):
        return None if in_class else True
    return False if in_class or _TAUGHT.search(text) else None


def distance_of_form(text: str) -> bool | None:
    """What a column for the form of study says of distance; mixed forms say neither."""
    if _HALF_DISTANCE.search(text):
        return None
    if _NOT_DISTANCE.search(text):
        return False
    far, near = _DISTANCE_FORM.search(text) is not None, _CLASS_FORM.search(text) is not None
    return None if far == near else far


@_remembered
def evening(text: str) -> bool | None:
    """True where a sentence of a text says that teaching is in the evening."""
    taught = any(
        _EVENING.search(sentence)
        and not _OTHER_EVENING.search(sentence)
        and not _DAY.search(sentence)
        for sentence in _SENTENCE.split(text)
    )
    return taught or None


def evening_of_time(text: str) -> bool | None:
    """What a column for the time of study says: evening, day, or neither where it says both."""
    late, early = _EVENING.search(text) is not None, _DAY.search(text) is not None
    return None if late == early else late


def rolling(text: str) -> bool | None:
    """True where a cell for a day says that any day will do."""
    return True if _ROLLING.search(text) else None


def rolling_admission(text: str) -> bool | None:
    """True where a paragraph of a text says that one may apply at any time."""
    return True if _ROLLING_ADMISSION.search(text) else None


def cancelled(text: str) -> bool:
    """Whether a cell for the state of a course says that it is cancelled."""
    return _CANCELLED.search(text) is not None


def apprenticeship(text: str) -> bool | None:
    """True where a name or a form says apprenticeship."""
    return True if _APPRENTICESHIP.search(text) else None


def pace(text: str) -> float | None:
    """Percent of full time, given in a word: ``halvfart``."""
    return _PACES.get(text.strip().casefold())
