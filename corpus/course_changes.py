"""What has changed among the courses since the catalogues were read before: came, changed, went."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import cast

from corpus.course_book import Course
from corpus.swedish import fold

MOVED_DAYS = 45
"""A start that moves further than this is another occasion of the course."""


class ChangeKind(StrEnum):
    """What became of an occasion."""

    CAME = "came"
    CHANGED = "changed"
    WENT = "went"


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What people go by in an occasion, as it stood when it was read."""

    id: str
    source: str
    key: str
    name: str
    code: str | None
    provider: str | None
    places: tuple[str, ...]
    start: str | None
    end: str | None
    dates: str | None
    apply_from: str | None
    apply_until: str | None
    cancelled: bool


@dataclass(frozen=True, slots=True)
class CourseChange:
    """One occasion before and after; ``time`` is when the change was read (UTC, ISO 8601)."""

    time: str
    before: CourseFacts | None
    after: CourseFacts | None

    @property
    def kind(self) -> ChangeKind:
        """Whether the occasion came, changed or went."""
        if self.before is None:
            return ChangeKind.CAME
        return ChangeKind.CHANGED if self.after else ChangeKind.WENT

    @property
    def facts(self) -> CourseFacts:
        """The occasion as it is now, or as it was when it went."""
        return cast(CourseFacts, self.after or self.before)

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The names of the facts that differ; none where it came or went."""
        if self.before is None or self.after is None:
            return ()
        return tuple(
            name for name in _COMPARED if getattr(self.before, name) != getattr(self.after, name)
        )


@dataclass(frozen=True, slots=True)
class CourseNews:
    """What a reading of catalogues brought: the changes, and what is only half a course.

    ``missed`` are the keys of educations that stand in no catalogue, one for each occasion that
    waits for its own; ``unheld`` are the names of educations without any occasion.
    """

    changes: tuple[CourseChange, ...] = ()
    missed: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()


_COMPARED = tuple(f.name for f in fields(CourseFacts) if f.name not in ("id", "source", "key"))

Pair = tuple[CourseFacts | None, CourseFacts | None]
_Likeness = Callable[[CourseFacts], Hashable]


def facts_of(course: Course) -> CourseFacts:
    """What people go by in a course."""
    occasion, education = course.occasion, course.education
    return CourseFacts(
        id=course.id,
        source=course.document.source,
        key=occasion.key,
        name=education.name,
        code=education.code,
        provider=", ".join(provider.name for provider in course.providers) or None,
        places=tuple(sorted(place.name for place in occasion.places)),
        start=occasion.start,
        end=occasion.end,
        dates=occasion.dates,
        apply_from=occasion.apply_from,
        apply_until=occasion.apply_until,
        cancelled=occasion.cancelled,
    )


def differences(before: Iterable[CourseFacts], after: Iterable[CourseFacts]) -> list[Pair]:
    """The occasions that came, changed and went, in the order of those of now.

    An occasion is known by its id, which its own key in the source makes. Tables often have no
    keys: there it is known by what it is, and by the place or the days that it has kept.
    """
    old = {facts.id: facts for facts in before}
    new = {facts.id: facts for facts in after}
    pairs: list[Pair] = [(old.pop(i), new.pop(i)) for i in list(new) if i in old]
    for likeness in _LIKENESSES:
        for was, now in _matches(list(old.values()), list(new.values()), likeness):
            del old[was.id], new[now.id]
            pairs.append((was, now))
    changed = [(was, now) for was, now in pairs if was and now and _content(was) != _content(now)]
    came: list[Pair] = [(None, now) for now in new.values()]
    return [*changed, *came, *((was, None) for was in old.values())]


def _matches(
    old: Sequence[CourseFacts], new: Sequence[CourseFacts], likeness: _Likeness
) -> Iterable[tuple[CourseFacts, CourseFacts]]:
    """Occasions that are alike before and after; only where each is alone in that."""
    groups: dict[Hashable, tuple[list[CourseFacts], list[CourseFacts]]] = {}
    for number, side in enumerate((old, new)):
        for facts in side:
            groups.setdefault(likeness(facts), ([], []))[number].append(facts)
    for was, now in groups.values():
        if likeness is _content or (len(was) == len(now) == 1 and _near(was[0], now[0])):
            yield from zip(was, now, strict=False)


def _near(was: CourseFacts, now: CourseFacts) -> bool:
    """Whether the starts are so near to each other that one may be the other, moved."""
    if was.start is None or now.start is None:
        return True
    days = date.fromisoformat(was.start) - date.fromisoformat(now.start)
    return abs(days.days) <= MOVED_DAYS


def _content(facts: CourseFacts) -> Hashable:
    return tuple(getattr(facts, name) for name in _COMPARED)


def _what(facts: CourseFacts) -> tuple[str | None, ...]:
    return fold(facts.name), facts.code, facts.provider and fold(facts.provider)


_LIKENESSES: tuple[_Likeness, ...] = (
    _content,
    lambda facts: (_what(facts), facts.places, facts.start),
    lambda facts: (_what(facts), facts.start, facts.end, facts.apply_until),
    lambda facts: (_what(facts), facts.places, facts.apply_until),
    lambda facts: (_what(facts), facts.places),
    lambda facts: (_what(facts), facts.start),
)
