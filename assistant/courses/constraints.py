"""A question about courses, read into what it asks for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.courses.intent import Ask, asks, is_course_question
from assistant.courses.kinds import (
    read_apprenticeship,
    read_distance,
    read_evening,
    read_language,
    read_level,
    read_open,
    read_student_aid,
)
from assistant.courses.known import Known
from assistant.courses.names import read_codes, read_provider
from assistant.courses.pace import read_pace
from assistant.courses.periods import read_period
from assistant.courses.place_words import read_places
from assistant.courses.said import WORD, Said, pattern
from assistant.question_words import carries_meaning, steers_undotted
from corpus.courses import Level
from corpus.dots import is_undotted
from corpus.glossary import load_glossary
from corpus.phrases import tokens_of
from corpus.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a question asks of the courses; what it leaves open is None or empty.

    ``subject`` has the words that say what to study, in lower case; ``places`` are as the
    gazetteer or the catalogues spell them, and ``near`` lets their neighbours do, too;
    ``unknown_place`` is written as a place and known to nobody. Paces are in percent of full time,
    ``start_from`` and ``start_to`` days to begin, both included; ``language`` is ISO 639-1.
    """

    subject: str = ""
    codes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    near: bool = False
    county: str | None = None
    unknown_place: str | None = None
    provider: str | None = None
    level: Level | None = None
    distance: bool | None = None
    evening: bool | None = None
    pace_min: float | None = None
    pace_max: float | None = None
    start_from: dt.date | None = None
    start_to: dt.date | None = None
    open: bool | None = None
    language: str | None = None
    apprenticeship: bool | None = None
    student_aid: bool | None = None


@dataclass(frozen=True, slots=True)
class CourseQuestion:
    """A question as it was read.

    ``spans`` has, by constraint, the words that it was read from: ``subject``, ``code``,
    ``place``, ``near``, ``county``, ``unknown_place``, ``provider``, ``level``, ``distance``,
    ``evening``, ``pace``, ``start``, ``open``, ``language``, ``apprenticeship``, ``student_aid``.
    They stand so in the question (in Unicode NFC). ``contradictions`` are Swedish sentences; what
    contradicts itself is no constraint.
    """

    constraints: Constraints
    spans: Mapping[str, str] = field(default_factory=dict)
    asks: frozenset[Ask] = frozenset()
    is_course_question: bool = False
    contradictions: tuple[str, ...] = ()


