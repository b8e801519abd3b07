"""How the cells of a workbook of Excel look (ECMA-376 part 1, 18.4 and 18.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ingest.readers.raised import set_in
from ingest.sheets.number_format import BUILT_IN

if TYPE_CHECKING:
    from lxml.etree import _Element

TRUE = frozenset(["1", "true"])

_MARKS = ("strike", "vertAlign")

_WHITE, _BLACK = "FFFFFF", "000000"
_NAMED = {
    "theme": {"0": _WHITE, "1": _BLACK},
    "indexed": {"0": _BLACK, "1": _WHITE, "8": _BLACK, "9": _WHITE},
}


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows numbers, whether its letters are bold, and how far they are set in.

    ``struck`` tells that they are struck out, ``blank`` that they have the colour of what is
    behind them.
    """

    form: str = ""
    bold: bool = False
    indent: int = 0
    struck: bool = False
    blank: bool = False


def cell_styles(stream: IO[bytes]) -> list[CellStyle]:
    """The styles of cells, in the order in which cells name them."""
    from lxml import etree

    root = etree.parse(stream, etree.XMLParser(resolve_entities=False)).getroot()
    forms = dict(BUILT_IN)
    for form in root.iterfind("{*}numFmts/{*}numFmt"):
        forms[int(form.get("numFmtId", 0))] = form.get("formatCode", "")
    fonts, fills = (root.findall(path) for path in ("{*}fonts/{*}font", "{*}fills/{*}fill"))
    return [_style(style, forms, fonts, fills) for style in root.iterfind("{*}cellXfs/{*}xf")]


def _style(
    style: _Element, forms: Mapping[int, str], fonts: Sequence[_Element], fills: Sequence[_Element]
) -> CellStyle:
    font, fill = (
        known[at] if (at := int(style.get(name, 0))) < len(known) else style
        for name, known in (("fontId", fonts), ("fillId", fills))
    )
    alignment = style.find("{*}alignment")
    pattern = fill.find("{*}patternFill")
    painted = pattern is not None and pattern.get("patternType", "none") != "none"
    behind = _colour(fill.find(".//{*}fgColor"), "") if painted or pattern is None else _WHITE
    return CellStyle(
        forms.get(int(style.get("numFmtId", 0)), ""),
        _is_on(font, "b"),
        int(alignment.get("indent", 0)) if alignment is not None else 0,
        _is_on(font, "strike"),
        _colour(font.find("{*}color"), _BLACK) == behind,
    )


def marked_strings(stream: IO[bytes]) -> dict[int, str]:
    """What the shared strings say that have struck, raised or lowered parts, by their places."""
    return {place: text for place, (_, text) in enumerate(_strings(stream, "si")) if text}


def marked_cells(stream: IO[bytes]) -> dict[str, str]:
    """The same of strings that stand in the cells of a sheet, by the names of the cells."""
    return {cell.get("r", ""): text for cell, text in _strings(stream, "is") if text}


def _strings(stream: IO[bytes], tag: str) -> Iterator[tuple[_Element, str]]:
    """Every string with the element around it; an empty one where no part of it is marked."""
    from lxml import etree

    for _, item in etree.iterparse(stream, tag=f"{{*}}{tag}", resolve_entities=False):
        marked = any(item.find(f"{{*}}r/{{*}}rPr/{{*}}{mark}") is not None for mark in _MARKS)
        yield item.getparent(), _marked(item) if marked else ""
        item.clear()


def _marked(item: _Element) -> str:
    text = ""
    for run in item.iterfind("{*}r"):
        words, look = run.findtext("{*}t", ""), run.find("{*}rPr")
        place = look.find("{*}vertAlign") if look is not None else None
        if look is None or not _is_on(look, "strike"):
            text += set_in(text, words, place.get("val") if place is not None else None)
    return text


def _is_on(look: _Element, name: str) -> bool:
    mark = look.find(f"{{*}}{name}")
    return mark is not None and mark.get("val", "1") in TRUE


def _colour(element: _Element | None, default: str) -> str:
    """A colour as six hexadecimal digits; by its number where it is another one of the file's."""
    if element is None or element.get("auto") in TRUE:
        return default
    if rgb := element.get("rgb"):
        return str(rgb[-6:].upper())
    for kind, names in _NAMED.items():
        if (number := element.get(kind)) is not None:
            tint = float(element.get("tint", 0))
            return f"{kind} {number} {tint}" if tint else names.get(number, kind + number)
    return default
