"""How well passages meet a query by the grams that they share, counted from their words (BM25)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Numbers, StoreVocabulary, codes_of

SATURATION, LENGTH = 0.9, 0.75
"""BM25's k1 and b: how soon a gram said again adds little, and how much a long text is held back.

The keyword index has a k1 of 1.2, which cannot be set there and finds a little less.
"""


def bm25(
    weights: Mapping[str, float],
    vocabulary: StoreVocabulary,
    passages: Sequence[Numbers],
    mean_length: float,
) -> NDArray[np.float64]:
    """The score of each passage, given by its words; ``weights`` are those of the query's grams."""
    wanted, worth = codes_of(weights), np.array(list(weights.values()))
    order = np.argsort(wanted)
    wanted, worth = wanted[order], worth[order]
    lengths = np.array(list(map(len, passages)))
    if not len(wanted) or not lengths.sum():
        return np.zeros(len(passages))
    different, places = vocabulary.different(np.concatenate(passages))
    owners, grams = vocabulary.sharing(different, wanted)
    telling, rows = np.unique(owners, return_inverse=True)
    # How often each telling word has each gram, and each passage each telling word.
    having = _counted(rows, grams, (len(telling), len(wanted)))
    column = np.full(len(different), -1)
    column[telling] = np.arange(len(telling))
    said = column[places]
    of_passage = np.repeat(np.arange(len(passages)), lengths)[said >= 0]
    times = _counted(of_passage, said[said >= 0], (len(passages), len(telling))) @ having
    bound = SATURATION * (1 - LENGTH + LENGTH * lengths / mean_length)
    scores: NDArray[np.float64] = times * (SATURATION + 1) / (times + bound[:, None]) @ worth
    return scores


def _counted(
    rows: NDArray[np.intp], columns: NDArray[np.intp], shape: tuple[int, int]
) -> NDArray[np.float64]:
    """A table of how often each row and column come together."""
    counts = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1])
    return counts.reshape(shape).astype(np.float64)