# Words of nearly every question about courses, which do not tell what to study.
_COURSE_WORD = pattern(
    r"(?:kurs|utbildning|studie|program|linje|termin|skol)(?:n|en|et|er|erna|ar|arna|or|orna|s)?"
    r"|utbild(?:a|as|ad|ar)|(?:läs|les)(?:a|er|t|te)|plugg(?:a|ar|at)|studer(?:a|ar|at)|studier"
    r"|bli(?:r|vit)?|jobb(?:a|ar|et|at)?|arbet(?:a|ar|e|et|at)|sök(?:a|er|t)?|sokt|ansök\w*"
    r"|anmäl\w*"
    r"|hitta\w*|gå|börj(?:a|ar)|start(?:a|ar|er|en)?|erbjud\w*|ges|ordnas?|anordnas?|vilja|önskar?"
    r"|intresse\w*|tips\w*|hej|hejsan|tack|snälla|visa|lista|möjlig\w*|alternativ\w*|förslag"
    r"|kräv(?:s|er)|krav\w*|behörig\w*|förkunskap\w*|behöv(?:er|s|a)|lång|länge|långt|tid|tider|när"
    r"|datum\w*|dag|dagar|sista|senast|ansökningsd\w*|startdatum|veckor|vecka|månad\w*|kommun\w*"
    r"|ort\w*|stad\w*|län|länet|väg(?:en|ar)?|lära|lär|kunskap\w*|fortsätt\w*|vidare|flera|fler"
    r"|andra"
    r"|lite|mer|helst|gärna|också|även|kanske|både|bara|typ|liksom|via|nivå(?:n|er)?|kostar"
    r"|kostnad\w*"
    r"|vår|vårt|våra|undra(?:r|de)?|spelar|ingen|roll|korta?|snabb\w*|enkel\w*|sent|nästa|ämnen?"
    r"|betyg\w*|sakna(?:r|s)?|nybörjar\w*|träff\w*"
    r"|inriktning\w*|område\w*|gratis|avgift\w*|pris\w*|poäng|jämför\w*|skillnad\w*|bäst\w*|bra"
    r"|passar?"
    r"|ledig\w*|plats(?:er|en)?"
    r"|platser|kvar|upplägg\w*|form|sätt|slags?|sorts?|yrke(?:t|n)?|rätt|stöd|ansvarig|tag|alla"
    r"|allt"
    r"|går|kommande|aktuell\w*|hemma|bor|bo|flytta\w*|vuxenutbildning\w*|vuxen|vuxna|omskol\w*"
    r"|just|direkt|samtidigt|medan|under|heter|mycket|många|dig|ni|någonstans|nånstans|nån|nåt|nå"
    r"|course|courses|class|classes|education|program(?:me)?s?|training|study|studies|studying"
    r"|become"
    r"|learn(?:ing)?|take|taking|apply|find|looking|look|like|want|need|please|hello|hi|thanks"
    r"|school"
    r"|any|am|m|d|would|job|work|working|as|there|offer(?:ed|s)?|available|starts?|starting|begins?"
    r"|level|option(?:s)?|place|possible|about|required|requirements?|next|show|me|my|i'd|i'm"
)
_JOINING = frozenset("och eller som för i av inom med samt & and or for of".split())
_KEEPS_COURSE = frozenset(["allmän", "allman", "allmänna"])
"""Words that "kurs" belongs to: "allmän kurs" is what folk high schools call it."""

# What a person has done already, or lacks, and does not ask for.
_DONE = pattern(
    r"\b(?:(?:har (?:redan )?(?:jobbat|arbetat)|jobbar|arbetar)(?: \w+){0,4}? som"
    r"|har (?:redan |nu |bara )?(?:läst|gått|klarat|slutfört|betyg i|godkänt i)|med betyg i"
    r"|utan (?:att ha läst|betyg i|godkänt i)|i have (?:studied|passed|worked as)|work as)"
    rf" (?:en |ett |an? )?{WORD}"
    rf"(?: (?!(?:och|men|så|and|but|kan|vill)\b){WORD}){{0,3}}?"
    r"(?=[,.;:?!]|$| (?:och|men|så|and|but|kan|vill|på|i|in|till)\b)"
)
_NUMBER_WORD = re.compile(r"\d+[a-e]?\d?|[a-d]|\d+[a-z]\d?")
_SFI_COURSE = pattern(
    r"\b(?:sfi|svenska för invandrare),? (?:kurs |nivå |level |course )?(?P<letter>[a-d])\b"
)


