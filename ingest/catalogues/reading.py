"""What an importer gives: the catalogue, and an account of what became of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.courses import Catalogue

MOST_NOTES = 20
"""A report holds this many notes; of the rest it says how many they are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file's rows, or items.

    ``merged`` counts rows that told of an occasion already told of, twins among them. ``left_out``
    has the number of rows for each reason, in Swedish. ``unknown_columns`` are the columns or
    fields that were not understood, as the source names them. ``notes`` are Swedish sentences on
    what could not be understood in rows that otherwise went in.
    """

    rows: int
    merged: int
    left_out: Mapping[str, int]
    unknown_columns: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueReading:
    """One file of courses, read.

    ``title`` is what the catalogue is called, for people. ``published`` is the date that the file
    states for itself: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    """

    title: str
    publisher: str | None
    published: str | None
    catalogue: Catalogue
    report: Report


def few(notes: Iterable[str]) -> tuple[str, ...]:
    """The first notes, each once, and a last one that counts those left unsaid."""
    distinct = tuple(dict.fromkeys(notes))
    rest = len(distinct) - MOST_NOTES
    return distinct if rest <= 0 else (*distinct[:MOST_NOTES], f"… och {rest} anmärkningar till.")
