from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bm25 import LENGTH, SATURATION, bm25
from corpus.keywords import KeywordIndex
from corpus.swedish import grams, words
from corpus.vocabulary import StoreVocabulary

TEXTS = (
    "Vuxenutbildningen i regionen ges av kommunerna.",
    "Åldersgränsen för studiemedel är sextio år.",
    "Undersköterska är en skyddad yrkestitel.",
)

LETTERS = st.text("abcåäö-–: a1", min_size=1, max_size=40)


def scored(texts: list[str], weights: dict[str, float], mean_length: float) -> list[float]:
    vocabulary = StoreVocabulary()
    passages = [np.array(vocabulary.add(words(text)), np.int32) for text in texts]
    return list(bm25(weights, vocabulary, passages, mean_length))


@given(st.lists(LETTERS, min_size=1, max_size=4), LETTERS)
def test_scores_are_those_of_the_formula(texts: list[str], query: str) -> None:
    weights = {gram: 1.0 + place for place, gram in enumerate(dict.fromkeys(grams(query)))}
    expected = []
    for text in texts:
        held = Counter(grams(" ".join(words(text))))
        bound = SATURATION * (1 - LENGTH + LENGTH * len(words(text)) / 5)
        times = ((weight, held[gram]) for gram, weight in weights.items())
        expected.append(sum(w * n * (SATURATION + 1) / (n + bound) for w, n in times if n))
    assert scored(texts, weights, 5) == pytest.approx(expected)


def test_the_best_is_the_one_that_the_keyword_index_finds(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.add((str(number), str(number), text) for number, text in enumerate(TEXTS))
    index.commit()
    for query in ("utbildning för vuxna", "åldersgränser", "undersköterskor i regionen"):
        scores = scored(list(TEXTS), index.weights(query), 6)
        assert str(np.argmax(scores)) == index.search(query, 1)[0][0]
    assert index.weights("regionen")["regi"] == pytest.approx(math.log(1 + 2.5 / 1.5))
    index.close()
