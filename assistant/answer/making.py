"""An answer from its parts: those of the catalogues first, then those of an engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from assistant.answer.compose import ROOM, CitedPart, Composer
from assistant.answer.engine import EXTRACTIVE, Engine, Outcome, Task
from assistant.answer.extractive.engine import NEAREST
from assistant.answer.forms.course_answer import CourseAnswer
from assistant.answer.notices import age_notices
from assistant.bodies.answer import Answer, Contact, PartKind, Status
from assistant.bodies.documents import DocumentRef
from assistant.question.plan import Plan
from assistant.search.retriever import found_passage


def plain_answer(
    plan: Plan, status: Status, parts: Iterable[CitedPart], contacts: Iterable[Contact] = ()
) -> Answer:
    """An answer for which nothing was searched."""
    composer = Composer()
    for part in parts:
        composer.add(part)
    return Answer(
        status=status,
        text=composer.text,
        language=plan.language.answer.value,
        parts=composer.parts,
        engine=EXTRACTIVE,
        took_ms=0,
        contacts=list(contacts),
    )


def make(
    task: Task, engine: Engine, courses: CourseAnswer | None, today: dt.date
) -> Iterator[str | Answer]:
    """The text of an answer in pieces as it is made, and last the answer.

    Beside courses an engine has its say only once it is known how sure it is.
    """
    composer = Composer()
    is_open = courses is not None and courses.leaves_open
    unsure = task.plan.courses is not None and (task.plan.courses.is_unsure or is_open)
    for part in courses.parts if courses and not unsure else ():
        yield composer.add(part)
    first = len(composer.citations)
    waiting: list[CitedPart] = []
    outcome = Outcome(Status.NOT_FOUND)
    for piece in () if _is_told(courses, task.plan) else engine.answer(task):
        if isinstance(piece, Outcome):
            outcome = piece
        elif courses is None:
            # A further quote that would make the answer too long to read is left out.
            further = piece.kind is PartKind.QUOTE and bool(composer.citations)
            if text := composer.add(piece, ROOM if further else None):
                yield text
        else:
            waiting.append(piece)
    sure = outcome.status is Status.ANSWERED
    if courses is not None and unsure:
        # What the question is asked of is not certain, or the courses leave it open: what is sure
        # comes first, and the other beside it, lest either be lost. Courses that meet not all of
        # it come last.
        if not (courses.whole if sure else courses.has_content):
            courses = None
        parts = courses.parts if courses else ()
        rest = waiting if courses is None or outcome.status is not Status.NOT_FOUND else ()
        last = courses is None or sure or is_open or not courses.whole
        for part in (*rest, *parts) if last else (*parts, *rest):
            yield composer.add(part)
    elif courses is not None and (sure or not courses.has_content):
        yield from _beside(courses, composer, waiting)
    yield _answer(task, outcome, courses, composer, first=first, unsure=unsure, today=today)


def _is_told(courses: CourseAnswer | None, plan: Plan) -> bool:
    """Whether the courses say it all: what leans on a question about them asks no document."""
    follows = plan.courses is not None and plan.courses.follows
    return courses is not None and (courses.whole or courses.path is not None) and follows


def _beside(courses: CourseAnswer, composer: Composer, parts: Iterable[CitedPart]) -> Iterator[str]:
    """An engine's parts behind those of the catalogues, as far as there is room beside courses."""
    for part in parts:
        piece = composer.add(part, ROOM if courses.has_content else None)
        if not piece:
            return
        yield piece


def _answer(
    task: Task,
    outcome: Outcome,
    courses: CourseAnswer | None,
    composer: Composer,
    *,
    first: int,
    unsure: bool,
    today: dt.date,
) -> Answer:
    """The whole answer; the engine's citations begin at place ``first``."""
    status = outcome.status
    quotes = composer.citations[first:]
    silent = courses is not None and courses.has_content and not quotes
    scope = None if silent else task.plan.scope
    contacts = [] if status is Status.ANSWERED else list(task.plan.contacts)
    nearest = () if status is Status.ANSWERED else task.draft.hits[:NEAREST]
    if courses is not None and courses.has_content:
        sure = status is Status.ANSWERED or not unsure
        status = Status.ANSWERED if courses.whole and sure else Status.PARTLY
        nearest = () if sure else nearest
        contacts = [] if courses.reply.total else contacts
    elif courses is not None and status is Status.ANSWERED:
        status = Status.PARTLY
    return Answer(
        status=status,
        text=composer.text,
        language=task.plan.language.answer.value,
        parts=composer.parts,
        engine=outcome.engine,
        model=outcome.model,
        prompt=outcome.prompt,
        worded=None if silent else outcome.worded,
        quoted=None if silent else outcome.quoted,
        took_ms=0,
        citations=composer.citations,
        courses=list(courses.cards) if courses else [],
        course_search=courses.search if courses else None,
        path=courses.path if courses else None,
        notices=[] if silent else [*outcome.notices, *age_notices(quotes, today)],
        nearest=[found_passage(hit) for hit in nearest],
        contacts=contacts,
        understood=[] if silent else list(task.plan.notes),
        scope=list(scope.titles) if scope else [],
        clarifying=list(map(DocumentRef.of, scope.records)) if scope and scope.is_open else [],
    )
