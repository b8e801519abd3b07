"""What the trained models learn from: questions put to the real search, and what answers them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer.extractive.engine import PASSAGES
from assistant.answer.extractive.evidence import Evidence, gather
from assistant.answer.extractive.features import feature_rows
from assistant.question.query import QueryReader
from assistant.question.scope import ScopeReader
from assistant.question.spelling import Speller
from assistant.search.matching import Floats
from assistant.search.retriever import Retriever
from corpus.embedding import builtin_embedder
from corpus.glossary import load_glossary
from corpus.lexicon import load_lexicon
from corpus.model import Filters
from corpus.places import load_gazetteer
from corpus.store import Store
from evals.training.answer_questions import TrainingQuestion
from ingest.pipeline import ingest


@dataclass(frozen=True, slots=True)
class Example:
    """The evidence for a question, its sentences' features, and whether each holds an answer."""

    question: TrainingQuestion
    evidence: Evidence
    rows: Floats
    answers: Floats


def answer_examples(pages: Path, questions: Iterable[TrainingQuestion]) -> Iterator[Example]:
    """The evidence for questions in a file or a folder of pages, where anything is found."""
    with search_over(pages) as retriever:
        for question in questions:
            if example := _example(retriever, question):
                yield example


@contextmanager
def search_over(pages: Path) -> Iterator[Retriever]:
    """A search over these pages, with the built-in embedder."""
    pieces = builtin_embedder()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder), pieces, "evals.training.answers") as store,
    ):
        ingest([pages], store)
        lexicon = load_lexicon()
        glossary = load_glossary()
        speller = Speller(glossary, lexicon, store.gram_frequency, lambda _: False)
        reader = QueryReader(speller, load_gazetteer())
        scopes = ScopeReader(store.documents, glossary, lexicon.rarity)
        yield Retriever(store, pieces, reader, lexicon, scopes)


def _example(retriever: Retriever, question: TrainingQuestion) -> Example | None:
    """The evidence for a question; None where nothing is found."""
    query = retriever.reader.read(question.question).queries[0]
    evidence = gather(retriever.find(query, PASSAGES, Filters()))
    if evidence is None:
        return None
    holds = [question.is_answered_by(sentence.text) for sentence in evidence.sentences]
    right = np.array(holds, dtype=np.float64)
    return Example(question, evidence, feature_rows(evidence), right)