def read_constraints(
    question: str, today: dt.date, gazetteer: Gazetteer, known: Known
) -> CourseQuestion:
    """Reads a question, in Swedish or English, with slips and without dots, against a day."""
    said = Said(question)
    text = said.rest
    wanted = asks(text)
    sfi = said.find(_SFI_COURSE)
    for match in said.find_all(_DONE):
        said.drop(*match.span())
    codes = read_codes(said, known)
    provider = read_provider(said, known)
    period = read_period(said, today)
    pace = read_pace(said)
    language = read_language(said)
    level = read_level(said)
    apprenticeship = read_apprenticeship(said)
    distance = read_distance(said)
    evening = read_evening(said)
    student_aid = read_student_aid(said)
    is_open = read_open(said)
    where = read_places(said, gazetteer, known)
    phrases = _phrases(said)
    english = bool(phrases) and load_glossary().is_english(said.question)
    if english:
        phrases = [replace(phrase, text=_in_swedish(phrase.text, known)) for phrase in phrases]
    taught = [phrase for phrase in phrases if known.teaches(phrase.text)]
    # Beside words that the catalogues teach, the others tell of the person.
    chosen = taught or phrases
    subject = " ".join(phrase.text for phrase in chosen)
    subject_span = said.written(chosen[0].start, chosen[-1].end) if chosen else ""
    if sfi and not subject:
        subject, subject_span = f"sfi {sfi['letter']}", said.written(*sfi.span())
    spans = {name: span for name, span in said.spans.items() if span}
    if subject_span:
        spans["subject"] = subject_span
    backwards = bool(period.start and period.end and period.end < period.start)
    contradictions = [
        f"Frågan ber om både ”{one}” och ”{other}”. Välj det ena."
        for clash in (distance.clash, evening.clash, pace.clash, level.clash)
        if clash is not None
        for one, other in [clash]
    ]
    if backwards:
        contradictions.append(
            f"Perioden slutar innan den börjar: ”{spans.get('start', '')}”. Kontrollera datumen."
        )
    constraints = Constraints(
        subject=subject,
        codes=codes,
        places=where.places,
        near=where.near,
        county=where.county,
        unknown_place=where.unknown,
        provider=provider,
        level=level.level,
        distance=distance.value,
        evening=evening.value,
        pace_min=pace.least,
        pace_max=pace.most,
        start_from=None if backwards else period.start,
        start_to=None if backwards else period.end,
        open=is_open,
        language=language,
        apprenticeship=apprenticeship,
        student_aid=student_aid,
    )
    return CourseQuestion(
        constraints,
        spans,
        wanted,
        is_course_question(
            text,
            wanted,
            subject=bool(subject),
            taught=bool(taught),
            strange=sum(phrase.length for phrase in phrases if phrase not in taught),
            named=bool(codes),
            limits=[name for name in spans if name not in {"subject", "code"}],
            way=Ask.WAY in wanted,
        ),
        tuple(contradictions),
    )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words side by side that say what to study, and where they stand."""

    text: str
    start: int
    end: int

    @property
    def length(self) -> int:
        """How many of its words say something."""
        return sum(word not in _JOINING for word in self.text.split())


def _phrases(said: Said) -> list[_Phrase]:
    """The words that are left and say something; "och" and its like join them."""
    undotted = is_undotted(said.question)
    groups: list[list[re.Match[str]]] = []
    between: list[re.Match[str]] = []
    for word in said.words():
        kept = groups[-1][-1:] if groups else []
        side_by_side = bool(kept) and _together(said, [*kept, *between, word])
        if not _says_what(said, word, undotted, kept if side_by_side and not between else []):
            between.append(word)
            continue
        if side_by_side and all(b.group() in _JOINING for b in between):
            groups[-1] += [*between, word]
        else:
            groups.append([word])
        between = []
    return [
        _Phrase(" ".join(w.group() for w in group), group[0].start(), group[-1].end())
        for group in groups
    ]


def _says_what(
    said: Said, word: re.Match[str], undotted: bool, before: list[re.Match[str]]
) -> bool:
    """Whether a word tells what to study; ``before`` is the one that it follows at once."""
    text, written = word.group(), said.written(*word.span())
    if _NUMBER_WORD.fullmatch(text):
        return bool(before)
    if text.startswith("kurs") and before and before[0].group() in _KEEPS_COURSE:
        return True
    if len(written) > 1 and written.isupper() and not said.question.isupper():
        return True  # "IT" is not "it".
    if _COURSE_WORD.fullmatch(text):
        return False
    return carries_meaning(text) and not (undotted and steers_undotted(text))


def _together(said: Said, chosen: list[re.Match[str]]) -> bool:
    """Whether nothing but space stands between words."""
    return all(not said.rest[one.end() : other.start()].strip() for one, other in pairwise(chosen))


def _in_swedish(subject: str, known: Known) -> str:
    """The likeliest Swedish words for an English subject; what is not known stays."""
    if known.teaches(subject):
        return subject
    phrases = load_glossary().english.phrases
    tokens = tokens_of(subject)
    said: list[str] = []
    at = 0
    while at < len(tokens):
        found = phrases.longest(subject, tokens, at)
        said += [tokens[at].text] if found is None else found.value[:1]
        at += 1 if found is None else found.length
    return " ".join(said).lower() or subject
