"""Trains the small models behind search and answers (``assistant/trained`` holds their card).

``python -m evals.training.answers GOVERNMENT_TEXTS`` reads the pages of ``training.jsonl`` from a
file ``government_texts.jsonl.xz``, and the files of ``reports`` one by one. It writes to
``assistant/trained``: ``selection.safetensors`` and ``reading.safetensors`` (which sentence
answers), ``confidence.safetensors`` and ``confidence_files.safetensors`` (whether the answer can be
trusted: learnt from pages, and from files as well) and ``scores.json``, the scores of the pages
that were kept back.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np

from assistant.answer.extractive.confidence import confidence_names, confidence_row, trust
from assistant.answer.extractive.engine import CONFIDENCE, READING, SELECTION
from assistant.answer.extractive.features import feature_names
from assistant.answer.extractive.network import FOLDER, Network
from assistant.answer.extractive.reader import SentenceReader, page_of
from assistant.answer.extractive.selection import choose
from assistant.search.matching import Floats
from assistant.search.sorts import lacks_strictly
from corpus.lexicon import load_lexicon
from evals.training.answer_examples import Example, answer_examples
from evals.training.answer_questions import (
    REPORT_TRAINING,
    REPORTS,
    TrainingQuestion,
    load_training,
    named_pages,
    read_pages,
    read_reports,
    write_pages,
)
from evals.training.networks import Group, fit_network, fit_reader, write_network

CROSSED = 3
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
    examples = [*_of_pages(Path(arguments[0])), *_of_reports()]
    training = [one for one in examples if not one.question.held]
    selection = _fit_selection(training)
    # A selection is surer of what it was trained on: confidence is learnt from answers that were
    # chosen by one that was not.
    judged = [j for share in range(CROSSED) for j in _crossed(training, share)]
    pages = named_pages()
    of_pages = [one for one in judged if one.question.page in pages]
    confidence = [fit_network(_clear(of)) for of in (of_pages, judged)]
    write_network(SELECTION, feature_names(), selection.plain)
    write_network(READING, feature_names(), selection.network, selection.tables)
    for path, network in zip(CONFIDENCE, confidence, strict=True):
        write_network(path, confidence_names(), network)
    held = [one for one in examples if one.question.held]
    scores = {
        "rows": list(_judgescores(held, selection)),
        "curve": _curve([_judgement(one, selection) for one in held], confidence),
    }
    text = json.dumps(scores, ensure_ascii=False, indent=1)
    (FOLDER / "scores.json").write_text(f"{text}\n", encoding="utf-8")
    print(text)  # noqa: T201
    return 0


def _of_pages(texts: Path) -> Iterator[Example]:
    wanted = named_pages()
    with tempfile.TemporaryDirectory() as folder:
        write_pages(texts, wanted, Path(folder))
        yield from answer_examples(Path(folder), load_training(read_pages(texts, wanted)))


def _of_reports() -> Iterator[Example]:
    """Each file is asked for itself: its questions need not name it, and it has few passages."""
    questions = load_training(read_reports(), REPORT_TRAINING)
    for page, of_page in groupby(questions, key=lambda question: question.page):
        yield from answer_examples(REPORTS / page, of_page)


def _fit_selection(examples: Sequence[Example]) -> SentenceReader:
    """What judges sentences; from questions without an answer it learns doubt."""
    lexicon = load_lexicon()
    groups = [
        Group(one.rows, one.answers, partial(page_of, one.evidence, one.rows, lexicon))
        for one in examples
    ]
    plain = fit_network([group._replace(page=None) for group in groups])
    return SentenceReader(plain, *fit_reader(groups), lexicon)


def _crossed(examples: Sequence[Example], share: int) -> Iterator[Judgement]:
    """The answers of a share of the pages, chosen by a selection trained on the others."""
    inside = [one for one in examples if one.question.part % CROSSED == share]
    others = [one for one in examples if one.question.part % CROSSED != share]
    selection = _fit_selection(others)
    for one in inside:
        yield _judgement(one, selection)


def _judgement(example: Example, judge: SentenceReader) -> Judgement:
    selection = choose(example.evidence, judge.probabilities)
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


def _judgescores(
    examples: Sequence[Example], selection: SentenceReader
) -> Iterator[dict[str, str | float | int]]:
    found = [one for one in examples if one.answers.any()]
    order = [
        np.argsort(-selection.probabilities(one.evidence, one.rows), kind="stable") for one in found
    ]
    for count, name in ((1, "the likeliest sentence answers"), (3, "one of the three likeliest")):
        hits = [one.answers[best[:count]].any() for one, best in zip(found, order, strict=True)]
        yield _row("selection", name, float(np.mean(hits)), len(hits))


def _curve(judged: Sequence[Judgement], confidence: Sequence[Network]) -> list[dict[str, float]]:
    """What answers given from each confidence on would be: right, wrong, and false claims."""
    sure = np.array([0.0 if one.refused else trust(confidence, one.row) for one in judged])
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
