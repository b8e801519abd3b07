"""The ladder to one course: its requirements one by one, what gives each, and when that fits.

Each requirement is a sentence of the course's own text. Nothing here judges a person: what is said
to be met is shown as said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from assistant.bodies.paths import ChainLink, LadderBody, PathBody, PathQuote, RequirementBody
from assistant.courses.path.choices import Wishes, choices_of, quote_of, start_of
from assistant.courses.path.lookup import CourseLookup
from assistant.courses.path.prerequisites import (
    Prerequisite,
    PrerequisiteReader,
    RequirementKind,
    requirement_sentences,
)
from assistant.courses.path.prose import ladder_text
from assistant.courses.path.titles import title_of
from assistant.courses.states import CURRENT, state
from assistant.courses.tell.figures import date_of
from corpus.course_book import Course
from corpus.swedish import fold, normalise

DEEPEST = 3
"""Texts that are followed, one asking for the course of the next."""

MOST_COURSES = 3
"""Educations that are shown for a requirement."""

ADULT_EDUCATION = "vuxenutbildningen i din hemkommun"

_TESTED = (RequirementKind.COURSE, RequirementKind.BASIC_COURSE)


@dataclass(slots=True)
class _Rung:
    """A requirement while the ladder is built; ``before`` are those that its courses have."""

    key: str
    title: str
    quote: PathQuote
    asked_by: str | None
    advised: bool
    kinds: frozenset[RequirementKind]
    courses: list[Course]
    before: list[_Rung] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Builds the ladder to a course through the courses that a lookup knows.

    ``has`` are the keys of what the person says to meet.
    """

    lookup: CourseLookup
    reader: PrerequisiteReader
    today: dt.date
    wishes: Wishes
    has: frozenset[str]

    def to(self, course: Course) -> LadderBody:
        """The requirements of a course, and the earliest occasions that give them."""
        rungs = self._rungs([course], None, {_key_of_course(course)}, DEEPEST)
        chain, missing = self._chain(course, rungs)
        links = tuple(
            ChainLink(key=key, name=one.education.name, occasion=start_of(one, self.today))
            for key, one in chain
        )
        query = urlencode([*(("id", link.occasion.id) for link in links), ("starts", "true")])
        return LadderBody(
            name=course.education.name,
            occasion=start_of(course, self.today),
            eligibility=quote_of(course, "eligibility", course.education.eligibility),
            requirements=tuple(self._body(rung) for rung in _in_order(rungs)),
            chain=links,
            missing=tuple(missing),
            calendar=f"/v1/courses/calendar?{query}" if links else None,
        )

    def _rungs(
        self, courses: Sequence[Course], asked_by: str | None, seen: set[str], deep: int
    ) -> list[_Rung]:
        """The requirements that the texts of some courses state, each once, with theirs."""
        rungs: list[_Rung] = []
        for rung in (one for course in courses[:1] for one in self._needs_of(course, asked_by)):
            if rung.key in seen:
                continue
            seen.add(rung.key)
            rungs.append(rung)
        if deep > 1:
            for rung in rungs:
                if rung.courses and rung.key not in self.has:
                    rung.before = self._rungs(rung.courses, rung.key, seen, deep - 1)
        return rungs

    def _needs_of(self, course: Course, asked_by: str | None) -> Iterator[_Rung]:
        """A rung for each requirement of a course; a sentence that names none known is one."""
        education = course.education
        texts = {"eligibility": education.eligibility, "recommended": education.recommended}
        for name, text in texts.items():
            if not text or (name == "recommended" and text == education.eligibility):
                continue
            for start, end in requirement_sentences(text):
                sentence = normalise(text[start:end])
                quote = quote_of(course, name, sentence)
                if quote is None or self.reader.asks_nothing(sentence):
                    continue
                advised = name == "recommended" or self.reader.advises(sentence)
                needs = self.reader.read(sentence)
                for one in needs:
                    yield self._rung(one, quote, asked_by, advised=advised)
                # Below the course itself only what courses give is followed.
                if not needs and asked_by is None:
                    yield _Rung(fold(sentence), sentence, quote, asked_by, advised, frozenset(), [])

    def _rung(
        self, one: Prerequisite, quote: PathQuote, asked_by: str | None, *, advised: bool
    ) -> _Rung:
        courses = self.lookup.courses_for(one)
        courses.sort(key=lambda course: (course.occasion.start or "9999", course.id))
        return _Rung(
            key=" | ".join(sorted({fold(choice.name) for choice in one.choices})),
            title=title_of(one),
            quote=quote,
            asked_by=asked_by,
            advised=advised,
            kinds=frozenset(choice.kind for choice in one.choices),
            courses=courses,
        )

    def _body(self, rung: _Rung) -> RequirementBody:
        choices = choices_of(rung.courses, self.lookup, self.today, self.wishes)
        return RequirementBody(
            key=rung.key,
            title=rung.title,
            quote=rung.quote,
            asked_by=rung.asked_by,
            advised=rung.advised,
            has=rung.key in self.has,
            choices=choices[:MOST_COURSES],
            more=max(0, len(choices) - MOST_COURSES),
            ask=tuple(_ask(rung)),
        )

    def _chain(
        self, course: Course, rungs: Sequence[_Rung]
    ) -> tuple[list[tuple[str | None, Course]], list[str]]:
        """The earliest occasions that fit after each other, the course last.

        And the titles of what none was found for. Advice is no part of it, nor what no course
        gives, nor what is said to be met.
        """
        chain: list[tuple[str | None, Course]] = []
        missing: list[str] = []

        def read(needs: Sequence[_Rung]) -> dt.date:
            """Puts what is needed into the chain; the day when all of it is done."""
            done = self.today
            for need in needs:
                if need.advised or not need.kinds or need.key in self.has:
                    continue
                first = self._earliest(need.courses, read(need.before)) if need.courses else None
                if first is None:
                    missing.append(need.title)
                else:
                    chain.append((need.key, first))
                    done = max(done, date_of(first.occasion.end) or done)
            return done

        ready = read(rungs)
        if not chain:
            return [], missing
        own = [c for c in self.lookup.index.courses if c.education.key == course.education.key]
        last = self._earliest([course], ready, ends=False) or self._earliest(own, ready, ends=False)
        if last is None:
            missing.append(course.education.name)
        else:
            chain.append((None, last))
        return chain, missing

    def _earliest(
        self, courses: Sequence[Course], ready: dt.date, *, ends: bool = True
    ) -> Course | None:
        """Of those that can be applied for and begin later, the one that ends, or begins, first."""
        later = [
            course
            for course in courses
            if state(course.occasion, course.education, self.today) in CURRENT
            and (begins := date_of(course.occasion.start)) is not None
            and begins > ready
            and (not ends or date_of(course.occasion.end) is not None)
        ]
        key = "end" if ends else "start"
        return min(later, key=lambda c: (getattr(c.occasion, key), c.id), default=None)


