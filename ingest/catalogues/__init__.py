"""Importers of course catalogues: one module for each format; ``read_catalogue`` finds the one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from ingest.catalogues.grid import Grid
from ingest.catalogues.reading import CatalogueReading, Report
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Unreadable
from ingest.readers.text import decode

__all__ = ["CatalogueReading", "Report", "read_catalogue"]

_TABLES = frozenset([".csv", ".tsv"])
_WORKBOOKS = frozenset([".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"])
_JSON = frozenset([".json", ".jsonl"])
_XML = frozenset([".xml"])
_MEANT = _TABLES | _WORKBOOKS | _JSON | _XML

_JSON_START = re.compile(r"\s*[\[{]")
_XML_START = re.compile(r"\s*<(?:\?xml\b|!--|!DOCTYPE\b|[A-Za-z_][\w.-]*[\s:/>])")
_EMIL = re.compile(r"\beducation(?:Info|Event|Provider)s?\b")

_DAMAGED = (
    "är skadad, eller något annat än en kurskatalog. Hämta filen igen, eller öppna den i det "
    "program som den gjordes i och spara en ny kopia."
)

SAMPLE = 100_000
"""Characters from the beginning of a file in which it is looked for what the file holds."""

SURE = 5
"""A text that is not named as a table is one when its header names at least so many fields."""


def read_catalogue(name: str, data: bytes) -> CatalogueReading | None:
    """Reads a file of courses; None where the file is a document of another kind.

    The content decides what a file is. Its name decides only what it was meant to be: a ``.csv``,
    ``.json`` or ``.xml`` that holds no courses is told as such.

    Raises:
        Unreadable: the file is, or is named as, a catalogue, and cannot be read; the message is a
            Swedish sentence without its subject, the file.
    """
    from ingest.catalogues.workbook import is_workbook, read_workbook

    suffix = PurePath(name).suffix.lower()
    if is_workbook(data):
        return _read_grids(name, read_workbook(data))
    kind = _kind(data)
    if kind is Format.HTML:
        return _read_page(name, data, suffix)
    if kind is not Format.TEXT:
        if kind is None and suffix in _MEANT:
            raise Unreadable(_DAMAGED)
        return None
    text = decode(data)
    start = text[:SAMPLE]
    if _JSON_START.match(start) and (suffix in _JSON or _EMIL.search(start)):
        from ingest.catalogues.emil3 import read_emil3

        return read_emil3(name, data)
    if _XML_START.match(start) and (suffix in _XML or _EMIL.search(start)):
        from ingest.catalogues.emil2 import read_emil2

        return read_emil2(name, data)
    return _read_table(name, text, suffix)


def _kind(data: bytes) -> Format | None:
    """What the content alone says that a file is; None where it is nothing that can be read."""
    try:
        kind = recognise("", data)
        if kind is Format.TEXT:
            decode(data)
    except Unreadable:
        return None
    return kind


def _read_page(name: str, data: bytes, suffix: str) -> CatalogueReading | None:
    from ingest.catalogues.json_ld import holds_courses, read_json_ld

    if holds_courses(data):
        return read_json_ld(name, data)
    if suffix in _MEANT:
        raise Unreadable(
            f"heter {suffix} men är en webbsida. Öppna den i Excel och spara den som .xlsx, eller "
            "hämta filen igen."
        )
    return None


def _read_table(name: str, text: str, suffix: str) -> CatalogueReading | None:
    from ingest.catalogues.columns import known_columns
    from ingest.catalogues.grid import DELIMITERS, read_delimited

    if suffix in _JSON | _XML:
        raise Unreadable(
            f"heter {suffix} men innehåller inte det. En kurskatalog i EMIL 3 är JSON, en i EMIL 2 "
            "är XML. Hämta filen igen."
        )
    text = text.replace("\x00", "").lstrip("\ufeff")
    start = text[:SAMPLE]
    found = {sign: known_columns(read_delimited(start, sign)) for sign in DELIMITERS}
    sign = max(found, key=lambda each: found[each])
    if suffix not in _TABLES | _WORKBOOKS and found[sign] < SURE:
        return None
    return _read_grids(name, (read_delimited(text, sign),))


def _read_grids(name: str, grids: Sequence[Grid]) -> CatalogueReading:
    from ingest.catalogues.myh import myh_sheets, read_myh
    from ingest.catalogues.tables import read_tables

    # First, since a list of applications must never be read as one of courses.
    if sheets := myh_sheets(grids):
        return read_myh(name, sheets)
    return read_tables(name, grids)
