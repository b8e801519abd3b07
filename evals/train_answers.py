"""Trains the two models behind an extractive answer on SQuAD-sv; see the card beside them.

``python -m evals.train_answers SQUAD_FILE`` writes ``selection.json`` (which sentence answers) and
``confidence.json`` (whether the answer can be trusted) to ``assistant/answer/trained``. Articles
whose number is in ``HELD`` are left out of the training; the figures printed are theirs.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer.confidence import CONFIDENCE_FEATURES, confidence_row
from assistant.answer.extract import PASSAGES, Extractor
from assistant.answer.features import FEATURES, Evidence, Floats, feature_rows
from assistant.answer.models import FOLDER, LogisticModel, Models
from assistant.answer.select import choose
from assistant.retrieve import Retriever
from corpus.embedding import BUILTIN_FOLDER, StaticEmbedder
from corpus.glossary import load_glossary
from corpus.model import Filters, document_id
from corpus.store import Store
from corpus.swedish import fold
from evals.squad import Squad, SquadQuestion, load_squad, location

SEED = 20261121
HELD = frozenset(range(2, 35, 7)) | frozenset(range(5, 35, 7))
"""Articles kept for the figures: ten of the thirty-five."""

PER_ARTICLE = 45
"""Answerable questions of each article; as many again are without an answer."""


@dataclass(frozen=True, slots=True)
class Example:
    """The evidence for a question, and for each sentence whether it holds an answer."""

    article: int
    evidence: Evidence
    answers: Floats


def main(arguments: Sequence[str]) -> int:
    """Trains, prints the figures of the held articles, writes the models."""
    squad = load_squad(Path(arguments[0]))
    lexicon = StaticEmbedder(BUILTIN_FOLDER)
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder), lexicon, "evals.train_answers") as store,
    ):
        store.put(list(squad.documents()))
        untrained = _constant(len(FEATURES)), _constant(len(CONFIDENCE_FEATURES))
        extractor = Extractor(
            Retriever(store, lexicon, load_glossary()), lexicon, Models(*untrained)
        )
        examples = list(_examples(squad, extractor))
    answerable = [e for e in examples if e.answers.any()]
    selection = _fit(
        np.vstack([feature_rows(e.evidence) for e in answerable if e.article not in HELD]),
        np.concatenate([e.answers for e in answerable if e.article not in HELD]),
    )
    rows, right = _judged(examples, selection)
    trained = np.array([e.article not in HELD for e in examples])
    confidence = _fit(rows[trained], right[trained])
    _write("selection.json", FEATURES, selection)
    _write("confidence.json", CONFIDENCE_FEATURES, confidence)
    held = [e for e in answerable if e.article in HELD]
    first = [e.answers[_judge(selection, e).argmax()] for e in held]
    print(f"held: likeliest sentence answers {np.mean(first):.3f} of {len(held)}")  # noqa: T201
    shares = confidence.probabilities(rows[~trained])
    print(f"held: right answers {right[~trained].mean():.3f}, ", end="")  # noqa: T201
    print(f"area under the curve {_area(shares, right[~trained]):.3f}")  # noqa: T201
    return 0


def _examples(squad: Squad, extractor: Extractor) -> Iterator[Example]:
    """Answerable questions, impossible ones, and answerable ones whose article is taken away."""
    chance = random.Random(SEED)  # noqa: S311
    every = frozenset(document_id(location(title)) for title in squad.titles)
    for article, title in enumerate(squad.titles):
        own = [q for q in squad.questions if q.article == article]
        possible = [q for q in own if q.answers]
        impossible = [q for q in own if not q.answers]
        chance.shuffle(possible)
        chance.shuffle(impossible)
        for question in possible[:PER_ARTICLE] + impossible[: PER_ARTICLE // 3]:
            yield from _example(squad, extractor, question, Filters())
        others = Filters(documents=every - {document_id(location(title))})
        for question in possible[: 2 * PER_ARTICLE // 3]:
            yield from _example(squad, extractor, question, others)


def _example(
    squad: Squad, extractor: Extractor, asked: SquadQuestion, filters: Filters
) -> Iterator[Example]:
    query = extractor.retriever.understand(asked.question)
    hits = extractor.retriever.find(query, PASSAGES, filters)
    if not hits or not query.terms:
        return
    evidence = extractor.evidence(query, hits)
    home = document_id(location(squad.titles[asked.article]))
    answers = [fold(answer) for answer in asked.answers]
    holds = [
        s.document_id == home
        and s.hit.passage.ordinal == asked.paragraph
        and any(answer in fold(s.text) for answer in answers)
        for s in evidence.sentences
    ]
    yield Example(asked.article, evidence, np.array(holds, dtype=np.float64))


def _judged(examples: Sequence[Example], selection: LogisticModel) -> tuple[Floats, Floats]:
    """For each example the features of its answer, and whether that holds a right sentence."""
    rows, right = [], []
    for example in examples:
        chosen = choose(example.evidence, selection.probabilities)
        rows.append(confidence_row(example.evidence, chosen)[0])
        picked = {(s.document_id, s.start) for stretch in chosen for s in stretch.sentences}
        answering = {
            (s.document_id, s.start)
            for s, holds in zip(example.evidence.sentences, example.answers, strict=True)
            if holds
        }
        right.append(bool(picked & answering))
    return np.array(rows), np.array(right, dtype=np.float64)


def _judge(model: LogisticModel, example: Example) -> Floats:
    return model.probabilities(feature_rows(example.evidence))


def _fit(rows: Floats, labels: Floats) -> LogisticModel:
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1
    fitted = LogisticRegression(max_iter=2000).fit((rows - mean) / scale, labels)
    return LogisticModel(mean, scale, fitted.coef_[0], float(fitted.intercept_[0]))


def _area(scores: Floats, labels: Floats) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(labels, scores))


def _constant(features: int) -> LogisticModel:
    return LogisticModel(np.zeros(features), np.ones(features), np.zeros(features), 0.0)


def _write(name: str, features: Sequence[str], model: LogisticModel) -> None:
    stored = {
        "features": list(features),
        "mean": model.mean.round(6).tolist(),
        "scale": model.scale.round(6).tolist(),
        "weights": model.weights.round(6).tolist(),
        "bias": round(model.bias, 6),
    }
    text = json.dumps(stored, ensure_ascii=False, indent=1)
    (FOLDER / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
