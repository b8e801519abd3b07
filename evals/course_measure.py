"""The measure of a search for courses: what was understood, and whether what is shown meets it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from time import perf_counter
from typing import get_args

from pydantic import BaseModel
from rich.table import Table

from corpus.places import Gazetteer, load_gazetteer
from evals.course_checks import (
    Plain,
    Reply,
    breaches,
    is_right,
    understood,
    wrongly_recommended,
)
from evals.course_questions import CourseQuestion, Name
from evals.figures import mean, percentile

FIRST = 5
"""How many courses a user looks at."""

Find = Callable[[str, date], object]
"""Asks a question on a day; what comes back has the attributes of ``Reply``."""


class Outcome(BaseModel):
    """How one question went; holds nothing of what was asked or answered, so that it may be kept.

    ``misread`` names the constraints read otherwise than stated; ``judged`` counts the first five
    courses of a reply that dropped no constraint, ``breaches`` says what each of those that fail
    does not meet. ``recommended`` names why a course must not have been: ``never`` (refused or
    cancelled) or ``over`` (past or closed). ``offered``: something was shown where nothing meets
    all, and nothing was said of it; ``missed``: nothing was shown as meeting all, though something
    ``exists`` that does. ``total`` and ``keys`` tell whether the number and the courses expected
    came, None where none are.
    """

    id: str
    kind: str
    course: bool
    exists: bool
    taken_for_course: bool
    misread: list[Name]
    stated: list[Name]
    read: list[Name]
    relaxed: list[str]
    judged: int
    breaches: list[list[str]]
    recommended: list[str]
    offered: bool
    missed: bool
    total: bool | None
    keys: bool | None
    took_ms: float


class Constraint(BaseModel):
    """How one constraint is read: right among those read, and among those stated."""

    stated: int
    read: int
    right: int
    precision: float | None
    recall: float | None


class Figures(BaseModel):
    """The figures over a set of questions; None where the set has none of that sort.

    ``constraints_exact`` is the share of course questions of which every constraint was read as it
    is stated and no other; ``courses_satisfy`` the share of the first five courses that meet all,
    ``questions_satisfied`` that of the questions whose first five all do, both over replies that
    dropped no constraint. The counts named ``recommended`` and ``offered`` must be 0.
    """

    questions: int
    course_questions: int
    constraints_exact: float | None
    courses_satisfy: float | None
    questions_satisfied: float | None
    recommended: int
    offered: int
    missed: float | None
    totals_right: float | None
    keys_found: float | None
    course_as_document: float | None
    document_as_course: float | None
    latency_p50_ms: float | None
    latency_p95_ms: float | None


COLUMNS = {
    "n": "questions",
    "exact": "constraints_exact",
    "first 5": "courses_satisfy",
    "asked": "questions_satisfied",
    "wrong": "recommended",
    "offered": "offered",
    "missed": "missed",
    "total": "totals_right",
    "c→d": "course_as_document",
    "d→c": "document_as_course",
}
"""The columns of the table, narrow enough for a terminal, and the figures in them."""


class Report(BaseModel):
    """The figures of a question file: whole, for each kind, and for each constraint."""

    questions: str
    figures: Figures
    by_kind: dict[str, Figures]
    constraints: dict[Name, Constraint]
    outcomes: list[Outcome]

    def tables(self) -> Iterator[Table]:
        """The figures, and the constraints, as tables for a terminal."""
        table = Table("kind", title=self.questions, box=None, padding=(0, 1))
        for heading in COLUMNS:
            table.add_column(heading, justify="right")
        for kind, row in {"all": self.figures, **self.by_kind}.items():
            shown = (_shown(getattr(row, name)) for name in COLUMNS.values())
            table.add_row(kind, *shown, end_section=kind == "all")
        yield table
        table = Table("constraint", *Constraint.model_fields, box=None, padding=(0, 1))
        for name, constraint in self.constraints.items():
            table.add_row(name, *(_shown(value) for _, value in constraint))
        yield table


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}".removeprefix("0" if value else "")


def measure(find: Find, name: str, questions: Sequence[CourseQuestion]) -> Report:
    """The figures of a search over questions; ``name`` is that of their file.

    The first question is asked once before, so that every time is that of a warm system.
    """
    gazetteer = load_gazetteer()
    if questions:
        find(questions[0].question, questions[0].today)
    outcomes = [_ask(find, question, gazetteer) for question in questions]
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.kind].append(outcome)
    return Report(
        questions=name,
        figures=_figures(outcomes),
        by_kind={kind: _figures(group) for kind, group in sorted(kinds.items())},
        constraints=dict(_constraints(outcomes)),
        outcomes=outcomes,
    )


def _ask(find: Find, question: CourseQuestion, gazetteer: Gazetteer) -> Outcome:
    start = perf_counter()
    found = find(question.question, question.today)
    took = 1000 * (perf_counter() - start)
    reply = Reply.model_validate(found)
    read = understood(reply.understood)
    whole = question.course and not reply.relaxed
    judged = reply.courses[:FIRST] if whole else []
    broken = (breaches(question, read, course, gazetteer) for course in judged)
    wrong = (wrongly_recommended(question, course, reply.relaxed) for course in reply.courses)
    expect = question.expect
    keys = {key for course in reply.courses for key in (course.key, *course.keys)}
    return Outcome(
        id=question.id,
        kind=question.kind,
        course=question.course,
        exists=not expect.none,
        taken_for_course=reply.is_course_question,
        misread=_misread(question, read),
        stated=sorted(question.constraints),
        read=[name for name in get_args(Name) if name in read],
        relaxed=reply.relaxed,
        judged=len(judged),
        breaches=[names for names in broken if names],
        recommended=[why for why in wrong if why] if question.course else [],
        offered=whole and expect.none and bool(reply.courses) and not reply.notices,
        missed=question.course and not expect.none and not (whole and reply.courses),
        total=None if expect.total is None or not whole else reply.total == expect.total,
        keys=keys.issuperset(expect.keys) if expect.keys else None,
        took_ms=took,
    )


def _misread(question: CourseQuestion, read: dict[str, Plain]) -> list[Name]:
    if not question.course:
        return []
    return [n for n in get_args(Name) if not is_right(question, n, read.get(n))]


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    courses = [o for o in outcomes if o.course]
    others = [o for o in outcomes if not o.course]
    judged = [o for o in courses if o.judged]
    shown = sum(o.judged for o in judged)
    times = [o.took_ms for o in outcomes]
    return Figures(
        questions=len(outcomes),
        course_questions=len(courses),
        constraints_exact=mean([not o.misread for o in courses]),
        courses_satisfy=(shown - sum(len(o.breaches) for o in judged)) / shown if shown else None,
        questions_satisfied=mean([not o.breaches for o in judged]),
        recommended=sum(len(o.recommended) for o in courses),
        offered=sum(o.offered for o in courses),
        missed=mean([o.missed for o in courses if o.exists]),
        totals_right=mean([o.total for o in courses if o.total is not None]),
        keys_found=mean([o.keys for o in courses if o.keys is not None]),
        course_as_document=mean([not o.taken_for_course for o in courses]),
        document_as_course=mean([o.taken_for_course for o in others]),
        latency_p50_ms=percentile(times, 0.5),
        latency_p95_ms=percentile(times, 0.95),
    )


def _constraints(outcomes: Sequence[Outcome]) -> Iterator[tuple[Name, Constraint]]:
    for name in get_args(Name):
        stated = [o for o in outcomes if name in o.stated and (name in o.read or name in o.misread)]
        read = [o for o in outcomes if name in o.read and (name in o.stated or name in o.misread)]
        right = sum(name in o.stated and name not in o.misread for o in read)
        if stated or read:
            yield (
                name,
                Constraint(
                    stated=len(stated),
                    read=len(read),
                    right=right,
                    precision=right / len(read) if read else None,
                    recall=right / len(stated) if stated else None,
                ),
            )
