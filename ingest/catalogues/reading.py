"""The result of an importer: the catalogue, and an account of what became of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from corpus.courses import Catalogue
from corpus.model import Page

MOST_NOTES = 20
"""A report holds this many notes; of the rest it says how many they are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file's rows, or items.

    ``merged`` counts rows about an occasion that another row was about already, twins among them.
    ``left_out`` has the number of rows for each reason, in Swedish. ``unknown_columns`` are the
    columns or fields that were not understood, as the source names them. ``notes`` are Swedish
    sentences on what could not be understood in rows that otherwise went in.
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
    states for itself: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. ``pages`` are the sheets that hold
    no courses, and what the others say beside their rows.
    """

    title: str
    publisher: str | None
    published: str | None
    catalogue: Catalogue
    report: Report
    pages: tuple[Page, ...] = ()


@dataclass(slots=True)
class Tally:
    """What has become of the rows, or items, of a file so far; ``Report`` says what each means."""

    rows: int = 0
    merged: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)

    def report(self) -> Report:
        """The account, when the whole file is read."""
        return Report(
            rows=self.rows,
            merged=self.merged,
            left_out=dict(sorted(self.left_out.items())),
            unknown_columns=tuple(self.unknown),
            notes=few(self.notes),
        )


def few(notes: Iterable[str]) -> tuple[str, ...]:
    """The first notes, each once, and a last one that counts the rest."""
    distinct = tuple(dict.fromkeys(notes))
    rest = len(distinct) - MOST_NOTES
    return distinct if rest <= 0 else (*distinct[:MOST_NOTES], f"… och {rest} anmärkningar till.")


def only_one(names: Iterable[str]) -> str | None:
    """The one name of all; None where there are several, or none."""
    distinct = set(names)
    return distinct.pop() if len(distinct) == 1 else None


def stem(file_name: str) -> str:
    """A file's name without its ending, for a title. Bytes of it that are no text become "?"."""
    name = PurePath(file_name).stem
    return name.encode("utf-8", "replace").decode("utf-8")
