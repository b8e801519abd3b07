"""What the columns of a table say of its rows: which are asked for, and which day is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.row_frames import RowFrame
from assistant.answer.extractive.rows import MET_FROM, MET_WELL, cells_of, met_by
from assistant.answer.extractive.sentences import Sentence
from assistant.question.label_sorts import asked_labels, sorts_of
from assistant.question.plan import Term
from assistant.question.scope import YEAR
from assistant.search.matching import Degrees
from corpus.model import row_cells
from corpus.months import any_month, month_numbers

_DAY = re.compile(
    rf"\d{{4}}-\d\d-\d\d|(?:den )?\d{{1,2}} (?:{any_month()})\.?(?: \d{{4}})?", re.IGNORECASE
)
"""A cell that is a day and nothing else."""


def rows_of_list(
    sentences: Sequence[Sentence], frames: Sequence[RowFrame], terms: Sequence[Term]
) -> NDArray[np.bool_]:
    """Which rows are of what is listed, as a column says, and of the rest, as cells say.

    Asked which courses there are in Ekby, a row answers that has "Ekby" in a cell of its own, and
    another below "Kurs".
    """
    found = np.zeros(len(sentences), np.bool_)
    for index, (sentence, frame) in enumerate(zip(sentences, frames, strict=True)):
        if frame.columns and not sentence.is_label:
            cells = cells_of(sentence.text)
            rest = [t.text for t in terms if met_by(frame.columns, t.text) < MET_WELL]
            found[index] = 0 < len(rest) < len(terms) and all((one,) in cells for one in rest)
    return found


def other_where_asked(
    sentences: Sequence[Sentence],
    frames: Sequence[RowFrame],
    met: Degrees,
    terms: Sequence[Term],
) -> NDArray[np.bool_]:
    """Which rows have nothing, or only other days, in the columns that words of the question name.

    Of what starts in March a row with a start in May is none, though another day of it is in March.
    """
    other = np.zeros(len(sentences), np.bool_)
    days = [term for term in terms if _is_day(term)]
    for index, (sentence, frame) in enumerate(zip(sentences, frames, strict=True)):
        cells = row_cells(sentence.text)
        if len(cells) < 2 or sentence.is_label or not frame.columns:
            continue
        asked = [terms[at].text for at in np.flatnonzero(met[index] < MET_FROM).tolist()]
        named = [
            cell
            for name, cell in zip(row_cells(frame.columns), cells, strict=False)
            if any(_is_asked(name, term) for term in asked)
        ]
        dates = [cell for cell in named if days and _DAY.fullmatch(cell)]
        holds = [cell for cell in dates if all(_holds(cell, day) for day in days)]
        other[index] = not holds if dates else not all(named)
    return other


@lru_cache(maxsize=4096)
def _is_asked(column: str, term: str) -> bool:
    """Whether a word asks for a column: by its name, or as "börjar" does for "Datum Kursstart".

    Every row of a table asks the same of its columns.
    """
    names = column.split()
    sorts = {sort for at in range(len(names)) for sort in sorts_of(" ".join(names[at:]))}
    return met_by(column, term) >= MET_WELL or any(
        label.sort in sorts for label in asked_labels(f"när {term}")
    )


def _is_day(term: Term) -> bool:
    """Whether a term is a month or a year."""
    return term.text in month_numbers() or YEAR.fullmatch(term.text) is not None


def _holds(cell: str, term: Term) -> bool:
    return any(met_by(cell, text) >= MET_WELL for text in (term.text, *term.alternatives))
