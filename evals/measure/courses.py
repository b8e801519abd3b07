"""How well questions about courses are understood, and whether the courses shown meet them.

``python -m evals.measure.courses SET.jsonl CATALOGUES RESULT.json`` asks every question of a folder
of catalogues, which is read into a store of its own first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import get_args

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from assistant.bodies.courses import CourseReply
from assistant.bodies.question import Turn
from corpus.places import Gazetteer, load_gazetteer
from evals.measure.command import filled_app, run, write
from evals.measure.course_checks import (
    Plain,
    breaches,
    is_right,
    understood,
    wrongly_recommended,
)
from evals.measure.course_questions import CourseQuestion, Name, load_course_questions
from evals.measure.figures import mean, percentile
from evals.measure.kinds import by_kind, figures_table

FIRST = 5
"""How many courses a user looks at."""

Find = Callable[[str, date, Sequence[Turn]], CourseReply]
"""Asks a question on a day after a conversation."""


class CourseOutcome(BaseModel):
    """How one question went; holds nothing of what was asked or answered, so that it may be kept.

    ``misread`` names the constraints read otherwise than stated; ``judged`` counts the first five
    courses of a reply that dropped no constraint, ``breaches`` says what each of those that fail
    does not meet. ``recommended`` names why a course must not have been: ``never`` (refused or
    cancelled) or ``over`` (past or closed). ``offered``: something was shown where nothing meets
    all, and nothing was said of it; ``missed``: nothing was shown as meeting all, though something
    ``exists`` that does. ``hit``: one of the first five meets all, whatever was dropped, None where
    nothing does. ``total`` and ``keys`` tell whether the number and the courses expected
    came, None where none are.
    """

    id: str
    kind: str
    course: bool
    exists: bool
    taken_for_course: bool
    misread: list[Name]
    relaxed: list[str]
    judged: int
    breaches: list[list[str]]
    recommended: list[str]
    offered: bool
    missed: bool
    hit: bool | None
    total: bool | None
    keys: bool | None
    took_ms: float


class CourseFigures(BaseModel):
    """The figures over a set of questions; None where the set has none of that sort.

    ``constraints_exact`` is the share of course questions of which every constraint was read as it
    is stated and no other, ``conditions_exact`` the same of all but the subject, which is no
    condition: the courses' names judge it; ``courses_satisfy`` the share of the first five courses
    that meet all, ``questions_satisfied`` that of the questions whose first five all do, both over
    replies that dropped no constraint. ``hit`` is the share of questions that something meets for
    which one of the first five does, ``honest_none`` that of the others for which nothing was shown
    as meeting all. The counts named ``recommended`` and ``offered`` must be 0.
    """

    questions: int
    course_questions: int
    constraints_exact: float | None
    conditions_exact: float | None
    courses_satisfy: float | None
    questions_satisfied: float | None
    recommended: int
    offered: int
    missed: float | None
    hit: float | None
    honest_none: float | None
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
    "hit": "hit",
    "none": "honest_none",
    "total": "totals_right",
    "c→d": "course_as_document",
    "d→c": "document_as_course",
}
"""The columns of the table, narrow enough for a terminal, and the figures in them."""


class CourseReport(BaseModel):
    """The figures of a question file: whole and for each kind."""

    questions: str
    figures: CourseFigures
    by_kind: dict[str, CourseFigures]
    outcomes: list[CourseOutcome]

    def table(self) -> Table:
        """The figures as a table for a terminal."""
        return figures_table(self.questions, COLUMNS, self.figures, self.by_kind)


def measure(find: Find, name: str, questions: Sequence[CourseQuestion]) -> CourseReport:
    """The figures of a search over questions; ``name`` is that of their file.

    The first question is asked once before, so that every time is that of a warm system.
    """
    gazetteer = load_gazetteer()
    if questions:
        find(questions[0].question, questions[0].today, questions[0].history)
    outcomes = [_ask(find, question, gazetteer) for question in questions]
    return CourseReport(
        questions=name,
        figures=_figures(outcomes),
        by_kind=by_kind(outcomes, _figures),
        outcomes=outcomes,
    )


def _ask(find: Find, question: CourseQuestion, gazetteer: Gazetteer) -> CourseOutcome:
    start = perf_counter()
    reply = find(question.question, question.today, question.history)
    took = 1000 * (perf_counter() - start)
    read = understood(reply.understood)
    whole = question.course and not reply.relaxed
    judged = reply.courses[:FIRST] if whole else []
    broken = [breaches(question, read, course, gazetteer) for course in judged]
    shown = (breaches(question, read, course, gazetteer) for course in reply.courses[:FIRST])
    wrong = (wrongly_recommended(question, course, reply.relaxed) for course in reply.courses)
    expect = question.expect
    keys = {key for course in reply.courses for key in (course.key, *course.keys)}
    return CourseOutcome(
        id=question.id,
        kind=question.kind,
        course=question.course,
        exists=not expect.none,
        taken_for_course=reply.is_course_question,
        misread=_misread(question, read),
        relaxed=reply.relaxed,
        judged=len(judged),
        breaches=[names for names in broken if names],
        recommended=[why for why in wrong if why] if question.course else [],
        offered=whole and expect.none and bool(reply.courses) and not reply.notices,
        hit=any(not names for names in shown) if question.course and not expect.none else None,
        missed=question.course and not expect.none and not (whole and reply.courses),
        total=None if expect.total is None or not whole else reply.total == expect.total,
        keys=keys.issuperset(expect.keys) if expect.keys else None,
        took_ms=took,
    )


def _misread(question: CourseQuestion, read: dict[str, Plain]) -> list[Name]:
    if not question.course:
        return []
    # A subject that is not stated word for word is evidence: the courses' names judge it.
    named = question.expect.names and "subject" not in question.constraints
    names = [name for name in get_args(Name) if not (named and name == "subject")]
    return [name for name in names if not is_right(question, name, read.get(name))]


def _figures(outcomes: Sequence[CourseOutcome]) -> CourseFigures:
    courses = [o for o in outcomes if o.course]
    others = [o for o in outcomes if not o.course]
    judged = [o for o in courses if o.judged]
    first = sum(o.judged for o in judged)
    times = [o.took_ms for o in outcomes]
    return CourseFigures(
        questions=len(outcomes),
        course_questions=len(courses),
        constraints_exact=mean([not o.misread for o in courses]),
        conditions_exact=mean([set(o.misread) <= {"subject"} for o in courses]),
        courses_satisfy=(first - sum(len(o.breaches) for o in judged)) / first if first else None,
        questions_satisfied=mean([not o.breaches for o in judged]),
        recommended=sum(len(o.recommended) for o in courses),
        offered=sum(o.offered for o in courses),
        missed=mean([o.missed for o in courses if o.exists]),
        hit=mean([o.hit for o in courses if o.hit is not None]),
        honest_none=mean([not o.offered for o in courses if not o.exists]),
        totals_right=mean([o.total for o in courses if o.total is not None]),
        keys_found=mean([o.keys for o in courses if o.keys is not None]),
        course_as_document=mean([not o.taken_for_course for o in courses]),
        document_as_course=mean([o.taken_for_course for o in others]),
        latency_p50_ms=percentile(times, 0.5),
        latency_p95_ms=percentile(times, 0.95),
    )


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    questions, catalogues, result = (Path(argument) for argument in arguments)
    lines = load_course_questions(questions)
    with filled_app([catalogues], "evals.measure.courses") as app:
        report = measure(app.find_courses, questions.name, lines)
    write(report, result)
    Console().print(report.table())
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
