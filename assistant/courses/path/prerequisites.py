"""What an education's own eligibility text says that one should have read before.

Only what the text states is taken, with the span it was read from. A sentence that says that
something is not needed, or that the education itself gives it, names no prerequisite.
``prerequisites.toml`` beside this file has the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.courses.course_names import CourseNames
from assistant.courses.occupations import Occupations
from corpus.data_files import patterns, rows
from corpus.swedish import fold, sentences


class RequirementKind(StrEnum):
    """What sort of thing is asked for."""

    COURSE = "kurs"
    BASIC_COURSE = "kurs på grundläggande nivå"
    GENERAL = "allmän behörighet"
    EDUCATION = "utbildning"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that an eligibility text names: ``text[start:end]`` is where.

    ``name`` is its plain name: "Matematik 2b", "Svenska, delkurs 4", "SFI kurs D", or the
    occupation whose education is asked for.
    """

    kind: RequirementKind
    name: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """What is asked for: any one of ``choices``, in the text's order.

    ``sentence`` is the whole sentence that they stand in; there are none where it names nothing
    that is known. ``advised`` where the text recommends rather than requires.
    """

    choices: tuple[Requirement, ...]
    sentence: str
    advised: bool

    @property
    def names(self) -> frozenset[str]:
        """What the choices are called, in lower case."""
        return frozenset(fold(one.name) for one in self.choices)

    @property
    def key(self) -> str:
        """The same for all sentences that ask for the same."""
        return " | ".join(sorted(self.names)) or fold(self.sentence)


BASIC_LEVEL = " på grundläggande nivå"
PART = ", delkurs "
"""How the names of basic courses end: as a whole, and in one of their parts."""

_LINE = re.compile(r"[^\n]+")
_NUMBERED_STOP = re.compile(r"(?<=\d[.!?])\s+(?=[A-ZÅÄÖ])")


