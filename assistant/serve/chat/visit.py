"""One visitor's conversation: what was asked, what came back, and how it was judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.bodies.answer import Answer
from assistant.bodies.question import TURN_LIMIT, Question, Turn

KEPT = 50
"""Exchanges that are kept; with their two turns each as many as a question's history may hold."""

Vote = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, or without where it broke off; ``number`` counts from 1.

    ``how_made`` tells in sentences how the answer came to be. ``vote`` is the thumb,
    ``vote_number`` what the store knows it by, and ``commented`` whether something was written
    beside it. ``easy`` where the answer is laid out to be read with little effort.
    """

    number: int
    question: Question
    answer: Answer | None = None
    how_made: tuple[str, ...] = ()
    vote: Vote | None = None
    vote_number: int = 0
    commented: bool = False
    easy: bool = False


@dataclass(frozen=True, slots=True)
class PartialAnswer:
    """What has come so far of an answer: titles of documents looked into, pieces of text."""

    titles: tuple[str, ...] = ()
    text: str = ""


Visit = tuple[Exchange, ...]
"""A conversation, oldest exchange first. Immutable: each visitor's lies in their session."""


def add_question(visit: Visit, question: Question) -> Visit:
    """The conversation with a new question, the oldest exchange dropped where it grew too long."""
    number = visit[-1].number + 1 if visit else 1
    return (*visit, Exchange(number, question))[-KEPT:]


def add_answer(visit: Visit, answer: Answer, how_made: tuple[str, ...] = ()) -> Visit:
    """The conversation with the answer to its last question."""
    return (*visit[:-1], replace(visit[-1], answer=answer, how_made=how_made))


def with_change(visit: Visit, number: int, **changed: Any) -> Visit:
    """The conversation with something changed of one of its exchanges."""
    return tuple(
        replace(exchange, **changed) if exchange.number == number else exchange
        for exchange in visit
    )


def find(visit: Visit, number: int) -> Exchange | None:
    """The exchange with this number, or None where it is gone."""
    return next((exchange for exchange in visit if exchange.number == number), None)


def before(visit: Visit, exchange: Exchange) -> Visit:
    """What stays of a conversation when one of its questions is asked anew in another way.

    Asked last, it is asked in its own place; an earlier one comes again at the end, so that what
    was said in between still stands.
    """
    return visit[:-1] if exchange == visit[-1] else visit


def history(visit: Visit) -> list[Turn]:
    """The answered exchanges as the turns that a follow-up question carries."""
    turns: list[Turn] = []
    for exchange in visit:
        if exchange.answer is not None:
            turns.append(Turn(role="user", content=exchange.question.question))
            turns.append(Turn(role="assistant", content=exchange.answer.text[:TURN_LIMIT]))
    return turns
