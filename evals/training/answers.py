"""Trains the small models behind search and answers (``assistant/trained`` holds their card).

``python -m evals.training.answers GOVERNMENT_TEXTS`` reads the pages of ``training.jsonl`` from a
file ``government_texts.jsonl.xz`` and writes to ``assistant/trained``: ``ranking.json`` (which
passage comes first), ``selection.safetensors`` (which sentence answers),
``confidence.safetensors`` (whether the answer can be trusted) and ``scores.json``, the scores of
the pages that were kept back.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer.extractive.confidence import confidence_names, confidence_row
from assistant.answer.extractive.engine import CONFIDENCE, SELECTION
from assistant.answer.extractive.features import feature_names
from assistant.answer.extractive.network import Network
from assistant.answer.extractive.selection import choose
from assistant.answer.extractive.sorts import lacks_strictly
from assistant.search.linear import FOLDER, Floats, LinearModel
from assistant.search.ranking import RANKING, RANKING_FEATURES
from assistant.search.retriever import VECTOR_WEIGHT
from evals.training.answer_examples import (
    Example,
    RankingExample,
    answer_example,
    ranking_example,
    search,
)
from evals.training.answer_questions import (
    TrainingQuestion,
    load_training,
    named_pages,
    read_pages,
    write_pages,
)
from evals.training.networks import Group, fit_network, write_network

PENALTY = 0.01
"""How much the squared weights of the ranking count against the likelihood of a question."""

CROSSED = 4
"""Shares of the pages whose answers are each judged by a selection that was not trained on them."""

CURVE = tuple(round(0.1 + 0.05 * step, 2) for step in range(17))
"""Confidences at which the scores tell what an answer given from there on would be."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The features of an answer, whether it holds a right sentence, and whether a rule refuses."""

    question: TrainingQuestion
    row: Floats
    right: bool
    refused: bool


def main(arguments: Sequence[str]) -> int:
    """Trains, writes the models, and prints the scores of the pages kept back."""
    texts, wanted = Path(arguments[0]), named_pages()
    questions = load_training(read_pages(texts, wanted))
    with tempfile.TemporaryDirectory() as folder:
        write_pages(texts, wanted, Path(folder))
        with search(Path(folder)) as retriever:
            found = (ranking_example(retriever, q) for q in questions if q.answers)
            rankings = [one for one in found if one is not None and one.right.any()]
        ranking = fit_ranking([one for one in rankings if not one.question.held])
        _write_linear(RANKING, RANKING_FEATURES, ranking)
        with search(Path(folder)) as retriever:
            read = (answer_example(retriever, question) for question in questions)
            examples = [one for one in read if one is not None]
    training = [one for one in examples if not one.question.held]
    selection = _fit_selection(training)
    # A selection is surer of what it was trained on: confidence is learnt from answers that were
    # chosen by one that was not.
    judged = [j for share in range(CROSSED) for j in _crossed(training, share)]
    confidence = fit_network(_clear(judged))
    write_network(SELECTION, feature_names(), selection)
    write_network(CONFIDENCE, confidence_names(), confidence)
    held = [one for one in examples if one.question.held]
    scores = {
        "rows": [
            *_ranking_scores([one for one in rankings if one.question.held], ranking),
            *_selection_scores(held, selection),
        ],
        "curve": _curve([_judgement(one, selection) for one in held], confidence),
    }
    text = json.dumps(scores, ensure_ascii=False, indent=1)
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
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale = np.where(scale > 0, scale, 1)
    lists = [((each.rows - mean) / scale, each.right > 0) for each in examples]

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = 0.0, np.zeros_like(weights)
        for features, right in lists:
            scores = features @ weights
            value -= float(logsumexp(scores[right]) - logsumexp(scores))
            slope -= softmax(scores[right]) @ features[right] - softmax(scores) @ features
        penalty = PENALTY * float(weights @ weights)
        return value / len(lists) + penalty, slope / len(lists) + 2 * PENALTY * weights

    fitted = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return LinearModel(mean, scale, fitted.x, 0.0)


def _fit_selection(examples: Sequence[Example]) -> Network:
    """The network that judges sentences; from questions without an answer it learns doubt."""
    return fit_network([Group(one.rows, one.answers) for one in examples])


def _crossed(examples: Sequence[Example], share: int) -> Iterator[Judgement]:
    """The answers of a share of the pages, chosen by a selection trained on the others."""
    inside = [one for one in examples if one.question.part % CROSSED == share]
    others = [one for one in examples if one.question.part % CROSSED != share]
    selection = _fit_selection(others)
    for one in inside:
        yield _judgement(one, selection)


def _judgement(example: Example, network: Network) -> Judgement:
    selection = choose(example.evidence, network.probabilities)
    row, _ = confidence_row(example.evidence, selection)
    chosen = {s.place for stretch in selection.stretches for s in stretch.sentences}
    right = any(
        holds and sentence.place in chosen
        for sentence, holds in zip(example.evidence.sentences, example.answers, strict=True)
    )
    text = " ".join(s.text for stretch in selection.stretches for s in stretch.sentences)
    refused = lacks_strictly(text, example.evidence.query.types)
    return Judgement(example.question, row, right, refused)


def _clear(judged: Sequence[Judgement]) -> list[Group]:
    """What confidence is learnt from: answers that no rule refuses, each for itself."""
    return [
        Group(one.row[None, :], np.array([float(one.right)])) for one in judged if not one.refused
    ]


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


def _selection_scores(
    examples: Sequence[Example], selection: Network
) -> Iterator[dict[str, str | float | int]]:
    found = [one for one in examples if one.answers.any()]
    order = [np.argsort(-selection.probabilities(one.rows), kind="stable") for one in found]
    for count, name in ((1, "the likeliest sentence answers"), (3, "one of the three likeliest")):
        hits = [one.answers[best[:count]].any() for one, best in zip(found, order, strict=True)]
        yield _row("selection", name, float(np.mean(hits)), len(hits))


def _curve(judged: Sequence[Judgement], confidence: Network) -> list[dict[str, float]]:
    """What answers given from each confidence on would be: right, wrong, and false claims."""
    rows = np.array([one.row for one in judged])
    sure = confidence.probabilities(rows) * np.array([not one.refused for one in judged])
    right = np.array([one.right for one in judged])
    answerable = np.array([bool(one.question.answers) for one in judged])
    return [
        {
            "from": least,
            "right": round(float((right & (sure >= least))[answerable].mean()), 3),
            "claimed_wrong": round(float((~right & (sure >= least))[answerable].mean()), 3),
            "false_claim": round(float((sure >= least)[~answerable].mean()), 3),
        }
        for least in CURVE
    ]


def _row(model: str, figure: str, value: float, questions: int) -> dict[str, str | float | int]:
    return {"model": model, "figure": figure, "value": round(value, 3), "questions": questions}


def _write_linear(path: Path, features: Sequence[str], model: LinearModel) -> None:
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