class PrerequisiteReader:
    """Reads eligibility texts by the names of courses and occupations. Safe to share."""

    def __init__(self, names: CourseNames, occupations: Occupations) -> None:
        self._short = dict(rows("short_subjects.tsv", __package__))
        self._occupations = occupations
        subjects = "|".join(
            re.escape(name).replace(r"\ ", r"\s+").replace("–", "[–-]")
            for name in (*names.subjects, *self._short)
        )
        tables = patterns("prerequisites.toml", __package__, {"subject": f"(?:{subjects})"})
        self._patterns, self._general = (
            {name: re.compile(text, re.I | re.X) for name, text in tables[table].items()}
            for table in ("patterns", "general")
        )

    def read(self, text: str) -> tuple[Prerequisite, ...]:
        """What the sentences of an eligibility text ask for, in its order."""
        prerequisites: list[Prerequisite] = []
        for start, end in _sentences(text):
            sentence = text[start:end]
            if self._patterns["not_needed"].search(sentence):
                continue
            requirements = _apart(
                [
                    *self._courses(text, start, end),
                    *self._basic_courses(text, start, end),
                    *self._sfi_courses(text, start, end),
                    *self._general_ones(text, start, end),
                    *self._educations(text, start, end),
                ]
            )
            advised = self._patterns["advice"].search(sentence) is not None
            prerequisites += [
                Prerequisite(tuple(choices), sentence, advised)
                for choices in list(self._alternatives(text, requirements)) or [[]]
            ]
        return tuple(prerequisites)

    def _courses(self, text: str, start: int, end: int) -> Iterator[Requirement]:
        """The numbered courses that a sentence names, each with the words that are its own.

        Only the two kinds of Swedish share a number ("svenska eller svenska som andraspråk 1").
        One subject may have several ("Matematik 2a, 2b eller 2c"); the words of the numbers belong
        to the last subject.
        """
        for match in self._patterns["course"].finditer(text, start, end):
            level = "nivå " if "nivå" in match["numbers"].lower() else ""
            numbers = list(self._patterns["one_number"].finditer(text, *match.span("numbers")))
            for subject, (first, stop), is_last in self._subjects(text, match):
                digit = ""
                for place, number in enumerate(numbers):
                    one = number.group().lower()
                    digit = one[0] if one[0].isdigit() else digit
                    name = f"{subject} {level}{one if one[0].isdigit() else digit + one}"
                    begin = first if place == 0 or not is_last else number.start()
                    until = number.end() if is_last else stop
                    yield Requirement(RequirementKind.COURSE, name, begin, until)

    def _basic_courses(self, text: str, start: int, end: int) -> Iterator[Requirement]:
        """Basic courses; subjects may share a level ("svenska och matematik på grundläggande")."""
        kind = RequirementKind.BASIC_COURSE
        for match in self._patterns["basic_course"].finditer(text, start, end):
            part = match["part"] or match["part_first"]
            ending = PART + part if part else BASIC_LEVEL
            for subject, (first, stop), is_last in self._subjects(text, match):
                yield Requirement(kind, subject + ending, first, match.end() if is_last else stop)
        for match in self._patterns["basic_first"].finditer(text, start, end):
            yield Requirement(kind, _written(match["subject"]) + BASIC_LEVEL, *match.span())

    def _subjects(
        self, text: str, match: re.Match[str]
    ) -> Iterator[tuple[str, tuple[int, int], bool]]:
        """The subjects of a match: each one's name, where it stands, and whether it is the last."""
        subjects = list(self._patterns["subject"].finditer(text, *match.span("subjects")))
        for subject in subjects:
            name = self._short.get(fold(subject.group())) or _written(subject.group())
            yield name, subject.span(), subject is subjects[-1]

    def _sfi_courses(self, text: str, start: int, end: int) -> Iterator[Requirement]:
        for match in self._patterns["sfi"].finditer(text, start, end):
            courses = self._patterns["sfi_course"].finditer(text, *match.span("courses"))
            for place, course in enumerate(courses):
                at = match.start() if place == 0 else course.start()
                name = f"SFI kurs {course[1].upper()}"
                yield Requirement(RequirementKind.GENERAL, name, at, course.end())

    def _general_ones(self, text: str, start: int, end: int) -> Iterator[Requirement]:
        for name, pattern in self._general.items():
            for match in pattern.finditer(text, start, end):
                yield Requirement(RequirementKind.GENERAL, name, *match.span())

    def _educations(self, text: str, start: int, end: int) -> Iterator[Requirement]:
        for match in self._patterns["training"].finditer(text, start, end):
            occupation = self._occupations.by_name(match["stem"] or match["noun"])
            if occupation:
                yield Requirement(RequirementKind.EDUCATION, occupation.name, *match.span())

    def _alternatives(
        self, text: str, requirements: list[Requirement]
    ) -> Iterator[list[Requirement]]:
        """The requirements, those with "eller" or a stroke between them together.

        "2a, 2b eller 2c" is one list of alternatives though it has commas; "Svenska 2, Engelska 6
        eller Matematik 2" is not, as nobody can tell.
        """
        either = self._patterns["either"]
        group: list[Requirement] = []
        for place, one in enumerate(requirements):
            if group and not (
                group[-1].span == one.span
                or either.fullmatch(text, group[-1].end, one.start)
                or self._is_one_list(text, group[-1], requirements[place:])
            ):
                yield group
                group = []
            group.append(one)
        if group:
            yield group

    def _is_one_list(self, text: str, before: Requirement, rest: list[Requirement]) -> bool:
        """Whether a comma parts alternatives of one subject: an "eller" follows in the list."""
        for one in rest:
            between = text[before.end : one.start]
            if before.name.rpartition(" ")[0] != one.name.rpartition(" ")[0]:
                return False
            if self._patterns["either"].fullmatch(between):
                return True
            if between.strip() != ",":
                return False
            before = one
        return False


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


def _apart(requirements: list[Requirement]) -> list[Requirement]:
    """The requirements in order; of two that overlap the first to begin, or else the longer.

    Courses that share one subject's words ("svenska 1 eller 2" of two subjects) stay together.
    """
    kept: list[Requirement] = []
    for one in sorted(requirements, key=lambda own: (own.start, -own.end)):
        is_course = one.kind is RequirementKind.COURSE
        if not kept or (is_course and one.span == kept[-1].span) or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _written(subject: str) -> str:
    """A subject as courses are named: capital first, the rest in lower case."""
    plain = fold(subject)
    return plain[:1].upper() + plain[1:]
