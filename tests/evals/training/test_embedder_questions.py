"""Learning from questions: each comes nearer to what answers it than to what does not."""

from __future__ import annotations

import numpy as np
import torch
from tokenizers import Tokenizer

from corpus.embedding import BUILTIN_FOLDER
from evals.training.embedder import Floats, Texts, index_pairs
from evals.training.embedder_questions import WRONG, learn

QUESTION, RIGHT = "var får man meka med motorer", "fordonsprogrammet lär ut reparation"
WRONGS = [f"kommunen köpte motorer år {year}" for year in range(2001, 2001 + WRONG)]


def test_a_question_comes_nearer_to_what_answers_it() -> None:
    tokenizer = Tokenizer.from_file(str(BUILTIN_FOLDER / "tokenizer.json"))
    texts, pairs = index_pairs(tokenizer, [(QUESTION, text) for text in (RIGHT, *WRONGS)])
    start = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 8))
    before = start.astype(np.float32)
    after = learn(before.copy(), texts, pairs)
    assert _lead(after, texts) > _lead(before, texts)


def _lead(table: Floats, texts: Texts) -> float:
    """How much nearer the question is to what answers it than to the nearest other text."""
    vectors = texts.embedded(torch.from_numpy(table), np.arange(2 + WRONG)).numpy()
    cosines = vectors[1:] @ vectors[0]
    return float(cosines[0] - cosines[1:].max())
