"""Speed and size of Vägvis and of what a user would build instead, in one run.

``python -m evals.bench.systems DATA QUESTIONS.jsonl RESULT.json [PASSAGES ...]`` writes pages of
``DATA`` as files to a folder of its own, reads them into each system, and asks each the same
questions, for each number of passages (1,000, 10,000 and 100,000). ``DATA`` holds ``train/``.

The baseline's transformer would take hours to read the greatest of them. So its ingestion is timed
on the first 500 chunks, and its index is filled with those chunks' vectors, moved a little by
chance: search takes as long as among true ones, though it finds nothing in particular.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from corpus.embedding import Embedder
from evals.bench import pages as page_files
from evals.bench import runs
from evals.bench.processes import apart
from evals.bench.runs import Ingestion, Serving
from evals.measure.command import run, write
from evals.measure.figures import percentile
from evals.measure.question_file import load_questions
from evals.report.baseline import minilm

SIZES = (1_000, 10_000, 100_000)
VAGVIS, BASELINE = "Vägvis", "MiniLM"

TITLES = 400
"""Pages whose titles are asked for, besides the questions; half of all are searched for, and half
answered, so that nothing is asked twice and found among what is remembered."""

FIRST = 30
"""Further titles, asked before anything is timed."""


class Row(BaseModel):
    """One system at one size; units are in the names.

    ``queries`` is the number of searches, ``ingest_measured_on`` that of passages that ingestion
    was timed on; ``true_vectors`` tells whether the index holds the passages' own vectors. ``load``
    is how many processes wanted a core in the minute before, ours too: a busy machine is slower.
    """

    system: str
    passages: int
    documents: int
    ingest_passages_per_s: float
    ingest_cpu_ms_per_passage: float
    ingest_measured_on: int
    true_vectors: bool
    queries: int
    search_p50_ms: float | None
    search_p95_ms: float | None
    answer_p50_ms: float | None
    answer_p95_ms: float | None
    start_s: float
    resident_mb: int
    disk_mb: int
    load: float


class Bench(BaseModel):
    """All rows, and the machine's number of cores."""

    cores: int
    rows: list[Row]

    def table(self) -> Table:
        """A column for each row, as a terminal is narrow."""
        table = Table("", title="Speed and size")
        for row in self.rows:
            table.add_column(row.system, justify="right")
        for name in Row.model_fields:
            if name != "system":
                shown = (_shown(getattr(row, name)) for row in self.rows)
                table.add_row(name.replace("_", " "), *shown)
        return table


def main(arguments: Sequence[str]) -> int:
    """Measures, prints a table and writes the result."""
    data, questions, result = map(Path, arguments[:3])
    sizes = [int(argument) for argument in arguments[3:]] or SIZES
    asked = [question.question for question in load_questions(questions)]
    bench = Bench(cores=os.cpu_count() or 1, rows=[])
    for size in sizes:
        pages = page_files.enough(page_files.pages(data), size)
        for row in measure(pages, asked, minilm):
            bench.rows.append(row)
            write(bench, result)
    Console().print(bench.table())
    return 0


def measure(
    pages: Sequence[page_files.PageText], asked: Sequence[str], make: Callable[[], Embedder]
) -> Iterator[Row]:
    """Both systems over the same pages; ``make`` makes the baseline's embedder."""
    step = max(1, len(pages) // (TITLES + FIRST))
    titles = list(dict.fromkeys(page.title for page in pages[::step]))
    first, questions = titles[:FIRST], [*asked, *titles[FIRST : FIRST + TITLES]]
    with tempfile.TemporaryDirectory() as name:
        files, own, other = (Path(name) / part for part in ("files", "vagvis", "baseline"))
        page_files.write(pages, files)
        ingested = apart(runs.ingest_vagvis, files, own)
        served = apart(runs.serve_vagvis, own, first, questions)
        yield _row(VAGVIS, ingested, ingested.passages, served, true_vectors=True)
        ingested, vectors = apart(runs.ingest_baseline, files, other / "timed", make)
        passages = apart(runs.fill_baseline, files, other / "filled", vectors)
        served = apart(runs.serve_baseline, other / "filled", make, first, questions)
        yield _row(BASELINE, ingested, passages, served, true_vectors=False)


def _row(
    system: str, ingested: Ingestion, passages: int, served: Serving, *, true_vectors: bool
) -> Row:
    return Row(
        system=system,
        passages=passages,
        documents=ingested.documents,
        ingest_passages_per_s=round(ingested.rate, 1),
        ingest_cpu_ms_per_passage=round(1000 * ingested.cpu_seconds / ingested.measured_on, 2),
        ingest_measured_on=ingested.measured_on,
        true_vectors=true_vectors,
        queries=len(served.searches_ms),
        search_p50_ms=_ms(served.searches_ms, 0.5),
        search_p95_ms=_ms(served.searches_ms, 0.95),
        answer_p50_ms=_ms(served.answers_ms, 0.5),
        answer_p95_ms=_ms(served.answers_ms, 0.95),
        start_s=round(served.start_seconds, 1),
        resident_mb=round(served.resident_mb),
        disk_mb=round(served.disk_mb),
        load=round(os.getloadavg()[0], 1),
    )


def _shown(value: float | bool | None) -> str:
    return str(value) if value is None or isinstance(value, bool) else f"{value:,}"


def _ms(values: Sequence[float], share: float) -> float | None:
    value = percentile(values, share)
    return None if value is None else round(value, 1)


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
