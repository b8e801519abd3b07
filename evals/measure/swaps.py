"""Whether two persons who differ in name and sex alone get the same answer.

``python -m evals.measure.swaps [RESULT.json]`` asks each question of the example documents and
catalogues twice: as it stands, and with the names and the words for the sexes exchanged. Status,
text (after exchanging back), quotes and courses must be the same.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from assistant.answer.chain import answer
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from corpus.swedish import fold
from evals.measure.command import EXAMPLES, QUESTION_FILES, RESULTS, filled_app, publish, run

TODAY = dt.date(2026, 11, 21)

QUESTIONS = QUESTION_FILES / "swaps.txt"
"""A question a line."""

PAIRS = QUESTION_FILES / "swap_words.tsv"
"""A word and its counterpart a line."""


class Swap(BaseModel):
    """A question whose two answers differ, and in what."""

    question: str
    exchanged: str
    differs: list[str]


class Swaps(BaseModel):
    """How many questions were asked both ways, and those whose answers differ."""

    engine: str
    questions: int
    different: list[Swap]


def exchange(text: str) -> str:
    """A text with the names and the words for the sexes exchanged; twice gives the text again."""

    def counterpart(match: re.Match[str]) -> str:
        word = _counterparts().get(match[0].casefold(), match[0])
        return word[0].upper() + word[1:] if match[0][0].isupper() else word

    return re.sub(r"\w+", counterpart, text)


@cache
def _counterparts() -> dict[str, str]:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return {one.casefold(): other for a, b in pairs for one, other in ((a, b), (b, a))}


def measure(questions: Sequence[str], answering: Callable[[Question], Answer]) -> Swaps:
    """Asks every question both ways."""
    different = []
    engine = ""
    for question in questions:
        one = answering(Question(question=question, today=TODAY))
        other = answering(Question(question=exchange(question), today=TODAY))
        engine = one.engine
        differs = _differs(one, other)
        if differs:
            different.append(Swap(question=question, exchanged=exchange(question), differs=differs))
    return Swaps(engine=engine, questions=len(questions), different=different)


def _differs(one: Answer, other: Answer) -> list[str]:
    same = {
        "status": one.status == other.status,
        "text": fold(one.text) in (fold(other.text), fold(exchange(other.text))),
        "citations": [c.quote for c in one.citations] == [c.quote for c in other.citations],
        "courses": [c.id for c in one.courses] == [c.id for c in other.courses],
    }
    return [name for name, equal in same.items() if not equal]


def main(arguments: Sequence[str]) -> int:
    """Measures over the examples, prints and writes; 1 where an answer differs."""
    result = Path(arguments[0]) if arguments else RESULTS / "swaps.json"
    questions = QUESTIONS.read_text(encoding="utf-8").splitlines()
    sources = [EXAMPLES / "documents", EXAMPLES / "catalogues"]
    with filled_app(sources, "evals.measure.swaps") as app:
        figures = measure(questions, lambda question: answer(app.answering, question))
    publish(figures, result)
    return 1 if figures.different else 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
