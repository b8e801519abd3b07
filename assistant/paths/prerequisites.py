"""What an education's own eligibility text says that one should have read before.

Only what the text states is taken, with the span it was read from. A sentence that says that
something is not needed, or that the education itself gives it, names no prerequisite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.paths.names import subjects
from corpus.swedish import fold, sentences


class Kind(StrEnum):
    """What sort of thing is asked for."""

    COURSE = "kurs"
    BASIC_COURSE = "kurs på grundläggande nivå"
    GENERAL = "allmän behörighet"
    EDUCATION = "utbildning"


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that an eligibility text names: ``text[start:end]`` is where.

    ``name`` is its plain name: "Matematik 2b", "SFI kurs D", "undersköterska" (the occupation
    whose education is asked for). ``number`` is the number of a course or a part of one.
    """

    kind: Kind
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """What is asked for: any one of ``choices``; ``quote`` is the text's own words for them.

    ``advised`` where the text recommends rather than requires.
    """

    choices: tuple[Mention, ...]
    start: int
    end: int
    quote: str
    advised: bool


_NUMBER = r"(?:nivå\s+)?[1-7](?:[abc][12]?)?(?![\w%])(?!\s*(?:år|poäng|p|hp|veckor|timmar)\b)"
_NEXT = rf"(?:\s*,\s*|\s*/\s*|\s+(?:eller|alt\.?|alternativt|och|samt)\s+)(?:{_NUMBER}|[abc]\b)"
_ONE = re.compile(r"[1-7][abc]?[12]?|[abc]\b")
_LEVEL = re.compile(r"nivå\s+", re.IGNORECASE)

_SHORT = {"sva": "Svenska som andraspråk", "sve": "Svenska", "eng": "Engelska", "ma": "Matematik"}
_BASIC = re.compile(
    r"\b(?P<subject>svenska som andraspråk|svenska|engelska|matematik)\b"
    r"[ ,(–-]*(?:på\s+)?(?:grundläggande(?:\s+nivå)?[ ,)–-]*)?"
    r"(?:nationell\s+)?delkurs\s+(?P<number>[1-4])\b",
    re.IGNORECASE,
)
_BASIC_LEVEL = re.compile(
    r"\b(?:grundläggande\s+(?P<after>svenska som andraspråk|svenska|engelska|matematik)"
    r"|(?P<before>svenska som andraspråk|svenska|engelska|matematik)[ ,(–-]*(?:på\s+)?"
    r"grundläggande(?:\s+nivå)?)\b",
    re.IGNORECASE,
)

_GENERAL = {
    "SFI kurs A": r"\bsfi[ ,-]*(?:kurs\s+|nivå\s+)?a\b",
    "SFI kurs B": r"\bsfi[ ,-]*(?:kurs\s+|nivå\s+)?b\b",
    "SFI kurs C": r"\bsfi[ ,-]*(?:kurs\s+|nivå\s+)?c\b",
    "SFI kurs D": r"\bsfi[ ,-]*(?:kurs\s+|nivå\s+)?d\b",
    "grundläggande behörighet": r"\bgrundläggande\s+(?:högskole)?behörighet(?:en)?\b",
    "särskild behörighet": r"\bsärskil(?:d|da)\s+behörighet(?:en|er|skrav)?\b",
    "gymnasieexamen": r"\bgymnasie(?:examen|kompetens|utbildning)(?:en)?\b"
    r"|\b(?:slutbetyg|examen)\s+från\s+gymnasie\w*|\bgymnasial\s+yrkesexamen\b",
    "grundskola": r"\bgrundskole(?:kompetens|utbildning|betyg)(?:en)?\b|\bgrundskolan?s?\b"
    r"(?!nivå)|\bslutbetyg\s+från\s+grundskolan\b",
}
_TRAINED = re.compile(
    r"\b(?P<stem>[a-zåäöé-]{4,}?)(?:-\s*)?(?:examen|utbildning(?:en)?|kompetens)\b"
    r"|\b(?:utbildad|legitimerad|yrkesverksam|färdig|arbetat\s+som|utbildning\s+till)\s+"
    r"(?P<noun>[a-zåäöé-]{4,})",
    re.IGNORECASE,
)

_NOT_ASKED = re.compile(
    r"\b(?:krävs|behövs|behöver|behöver\s+du|kräver)\s+(?:\w+\s+)?(?:inte|ej|inga|inget|ingen)\b"
    r"|\b(?:inte|ej|inga|inget|ingen)\s+(?:\w+\s+){0,2}(?:krav|krävs|behövs|förkunskap\w*)\b"
    r"|\butan\s+(?:krav|att\s+ha)\b|\bsaknar\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:ger|får\s+du|leder\s+till|motsvarar\s+efter|efter\s+(?:avslutad|utbildningen|kursen))\b",
    re.IGNORECASE,
)
_ADVISED = re.compile(r"\b(?:rekommender\w*|meriterande|gärna|bör|fördel|önskvär\w*)\b", re.I)
_EITHER = re.compile(r"\s*(?:/|,?\s*(?:eller|alternativt|alt\.?))\s*(?:i\s+|kursen\s+)?", re.I)


