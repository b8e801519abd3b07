"""Which statement of one document says what a statement of another does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assistant.research.statements import DocumentStatement
from corpus.lexicon import Lexicon
from corpus.swedish import grams

ALIKE = 0.45
"""How alike two statements are, 0 to 1, from which they say the same wherever they stand."""

BETWEEN = 0.1
"""The same for two that alone stand between the same neighbours, or ends of a section."""

MEANING, HEADING = 0.3, 0.08
"""The share of what the words mean, against their letters; and what a shared heading adds."""

ROWS = 500
"""Statements that are compared with all others at a time; bounds memory."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of statements by their places, and what one side lacks."""

    pairs: tuple[tuple[int, int], ...]
    dropped: tuple[int, ...]
    added: tuple[int, ...]


def align(
    before: Sequence[DocumentStatement], after: Sequence[DocumentStatement], lexicon: Lexicon
) -> Alignment:
    """Pairs the statements of two documents, each at most once, the most alike first.

    What is left is paired where both neighbours are, and it says something like it: a sentence
    written anew at its place.
    """
    if not before or not after:
        return Alignment((), tuple(range(len(before))), tuple(range(len(after))))
    likeness = _likeness(before, after, lexicon)
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def take(candidates: Sequence[tuple[float, int, int]]) -> None:
        for _, _, one, other in sorted(
            (-round(degree, 4), _distance(one, other, before, after), one, other)
            for degree, one, other in candidates
        ):
            if one not in pairs and other not in taken:
                pairs[one] = other
                taken.add(other)

    take([(d, i, j) for d, i, j in likeness if d >= ALIKE])
    take([c for c in likeness if _is_between(before, c[1], after, c[2], pairs)])
    return Alignment(
        tuple((one, other) for one, other in sorted(pairs.items())),
        tuple(i for i in range(len(before)) if i not in pairs),
        tuple(j for j in range(len(after)) if j not in taken),
    )


def _likeness(
    before: Sequence[DocumentStatement], after: Sequence[DocumentStatement], lexicon: Lexicon
) -> list[tuple[float, int, int]]:
    """How alike two statements are, with their places, for all pairs that might be matched."""
    letters_of = _letters([*before, *after])
    meaning_of = _meanings([*before, *after], lexicon)
    middle = len(before)
    headings = [one.passage.heading for one in after]
    result = []
    for first in range(0, middle, ROWS):
        last = min(middle, first + ROWS)
        letters = (letters_of[first:last] @ letters_of[middle:].T).toarray()
        meaning = meaning_of[first:last] @ meaning_of[middle:].T
        degrees = (1 - MEANING) * letters + MEANING * meaning
        degrees[letters == 0] = 0
        for row in range(first, last):
            same = [before[row].passage.heading == heading for heading in headings]
            degrees[row - first] += HEADING * np.array(same)
        for i, j in np.argwhere(degrees >= BETWEEN):
            result.append((float(degrees[i, j]), int(first + i), int(j)))
    return result


def _letters(statements: Sequence[DocumentStatement]) -> sparse.csr_array:
    """A row of length 1 for each statement: its grams, the rarer the heavier."""
    counts = [Counter(grams(" ".join(one.words))) for one in statements]
    frequency = Counter(gram for one in counts for gram in one)
    number = {gram: i for i, gram in enumerate(frequency)}
    rarity = {gram: np.log(1 + len(counts) / count) for gram, count in frequency.items()}
    values, columns, starts = [], [], [0]
    for one in counts:
        weights = {gram: (1 + np.log(count)) * rarity[gram] for gram, count in one.items()}
        length = np.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        values += [weight / length for weight in weights.values()]
        columns += [number[gram] for gram in weights]
        starts.append(len(values))
    shape = len(statements), max(1, len(number))
    return sparse.csr_array((np.array(values, np.float32), columns, starts), shape=shape)


def _meanings(statements: Sequence[DocumentStatement], lexicon: Lexicon) -> Floats:
    """A row of length 1 for each statement: what its words mean together."""
    rows = []
    for one in statements:
        total = lexicon.meanings(lexicon.numbers(one.words)).sum(axis=0)
        rows.append(total / max(1e-9, float(np.linalg.norm(total))))
    return np.array(rows, np.float32)


def _distance(
    one: int, other: int, before: Sequence[DocumentStatement], after: Sequence[DocumentStatement]
) -> float:
    """How far apart two places are, each as a share of its document; decides between equals."""
    return round(abs(one / len(before) - other / len(after)), 6)


def _is_between(
    before: Sequence[DocumentStatement],
    one: int,
    after: Sequence[DocumentStatement],
    other: int,
    pairs: dict[int, int],
) -> bool:
    """Whether two statements each stand alone between what is matched, or ends of a section."""
    return all(
        pairs.get(one + step) == other + step
        or (_is_end(before, one, step) and _is_end(after, other, step))
        for step in (-1, 1)
    )


def _is_end(statements: Sequence[DocumentStatement], place: int, step: int) -> bool:
    """Whether the section of a statement ends, or begins, with it."""
    beyond = place + step
    if not 0 <= beyond < len(statements):
        return True
    return statements[beyond].passage.heading != statements[place].passage.heading
