"""The ladder to one course: its requirements one by one, what gives each, and when that fits.

Each requirement is a sentence of the course's own text. Nothing here judges a person: what is said
to be met is shown as said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.bodies.paths import ChainLink, LadderBody, PathBody, PathQuote, RequirementBody
from assistant.courses.path.chain import Chain, Rung, in_order
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
from corpus.course_book import Course
from corpus.swedish import fold, normalise

DEEPEST = 3
"""Texts that are followed, one asking for the course of the next."""

MOST_COURSES = 3
"""Educations that are shown for a requirement."""

ADULT_EDUCATION = "vuxenutbildningen i din hemkommun"

_TESTED = (RequirementKind.COURSE, RequirementKind.BASIC_COURSE)


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
        needs = self._needs(course, None, {fold(course.education.name): None}, DEEPEST)
        chain = Chain(self.today, self.has)
        own = [c for c in self.lookup.index.courses if c.education.key == course.education.key]
        chain.lead_to(course, own, needs)
        links = tuple(
            ChainLink(key=key, name=one.education.name, occasion=start_of(one, self.today))
            for key, one in chain.links
        )
        query = urlencode([*(("id", link.occasion.id) for link in links), ("starts", "true")])
        return LadderBody(
            name=course.education.name,
            occasion=start_of(course, self.today),
            eligibility=quote_of(course, "eligibility", course.education.eligibility),
            requirements=tuple(self._body(rung) for rung in in_order(needs)),
            chain=links,
            missing=tuple(chain.missing),
            calendar=f"/v1/courses/calendar?{query}" if links else None,
        )

    def _needs(
        self, course: Course, asked_by: str | None, known: dict[str, Rung | None], deep: int
    ) -> list[Rung]:
        """The requirements that the texts of a course state, with theirs; each is one in all."""
        keys: list[str] = []
        new: list[Rung] = []
        for rung in self._needs_of(course, asked_by):
            keys.append(rung.key)
            if rung.key not in known:
                known[rung.key] = rung
                new.append(rung)
        for rung in new if deep > 1 else ():
            if rung.courses and rung.key not in self.has:
                rung.before = self._needs(rung.courses[0], rung.key, known, deep - 1)
        return list(filter(None, (known[key] for key in keys)))

    def _needs_of(self, course: Course, asked_by: str | None) -> Iterator[Rung]:
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
                    yield Rung(fold(sentence), sentence, quote, asked_by, advised, frozenset(), [])

    def _rung(
        self, one: Prerequisite, quote: PathQuote, asked_by: str | None, *, advised: bool
    ) -> Rung:
        courses = self.lookup.courses_for(one)
        courses.sort(key=lambda course: (course.occasion.start or "9999", course.id))
        return Rung(
            key=" | ".join(sorted({fold(choice.name) for choice in one.choices})),
            title=title_of(one),
            quote=quote,
            asked_by=asked_by,
            advised=advised,
            kinds=frozenset(choice.kind for choice in one.choices),
            courses=courses,
        )

    def _body(self, rung: Rung) -> RequirementBody:
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


def _ask(rung: Rung) -> Iterator[str]:
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
