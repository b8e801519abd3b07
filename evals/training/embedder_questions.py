"""Teaches the built-in static model how people ask.

``python -m evals.training.embedder_questions GOVERNMENT_TEXTS`` reads a file
``government_texts.jsonl.xz`` and writes the model in ``corpus/builtin`` anew. Each training
question shall find the passage that answers it among those that the search finds for it and that do
not (hard negatives, as of Karpukhin and others 2020), and among those of its batch. Once through is
enough: a second time learns the questions by heart. The models behind answers are to be trained
before this: they would take the search for better than it is.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from torch.nn import functional

from assistant.search.retriever import Retriever
from corpus.embedding import BUILTIN_FOLDER
from corpus.model import Filters
from corpus.store import vector_text
from evals.training.answer_examples import search_over
from evals.training.answer_questions import (
    TrainingQuestion,
    load_training,
    named_pages,
    read_pages,
    write_pages,
)
from evals.training.embedder import SEED, TEMPERATURE, Floats, Texts, index_pairs, save

FOUND = 40
"""Passages that are looked for; one that answers and ``WRONG`` others are learnt from."""
WRONG = 12

BATCH = 32
RATE = 0.001


def main(arguments: Sequence[str]) -> int:
    """Asks the questions, but for those kept for scores, and writes the model anew."""
    source, wanted = Path(arguments[0]), named_pages()
    questions = [q for q in load_training(read_pages(source, wanted)) if q.answers and not q.held]
    with tempfile.TemporaryDirectory() as folder:
        write_pages(source, wanted, Path(folder))
        with search_over(Path(folder)) as retriever:
            pairs = list(_pairs(retriever, questions))
    tokenizer = Tokenizer.from_file(str(BUILTIN_FOLDER / "tokenizer.json"))
    whole = load_file(BUILTIN_FOLDER / "model.safetensors")["embeddings"]
    start = whole.astype(np.float32) / np.float32(127)
    save(learn(start, *index_pairs(tokenizer, pairs)), tokenizer, BUILTIN_FOLDER)
    return 0


def _pairs(
    retriever: Retriever, questions: Sequence[TrainingQuestion]
) -> Iterator[tuple[str, str]]:
    """Each question with a passage that answers it, and then with those that do not."""
    chance = random.Random(SEED)  # noqa: S311 -- picks texts, guards nothing
    for question in chance.sample(questions, len(questions)):
        query = retriever.reader.read(question.question).queries[0]
        right: list[str] = []
        wrong: list[str] = []
        for hit in retriever.find(query, FOUND, Filters()).ranked:
            text = vector_text(hit.record.metadata.title, hit.passage.heading, hit.passage.text)
            (right if question.is_answered_by(hit.passage.text) else wrong).append(text)
        if right and len(wrong) >= WRONG:
            for text in (right[0], *chance.sample(wrong, WRONG)):
                yield query.keywords, text


def learn(start: Floats, texts: Texts, pairs: NDArray[np.int64]) -> Floats:
    """The vectors of pieces after each question was learnt from once."""
    torch.set_num_threads(1)
    table = torch.tensor(start, requires_grad=True)
    optimiser = torch.optim.Adam([table], lr=RATE)
    groups = pairs.reshape(-1, 1 + WRONG, 2)
    for first in range(0, len(groups), BATCH):
        batch = groups[first : first + BATCH]
        queries, passages = batch[:, 0, 0], batch[:, :, 1].ravel()
        own = np.arange(len(batch)) * (1 + WRONG)
        scores = texts.embedded(table, queries) @ texts.embedded(table, passages).T
        # Two questions may be answered by one passage.
        same = np.equal.outer(passages[own], passages)
        same[np.arange(len(batch)), own] = False
        scores = (scores / TEMPERATURE).masked_fill(torch.from_numpy(same), float("-inf"))
        loss = functional.cross_entropy(scores, torch.from_numpy(own))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    learnt: Floats = table.detach().numpy()
    return learnt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
