"""How long it takes: ingestion, search and answers over a folder, and the cold commands.

``python -m evals.bench.speed FOLDER QUESTIONS.jsonl RESULT.json`` reads the folder into a store of
its own, asks every question twice (the first round warms up), and times ``vagvis --help`` and
``vagvis search`` as whole processes, the median of five.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from pydantic import BaseModel
from rich.console import Console

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.question import Question
from assistant.search.reply import search_passages
from assistant.settings import Settings
from corpus.model import Filters
from evals.measure.command import run, write
from evals.measure.figures import percentile
from evals.measure.question_file import load_questions
from ingest.pipeline import ingest

RUNS = 5


class Speed(BaseModel):
    """Times in the units of their names."""

    documents: int
    passages: int
    ingest_seconds: float
    again_seconds: float
    search_p50_ms: float | None
    search_p95_ms: float | None
    answer_p50_ms: float | None
    answer_p95_ms: float | None
    help_seconds: float
    cold_search_seconds: float


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    folder, questions, result = (Path(argument) for argument in arguments)
    with tempfile.TemporaryDirectory() as data:
        speed = _measure(folder, [q.question for q in load_questions(questions)], Path(data))
    write(speed, result)
    Console().print(speed.model_dump_json(indent=1), markup=False)
    return 0


def _measure(folder: Path, questions: Sequence[str], data: Path) -> Speed:
    with open_app(Settings(data=data), "evals.bench.speed") as app:
        reading = _seconds(lambda: ingest([folder], app.store))
        again = _seconds(lambda: ingest([folder], app.store))
        searches: list[float] = []
        answers: list[float] = []
        for _ in range(2):
            searches = [search_passages(app.retriever, q, 10, Filters()).took_ms for q in questions]
            answers = [answer(app.answering, Question(question=q)).took_ms for q in questions]
        documents, passages = len(app.store.documents()), app.store.passage_count
    command = [sys.executable, "-m", "assistant.serve.cli"]
    search = [*command, "search", questions[0], "--data", str(data)]
    return Speed(
        documents=documents,
        passages=passages,
        ingest_seconds=round(reading, 1),
        again_seconds=round(again, 1),
        search_p50_ms=percentile(searches, 0.5),
        search_p95_ms=percentile(searches, 0.95),
        answer_p50_ms=percentile(answers, 0.5),
        answer_p95_ms=percentile(answers, 0.95),
        help_seconds=_median([*command, "--help"]),
        cold_search_seconds=_median(search),
    )


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _median(command: Sequence[str]) -> float:
    def run() -> None:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603

    return round(median(_seconds(run) for _ in range(RUNS)), 2)


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
