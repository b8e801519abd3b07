"""Boxes of a filled-in form: of those under one heading the ticked ones are what was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.rows import MET_WELL
from assistant.answer.extractive.sentences import Sentence
from assistant.search.matching import Degrees

TICKED, EMPTY = ("☒", "☑", "✓", "✔"), "☐"
"""The signs that a box begins with."""


class Boxes(NamedTuple):
    """Which sentences are ticked boxes that answer, and which are empty beside a ticked one."""

    answers: NDArray[np.bool_]
    empty: NDArray[np.bool_]


def boxes(
    sentences: Sequence[Sentence], met: Degrees, framed: Degrees, telling: NDArray[np.bool_]
) -> Boxes:
    """The boxes of forms.

    A ticked one answers where its heading has all that is asked for. An empty one that is asked
    for by its own words is no less than a ticked one: "Är kvällskurs ikryssad?".
    """
    ticked = np.array([sentence.text.startswith(TICKED) for sentence in sentences])
    groups = [(sentence.document_id, sentence.hit.passage.heading) for sentence in sentences]
    chosen = {group for group, one in zip(groups, ticked, strict=True) if one}
    empty = np.array(
        [
            sentence.text.startswith(EMPTY) and group in chosen
            for sentence, group in zip(sentences, groups, strict=True)
        ]
    )
    asked = telling.any() & (framed[:, telling] >= MET_WELL).all(axis=1)
    named = (met[:, telling] >= MET_WELL).any(axis=1)
    return Boxes(ticked & asked, empty & ~named)
