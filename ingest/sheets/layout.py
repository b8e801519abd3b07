"""What the cells of a workbook do not tell: what is hidden, merged, or waits to be worked out.

Workbooks of Excel since 2007 (ECMA-376 part 1, chapter 18) and of LibreOffice (OpenDocument 1.3
part 3, chapter 9). Their XML is read as a stream of elements, so a million empty rows take no room.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import IO
from xml.parsers import expat

from ingest.sheets.grid import EXCEL_ZERO
from ingest.sheets.number_format import BUILT_IN

_MAC_ZERO = date(1904, 1, 1)
_TRUE = frozenset(["1", "true"])
_UNSEEN = frozenset(["collapse", "filter"])

Attributes = Mapping[str, str]
_Start = Callable[[str, Attributes], None]
Area = tuple[int, int, int, int]


@dataclass(slots=True)
class SheetLayout:
    """One sheet; rows and columns count from 0.

    ``hidden_rows`` and ``hidden_columns`` are ranges, the last one included; ``merged`` are the
    first row, first column, last row and last column of cells merged into one. ``uncomputed`` are
    formulas whose result the file does not hold, ``errors`` cells that show one. ``formats`` are
    those of numbers by their cells, ``bold`` the cells in bold letters, ``indents`` how many steps
    cells are set in. ``zero`` is the day that days count from.
    """

    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    bold: set[tuple[int, int]] = field(default_factory=set)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    zero: date = EXCEL_ZERO

    def hides_row(self, row: int) -> bool:
        """Whether a row is hidden."""
        return any(first <= row <= last for first, last in self.hidden_rows)

    def hides_column(self, column: int) -> bool:
        """Whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def layouts(data: bytes) -> dict[str, SheetLayout] | None:
    """The layouts of a workbook's sheets by their names; None where its format tells none.

    Raises:
        expat.ExpatError, KeyError, zipfile.BadZipFile: the workbook is damaged.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return dict(_excel(archive, names))
        return _open_document(archive) if "content.xml" in names else None


def _excel(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, SheetLayout]]:
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []
    zero = EXCEL_ZERO

    def book(element: str, attributes: Attributes) -> None:
        nonlocal zero
        if element == "sheet":
            sheets.append((attributes["name"], attributes.get("r:id") or attributes["id"]))
        elif element == "workbookPr" and attributes.get("date1904") in _TRUE:
            zero = _MAC_ZERO

    def relation(element: str, attributes: Attributes) -> None:
        if element == "Relationship":
            targets[attributes["Id"]] = posixpath.normpath(
                posixpath.join("/xl", attributes["Target"])
            ).lstrip("/")

    with archive.open("xl/workbook.xml") as stream:
        _parser(book).ParseFile(stream)
    if "xl/_rels/workbook.xml.rels" in names:
        with archive.open("xl/_rels/workbook.xml.rels") as stream:
            _parser(relation).ParseFile(stream)
    styles: list[_CellStyle] = []
    if "xl/styles.xml" in names:
        with archive.open("xl/styles.xml") as stream:
            styles = _styles(stream)
    for name, identity in sheets:
        if targets.get(identity) in names:
            with archive.open(targets[identity]) as stream:
                yield name, _excel_sheet(stream, zero, styles)


@dataclass(frozen=True, slots=True)
class _CellStyle:
    """How a cell shows numbers, whether its letters are bold, and how far they are set in."""

    form: str = ""
    bold: bool = False
    indent: int = 0


def _styles(stream: IO[bytes]) -> list[_CellStyle]:
    """The styles of cells, in the order in which cells name them."""
    forms = dict(BUILT_IN)
    fonts: list[bool] = []
    styles: list[_CellStyle] = []
    inside: list[str] = []

    def start(element: str, attributes: Attributes) -> None:
        if element == "numFmt" and "formatCode" in attributes:
            forms[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif element == "font" and inside[-1:] == ["fonts"]:
            fonts.append(False)
        elif element == "b" and inside[-2:] == ["fonts", "font"]:
            fonts[-1] = attributes.get("val", "1") in _TRUE
        elif element == "xf" and inside[-1:] == ["cellXfs"]:
            font = int(attributes.get("fontId", 0))
            form = forms.get(int(attributes.get("numFmtId", 0)), "")
            styles.append(_CellStyle(form, font < len(fonts) and fonts[font]))
        elif element == "alignment" and inside[-2:] == ["cellXfs", "xf"]:
            styles[-1] = replace(styles[-1], indent=int(attributes.get("indent", 0)))
        inside.append(element)

    _parser(start, lambda _: inside.pop()).ParseFile(stream)
    return styles


def _excel_sheet(stream: IO[bytes], zero: date, styles: Sequence[_CellStyle]) -> SheetLayout:
    layout = SheetLayout(zero=zero)
    row = column = -1
    formula = value = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal row, column, formula, value
        if element == "c":
            column = _column(attributes["r"]) if "r" in attributes else column + 1
            formula = value = False
            at = int(attributes.get("s", 0))
            style = styles[at] if at < len(styles) else _CellStyle()
            if style.form:
                layout.formats[row, column] = style.form
            if style.bold:
                layout.bold.add((row, column))
            if style.indent:
                layout.indents[row, column] = style.indent
            if attributes.get("t") == "e":
                layout.errors.append((row, column))
        elif element == "row":
            row = int(attributes["r"]) - 1 if "r" in attributes else row + 1
            column = -1
            if attributes.get("hidden") in _TRUE:
                _extend(layout.hidden_rows, row)
        elif element == "f":
            formula = True
        elif element == "v":
            parser.CharacterDataHandler = text
        elif element == "col" and attributes.get("hidden") in _TRUE:
            layout.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        elif element == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            rows = [int("".join(filter(str.isdigit, cell))) - 1 for cell in (first, last or first)]
            columns = [_column(cell) for cell in (first, last or first)]
            layout.merged.append((rows[0], columns[0], rows[1], columns[1]))

    def text(_: str) -> None:
        nonlocal value
        value = True

    def end(element: str) -> None:
        if element == "v":
            parser.CharacterDataHandler = None
        elif element == "c" and formula and not value:
            layout.uncomputed.append((row, column))

    parser = _parser(start, end)
    parser.ParseFile(stream)
    return layout


def _open_document(archive: zipfile.ZipFile) -> dict[str, SheetLayout]:
    result: dict[str, SheetLayout] = {}
    layout = SheetLayout()
    row = column = table_column = 0
    rows = 1

    def start(element: str, attributes: Attributes) -> None:
        nonlocal layout, row, rows, column, table_column
        if element == "table":
            layout = result.setdefault(attributes.get("table:name", ""), SheetLayout())
            row, rows, table_column = 0, 0, 0
        elif element == "table-column":
            count = int(attributes.get("table:number-columns-repeated", 1))
            if attributes.get("table:visibility") in _UNSEEN:
                layout.hidden_columns.append((table_column, table_column + count - 1))
            table_column += count
        elif element == "table-row":
            row, column = row + rows, 0
            rows = int(attributes.get("table:number-rows-repeated", 1))
            if attributes.get("table:visibility") in _UNSEEN:
                layout.hidden_rows.append((row, row + rows - 1))
        elif element in ("table-cell", "covered-table-cell"):
            down = int(attributes.get("table:number-rows-spanned", 1))
            right = int(attributes.get("table:number-columns-spanned", 1))
            if down > 1 or right > 1:
                layout.merged.append((row, column, row + down - 1, column + right - 1))
            if attributes.get("office:value-type") == "percentage":
                layout.formats[row, column] = "0.##%"
            if "table:formula" in attributes and "office:value-type" not in attributes:
                layout.uncomputed.append((row, column))
            column += int(attributes.get("table:number-columns-repeated", 1))

    with archive.open("content.xml") as stream:
        _parser(start).ParseFile(stream)
    return result


def _parser(start: _Start, end: Callable[[str], object] | None = None) -> expat.XMLParserType:
    """A parser that hands on elements by their names without prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    return parser


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _extend(ranges: list[tuple[int, int]], number: int) -> None:
    """Adds a number to the last of some ranges, where it is the next one."""
    if ranges and ranges[-1][1] == number - 1:
        ranges[-1] = ranges[-1][0], number
    else:
        ranges.append((number, number))


def _column(cell: str) -> int:
    """The column of a cell's name, from 0: 2 for "C5" and for "$C$5"."""
    number = 0
    for letter in filter(str.isalpha, cell.upper()):
        number = number * 26 + ord(letter) - 64
    return number - 1
