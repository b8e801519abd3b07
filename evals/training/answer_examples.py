"""What the trained models learn from: questions put to the real search, and what answers them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer.extractive.engine import PASSAGES
from assistant.answer.extractive.evidence import Evidence, gather
from assistant.bodies.question import Turn
from assistant.question.declined import decline
from assistant.question.query import QueryReader
from assistant.question.spelling import Speller
from assistant.search.linear import Floats, LinearModel
from assistant.search.ranking import Ranker, ranking_rows
from assistant.search.retriever import RANKED, Hit, Retriever
from corpus.embedding import builtin_embedder
from corpus.glossary import load_glossary
from corpus.lexicon import load_lexicon
from corpus.model import Filters, document_id
from corpus.places import load_gazetteer
from corpus.store import Store
from corpus.swedish import fold
from evals.measure.question_file import EvalQuestion
from evals.training.squad import Squad, SquadQuestion, is_held, location
from ingest.pipeline import ingest

SEED = 20261121

PER_ARTICLE = 45
"""Answerable questions of each article; a third as many more are without an answer."""

OWN_WEIGHT = 10.0
"""How much an example of the own questions counts against one of SQuAD: they are few, and nearer
to what is question."""


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question for training, where to search, and what of what is found answers it.

    ``article`` is SQuAD's, or None for a question of the project's own.
    """

    article: int | None
    question: str
    history: Sequence[Turn]
    filters: Filters
    answerable: bool
    answers: Callable[[Hit, str], bool]

    @property
    def held(self) -> bool:
        """Whether it is kept for the figures."""
        return self.article is not None and is_held(self.article)

    @property
    def weight(self) -> float:
        """How much it counts in training."""
        return OWN_WEIGHT if self.article is None else 1.0


@dataclass(frozen=True, slots=True)
class RankingExample:
    """The passages found for a question: their features, and which of them answer."""

    question: TrainingQuestion
    rows: Floats
    right: Floats


@dataclass(frozen=True, slots=True)
class Example:
    """The evidence for a question, and for each sentence whether it holds an answer."""

    question: TrainingQuestion
    evidence: Evidence
    answers: Floats


@contextmanager
def search(ranking: LinearModel) -> Iterator[Retriever]:
    """A search over an empty store, with the built-in embedder."""
    pieces = builtin_embedder()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder), pieces, "evals.training.answers") as store,
    ):
        lexicon = load_lexicon()
        speller = Speller(load_glossary(), lexicon, store.gram_frequency, lambda _: False)
        yield Retriever(
            store, pieces, QueryReader(speller, load_gazetteer()), Ranker(lexicon, ranking)
        )


def squad_questions(squad: Squad) -> Iterator[TrainingQuestion]:
    """Answerable questions, impossible ones, and answerable ones whose article is taken away."""
    chance = random.Random(SEED)  # noqa: S311
    every = frozenset(document_id(location(title)) for title in squad.titles)
    for article, title in enumerate(squad.titles):
        of_article = [q for q in squad.questions if q.article == article]
        possible = [q for q in of_article if q.answers]
        impossible = [q for q in of_article if not q.answers]
        chance.shuffle(possible)
        chance.shuffle(impossible)
        for question in possible[:PER_ARTICLE] + impossible[: PER_ARTICLE // 3]:
            yield _squad_question(squad, question, Filters())
        others = Filters(documents=every - {document_id(location(title))})
        for question in possible[: 2 * PER_ARTICLE // 3]:
            yield _squad_question(squad, question, others)


def own_questions(questions: Sequence[EvalQuestion]) -> Iterator[TrainingQuestion]:
    """The project's own questions."""
    for question in questions:
        if decline(question.question) is None:
            spans = [fold(span) for span in question.gold_spans]
            yield TrainingQuestion(
                None,
                question.question,
                question.history,
                Filters(),
                question.answerable,
                _holds(spans),
            )


def ranked(retriever: Retriever, question: TrainingQuestion) -> Iterator[RankingExample]:
    """What is found for a question, for each side of one that compares."""
    for query in retriever.reader.read(question.question, question.history).queries:
        hits = retriever.find(query, RANKED, question.filters)
        read = [hit for hit in hits.ranked if hit.passage.id in hits.meetings]
        if read:
            meetings = [hits.meetings[hit.passage.id] for hit in read]
            scores = [hit.keyword for hit in read], [hit.vector for hit in read]
            right = [question.answers(hit, hit.passage.text) for hit in read]
            rows = ranking_rows(*scores, meetings, hits.weights)
            yield RankingExample(question, rows, np.array(right, dtype=np.float64))


def examples(retriever: Retriever, question: TrainingQuestion) -> Iterator[Example]:
    """The evidence for a question, for each side of one that compares; none without a hit."""
    for query in retriever.reader.read(question.question, question.history).queries:
        evidence = gather(retriever.find(query, PASSAGES, question.filters))
        if evidence is not None:
            holds = [question.answers(s.hit, s.text) for s in evidence.sentences]
            yield Example(question, evidence, np.array(holds, dtype=np.float64))


def fill(retriever: Retriever, source: Squad | Path) -> None:
    """Puts SQuAD's articles, or a folder of documents, into the store."""
    if isinstance(source, Squad):
        retriever.store.put(list(source.documents()))
    else:
        ingest([source], retriever.store)


def _squad_question(squad: Squad, question: SquadQuestion, filters: Filters) -> TrainingQuestion:
    home = document_id(location(squad.titles[question.article]))
    wanted = [fold(answer) for answer in question.answers]

    def answers(hit: Hit, text: str) -> bool:
        return (
            hit.passage.document_id == home
            and hit.passage.ordinal == question.paragraph
            and any(answer in fold(text) for answer in wanted)
        )

    possible = bool(wanted) and filters == Filters()
    return TrainingQuestion(question.article, question.question, (), filters, possible, answers)


def _holds(spans: Sequence[str]) -> Callable[[Hit, str], bool]:
    def answers(_hit: Hit, text: str) -> bool:
        folded = fold(text)
        return any(folded in span or span in folded for span in spans)

    return answers
