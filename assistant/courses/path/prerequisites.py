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

from assistant.courses.course_names import subjects
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

    ``name`` is its plain name: "Matematik 2b", "Svenska, delkurs 4", "SFI kurs D", or the
    occupation whose education is asked for.
    """

    kind: Kind
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """What is asked for: any one of ``choices``.

    ``quote`` is ``text[start:end]``, the text's own words for them, and ``sentence`` the whole
    sentence that they stand in. ``advised`` where the text recommends rather than requires.
    """

    choices: tuple[Mention, ...]
    start: int
    end: int
    quote: str
    sentence: str
    advised: bool


BASIC_LEVEL = " på grundläggande nivå"
PART = ", delkurs "
"""How the names of basic courses end: as a whole, and in one of their parts."""

_NUMBER = r"[1-7](?:[abc][12]?)?(?![\w%])(?!\s*(?:år|poäng|p|hp|veckor|timmar)\b)"
_JOINT = r"(?:\s*,\s*|\s*/\s*|,?\s+(?:eller|alt\.?|alternativt|och|samt)\s+)"
_ONE_NUMBER = re.compile(r"[1-7][abc]?[12]?|[abc]\b", re.IGNORECASE)
_BASIC = (
    r"(?:på|från|i)\s+(?:den\s+)?(?:grundläggande(?:\s+(?:nivå|vuxenutbildning\w*))?"
    r"|grundskol\w+)(?:/grundläggande\s+nivå)?"
)
_PART = r"(?:nationell\s+)?delkurs\s+(?P<{}>[1-4])\b"
_SHORT = {
    "sva": "Svenska som andraspråk",
    "sve": "Svenska",
    "sv": "Svenska",
    "eng": "Engelska",
    "ma": "Matematik",
}

_SFI = re.compile(
    r"\b(?:sfi|svenska\s+för\s+invandrare)\b[ ,()-]*(?:sfi\)\s*)?(?:(?:kurs|nivå)\s+)?"
    rf"(?P<courses>[1-3]?[a-d]\b(?:{_JOINT}(?:kurs\s+)?[1-3]?[a-d]\b)*)",
    re.IGNORECASE,
)
_SFI_COURSE = re.compile(r"\b[1-3]?([a-d])\b", re.IGNORECASE)

_GENERAL = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "grundläggande behörighet": r"\bgrundläggande\s+(?:högskole)?behörighet(?:en)?\b",
        "särskild behörighet": r"\bsärskild\s+behörighet(?:en)?\b",
        "gymnasieexamen": r"\bgymnasie(?:examen|kompetens|utbildning)(?:en)?\b"
        r"|\b(?:slutbetyg|examen)\s+från\s+gymnasie\w*|\bgymnasial\s+(?:yrkes)?examen\b",
        "grundskola": r"\b(?:slutbetyg\s+från\s+)?grundskolan\b"
        r"|\bgrundskole(?:kompetens|utbildning|betyg)(?:en)?\b",
    }.items()
}
_TRAINED = re.compile(
    r"\b(?P<stem>[a-zåäöé-]{3,}?)(?:-\s*)?(?:examen|utbildning(?:en)?)\b"
    r"|\b(?:utbildad|legitimerad|(?:utbildning|examen|legitimation)\s+(?:till|som))\s+"
    r"(?P<noun>[a-zåäöé-]{4,})",
    re.IGNORECASE,
)

_NOT_ASKED = re.compile(
    r"\b(?:krävs|behövs|behöver|kräver)\s+(?:\w+\s+)?(?:inte|ej|inga|inget|ingen)\b"
    r"|\b(?:inte|ej|inga|inget|ingen)\s+(?:\w+\s+){0,2}(?:krav|krävs|behövs|förkunskap\w*)\b"
    r"|\butan\s+(?:krav|att\s+ha)\b|\bsaknar\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:ger|får\s+du|leder\s+till|kan\s+du\s+(?:läsa|söka)\s+vidare"
    r"|motsvarar\s+(?:den|de)\s+(?:äldre|gamla|tidigare)"
    r"|efter\s+(?:avslutad|utbildningen|kursen))\b",
    re.IGNORECASE,
)
_ADVISED = re.compile(r"\b(?:rekommender\w*|meriterande|gärna|bör|fördel|önskvär\w*)\b", re.I)
_EITHER = re.compile(r"\s*(?:/|,?\s*(?:eller|alternativt|alt\.?))\s*(?:i\s+|kursen\s+)?", re.I)
_LINE = re.compile(r"[^\n]+")
_NUMBERED_STOP = re.compile(r"(?<=\d[.!?])\s+(?=[A-ZÅÄÖ])")


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
    for start, end in _sentences(text):
        sentence = text[start:end]
        if _NOT_ASKED.search(sentence) or _GIVEN.search(sentence):
            continue
        mentions = _apart(
            [
                *_courses(text, start, end),
                *_sfi(text, start, end),
                *_general(text, start, end),
                *_educations(text, start, end, occupation),
            ]
        )
        advised = _ADVISED.search(sentence) is not None
        for group in _alternatives(text, mentions):
            first, last = group[0].start, group[-1].end
            found.append(
                Prerequisite(tuple(group), first, last, text[first:last], sentence, advised)
            )
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of each line: a list of requirements has no full stops.

    And a figure before a full stop is here the number of a course, not that of a list.
    """
    for line in _LINE.finditer(text):
        for start, end in sentences(line.group()):
            begin = line.start() + start
            for stop in _NUMBERED_STOP.finditer(text, begin, line.start() + end):
                yield begin, stop.start()
                begin = stop.end()
            yield begin, line.start() + end


