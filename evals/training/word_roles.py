"""Trains the small model that tells what a question asks to study from what it tells of a person.

``python -m evals.training.word_roles`` reads ``word_roles.txt`` and writes
``assistant/trained/word_roles.safetensors`` (its card stands beside it). It prints how many words
of a fifth of the questions get their role from a model that has not seen these.

In ``word_roles.txt`` a line is a question: what only tells stands in brackets, what says what to
study in braces.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console

from assistant.courses.read.question_text import WORD
from assistant.courses.read.word_roles import (
    BUCKETS,
    MODEL,
    OTHER,
    ROLES,
    SUBJECT,
    TOLD,
    WordRoles,
    features,
)
from evals.measure.command import run

QUESTIONS = Path(__file__).with_name("word_roles.txt")
STRENGTH = 30.0
"""The inverse of how much the squared weights count (scikit-learn's C)."""

FOLDS = 5
SPOKEN = {"och": "å", "något": "nåt", "är": "e", "jag": "ja", "också": "oxå"}
"""How words are typed by a third of those who type without signs."""

_TOKEN = re.compile(rf"{WORD}|[.,;:!?()\n\[\]{{}}]")
_OPENING, _CLOSING = {"[": TOLD, "{": SUBJECT}, "]}"

Question = tuple[list[str], list[int]]
"""The words and signs of a question, and their roles."""


def main(_: Sequence[str]) -> int:
    """Trains, writes the model, and prints how well it tells the roles of words."""
    questions = [_question(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    right = np.concatenate(
        [
            _right(
                fit([q for n, q in enumerate(questions) if n % FOLDS != fold]),
                questions[fold::FOLDS],
            )
            for fold in range(FOLDS)
        ]
    )
    Console().print(f"{right.mean():.3f} of {len(right)} words")
    _write(fit(questions), MODEL)
    return 0


def _question(line: str) -> Question:
    roles = [OTHER]
    words: Question = ([], [])
    for token in _TOKEN.findall(line.lower()):
        if token in _OPENING:
            roles.append(_OPENING[token])
        elif token in _CLOSING:
            roles.pop()
        else:
            words[0].append(token)
            words[1].append(roles[-1])
    return words


def fit(questions: Sequence[Question]) -> WordRoles:
    """A logistic regression over each word, and how often one role follows another."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    typed = random.Random(1)  # noqa: S311 (the same model every time)
    examples = [*questions, *(_as_typed(one, typed) for one in questions)]
    rows = [places for words, _ in examples for places in features(words)]
    roles = np.array([role for _, own in examples for role in own])
    bounds = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), len(row) ** -0.5) for row in rows])
    table = csr_matrix((values, np.concatenate(rows), bounds), shape=(len(rows), BUCKETS))
    # A long story counts as much as a short question, and not by its many words.
    weights = np.concatenate([np.full(len(own), 1 / len(own)) for _, own in examples])
    weights *= len(weights) / weights.sum()
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, roles, weights)
    steps = np.ones((len(ROLES), len(ROLES)))
    for _, own in examples:
        np.add.at(steps, (own[:-1], own[1:]), 1)
    return WordRoles(
        model.coef_.T,
        model.intercept_,
        steps / steps.sum(axis=1, keepdims=True),
        np.bincount(roles, weights) / len(roles),
    )


def _as_typed(question: Question, typed: random.Random) -> Question:
    """The question without its signs, some words as they are spoken."""
    kept = [(word, role) for word, role in zip(*question, strict=True) if word[0].isalnum()]
    words = [SPOKEN.get(w, w) if typed.random() < 1 / 3 else w for w, _ in kept]
    return words, [role for _, role in kept]


def _right(model: WordRoles, held: Sequence[Question]) -> list[bool]:
    """For each word whether it gets its role."""
    right = []
    for words, roles in held:
        own = [role for word, role in zip(words, roles, strict=True) if word[0].isalnum()]
        given = [int(shares.argmax()) for _, shares in model.roles(" ".join(words))]
        right += [a == b for a, b in zip(own, given, strict=True)]
    return right


def _write(model: WordRoles, path: Path) -> None:
    from safetensors.numpy import save_file

    tables = {name: getattr(model, name) for name in ("weights", "bias", "steps", "usual")}
    save_file({name: table.astype(np.float16) for name, table in tables.items()}, path)


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
