"""What could be read before some educations, and before that, as their own texts state it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.bodies.paths import PathChoice, PathQuote, PathReason
from assistant.courses.path.choices import Wishes, choices_of
from assistant.courses.path.lookup import CourseLookup
from assistant.courses.path.prerequisites import (
    Prerequisite,
    PrerequisiteReader,
    RequirementKind,
)
from assistant.courses.path.titles import title_of
from corpus.course_book import Course
from corpus.swedish import fold, normalise

DEEPEST = 3
"""Texts that are followed, one asking for the course of the next."""


@dataclass(slots=True, eq=False)
class Need:
    """Something that is asked for, and what gives it.

    ``kinds`` are what sort of thing it is, none where its words name nothing that is known.
    ``reasons`` have the words of the texts that ask for it; the first of them is that of the need
    ``asked_by``, if any. ``before`` are the needs that its own courses have.
    """

    key: str
    title: str
    kinds: frozenset[RequirementKind] = frozenset()
    courses: Sequence[Course] = ()
    choices: tuple[PathChoice, ...] = ()
    asked_by: str | None = None
    reasons: list[PathReason] = field(default_factory=list)
    before: list[Need] = field(default_factory=list)

    @property
    def reason(self) -> PathReason:
        """Why it is asked for: a text that requires it rather than one that recommends it."""
        return next((one for one in self.reasons if not one.advised), self.reasons[0])


@dataclass(frozen=True, slots=True)
class NeedFinder:
    """Follows what texts ask for through the courses that a lookup knows.

    Nothing is followed that a person ``has``, by the keys of needs.
    """

    lookup: CourseLookup
    reader: PrerequisiteReader
    today: dt.date
    wishes: Wishes
    has: frozenset[str] = frozenset()

    def before(
        self, goal: Sequence[PathChoice], name: str, *, followed: int, unknown: bool = False
    ) -> list[Need]:
        """What the educations that are the goal need, with what that needs; each is one in all.

        Met breadth first, so that all is followed from where it is nearest to the goal, and of a
        need so many alternatives. With ``unknown`` the goal's own sentences that name nothing known
        are needs, too.
        """
        top = Need("", "")
        known: dict[str, Need] = {}
        layer = [(top, goal)]
        for _ in range(DEEPEST):
            following: list[Need] = []
            for parent, choices in layer:
                for asked, reason in self._statements(choices, fold(name)):
                    if not asked.choices and not (unknown and parent is top):
                        continue
                    if asked.key not in known:
                        known[asked.key] = self._need(asked, parent.key or None)
                        following.append(known[asked.key])
                    need = known[asked.key]
                    if reason not in need.reasons:
                        need.reasons.append(reason)
                    if need not in parent.before:
                        parent.before.append(need)
            layer = [(one, one.choices[:followed]) for one in following if one.key not in self.has]
        return top.before

    def _need(self, asked: Prerequisite, asked_by: str | None) -> Need:
        courses = self.lookup.courses_for(asked)
        return Need(
            asked.key,
            title_of(asked),
            frozenset(choice.kind for choice in asked.choices),
            courses,
            choices_of(courses, self.lookup, self.today, self.wishes.of_needs),
            asked_by,
        )

    def _statements(
        self, choices: Sequence[PathChoice], goal: str
    ) -> Iterator[tuple[Prerequisite, PathReason]]:
        """What the texts of some educations ask for, with their words for it.

        A text may name the very course that it belongs to, or the goal.
        """
        for choice in choices:
            own = {fold(choice.name), *(fold(pair.gy11) for pair in choice.names), goal}
            for quote, is_advice in ((choice.eligibility, False), (choice.recommended, True)):
                for asked in self.reader.read(quote.text) if quote else ():
                    if quote and own.isdisjoint(asked.names):
                        words = PathQuote(text=normalise(asked.sentence), source=quote.source)
                        advised = is_advice or asked.advised
                        yield asked, PathReason(education=choice.name, quote=words, advised=advised)
