"""Trains the small models behind search and answers (``assistant/trained`` holds their card).

``python -m evals.training.answers SQUAD_FILE PAGES_FOLDER`` writes ``ranking.json`` (which passage
comes first), ``selection.json`` (which sentence answers), ``confidence.json`` (whether the answer
can be trusted) and ``scores.json`` to ``assistant/trained``. It learns from SQuAD-sv without its
held articles, from the questions written for training over government pages, and from the
development questions over the example documents. The scores are those of the held articles.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.answer.extractive.confidence import confidence_names, confidence_row
from assistant.answer.extractive.engine import CONFIDENCE, SELECTION
from assistant.answer.extractive.features import feature_names, feature_rows
from assistant.answer.extractive.selection import choose
from assistant.answer.extractive.sorts import lacks_strictly
from assistant.search.linear import FOLDER, Floats, LinearModel
from assistant.search.ranking import RANKING, RANKING_FEATURES
from assistant.search.retriever import VECTOR_WEIGHT
from evals.measure.command import EXAMPLES, QUESTION_FILES
from evals.measure.question_file import load_questions
from evals.training.answer_examples import (
    Example,
    RankingExample,
    TrainingQuestion,
    examples,
    fill,
    own_questions,
    ranked,
    search,
    squad_questions,
)
from evals.training.answer_questions import load_training
from evals.training.squad import Squad, load_squad

DOCUMENTS = EXAMPLES / "documents"
QUESTIONS = QUESTION_FILES / "examples_dev.jsonl"

PENALTY = 0.01
"""How much the squared weights of the ranking count against the likelihood of a question."""

SELECTION_STRENGTH, CONFIDENCE_STRENGTH = 0.3, 0.02
"""Inverse of the penalty of scikit-learn's logistic regression. The answers are fewer than the
sentences, so fewer examples speak against a chance likeness."""


def main(arguments: Sequence[str]) -> int:
    """Trains, writes the models, and prints the scores of the held articles."""
    squad, pages = load_squad(Path(arguments[0])), Path(arguments[1])
    sources: list[tuple[Squad | Path, list[TrainingQuestion]]] = [
        (squad, list(squad_questions(squad))),
        (pages, list(own_questions(load_training(pages)))),
        (DOCUMENTS, list(own_questions(load_questions(QUESTIONS)))),
    ]
    rankings = [
        each
        for source, questions in sources
        for each in _ranking_examples(source, questions)
        if each.right.any()
    ]
    ranking = fit_ranking([each for each in rankings if not each.question.held])
    every = [
        each
        for source, questions in sources
        for each in _answer_examples(source, questions, ranking)
    ]
    answerable = [e for e in every if e.answers.any()]
    training = [e for e in answerable if not e.question.held]
    selection = _fit(
        np.vstack([feature_rows(e.evidence) for e in training]),
        np.concatenate([e.answers for e in training]),
        np.concatenate([np.full(len(e.answers), e.question.weight) for e in training]),
        SELECTION_STRENGTH,
    )
    judged = [(e, *_judgement(e, selection)) for e in every]
    # An answerable question whose answer was missed teaches nothing of when there is none; one that
    # is refused by rule needs no judging.
    clear = [
        (e, row, right)
        for e, row, right, refused in judged
        if not refused and (right or not e.answers.any())
    ]
    kept = [(e, row, right) for e, row, right in clear if not e.question.held]
    confidence = _fit(
        np.array([row for _, row, _ in kept]),
        np.array([right for _, _, right in kept], dtype=np.float64),
        np.array([e.question.weight for e, _, _ in kept]),
        CONFIDENCE_STRENGTH,
    )
    _write(RANKING, RANKING_FEATURES, ranking)
    _write(SELECTION, feature_names(), selection)
    _write(CONFIDENCE, confidence_names(), confidence)
    rows = [
        *_ranking_scores([each for each in rankings if each.question.held], ranking),
        *_answer_scores([each for each in judged if each[0].question.held], selection, confidence),
    ]
    text = json.dumps({"rows": rows}, ensure_ascii=False, indent=1)
    (FOLDER / "scores.json").write_text(f"{text}\n", encoding="utf-8")
    print(text)  # noqa: T201
    return 0


def fit_ranking(examples: Sequence[RankingExample]) -> LinearModel:
    """A linear score that puts a right passage first among those found for each question.

    Listwise: the likelihood of the right ones under the softmax of the scores (ListNet's top one;
    Cao and others 2007).
    """
    from scipy.optimize import minimize
    from scipy.special import logsumexp, softmax

    rows = np.vstack([each.rows for each in examples])
    mean, scale = _standard(rows)
    lists = [
        ((each.rows - mean) / scale, each.right > 0, each.question.weight) for each in examples
    ]
    total = sum(weight for _, _, weight in lists)

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = 0.0, np.zeros_like(weights)
        for features, right, weight in lists:
            scores = features @ weights
            value -= weight * float(logsumexp(scores[right]) - logsumexp(scores))
            slope -= weight * (
                softmax(scores[right]) @ features[right] - softmax(scores) @ features
            )
        penalty = PENALTY * float(weights @ weights)
        return value / total + penalty, slope / total + 2 * PENALTY * weights

    fitted = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return LinearModel(mean, scale, fitted.x, 0.0)


def _ranking_examples(
    source: Squad | Path, questions: Sequence[TrainingQuestion]
) -> Iterator[RankingExample]:
    with search(_constant(len(RANKING_FEATURES))) as retriever:
        fill(retriever, source)
        for each in questions:
            if each.answerable:
                yield from ranked(retriever, each)


def _answer_examples(
    source: Squad | Path, questions: Sequence[TrainingQuestion], ranking: LinearModel
) -> Iterator[Example]:
    with search(ranking) as retriever:
        fill(retriever, source)
        for each in questions:
            yield from examples(retriever, each)


Judgement = tuple[Example, Floats, bool, bool]
"""An example, its answer's features, whether that is right, and whether a rule refuses it."""


