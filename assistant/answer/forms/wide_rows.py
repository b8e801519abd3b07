"""Rows of wide tables, by the columns that name them and those that a question asks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from assistant.question.label_sorts import sorts_of, topic_of
from assistant.question.plan import Query
from corpus.model import CELL_SEPARATOR, row_cells
from corpus.swedish import fold, words
from corpus.word_match import COMPOUND, word_match

WIDE = 400
"""Characters of a table's rows, with the names of its columns, that are shown whole."""

_ALWAYS = frozenset({"name", "decision"})
"""Sorts of column without which a row may be taken for another."""

LEFT_OUT = f"{CELL_SEPARATOR}…"
"""What ends a row of which cells are left out."""


def narrowed(rows: Sequence[str], queries: Sequence[Query]) -> list[str]:
    """Some rows, of which the first names the columns, without those that nobody asked for.

    A last cell tells that there are more. They stay whole where they are short, or where nothing
    tells which columns are asked for.
    """
    cells = [row_cells(row) for row in rows]
    if sum(map(len, rows)) <= WIDE or len(set(map(len, cells))) > 1:
        return list(rows)
    asked = {label.sort for query in queries for label in query.labels}
    columns = list(zip(*cells, strict=True))
    met = [_met(name, queries) for name, *_ in columns]
    kept = [
        bool(met[at] and met[at] == max(met))
        or bool(sorts_of(name).keys() & (asked | _ALWAYS))
        or not topic_of(fold(name))  # "Utbildning": it is what the row is about
        or any(_met(cell, queries) for cell in below)
        for at, (name, *below) in enumerate(columns)
    ]
    if not any(kept) or all(kept):
        return list(rows)
    return [f"{CELL_SEPARATOR.join(compress(row, kept))}{LEFT_OUT}" for row in cells]


def _met(text: str, queries: Sequence[Query]) -> int:
    """How many words of some questions a cell speaks of."""
    terms = {term.text: (term.text, *term.alternatives) for q in queries for term in q.terms}
    return sum(
        any(word_match(one, word) >= COMPOUND for one in of for word in words(text))
        for of in terms.values()
    )
