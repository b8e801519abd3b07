"""From a question in a conversation to what the visitor sees, step by step."""

from __future__ import annotations

import datetime as dt
import logging
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.bodies.question import QUESTION_LIMIT, Audience, FilterBody, Question
from assistant.serve.chat import texts
from assistant.serve.chat.render import Draft
from assistant.serve.chat.visit import Visit, answered, history, opened
from assistant.words.languages import Language

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.answer.chain import AnswerChunk

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """The conversation at one moment; ``draft`` is None once the answer is whole, or broke off."""

    visit: Visit
    status: str
    draft: Draft | None = None


def objection(text: str, language: Language) -> str | None:
    """Why this cannot be asked, in words for the visitor; None where it can."""
    text = text.strip()
    if not text:
        return texts.EMPTY.get(language)
    if len(text) > QUESTION_LIMIT:
        return texts.TOO_LONG.get(language, length=len(text), limit=QUESTION_LIMIT)
    return None


def reply(
    answering: Runnable[Question, AnswerChunk],
    visit: Visit,
    text: str,
    *,
    audience: Audience,
    filters: FilterBody,
    language: Language,
    today: dt.date | None = None,
) -> Iterator[Step]:
    """Asks and shows the answer as it comes; whatever breaks becomes a friendly word.

    Args:
        answering: the way from a question to an answer.
        visit: the conversation so far.
        text: the question, without objection.
        audience: who asks.
        filters: which documents may be used.
        language: of the page's own words.
        today: the day that courses are told of, the answering's own where it is None.
    """
    question = Question(
        question=text.strip(),
        history=history(visit),
        audience=audience,
        filters=filters,
        today=today,
    )
    return ask(answering, visit, question, language)


def ask(
    answering: Runnable[Question, AnswerChunk],
    visit: Visit,
    question: Question,
    language: Language,
) -> Iterator[Step]:
    """Asks a question that is whole; otherwise as ``reply``."""
    visit = opened(visit, question)
    draft = Draft()
    yield Step(visit, texts.SEARCHING.get(language), draft)
    try:
        for chunk in answering.stream(question):
            if answer := chunk.get("answer"):
                visit = answered(visit, answer)
                continue
            if found := chunk.get("sources"):
                titles = dict.fromkeys(passage.document.title for passage in found)
                draft = Draft(titles=tuple(titles))
            draft = Draft(draft.titles, draft.text + (chunk.get("delta") or ""))
            yield Step(visit, texts.WRITING.get(language), draft)
    except Exception as error:  # noqa: BLE001 - the visitor gets a word, the log the place
        # The message of an error may repeat the question, which is not kept: log where, not what.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("no answer: %s\n%s", type(error).__name__, where)
    whole = visit[-1].answer is not None
    yield Step(visit, (texts.DONE if whole else texts.FAILED).get(language))
