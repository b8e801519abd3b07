"""The ladder to one course: its requirements one by one, what gives each, and when that fits.

Each requirement is a sentence of the course's own text. Nothing here judges a person: what is said
to be met is shown as said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from assistant.bodies.paths import ChainLink, LadderBody, PathBody, RequirementBody
from assistant.courses.path.chain import Chain
from assistant.courses.path.choices import choices_of, start_of
from assistant.courses.path.needs import Need, NeedFinder
from assistant.courses.path.prerequisites import (
    RequirementKind,
)
from assistant.courses.path.prose import ladder_text
from corpus.course_book import Course

MOST_COURSES = 3
"""Educations that are shown for a requirement."""

ADULT_EDUCATION = "vuxenutbildningen i din hemkommun"

_TESTED = (RequirementKind.COURSE, RequirementKind.BASIC_COURSE)


def ladder_to(course: Course, finder: NeedFinder) -> LadderBody:
    """The requirements of a course, and the earliest occasions that give them."""
    name, today = course.education.name, finder.today
    goal = choices_of([course], finder.lookup, today, finder.wishes)
    needs = finder.before(goal, name, followed=1, unknown=True)
    chain = Chain(today, finder.has)
    own = [c for c in finder.lookup.index.courses if c.education.key == course.education.key]
    chain.lead_to(course, own, needs)
    links = tuple(
        ChainLink(key=key, name=one.education.name, occasion=start_of(one, today))
        for key, one in chain.links
    )
    query = urlencode([*(("id", link.occasion.id) for link in links), ("starts", "true")])
    return LadderBody(
        name=name,
        occasion=start_of(course, today),
        eligibility=goal[0].eligibility,
        requirements=tuple(_body(need, finder.has) for need in _in_order(needs)),
        chain=links,
        missing=tuple(chain.missing),
        calendar=f"/v1/courses/calendar?{query}" if links else None,
    )


def _body(need: Need, has: frozenset[str]) -> RequirementBody:
    return RequirementBody(
        key=need.key,
        title=need.title,
        quote=need.reason.quote,
        asked_by=need.asked_by,
        advised=need.reason.advised,
        has=need.key in has,
        choices=need.choices[:MOST_COURSES],
        more=max(0, len(need.choices) - MOST_COURSES),
        ask=tuple(_ask(need)),
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


def _in_order(needs: Sequence[Need]) -> list[Need]:
    """Each need once, and right after it those of its courses."""
    order: list[Need] = []

    def visit(needs: Sequence[Need]) -> None:
        for need in needs:
            if need not in order:
                order.append(need)
                visit(need.before)

    visit(needs)
    return order


def _ask(need: Need) -> Iterator[str]:
    """Other ways to meet a requirement, and who knows of them."""
    if need.kinds & {*_TESTED}:
        yield f"Kan du det redan? Fråga {ADULT_EDUCATION} om prövning."
    elif not need.kinds:
        yield "Fråga den som ger utbildningen vad som räknas."
    if need.asked_by is None and need.kinds:
        yield (
            "Har du lärt dig det på annat sätt (reell kompetens)? "
            "Fråga den som ger utbildningen hur det bedöms."
        )
    if need.kinds and not need.courses:
        yield f"Ingen sådan kurs finns i källorna. Fråga {ADULT_EDUCATION}."
