"""Questions that lean on the conversation, asked of what it was about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.extractive.engine import Draft
from assistant.bodies.question import Question
from assistant.question.follow_up import points_back
from assistant.question.form import Form
from assistant.question.plan import Plan, Scope
from assistant.question.reader import DOCUMENT

LONGEST = 4
"""Questions that are asked anew to see what a conversation was about."""

MOST = 2
"""Documents that an answer may be from for the conversation to be about them."""

_LEANING = (Form.FACT, Form.LIST, Form.REASON, Form.RECORD)
"""Forms whose question may be about what the one before was."""

_UNSEARCHED = (Form.ABOUT, Form.DECLINED, Form.UNREAD, Form.COURSES, Form.PATH)


def within_conversation(
    question: Question,
    plan: Plan,
    read: Callable[[Question], Plan],
    draft_of: Callable[[Question, Plan], Draft],
) -> Plan:
    """The plan of a question, asked of the documents that answered the one that it leans on.

    Where nothing in it points back and it is surely answered by itself, it stands by itself.
    """
    chosen = question.filters.document or DOCUMENT in question.without
    if not plan.before or plan.scope or chosen or plan.forms[0] not in _LEANING:
        return plan
    if not points_back(plan.question):
        alone = question.model_copy(update={"history": []})
        plan_alone = read(alone)
        if draft_of(alone, plan_alone).is_sure:
            return plan_alone
    *history, last = [turn for turn in question.history if turn.role == "user"][-LONGEST:]
    before = question.model_copy(update={"question": last.content, "history": history})
    plan_before = read(before)
    if plan_before.forms[0] in _UNSEARCHED:
        return plan
    plan_before = within_conversation(before, plan_before, read, draft_of)
    draft = draft_of(before, plan_before)
    records = {hit.record.id: hit.record for hit in draft.hits if hit.record.id in draft.documents}
    return (
        replace(plan, scope=Scope(tuple(records.values()), ""))
        if 0 < len(records) <= MOST
        else plan
    )
