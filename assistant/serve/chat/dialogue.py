"""From a question in a conversation to what the visitor sees, step by step."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.bodies.question import QUESTION_LIMIT, Question
from assistant.serve.chat.how_made import how_made
from assistant.serve.chat.texts import say
from assistant.serve.chat.visit import PartialAnswer, Visit, add_answer, add_question
from assistant.words.languages import Language

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.answer.chain import AnswerChunk

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moment:
    """The conversation at one moment; no ``progress`` once the answer is whole, or broke off."""

    visit: Visit
    status: str
    progress: PartialAnswer | None = None


def objection(text: str, language: Language) -> str | None:
    """Why this cannot be asked, in words for the visitor; None where it can."""
    text = text.strip()
    if not text:
        return say("empty", language)
    if len(text) > QUESTION_LIMIT:
        return say("too_long", language, length=len(text), limit=QUESTION_LIMIT)
    return None


def ask(
    answering: Runnable[Question, AnswerChunk],
    visit: Visit,
    question: Question,
    language: Language,
) -> Iterator[Moment]:
    """Asks and shows the answer as it comes; whatever breaks becomes a friendly word."""
    visit = add_question(visit, question)
    progress = PartialAnswer()
    yield Moment(visit, say("searching", language), progress)
    try:
        for chunk in answering.stream(question):
            if answer := chunk.get("answer"):
                made = how_made(answer, chunk.get("basis"), language)
                visit = add_answer(visit, answer, made)
                continue
            if sources := chunk.get("sources"):
                titles = dict.fromkeys(passage.document.title for passage in sources)
                progress = PartialAnswer(titles=tuple(titles))
            progress = PartialAnswer(progress.titles, progress.text + (chunk.get("delta") or ""))
            yield Moment(visit, say("writing", language), progress)
    except Exception as error:  # noqa: BLE001 - the visitor gets a word, the log the place
        # The message of an error may repeat the question, which is not kept: log where, not what.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("no answer: %s\n%s", type(error).__name__, where)
    whole = visit[-1].answer is not None
    yield Moment(visit, say("done" if whole else "failed", language))
