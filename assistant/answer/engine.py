"""What an engine is: it makes the parts of an answer from what was found for a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.answer.compose import CitedPart
from assistant.answer.extractive.engine import Draft
from assistant.answer.forms.missing import not_found
from assistant.bodies.answer import Status
from assistant.bodies.question import Question
from assistant.question.plan import Plan

EXTRACTIVE = "extractive"
"""The name of the engine that quotes, and of every answer without a model's words."""


@dataclass(frozen=True, slots=True)
class Task:
    """A question as it was asked, as it was read, and what was found for it."""

    question: Question
    plan: Plan
    draft: Draft


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far the parts answer, and what a reader should know beside them.

    ``model`` is the language model that pointed, by the version ``prompt`` of its instructions;
    ``worded`` claims stand in its words, ``quoted`` ones as the sentences that they point at.
    """

    status: Status
    engine: str = EXTRACTIVE
    notices: tuple[str, ...] = ()
    model: str | None = None
    prompt: str | None = None
    worded: int | None = None
    quoted: int | None = None


class Engine(Protocol):
    """Answers from what was found."""

    def answer(self, task: Task) -> Iterator[CitedPart | Outcome]:
        """The parts as they are made, and last what they come to."""


def nothing(task: Task) -> Iterator[CitedPart | Outcome]:
    """The answer where nothing that was found answers."""
    yield not_found(task.plan.contacts, task.draft.absent, task.plan.language.answer)
    yield Outcome(Status.NOT_FOUND)
