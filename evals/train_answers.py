"""Trains the two models behind an extractive answer; see the card beside them.

``python -m evals.train_answers SQUAD_FILE`` writes ``selection.json`` (which sentence answers) and
``confidence.json`` (whether the answer can be trusted) to ``assistant/answer/trained``. It learns
from SQuAD-sv and from the development questions over the example corpus. SQuAD articles whose
number is in ``HELD`` are left out; the figures printed are theirs.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer.confidence import CONFIDENCE_FEATURES, confidence_row
from assistant.answer.extract import PASSAGES, Extractor
from assistant.answer.features import FEATURES, Evidence, Floats, feature_rows
from assistant.answer.models import FOLDER, LogisticModel, Models
from assistant.answer.select import choose
from assistant.answer.sentences import Sentence
from assistant.guidance.boundaries import decline
from assistant.model import Turn
from assistant.retrieve import Retriever
from corpus.embedding import BUILTIN_FOLDER, StaticEmbedder
from corpus.glossary import load_glossary
from corpus.model import Filters, document_id
from corpus.store import Store
from corpus.swedish import fold
from evals.question_file import EvalQuestion, load_questions
from evals.squad import Squad, SquadQuestion, load_squad, location
from ingest.pipeline import ingest

SEED = 20261121
HELD = frozenset(range(2, 35, 7)) | frozenset(range(5, 35, 7))
"""Articles kept for the figures: ten of the thirty-five."""

PER_ARTICLE = 45
"""Answerable questions of each article; a third as many more are without an answer."""

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "corpus" / "examples" / "documents"
QUESTIONS = ROOT / "evals" / "questions" / "examples_dev.jsonl"

OWN_WEIGHT = 20.0
"""How much an example of the own questions counts against one of SQuAD: they are few, and nearer
to what is asked."""


@dataclass(frozen=True, slots=True)
class Example:
    """The evidence for a question, and for each sentence whether it holds an answer.

    ``article`` is SQuAD's, or None for a question of the project's own.
    """

    article: int | None
    evidence: Evidence
    answers: Floats

    @property
    def held(self) -> bool:
        """Whether it is kept for the figures."""
        return self.article in HELD

    @property
    def weight(self) -> float:
        """How much it counts in training."""
        return OWN_WEIGHT if self.article is None else 1.0


def main(arguments: Sequence[str]) -> int:
    """Trains, prints the figures of the held articles, writes the models."""
    squad = load_squad(Path(arguments[0]))
    with _extractor() as extractor:
        extractor.retriever.store.put(list(squad.documents()))
        examples = list(_squad_examples(squad, extractor))
    with _extractor() as extractor:
        ingest([DOCUMENTS], extractor.retriever.store)
        examples += _own_examples(load_questions(QUESTIONS), extractor)
    answerable = [e for e in examples if e.answers.any()]
    training = [e for e in answerable if not e.held]
    selection = _fit(
        np.vstack([feature_rows(e.evidence) for e in training]),
        np.concatenate([e.answers for e in training]),
        np.concatenate([np.full(len(e.answers), e.weight) for e in training]),
    )
    rows, right = _judged(examples, selection)
    # An answerable question whose answer was missed teaches nothing of when there is none.
    clear = np.array([bool(r) or not e.answers.any() for r, e in zip(right, examples, strict=True)])
    held = np.array([e.held for e in examples])
    kept = clear & ~held
    weights = np.array([e.weight for e in examples])
    confidence = _fit(rows[kept], right[kept], weights[kept])
    _write("selection.json", FEATURES, selection)
    _write("confidence.json", CONFIDENCE_FEATURES, confidence)
    first = [e.answers[_judge(selection, e).argmax()] for e in answerable if e.held]
    print(f"held: likeliest sentence answers {np.mean(first):.3f} of {len(first)}")  # noqa: T201
    area = _area(confidence.probabilities(rows[held]), right[held])
    print(f"held: right {right[held].mean():.3f}, area under the curve {area:.3f}")  # noqa: T201
    return 0


@contextmanager
def _extractor() -> Iterator[Extractor]:
    """An extractor over an empty store, with models that have learnt nothing."""
    lexicon = StaticEmbedder(BUILTIN_FOLDER)
    untrained = Models(_constant(len(FEATURES)), _constant(len(CONFIDENCE_FEATURES)))
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder), lexicon, "evals.train_answers") as store,
    ):
        yield Extractor(Retriever(store, lexicon, load_glossary()), lexicon, untrained)


def _squad_examples(squad: Squad, extractor: Extractor) -> Iterator[Example]:
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
            yield from _squad_example(squad, extractor, question, Filters())
        others = Filters(documents=every - {document_id(location(title))})
        for question in possible[: 2 * PER_ARTICLE // 3]:
            yield from _squad_example(squad, extractor, question, others)


def _own_examples(questions: Sequence[EvalQuestion], extractor: Extractor) -> Iterator[Example]:
    """The project's own questions; each answerable one also with its documents taken away."""
    records = extractor.retriever.store.documents()
    for question in questions:
        if decline(question.question) is not None:
            continue
        spans = [fold(span) for span in question.gold_spans]

        def answers(sentence: Sentence, spans: Sequence[str] = spans) -> bool:
            text = fold(sentence.text)
            return any(text in span or span in text for span in spans)

        for evidence in _evidence(extractor, question.question, Filters(), question.history):
            yield _example(None, evidence, answers)
        if question.answerable:
            wrong = frozenset(
                r.id for r in records if not r.source.startswith(tuple(question.docs))
            )
            for evidence in _evidence(
                extractor, question.question, Filters(documents=wrong), question.history
            ):
                yield _example(None, evidence, lambda _sentence: False)


def _squad_example(
    squad: Squad, extractor: Extractor, asked: SquadQuestion, filters: Filters
) -> Iterator[Example]:
    home = document_id(location(squad.titles[asked.article]))
    wanted = [fold(answer) for answer in asked.answers]

    def answers(sentence: Sentence) -> bool:
        return (
            sentence.document_id == home
            and sentence.hit.passage.ordinal == asked.paragraph
            and any(answer in fold(sentence.text) for answer in wanted)
        )

    for evidence in _evidence(extractor, asked.question, filters):
        yield _example(asked.article, evidence, answers)


def _evidence(
    extractor: Extractor, question: str, filters: Filters, history: Sequence[Turn] = ()
) -> Iterator[Evidence]:
    """The evidence for a question, for each side of one that compares; none without a hit."""
    query = extractor.retriever.understand(question, history)
    for side in query.sides or (query,):
        hits = extractor.retriever.find(side, PASSAGES, filters)
        if hits and side.terms:
            yield extractor.evidence(side, hits)


def _example(
    article: int | None, evidence: Evidence, answers: Callable[[Sentence], bool]
) -> Example:
    holds = [answers(sentence) for sentence in evidence.sentences]
    return Example(article, evidence, np.array(holds, dtype=np.float64))


def _judged(examples: Sequence[Example], selection: LogisticModel) -> tuple[Floats, Floats]:
    """For each example the features of its answer, and whether that holds a right sentence."""
    rows, right = [], []
    for example in examples:
        chosen = choose(example.evidence, selection.probabilities).stretches
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


def _fit(rows: Floats, labels: Floats, weights: Floats) -> LogisticModel:
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1
    fitted = LogisticRegression(max_iter=2000).fit(
        (rows - mean) / scale, labels, sample_weight=weights
    )
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
