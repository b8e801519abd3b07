"""Trains the small model that tells questions about courses from questions to the documents.

``python -m evals.training.course_aim CATALOGUES [CATALOGUES ...]`` reads the questions of
``course_aim.tsv`` and some of ``training.jsonl`` (all asked of documents) against each folder of
catalogues, and writes ``assistant/trained/course_aim.safetensors`` (its card stands beside it).
It prints how well a fifth of the questions is told apart by a model that has not seen them.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from assistant.courses.read.aim import ASKED, BUCKETS, MODEL, SURE, TRAITS, Aim, Floats, buckets
from assistant.courses.read.reader import CourseReader
from corpus.swedish import fold
from evals.measure.command import filled_app, run
from evals.training.answer_questions import TRAINING

LABELLED = Path(__file__).with_name("course_aim.tsv")
TODAY = dt.date(2026, 11, 21)

FROM_DOCUMENTS = 800
"""Questions of ``training.jsonl`` that are learnt from: more would make all questions such."""

SHARES = {"course": 1.0, "both": 0.6, "document": 0.0}
"""How far a question of each label asks for courses."""

STRENGTH = 10.0
"""The inverse of how much the squared weights count (scikit-learn's C)."""

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question, in lower case, its traits, and how far it asks for courses, 0 to 1."""

    text: str
    traits: Floats
    share: float


def main(arguments: Sequence[str]) -> int:
    """Trains, writes the model, and prints how well it tells questions apart."""
    questions = list(_questions())
    examples = [one for folder in arguments for one in _read(Path(folder), questions)]
    number = np.arange(len(examples)) % len(questions)  # the same question has the same fold
    for name, least in (("asked", ASKED), ("sure", SURE)):
        right = [
            _right(fit([examples[i] for i in np.flatnonzero(number % FOLDS != part)]), held, least)
            for part in range(FOLDS)
            if (held := [examples[i] for i in np.flatnonzero(number % FOLDS == part)])
        ]
        courses, documents = np.mean(right, axis=0)
        Console().print(f"{name}: {courses:.3f} of courses, {documents:.3f} of documents")
    _write(fit(examples), MODEL)
    return 0


def fit(examples: Sequence[Labelled]) -> Aim:
    """A logistic regression over words and traits; both labels count as much in all."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    rows = [buckets(one.text) for one in examples]
    bounds = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), max(len(row), 1) ** -0.5) for row in rows])
    words = csr_matrix((values, np.concatenate(rows), bounds), shape=(len(rows), BUCKETS))
    known = np.array([one.traits for one in examples])
    shares = np.array([one.share for one in examples])
    # A share between is a row of each label, weighed by it.
    table = hstack([words, csr_matrix(known)]).tocsr()
    is_part: NDArray[np.bool_] = (shares > 0) & (shares < 1)
    labels = np.concatenate([shares > 0, np.zeros(is_part.sum(), bool)])
    weights = np.concatenate([np.where(shares > 0, shares, 1.0), 1 - shares[is_part]])
    weights *= np.where(labels, weights[~labels].sum() / weights[labels].sum(), 1.0)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(
        table[np.concatenate([np.arange(len(rows)), np.flatnonzero(is_part)])], labels, weights
    )
    coefficients = model.coef_[0]
    return Aim(
        coefficients[:BUCKETS],
        coefficients[BUCKETS:],
        known.mean(axis=0),
        float(model.intercept_[0]),
    )


def _questions() -> Iterator[tuple[str, float]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["question"], SHARES[row["label"]]
    lines = TRAINING.read_text("utf-8").splitlines()
    for line in lines[:: len(lines) // FROM_DOCUMENTS]:
        yield json.loads(line)["question"], SHARES["document"]


def _read(catalogues: Path, questions: Sequence[tuple[str, float]]) -> list[Labelled]:
    """The questions as they are read over some catalogues."""
    with filled_app([catalogues], "evals.training.course_aim") as app:
        queries, courses = app.reader.queries, app.reader.courses
        if not isinstance(courses, CourseReader):
            raise TypeError(courses)
        return [
            Labelled(fold(text), courses.traits(queries.read(text), TODAY), share)
            for text, share in questions
        ]


def _right(aim: Aim, held: Sequence[Labelled], least: float) -> tuple[float, float]:
    """The shares told apart: of questions about courses, and of questions to documents."""
    taken = np.array([aim.probability(one.text, one.traits) >= least for one in held])
    courses = np.array([one.share > 0 for one in held])
    return float(taken[courses].mean()), float((~taken[~courses]).mean())


def _write(aim: Aim, path: Path) -> None:
    from safetensors.numpy import save_file

    tables: dict[str, NDArray[np.floating]] = {
        "weights": aim.weights.astype(np.float16),
        "traits": aim.of_traits.astype(np.float32),
        "usual": aim.usual.astype(np.float32),
        "bias": np.array([aim.bias], np.float32),
    }
    save_file(tables, path, {"traits": " ".join(TRAITS)})


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