def _judgement(example: Example, selection: LinearModel) -> tuple[Floats, bool, bool]:
    """The features of an answer, whether it holds a right sentence, whether a rule refuses it."""
    chosen = choose(example.evidence, selection.probabilities).stretches
    row, _ = confidence_row(example.evidence, chosen)
    picked = {s.place for stretch in chosen for s in stretch.sentences}
    answering = {
        s.place
        for s, holds in zip(example.evidence.sentences, example.answers, strict=True)
        if holds
    }
    text = " ".join(s.text for stretch in chosen for s in stretch.sentences)
    return row, bool(picked & answering), lacks_strictly(text, example.evidence.query.types)


def _ranking_scores(
    examples: Sequence[RankingExample], ranking: LinearModel
) -> Iterator[dict[str, str | float | int]]:
    first = [each.right[ranking.scores(each.rows).argmax()] for each in examples]
    fused = [
        each.right[(each.rows[:, 0] + VECTOR_WEIGHT * each.rows[:, 1]).argmax()]
        for each in examples
    ]
    yield _row("ranking", "the first passage answers", float(np.mean(first)), len(first))
    yield _row("ranking", "the same before ranking", float(np.mean(fused)), len(fused))


def _answer_scores(
    judgements: Sequence[Judgement], selection: LinearModel, confidence: LinearModel
) -> Iterator[dict[str, str | float | int]]:
    from sklearn.metrics import roc_auc_score

    answerable = [example for example, _, _, _ in judgements if example.answers.any()]
    likeliest = [
        e.answers[selection.probabilities(feature_rows(e.evidence)).argmax()] for e in answerable
    ]
    right = [right for _, _, right, _ in judgements]
    area = roc_auc_score(
        right, confidence.probabilities(np.array([row for _, row, _, _ in judgements]))
    )
    share = float(np.mean(likeliest))
    yield _row("selection", "the likeliest sentence answers", share, len(likeliest))
    yield _row("confidence", "area under the ROC curve", float(area), len(right))


def _row(model: str, figure: str, value: float, questions: int) -> dict[str, str | float | int]:
    return {"model": model, "figure": figure, "value": round(value, 3), "questions": questions}


def _fit(rows: Floats, labels: Floats, weights: Floats, strength: float) -> LinearModel:
    from sklearn.linear_model import LogisticRegression

    mean, scale = _standard(rows)
    fitted = LogisticRegression(C=strength, max_iter=2000).fit(
        (rows - mean) / scale, labels, sample_weight=weights
    )
    return LinearModel(mean, scale, fitted.coef_[0], float(fitted.intercept_[0]))


def _standard(rows: Floats) -> tuple[Floats, Floats]:
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    return mean, np.where(scale > 0, scale, 1)


def _constant(features: int) -> LinearModel:
    return LinearModel(np.zeros(features), np.ones(features), np.zeros(features), 0.0)


def _write(path: Path, features: Sequence[str], model: LinearModel) -> None:
    stored = {
        "features": list(features),
        "mean": model.mean.round(6).tolist(),
        "scale": model.scale.round(6).tolist(),
        "weights": model.weights.round(6).tolist(),
        "bias": round(model.bias, 6),
    }
    text = json.dumps(stored, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
