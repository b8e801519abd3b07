"""Questions that lean on the conversation, asked of what it was about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from assistant.answer.extractive.engine import Draft
from assistant.answer.forms.course_answer import CourseAnswer
from assistant.bodies.question import Question, Turn
from assistant.question.follow_up import points_back, questions_of
from assistant.question.form import Form
from assistant.question.form_reader import DOCUMENT
from assistant.question.plan import Plan, Scope

LONGEST = 4
"""Questions that are asked anew to see what a conversation was about."""

MOST = 2
"""Documents that an answer may be from for the conversation to be about them."""

_LEANING = frozenset({Form.FACT, Form.LIST, Form.REASON, Form.RECORD})
"""Forms whose question may be about what the one before was."""

_UNSEARCHED = frozenset({Form.ABOUT, Form.DECLINED, Form.UNREAD, Form.COURSES, Form.PATH})


class Findings(NamedTuple):
    """What courses and documents answer, with the plan as these made it."""

    courses: CourseAnswer | None
    plan: Plan
    draft: Draft


def find_within(
    question: Question,
    plan: Plan,
    read: Callable[[Question], Plan],
    find: Callable[[Question, Plan], Findings],
) -> Findings:
    """What is found for a question in the documents that answered the one that it leans on.

    Where nothing in it points back and it is surely answered by itself, it stands by itself.
    """
    chosen = question.filters.document or DOCUMENT in question.without
    if not plan.before or plan.scope or chosen or not _LEANING.intersection(plan.forms):
        return find(question, plan)
    if not points_back(plan.question):
        alone = question.model_copy(update={"history": []})
        findings = find(alone, read(alone))
        if findings.draft.is_sure:
            return findings
    *earlier, last = questions_of(question.history)[-LONGEST:]
    history = [Turn(role="user", content=one) for one in earlier]
    before = question.model_copy(update={"question": last, "history": history})
    plan_before = read(before)
    if _UNSEARCHED.issuperset(plan_before.forms):
        return find(question, plan)
    courses, plan_before, draft = find_within(before, plan_before, read, find)
    asked = plan_before.courses
    if courses and courses.whole and not (draft.is_sure or (asked and asked.is_unsure)):
        return find(question, plan)
    records = {hit.record.id: hit.record for hit in draft.hits if hit.record.id in draft.documents}
    answers = frozenset(one.place for stretch in draft.chosen for one in stretch.sentences)
    plan = replace(
        plan, queries=tuple(replace(query, answers_before=answers) for query in plan.queries)
    )
    if 0 < len(records) <= MOST:
        plan = replace(plan, scope=Scope(tuple(records.values()), ""))
    return find(question, plan)
