"""The engine in which a language model points at sentences, and words what they say."""

from __future__ import annotations

import datetime as dt
import logging
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answer.compose import CitedPart
from assistant.answer.engine import Engine, Outcome, Task, nothing
from assistant.answer.model.connecting import ModelFailed, Trouble
from assistant.answer.model.planning import propose
from assistant.answer.model.stream import Garbled
from assistant.answer.model.texts import say
from assistant.answer.model.writing import Writer, Writing
from assistant.bodies.question import Question
from assistant.privacy.mask import MaskingFailed
from assistant.question.language import QuestionLanguage
from assistant.question.plan import Proposal

PLAN_SHARE = 0.5
"""The share of the time for a whole answer that planning the search may take."""

_HOPELESS = (Trouble.UNMASKED, Trouble.UNREACHABLE, Trouble.REFUSED, Trouble.SLOW)
"""After these the model is not asked once more."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelEngine:
    """Answers with what one model points at, and with another engine where it points at nothing."""

    writer: Writer
    fallback: Engine

    def propose(self, question: Question, language: QuestionLanguage, today: dt.date) -> Proposal:
        """How the model would search; nothing but the trouble where it is of no help."""
        started = time.monotonic()
        deadline = started + PLAN_SHARE * self.writer.timeout
        try:
            proposal = propose(self.writer.model, question, language, today, deadline)
        except Exception as error:  # noqa: BLE001 - whatever the model does, there is an answer
            proposal = Proposal(language=language.read or "", trouble=_trouble(error))
        return replace(proposal, seconds=time.monotonic() - started)

    def answer(self, task: Task) -> Iterator[CitedPart | Outcome]:
        """The answer, claim by claim as each is checked, and last what it came to."""
        if not task.draft.hits:
            yield from nothing(task)
            return
        writing = Writing(self.writer, task)
        before = task.plan.proposal.trouble
        trouble = Trouble(before) if before in _HOPELESS else None
        try:
            if trouble is None:
                yield from writing.parts()
        except Exception as error:  # noqa: BLE001 - whatever the model does, there is an answer
            trouble = _trouble(error)
        if writing.worded or writing.quoted:
            yield writing.outcome(trouble)
        elif trouble is None and not writing.ignored and writing.coverage == "none":
            # The model, in good order, said that nothing answers.
            yield from nothing(task)
        else:
            name = "pointless" if trouble is None else "instead"
            notice = say(name, task.plan.language.answer, trouble)
            for piece in self.fallback.answer(task):
                if isinstance(piece, Outcome):
                    yield replace(piece, notices=(notice, *piece.notices))
                else:
                    yield piece


def _trouble(error: Exception) -> Trouble:
    """What went wrong; anything unforeseen is logged by its place, never by its words."""
    if isinstance(error, ModelFailed):
        return error.trouble
    if isinstance(error, MaskingFailed):
        return Trouble.UNMASKED
    if isinstance(error, Garbled):
        return Trouble.GARBLED
    where = "".join(traceback.format_tb(error.__traceback__, limit=-5))
    logger.error("the model engine failed: %s\n%s", type(error).__name__, where)
    return Trouble.BROKEN
