"""Speed and size among more and more passages.

``python -m evals.bench.growth DATA QUESTIONS.jsonl RESULT.json [PASSAGES ...]`` writes pages of
``DATA`` as files to a folder of its own, reads them in, and asks the same questions by one client,
for each number of passages (1,000, 10,000 and 100,000). ``DATA`` holds ``train/``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.question import Question
from assistant.search.reply import search_passages
from assistant.settings import Settings
from corpus.embedding import load_embedder
from corpus.model import Filters
from corpus.store import Store
from evals.bench import pages as page_files
from evals.bench.processes import apart, disk_mb, memory_mb
from evals.measure.command import Figures, publish, run
from evals.measure.figures import percentile
from evals.measure.question_file import load_questions
from ingest.pipeline import ingest

SIZES = (1_000, 10_000, 100_000)

DEPTH = 10
"""Passages that a search asks for."""

TITLES = 400
"""Pages whose titles are asked for, besides the questions; half of all are searched for, and half
answered, so that nothing is asked twice and found among what is remembered."""

FIRST = 30
"""Further titles, asked before anything is timed."""

HOLDER = "evals.bench.growth"


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes the result anew after each size."""
    data, questions, result = map(Path, arguments[:3])
    asked = [question.question for question in load_questions(questions)]
    rows = []
    for size in [int(argument) for argument in arguments[3:]] or SIZES:
        rows.append(measure(page_files.enough(page_files.pages(data), size), asked))
        publish({"cores": os.cpu_count(), "rows": rows}, result)
    return 0


def measure(pages: Sequence[page_files.PageText], asked: Sequence[str]) -> Figures:
    """Reading in some pages and asking them, each in a process of its own.

    ``load`` is how many processes wanted a core in the minute before, ours too: a busy machine is
    slower.
    """
    step = max(1, len(pages) // (TITLES + FIRST))
    titles = list(dict.fromkeys(page.title for page in pages[::step]))
    with tempfile.TemporaryDirectory() as name:
        files, store = Path(name) / "files", Path(name) / "store"
        page_files.write(pages, files)
        ingested = apart(read_in, files, store)
        questions = [*asked, *titles[FIRST : FIRST + TITLES]]
        served = apart(serve, store, titles[:FIRST], questions)
    return {**ingested, **served, "load": round(os.getloadavg()[0], 1)}


def read_in(files: Path, data: Path) -> Figures:
    """Reads the files by the product's own way in."""
    with Store.open(data, load_embedder("builtin"), HOLDER) as store:
        cpu = process_time()
        summary = ingest([files], store)
        cpu = process_time() - cpu
        return {
            "passages": summary.passages,
            "documents": len(store.documents()),
            "ingest_passages_per_s": round(summary.passages / summary.seconds, 1),
            "ingest_cpu_ms_per_passage": round(1000 * cpu / summary.passages, 2),
        }


def serve(data: Path, first: Sequence[str], questions: Sequence[str]) -> Figures:
    """Opens the store with API and chat page, as ``vagvis serve`` does, and asks.

    ``first`` are asked before anything is timed; then every other question is searched for, and the
    rest are answered. ``queries`` is the number of searches, ``start_s`` the time until the first
    answer can be given.
    """
    from assistant.serve.chat.page import mount
    from assistant.serve.server import build

    start = perf_counter()
    with open_app(Settings(data=data), HOLDER) as app:
        app.warm_up()
        ready = perf_counter() - start
        mount(build(app), app)

        def answered(some: Sequence[str]) -> list[float]:
            return [answer(app.answering, Question(question=one)).took_ms for one in some]

        answered(first)
        searches = [
            search_passages(app.retriever, one, DEPTH, Filters()).took_ms for one in questions[::2]
        ]
        answers = answered(questions[1::2])
        return {
            "queries": len(searches),
            "search_p50_ms": percentile(searches, 0.5),
            "search_p95_ms": percentile(searches, 0.95),
            "answer_p50_ms": percentile(answers, 0.5),
            "answer_p95_ms": percentile(answers, 0.95),
            "start_s": round(ready, 1),
            "resident_mb": round(memory_mb("VmRSS")),
            "disk_mb": round(disk_mb(data)),
        }


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