def _courses(text: str, start: int, end: int) -> Iterator[Mention]:
    """The courses that a sentence names, each with the words that are its own.

    Subjects may share a level that stands after them ("svenska, engelska och matematik på
    grundläggande nivå"), but numbers only the two kinds of Swedish ("svenska eller svenska som
    andraspråk 1"). One subject may have several numbers ("Matematik 2a, 2b eller 2c").
    """
    for match in _course().finditer(text, start, end):
        for name, said, last in _said(text, match):
            yield from _numbered(text, name, said, match.span("numbers"), last=last)
    for match in _basic().finditer(text, start, end):
        part = match["part"] or match["part_first"]
        for name, said, last in _said(text, match):
            yield Mention(
                Kind.BASIC_COURSE,
                name + (PART + part if part else BASIC_LEVEL),
                said[0],
                match.end() if last else said[1],
            )
    for match in _basic_first().finditer(text, start, end):
        name = _written(match["subject"]) + BASIC_LEVEL
        yield Mention(Kind.BASIC_COURSE, name, match.start(), match.end())


def _said(text: str, match: re.Match[str]) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """The subjects of a match: each one's name, its words, and whether it is the last."""
    found = list(_subject().finditer(text, *match.span("subjects")))
    for said in found:
        name = _SHORT.get(fold(said.group())) or _written(said.group())
        yield name, said.span(), said is found[-1]


def _numbered(
    text: str, subject: str, said: tuple[int, int], numbers: tuple[int, int], *, last: bool
) -> Iterator[Mention]:
    """A subject with each of its numbers; the words of the numbers belong to the last subject."""
    level = "nivå " if "nivå" in text[slice(*numbers)].lower() else ""
    digit = ""
    for place, number in enumerate(_ONE_NUMBER.finditer(text, *numbers)):
        one = number.group().lower()
        digit = one[0] if one[0].isdigit() else digit
        name = f"{subject} {level}{one if one[0].isdigit() else digit + one}"
        if last:
            yield Mention(
                Kind.COURSE, name, said[0] if place == 0 else number.start(), number.end()
            )
        else:
            yield Mention(Kind.COURSE, name, *said)


@cache
def _subjects() -> str:
    """Subjects as a pattern, longest first."""
    names = (*subjects(), *_SHORT)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("–", "[–-]") for name in names)


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_subjects()})\b", re.IGNORECASE)


@cache
def _course() -> re.Pattern[str]:
    """A subject, or both kinds of Swedish, with a number or several."""
    swedish = r"(?:svenska\s+som\s+andraspråk|svenska|sva|sve|sv)"
    numbers = rf"(?:nivå\s+)?{_NUMBER}(?:{_JOINT}(?:(?:nivå\s+)?{_NUMBER}|[abc]\b))*"
    return re.compile(
        rf"\b(?P<subjects>{swedish}{_JOINT}{swedish}|{_subjects()})\b"
        rf"[ ,:(–-]*(?:kurs\s+)?(?P<numbers>{numbers})",
        re.IGNORECASE,
    )


@cache
def _basic() -> re.Pattern[str]:
    """Subjects with a basic level after them, or with a part of it."""
    one = rf"(?:{_subjects()})"
    part, part_first = (_PART.format(name) for name in ("part", "part_first"))
    return re.compile(
        rf"\b(?P<subjects>{one}(?:{_JOINT}{one})*)\b[ ,:(–-]*"
        rf"(?:{_BASIC}(?:[ ,(–-]*{part})?|{part_first}(?:\s+{_BASIC})?)",
        re.IGNORECASE,
    )


@cache
def _basic_first() -> re.Pattern[str]:
    return re.compile(rf"\bgrundläggande\s+(?P<subject>{_subjects()})\b", re.IGNORECASE)


def _sfi(text: str, start: int, end: int) -> Iterator[Mention]:
    for match in _SFI.finditer(text, start, end):
        for place, course in enumerate(_SFI_COURSE.finditer(text, *match.span("courses"))):
            at = match.start() if place == 0 else course.start()
            yield Mention(Kind.GENERAL, f"SFI kurs {course[1].upper()}", at, course.end())


def _general(text: str, start: int, end: int) -> Iterator[Mention]:
    for name, pattern in _GENERAL.items():
        for match in pattern.finditer(text, start, end):
            yield Mention(Kind.GENERAL, name, match.start(), match.end())


def _educations(
    text: str, start: int, end: int, occupation: Callable[[str], str | None]
) -> Iterator[Mention]:
    for match in _TRAINED.finditer(text, start, end):
        name = occupation(match["stem"] or match["noun"])
        if name:
            yield Mention(Kind.EDUCATION, name, match.start(), match.end())


def _apart(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap the one that begins first, or else is longer.

    Courses that share one subject's words ("svenska 1 eller 2" of two subjects) stay together.
    """
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        same = kept and mention.kind is Kind.COURSE and _span(mention) == _span(kept[-1])
        if not kept or same or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _alternatives(text: str, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """The mentions, those with "eller" or a stroke between them together.

    "2a, 2b eller 2c" is one list of alternatives though it has commas; "Svenska 2, Engelska 6
    eller Matematik 2" is not, as nobody can tell.
    """
    group: list[Mention] = []
    for place, mention in enumerate(mentions):
        if group and not (
            _span(group[-1]) == _span(mention)
            or _EITHER.fullmatch(text, group[-1].end, mention.start)
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
