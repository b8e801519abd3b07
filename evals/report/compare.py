"""Vägvis and what a user would build instead, side by side over the same folder and questions.

``python -m evals.report.compare FOLDER QUESTIONS.jsonl RESULT.json`` reads the folder into each
system, asks each every question, one system after the other in the same process, and prints and
writes the figures with their intervals.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from corpus.embedding import Embedder
from evals.measure.answers import SHARES, Figures, Outcome, Report, Vagvis, measure
from evals.measure.command import filled_app, publish, run
from evals.measure.question_file import EvalQuestion, load_questions
from evals.report.baseline import Baseline, ChromaIndex, WordIndex, chunked, minilm
from evals.report.baseline_files import raw_pages
from evals.report.intervals import Interval, interval, paired

VAGVIS, MINILM, WORDS = "Vägvis", "MiniLM", "BM25"
"""The systems' names in results: this program, Chroma with MiniLM, and LangChain's BM25."""


class SystemFigures(BaseModel):
    """One system's figures, and between what those lie that are means over questions."""

    name: str
    passages: int
    figures: Figures
    intervals: dict[str, Interval]
    by_kind: dict[str, Figures]


class Difference(BaseModel):
    """Vägvis's figures less those of another system."""

    other: str
    figures: dict[str, Interval]


class Comparison(BaseModel):
    """All systems over one question file; ``outcomes`` are those of Vägvis."""

    questions: str
    systems: list[SystemFigures]
    differences: list[Difference]
    outcomes: list[Outcome]


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    folder, questions, result = (Path(argument) for argument in arguments)
    comparison = compare(folder, questions.name, load_questions(questions), minilm())
    publish(comparison, result)
    return 0


def compare(
    folder: Path, name: str, questions: Sequence[EvalQuestion], embedder: Embedder
) -> Comparison:
    """Every system over the same questions; ``embedder`` is that of the Chroma baseline."""
    reports = {}
    passages = {}
    with filled_app([folder], "evals.report.compare") as app:
        reports[VAGVIS] = measure(Vagvis(app), name, questions)
        passages[VAGVIS] = app.store.passage_count
    pages = raw_pages(folder)
    chunks = chunked([page.text for page in pages])
    texts = [text for _, text in chunks]
    for other, index in ((MINILM, ChromaIndex.of(texts, embedder)), (WORDS, WordIndex(texts))):
        reports[other] = measure(Baseline(pages, chunks, index), name, questions)
        passages[other] = len(chunks)
    ours = reports[VAGVIS]
    return Comparison(
        questions=name,
        systems=[
            SystemFigures(
                name=system_name,
                passages=passages[system_name],
                figures=report.figures,
                intervals={name: interval(each) for name, each in _values(report).items()},
                by_kind=report.by_kind,
            )
            for system_name, report in reports.items()
        ],
        differences=[
            Difference(other=other, figures=_differences(ours, reports[other]))
            for other in (MINILM, WORDS)
        ],
        outcomes=ours.outcomes,
    )


def _values(report: Report) -> dict[str, list[float]]:
    """For each figure what every question adds that has a say in it, in the file's order."""
    values = {
        name: [v for v in map(value, report.outcomes) if v is not None]
        for name, value in SHARES.items()
    }
    return {name: each for name, each in values.items() if each}


def _differences(ours: Report, theirs: Report) -> dict[str, Interval]:
    other = _values(theirs)
    return {name: paired(values, other[name]) for name, values in _values(ours).items()}


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
