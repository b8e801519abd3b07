"""Rows of a table that answer less of a question than another row of the same table does."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.evidence import Evidence
from corpus.model import CELL_SEPARATOR
from corpus.word_match import COMPOUND


def outdone(evidence: Evidence) -> NDArray[np.bool_]:
    """Which sentences are rows whose table has a row that meets all that they meet, and more.

    Asked how long the training of welders is, the row of the cooks meets "training", and that of
    the welders both words: the other trade's figure is no answer. Rows that each meet a word that
    the other does not stand beside each other.
    """
    result = np.zeros(len(evidence.sentences), np.bool_)
    tables: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
    for index, sentence in enumerate(evidence.sentences):
        if CELL_SEPARATOR in sentence.text and not sentence.is_label:
            # Of a passage that begins inside the table the heading ends with the columns' names.
            names = sentence.hit.passage.heading.split(" › ")
            section = " › ".join(name for name in names if CELL_SEPARATOR not in name)
            tables[sentence.document_id, section, sentence.text.count("|")].append(index)
    for rows in tables.values():
        # The same word is more than one that only ends in another way: "Eknäs" is not "Ekby".
        met = np.where(evidence.exact[rows] >= COMPOUND, evidence.exact[rows], 0.0)
        for index, own in zip(rows, met, strict=True):
            result[index] = bool(((met >= own).all(axis=1) & (met > own).any(axis=1)).any())
    return result
