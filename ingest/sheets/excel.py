"""How the sheets of a workbook of Excel are laid out (ECMA-376 part 1, chapter 18)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import IO, TYPE_CHECKING

from ingest.readers.formats import parse_xml
from ingest.sheets.cell_styles import TRUE, CellStyle, cell_styles, marked_cells, marked_strings
from ingest.sheets.grid import EXCEL_ZERO
from ingest.sheets.layout import SheetLayout
from ingest.sheets.xml import Attributes, parser

if TYPE_CHECKING:
    pass

_MAC_ZERO = date(1904, 1, 1)


def layouts_in(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, SheetLayout]]:
    """The layouts of the sheets, each with its name."""
    book = parse_xml(archive.read("xl/workbook.xml"))
    properties = book.find("{*}workbookPr")
    is_mac = properties is not None and properties.get("date1904") in TRUE
    relations = "xl/_rels/workbook.xml.rels"
    parts = parse_xml(archive.read(relations)) if relations in names else ()
    places = ((part.get("Id"), posixpath.join("/xl", part.get("Target", ""))) for part in parts)
    targets = {key: posixpath.normpath(place).lstrip("/") for key, place in places}
    styles: list[CellStyle] = []
    if "xl/styles.xml" in names:
        with archive.open("xl/styles.xml") as stream:
            styles = cell_styles(stream)
    strings: dict[int, str] = {}
    if "xl/sharedStrings.xml" in names:
        with archive.open("xl/sharedStrings.xml") as stream:
            strings = marked_strings(stream)
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        target = next(
            (targets.get(value) for key, value in sheet.items() if key.endswith("id")), ""
        )
        if target and target in names:
            with archive.open(target) as stream:
                layout = SheetLayout(zero=_MAC_ZERO if is_mac else EXCEL_ZERO)
                inline = _sheet(stream, layout, styles, strings)
            if inline:
                with archive.open(target) as stream:
                    layout.texts |= {_place(at): text for at, text in marked_cells(stream).items()}
            layout.boxes = _boxes(archive, names, target)
            yield sheet.get("name", ""), layout


def _boxes(archive: zipfile.ZipFile, names: set[str], sheet: str) -> list[str]:
    """The paragraphs of the text boxes that are drawn over a sheet."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    drawings = (
        posixpath.normpath(posixpath.join("/", folder, part.get("Target", ""))).lstrip("/")
        for part in (parse_xml(archive.read(relations)) if relations in names else ())
        if part.get("Type", "").endswith("/drawing")
    )
    return [
        "".join(text.text or "" for text in paragraph.iter("{*}t"))
        for drawing in drawings
        if drawing in names
        for paragraph in parse_xml(archive.read(drawing)).iter("{*}p")
    ]


def _sheet(
    stream: IO[bytes],
    layout: SheetLayout,
    styles: Sequence[CellStyle],
    strings: Mapping[int, str],
) -> bool:
    """Fills a layout, and tells whether strings stand in the sheet itself."""
    row = column = -1
    kind = value = ""
    formula = inline = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal row, column, formula, inline, kind, value
        if element == "c":
            column = _column(attributes["r"]) if "r" in attributes else column + 1
            formula, kind, value = False, attributes.get("t", ""), ""
            at = int(attributes.get("s", 0))
            if at < len(styles) and styles[at] != CellStyle():
                layout.styles[row, column] = styles[at]
            inline |= kind == "inlineStr"
            if kind == "e":
                layout.errors.append((row, column))
        elif element == "row":
            row = int(attributes["r"]) - 1 if "r" in attributes else row + 1
            column = -1
            if attributes.get("hidden") in TRUE:
                _extend(layout.hidden_rows, row)
        elif element == "f":
            formula = True
        elif element == "v":
            stream_parser.CharacterDataHandler = text
        elif element == "col" and attributes.get("hidden") in TRUE:
            layout.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        elif element == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            layout.merged.append((*_place(first), *_place(last or first)))
        elif element in ("conditionalFormatting", "tablePart"):
            layout.is_painted = True

    def text(part: str) -> None:
        nonlocal value
        value += part

    def end(element: str) -> None:
        if element == "v":
            stream_parser.CharacterDataHandler = None
            if strings and kind == "s" and (marked := strings.get(int(value))) is not None:
                layout.texts[row, column] = marked
        elif element == "c" and formula and not value:
            layout.uncomputed.append((row, column))

    stream_parser = parser(start, end)
    stream_parser.ParseFile(stream)
    return inline


def _extend(ranges: list[tuple[int, int]], number: int) -> None:
    """Adds a number to the last of some ranges, where it is the next one."""
    if ranges and ranges[-1][1] == number - 1:
        ranges[-1] = ranges[-1][0], number
    else:
        ranges.append((number, number))


def _place(cell: str) -> tuple[int, int]:
    """The row and column of a cell's name, from 0."""
    return int("".join(filter(str.isdigit, cell))) - 1, _column(cell)


def _column(cell: str) -> int:
    """The column of a cell's name, from 0: 2 for "C5" and for "$C$5"."""
    number = 0
    for letter in filter(str.isalpha, cell.upper()):
        number = number * 26 + ord(letter) - 64
    return number - 1