def ladder_path(ladder: LadderBody, decides: str) -> PathBody:
    """A ladder as ways are sent."""
    return PathBody(
        occupation=None,
        steps=(),
        notes=[],
        suggestions=[],
        decides=decides,
        text=ladder_text(ladder, decides),
        ladder=ladder,
    )


def _key_of_course(course: Course) -> str:
    return fold(course.education.name)


def _in_order(rungs: Sequence[_Rung]) -> Iterator[_Rung]:
    """Each requirement, and right after it those of its courses."""
    for rung in rungs:
        yield rung
        yield from _in_order(rung.before)


def _ask(rung: _Rung) -> Iterator[str]:
    """Other ways to meet a requirement, and who knows of them."""
    if rung.kinds & {*_TESTED}:
        yield f"Kan du det redan? Fråga {ADULT_EDUCATION} om prövning."
    elif not rung.kinds:
        yield "Fråga den som ger utbildningen vad som räknas."
    if rung.asked_by is None and rung.kinds:
        yield (
            "Har du lärt dig det på annat sätt (reell kompetens)? "
            "Fråga den som ger utbildningen hur det bedöms."
        )
    if rung.kinds and not rung.courses:
        yield f"Ingen sådan kurs finns i källorna. Fråga {ADULT_EDUCATION}."
