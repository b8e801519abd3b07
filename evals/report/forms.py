"""The figures by form of answer, over reports and pages that are not in this repository.

``python -m evals.report.forms QUESTIONS.jsonl SEEDS POLICY RESULT.json`` reads each of the two
folders into a store of its own, asks the questions that belong to it, and prints and writes the
figures of all of them, by kind. The questions tell where in which file their answers stand.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from evals.measure.answers import Report, Vagvis, measure, report
from evals.measure.command import filled_app, run, write
from evals.measure.question_file import EvalQuestion

STORES = ("seeds", "policy")
"""What the questions call the two folders."""


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    questions, seeds, policy, result = map(Path, arguments)
    whole = measure_forms(questions, dict(zip(STORES, (seeds, policy), strict=True)))
    write(whole, result)
    Console().print(whole.table())
    return 0


def measure_forms(questions: Path, folders: Mapping[str, Path]) -> Report:
    """The figures over a file of questions, each asked of the folder that it names."""
    outcomes = []
    for store, folder in folders.items():
        asked = load_located(questions, store, folder)
        with filled_app([folder], "evals.report.forms") as app:
            outcomes += measure(Vagvis(app), store, asked).outcomes
    return report(questions.name, outcomes)


def load_located(path: Path, store: str, folder: Path) -> list[EvalQuestion]:
    """The questions of one store, with the texts that answer them as their files have them.

    Raises:
        OSError: a file is missing.
        ValueError: a file is not as it was when the questions were written.
    """
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [_located(row, folder) for row in rows if row["store"] == store]


def _located(row: Mapping[str, object], folder: Path) -> EvalQuestion:
    fields = dict(row)
    places = fields.pop("spans")
    if not isinstance(places, dict):
        raise TypeError("spans are by file")
    spans = []
    for name, stretches in places.items():
        text = unicodedata.normalize("NFC", (folder / name).read_text(encoding="utf-8"))
        if any(end > len(text) for _, end in stretches):
            raise ValueError(f"{name} is shorter than when its questions were written")
        spans += [text[start:end] for start, end in stretches]
    return EvalQuestion.model_validate({**fields, "gold_spans": spans})


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