def read_prerequisites(
    text: str, occupation: Callable[[str], str | None] = lambda _: None
) -> tuple[Prerequisite, ...]:
    """The prerequisites that an eligibility text states, in its order.

    Args:
        text: as the catalogue has it; spans count in it.
        occupation: the occupation that a word names ("undersköterske" in
            "undersköterskeexamen"), or None; without it no education is read by its occupation.
    """
    found: list[Prerequisite] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if _NOT_ASKED.search(sentence) or _GIVEN.search(sentence):
            continue
        mentions = _apart(
            [
                *_courses(text, start, end),
                *_general(text, start, end),
                *_educations(text, start, end, occupation),
            ]
        )
        advised = _ADVISED.search(sentence) is not None
        for group in _alternatives(text, mentions):
            first, last = group[0].start, max(mention.end for mention in group)
            found.append(Prerequisite(tuple(group), first, last, text[first:last], advised))
    return tuple(found)


def _courses(text: str, start: int, end: int) -> Iterator[Mention]:
    for match in _BASIC.finditer(text, start, end):
        subject = _written(match["subject"])
        yield Mention(
            Kind.BASIC_COURSE, f"{subject}, delkurs {match['number']}", match.start(), match.end()
        )
    for match in _BASIC_LEVEL.finditer(text, start, end):
        subject = _written(match["after"] or match["before"])
        yield Mention(
            Kind.BASIC_COURSE, f"{subject} på grundläggande nivå", match.start(), match.end()
        )
    for match in _course().finditer(text, start, end):
        subject = _SHORT.get(fold(match["subject"])) or _written(match["subject"])
        level = "nivå " if _LEVEL.match(match["numbers"]) else ""
        digit = ""
        for number in _ONE.finditer(text, match.start("numbers"), match.end()):
            digit = number.group()[0] if number.group()[0].isdigit() else digit
            said = number.group() if number.group()[0].isdigit() else digit + number.group()
            at = match.start() if number.start() == _first(match, text) else number.start()
            yield Mention(Kind.COURSE, f"{subject} {level}{said}", at, number.end())


def _first(match: re.Match[str], text: str) -> int:
    one = _ONE.search(text, match.start("numbers"))
    return one.start() if one else match.start()


@cache
def _course() -> re.Pattern[str]:
    """A subject with one number or several: "Matematik 2a, 2b eller 2c", "Engelska nivå 2"."""
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in (*subjects(), *map(str.upper, _SHORT))
    )
    return re.compile(
        rf"\b(?P<subject>{names})[ ,:]*(?:kurs\s+)?(?P<numbers>{_NUMBER}(?:{_NEXT})*)",
        re.IGNORECASE,
    )


def _general(text: str, start: int, end: int) -> Iterator[Mention]:
    for name, pattern in _GENERAL.items():
        for match in re.compile(pattern, re.IGNORECASE).finditer(text, start, end):
            yield Mention(Kind.GENERAL, name, match.start(), match.end())


def _educations(
    text: str, start: int, end: int, occupation: Callable[[str], str | None]
) -> Iterator[Mention]:
    for match in _TRAINED.finditer(text, start, end):
        name = occupation(match["stem"] or match["noun"])
        if name:
            yield Mention(Kind.EDUCATION, name, match.start(), match.end())


def _apart(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap the one that begins first, or else is longer."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _alternatives(text: str, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """The mentions, those with "eller" or a stroke between them together.

    "2a, 2b eller 2c" is one list of alternatives though it has commas; "Svenska 2, Engelska 6
    eller Matematik 2" is not, as nobody can tell.
    """
    group: list[Mention] = []
    for place, mention in enumerate(mentions):
        if group and not (
            _EITHER.fullmatch(text, group[-1].end, mention.start)
            or _one_list(text, group[-1], mentions[place:])
        ):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _one_list(text: str, before: Mention, rest: list[Mention]) -> bool:
    """Whether a comma parts alternatives of one subject: an "eller" follows in the same list."""
    for mention in rest:
        between = text[before.end : mention.start]
        if before.kind is not Kind.COURSE or mention.kind is not Kind.COURSE:
            return False
        if before.name.rpartition(" ")[0] != mention.name.rpartition(" ")[0]:
            return False
        if _EITHER.fullmatch(between):
            return True
        if between.strip() != ",":
            return False
        before = mention
    return False


def _written(subject: str) -> str:
    """A subject as courses are named: capital first, the rest in lower case."""
    plain = fold(subject)
    return plain[:1].upper() + plain[1:]
