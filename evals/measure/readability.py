"""How hard the assistant's own sentences are to read, by LIX (Björnsson, 1968).

``python -m evals.measure.readability [RESULT.json]`` asks the development questions over the
examples as a job seeker, takes all that is said in the answers outside quotes and courses' own
words, each sentence once, and the page's own Swedish texts. LIX 30 to 40 is easy to read.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console

from assistant.answer.chain import answer
from assistant.bodies.answer import Answer, PartKind
from assistant.bodies.question import Audience, Question
from evals.measure.command import EXAMPLES, QUESTION_FILES, RESULTS, filled_app, run, write

RESULT = RESULTS / "readability.json"
QUESTIONS = ("examples_dev", "courses_examples_dev")


class Readability(BaseModel):
    """The LIX of a text, and how many words it has."""

    lix: float
    words: int


class ReadabilityFigures(BaseModel):
    """What is said in answers, and what stands on the page."""

    answers: Readability
    page: Readability


def lix(text: str) -> float:
    """Words a sentence, and the share of words over six letters in percent, added."""
    words = re.findall(r"[^\W\d_]+", text)
    long = sum(len(word) > 6 for word in words)
    return len(words) / len(re.findall(r"[.!?:](?:\s|$)", text)) + 100 * long / len(words)


def said_in(reply: Answer) -> Iterator[str]:
    """What an answer says itself: notes, notices, and whom to turn to."""
    for part in reply.parts:
        if part.kind is PartKind.NOTE:
            yield from part.text.splitlines()
    yield from reply.notices
    yield from (contact.description for contact in reply.contacts)


def page_texts() -> list[str]:
    """The page's own Swedish sentences."""
    texts = tomllib.loads((files("assistant.serve.chat") / "texts.toml").read_text("utf-8"))
    return [text["sv"] for text in texts.values() if text["sv"].endswith((".", "?"))]


def readability(lines: Sequence[str]) -> Readability:
    """The figures of some lines, each of them once and ended as a sentence."""
    ended = [line if line.endswith((".", "?", "!", ":")) else f"{line}." for line in lines]
    text = " ".join(dict.fromkeys(ended))
    return Readability(lix=round(lix(text), 1), words=len(text.split()))


def main(arguments: Sequence[str]) -> int:
    """Asks, prints and writes."""
    lines: list[str] = []
    with filled_app([EXAMPLES / "documents", EXAMPLES / "catalogues"], "readability") as app:
        for name in QUESTIONS:
            for line in (QUESTION_FILES / f"{name}.jsonl").read_text("utf-8").splitlines():
                asked = Question(
                    question=AskedLine.model_validate_json(line).question,
                    audience=Audience.JOBSEEKER,
                )
                lines += filter(None, map(str.strip, said_in(answer(app.answering, asked))))
    result = ReadabilityFigures(answers=readability(lines), page=readability(page_texts()))
    Console().print(f"answers {result.answers}, page {result.page}", markup=False)
    write(result, Path(arguments[0]) if arguments else RESULT)
    return 0


class AskedLine(BaseModel):
    """What is read of a line of a question file."""

    question: str


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
