"""The texts of some passages as the words that they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.store import PassageWords
from corpus.vocabulary import Numbers, StoreVocabulary


class Texts(NamedTuple):
    """The texts of passages, one after the other.

    ``different`` are the numbers of all their words, each once, and ``columns`` the place among
    these of every word; text ``i`` has those from ``bounds[i]`` to ``bounds[i + 1]``.
    """

    different: Numbers
    columns: NDArray[np.intp]
    bounds: NDArray[np.intp]

    def of(self, rows: NDArray[np.intp]) -> Texts:
        """Some of the texts, in this order."""
        lengths = self.bounds[rows + 1] - self.bounds[rows]
        bounds = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(bounds[-1]) + np.repeat(self.bounds[rows] - bounds[:-1], lengths)
        return Texts(self.different, self.columns[at], bounds)

    def best(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """The greatest degree (a column each row of the table) of any word of each text (row)."""
        best = np.zeros((len(self.bounds) - 1, len(table)), dtype=np.float32)
        filled = np.flatnonzero(np.diff(self.bounds))
        if table.size:
            first = self.bounds[filled]
            best[filled] = np.maximum.reduceat(table[:, self.columns], first, axis=1).T
        return best

    def sums(self, rows: NDArray[Any]) -> NDArray[Any]:
        """The sum for each text of what there is for each of its words, a row a different word."""
        sums = np.zeros((len(self.bounds) - 1, *rows.shape[1:]), rows.dtype)
        filled = np.flatnonzero(np.diff(self.bounds))
        if len(filled):
            sums[filled] = np.add.reduceat(rows[self.columns], self.bounds[filled], axis=0)
        return sums


def texts_of(vocabulary: StoreVocabulary, passages: Sequence[PassageWords]) -> Texts:
    """The texts of some passages, in order."""
    lengths = [passage.starts[1:] - passage.starts[:-1] for passage in passages]
    words = np.concatenate([passage.numbers for passage in passages])
    different, columns = vocabulary.different(words)
    return Texts(different, columns, np.cumsum(np.concatenate([[0], *lengths])))
