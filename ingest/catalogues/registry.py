"""Which format a file of courses is in, by its content, and the importer that reads it.

A new format is a folder of its own with a function that makes a ``CatalogueReading``, called here
where its kind of content is: the grids of a table or workbook, a web page, JSON, or XML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from ingest.catalogues.reading import CatalogueReading
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Unreadable
from ingest.readers.text import decode
from ingest.sheets.grid import Grid
from ingest.sheets.workbook import is_workbook, read_workbook

_TABLES = frozenset([".csv", ".tsv"])
_WORKBOOKS = frozenset([".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"])
_JSON = frozenset([".json", ".jsonl"])
_XML = frozenset([".xml"])
_CATALOGUES = _TABLES | _WORKBOOKS | _JSON | _XML

_JSON_START = re.compile(r"\s*[\[{]")
_XML_START = re.compile(r"\s*<(?:\?xml\b|!--|!DOCTYPE\b|[A-Za-z_][\w.-]*[\s:/>])")
_EMIL = re.compile(r"\beducation(?:Info|Event|Provider)s?\b")

SAMPLE = 100_000
"""Characters from the beginning of a file in which it is looked for what the file holds."""

SURE = 5
"""A text that is not named as a table is one when its header names at least so many fields."""


def read_catalogue(name: str, data: bytes) -> CatalogueReading | None:
    """Reads a file of courses; None where the file is a document of another kind.

    The content decides what a file is. Its name decides only what it was meant to be: a ``.json``
    or ``.xml`` that holds no courses is an error.

    Raises:
        Unreadable: the file is, or is named as, a catalogue, and cannot be read; the message is a
            Swedish sentence without its subject, the file.
    """
    suffix = PurePath(name).suffix.lower()
    if is_workbook(data):
        return _read_grids(name, read_workbook(data))
    content = _content(data)
    if content is Format.HTML:
        return _read_page(name, data, suffix)
    if content is Format.TEXT:
        return _read_text(name, data, suffix)
    return None


def _content(data: bytes) -> Format | None:
    """What the content alone says that a file is; None where it is nothing that can be read."""
    try:
        content = recognise("", data)
        if content is Format.TEXT:
            decode(data)
    except Unreadable:
        return None
    return content


def _read_page(name: str, data: bytes, suffix: str) -> CatalogueReading | None:
    from ingest.catalogues.cards.page import read_cards
    from ingest.catalogues.json_ld.page import holds_courses, read_json_ld

    if holds_courses(data):
        return read_json_ld(name, data)
    if cards := read_cards(name, data):
        return cards
    if suffix in _CATALOGUES:
        raise Unreadable(
            f"heter {suffix} men är en webbsida. Öppna den i Excel och spara den som .xlsx, eller "
            "hämta filen igen."
        )
    return None


def _read_text(name: str, data: bytes, suffix: str) -> CatalogueReading | None:
    text = decode(data)
    start = text[:SAMPLE]
    if _JSON_START.match(start) and (suffix in _JSON or _EMIL.search(start)):
        from ingest.catalogues.emil.edition3 import read_emil3

        return read_emil3(name, data)
    if _XML_START.match(start) and (suffix in _XML or _EMIL.search(start)):
        from ingest.catalogues.emil.edition2 import read_emil2

        return read_emil2(name, data)
    if suffix in _JSON | _XML:
        raise Unreadable(
            f"heter {suffix} men innehåller inte det. En kurskatalog i EMIL 3 är JSON, en i EMIL 2 "
            "är XML. Hämta filen igen."
        )
    return _read_delimited(name, text, suffix)


def _read_delimited(name: str, text: str, suffix: str) -> CatalogueReading | None:
    from ingest.catalogues.rows.header import known_columns
    from ingest.sheets.grid import DELIMITERS, read_delimited

    text = text.replace("\x00", "").lstrip("\ufeff")
    start = text[:SAMPLE]
    columns = {sign: known_columns(read_delimited(start, sign)) for sign in DELIMITERS}
    sign = max(columns, key=lambda each: columns[each])
    if suffix not in _TABLES | _WORKBOOKS and columns[sign] < SURE:
        return None
    return _read_grids(name, (read_delimited(text, sign),))


def _read_grids(name: str, grids: Sequence[Grid]) -> CatalogueReading | None:
    from ingest.catalogues.myh.applications import read_myh
    from ingest.catalogues.tables.table import read_tables

    # MYH first, since a list of applications must never be read as one of courses.
    return read_myh(name, grids) or read_tables(name, grids)
