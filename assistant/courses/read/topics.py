"""The words of a question that say what to study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from assistant.courses.read.known import Known
from assistant.courses.read.text import Said, pattern
from assistant.question.words import carries_meaning, steers_undotted
from corpus.dots import is_undotted
from corpus.glossary import load_glossary
from corpus.phrases import tokens_of

MOST_WORDS = 6
"""Words in the longest run that is tried against what the catalogues teach."""

SHORTEST_PART = 3
"""Letters of the shortest part of a compound that is written apart."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question asks to study.

    ``text`` in lower case, ``written`` the question's own words; ``taught`` where the catalogues
    teach it; ``strange`` counts the words beside it that they do not teach.
    """

    text: str = ""
    written: str = ""
    taught: bool = False
    strange: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words side by side that say what to study, and where they stand."""

    words: tuple[_Word, ...]
    text: str

    @property
    def length(self) -> int:
        """How many of its words say something."""
        return sum(word not in _JOINING for word in self.text.split())

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


# Words of nearly every question about courses, which do not tell what to study.
_COURSE_WORD = pattern(
    r"(?:kurs|utbildning|studie|program|linje|termin|skol)(?:n|en|et|er|erna|ar|arna|or|orna|s)?"
    r"|utbild(?:a|as|ad|ar)|(?:läs|les)(?:a|er|t|te)|plugg(?:a|ar|at)|studer(?:a|ar|at)|studier"
    r"|bli(?:r|vit)?|jobb(?:a|ar|et|at)?|arbet(?:a|ar|e|et|at)|sök(?:a|er|t)?|sokt|ansök\w*"
    r"|anmäl\w*"
    r"|hitta\w*|gå|börj(?:a|ar)|start(?:a|ar|er|en)?|erbjud\w*|ges|(?:an)?ordna(?:r|s)?|vilja|önskar?"
    r"|intresse\w*|tips\w*|hej|hejsan|tack|snälla|visa|lista|möjlig\w*|alternativ\w*|förslag"
    r"|kräv(?:s|er)|krav\w*|behörig\w*|förkunskap\w*|behöv(?:er|s|a)|lång|länge|långt|tid|tider|när"
    r"|datum\w*|dag|dagar|sista|senast|ansökningsd\w*|startdatum|veckor|vecka|månad\w*|kommun\w*"
    r"|ort\w*|stad\w*|län|länet|väg(?:en|ar)?|lära|lär|kunskap\w*|fortsätt\w*|vidare|flera|fler"
    r"|annan|annat|andra|yrkesutbildning\w*"
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
    r"|tex|t\.ex|exempelvis|någonting|nånting|just|direkt|samtidigt|medan|under|heter|mycket|många|dig|ni|någonstans|nånstans|nån|nåt|nå"
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

_SUFFIX = pattern(
    r"(?<=\w)(?:-(?:kurs|utbildning|program|linje|jobb|yrke)(?:en|er|erna|ar|arna|et|s)?"
    r"|(?<=\d|[a-d]):(?:an|ans|orna))(?![\w-])"
)
_NUMBER_WORD = re.compile(r"\d+[a-e]?\d?|[a-d]|\d+[a-z]\d?")
_LIST = re.compile(r"^\W*,[\W\0]*(?:(?:och|eller|samt|or|and|i|kurs(?:er)?|gärna)[\W]*)*$")


def read_topic(said: Said, known: Known) -> Topic:
    """What the words that no constraint has taken ask to study.

    Where the catalogues teach some of them, the others tell of the person or of something else.
    """
    for match in said.find_all(_SUFFIX):
        said.drop(*match.span())
    english = load_glossary().is_english(said.question)
    phrases = list(_phrases(said, known, english=english))
    if english:
        phrases = [replace(phrase, text=_in_swedish(phrase.text, known)) for phrase in phrases]
    taught = [part for phrase in phrases if (part := _taught(phrase, known))]
    if not taught:
        text = " ".join(phrase.text for phrase in phrases)
        return Topic(text, _written(said, phrases), strange=sum(p.length for p in phrases))
    strange = sum(p.length for p in phrases) - sum(p.length for p in taught)
    chosen = _chosen(said, taught, known)
    return Topic(_listed(said, chosen), _written(said, chosen), taught=True, strange=strange)


def _taught(phrase: _Phrase, known: Known) -> _Phrase | None:
    """The longest run of a phrase's words that the catalogues teach."""
    if known.teaches(phrase.text):
        return phrase
    words = phrase.words
    if phrase.text != _phrase(words).text:
        return None  # It is in Swedish now, its words are not.
    for length in range(min(len(words) - 1, MOST_WORDS), 0, -1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            if {run[0].text, run[-1].text} & _JOINING or _NUMBER_WORD.fullmatch(run[0].text):
                continue
            # A loose likeness is no sign here: the very words must stand in names.
            if all(map(known.has_word, _telling(run))) and known.teaches(_phrase(run).text):
                # A number that nobody teaches stays: "psykologi 7" is not "psykologi".
                rest = takewhile(lambda w: _NUMBER_WORD.fullmatch(w.text), words[first + length :])
                return _phrase((*run, *rest))
    return None


def _telling(words: Sequence[_Word]) -> list[str]:
    """The words that say something, without numbers."""
    return [w.text for w in words if w.text not in _JOINING and not _NUMBER_WORD.fullmatch(w.text)]


def _chosen(said: Said, taught: Sequence[_Phrase], known: Known) -> Sequence[_Phrase]:
    """Those that one education has all of, or that are listed; else the one that tells most."""
    if len(taught) == 1 or known.teaches(" ".join(phrase.text for phrase in taught)):
        return taught
    best = max(
        taught,
        key=lambda p: (
            any(word.text[0].isdigit() for word in p.words),
            all(map(known.has_word, _telling(p.words))),
            p.length,
        ),
    )
    at = taught.index(best)
    first = last = at
    while first and _is_list(said, taught[first - 1], taught[first]):
        first -= 1
    while last + 1 < len(taught) and _is_list(said, taught[last], taught[last + 1]):
        last += 1
    return taught[first : last + 1]


def _is_list(said: Said, one: _Phrase, other: _Phrase) -> bool:
    return _LIST.match(said.rest[one.end : other.start]) is not None


def _listed(said: Said, phrases: Sequence[_Phrase]) -> str:
    """The words of phrases, with commas where the question has them."""
    text = phrases[0].text
    for one, other in pairwise(phrases):
        text += (", " if _is_list(said, one, other) else " ") + other.text
    return text


def _written(said: Said, phrases: Sequence[_Phrase]) -> str:
    return said.written(phrases[0].start, phrases[-1].end) if phrases else ""


def _phrases(said: Said, known: Known, *, english: bool) -> Iterator[_Phrase]:
    """The words that are left and say something; "och" and its like join them."""
    undotted = is_undotted(said.question)
    group: list[_Word] = []
    between: list[_Word] = []
    for word in _compounds(said, known):
        side_by_side = bool(group) and _together(said, [group[-1], *between, word])
        joined = side_by_side and all(b.text in _JOINING for b in between)
        # "Engelska 5 eller 6."
        follows = joined and (not between or _NUMBER_WORD.fullmatch(group[-1].text))
        before = group[-1].text if follows else None
        is_it = word.text == "it" and not english
        if not is_it and not _says_what(said, word, before, undotted=undotted):
            between.append(word)
            continue
        if joined:
            group += [*between, word]
        else:
            if group:
                yield _phrase(group)
            group = [word]
        between = []
    if group:
        yield _phrase(group)


def _phrase(words: Sequence[_Word]) -> _Phrase:
    return _Phrase(tuple(words), " ".join(word.text for word in words))


def _compounds(said: Said, known: Known) -> Iterator[_Word]:
    """The words that are left; a compound written apart is one: "andra språk"."""
    words = [_Word(match.group(), *match.span()) for match in said.words()]
    at = 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else None
        if following and _is_apart(said, word, following, known):
            yield _Word(word.text + following.text, word.start, following.end)
            at += 1
        else:
            yield word
        at += 1


def _is_apart(said: Said, one: _Word, other: _Word, known: Known) -> bool:
    return (
        min(len(one.text), len(other.text)) >= SHORTEST_PART
        and said.rest[one.end : other.start] == " "
        and known.has_word(one.text + other.text)
    )


def _says_what(said: Said, word: _Word, before: str | None, *, undotted: bool) -> bool:
    """Whether a word tells what to study; ``before`` is the one that it follows at once."""
    written = said.written(word.start, word.end)
    if _NUMBER_WORD.fullmatch(word.text):
        return before is not None
    if word.text.startswith("kurs") and before in _KEEPS_COURSE:
        return True
    if len(written) > 1 and written.isupper() and not said.question.isupper():
        return True  # "IT" is not "it".
    if len(word.text) == 1 or _COURSE_WORD.fullmatch(word.text):
        return False
    return carries_meaning(word.text) and not (undotted and steers_undotted(word.text))


def _together(said: Said, words: Sequence[_Word]) -> bool:
    """Whether nothing but space stands between words."""
    return all(not said.rest[one.end : other.start].strip() for one, other in pairwise(words))


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
