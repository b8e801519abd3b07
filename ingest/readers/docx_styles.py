"""What the styles of a Word document say: headings, list items, hidden and raised text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.model import BlockKind
from ingest.readers.docx_tables import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"^(?:heading|rubrik|överskrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel|rubrik|dokumenttitel|huvudrubrik)$", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|paragraph)|punktlista|numrerad lista", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|innehåll)\s*\d", re.IGNORECASE)

_LONGEST_CHAIN = 20
_TINY = 4
"""Half points of the largest letters that nobody can see."""


@dataclass(frozen=True, slots=True)
class ParagraphRole:
    """The part that a paragraph plays; ``contents`` where it is a line of a table of contents."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How letters are shown; None where that is left to what is around them."""

    hidden: bool | None = None
    struck: bool | None = None
    bold: bool | None = None
    place: str | None = None
    """"superscript", "subscript" or "baseline"."""
    white: bool | None = None
    """Whether letters have the colour of the paper, and nothing drawn behind them."""

    def over(self, below: Look) -> Look:
        """This look where it says anything, and elsewhere the one below."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.bold if self.bold is None else self.bold,
            below.place if self.place is None else self.place,
            below.white if self.white is None else self.white,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it takes from the styles that it is based on."""

    role: ParagraphRole = ParagraphRole()
    look: Look = Look()
    number: tuple[str, int | None] | None = None
    """The list that its paragraphs count in, and on which level."""
    bold_first_row: bool = False
    """Whether a table of this style has its first row in bold."""


def styles_of(root: _Element | None) -> dict[str, Style]:
    """The styles of a document by their id; ``root`` is its part for them, or None."""
    if root is None:
        return {}
    elements = {style.get(f"{W}styleId", ""): style for style in root.iterchildren(f"{W}style")}
    return {key: _style(element, elements) for key, element in elements.items()}


def look_of(properties: _Element | None) -> Look:
    """What the properties of a run or a style say of its letters."""
    if properties is None:
        return Look()
    place = properties.find(f"{W}vertAlign")
    shift = properties.find(f"{W}position")
    size = properties.find(f"{W}sz")
    tiny = size is not None and _number(size) <= _TINY and _number(size) > 0
    hidden = _switch(properties, "vanish")
    if place is not None:
        where = place.get(f"{W}val")
    else:
        where = "superscript" if shift is not None and _number(shift) > 0 else None
    struck = _switch(properties, "strike") or _switch(properties, "dstrike")
    colour = properties.find(f"{W}color")
    tinted = properties.find(f"{W}shd") is not None or properties.find(f"{W}highlight") is not None
    white = None if colour is None else colour.get(f"{W}val") == "FFFFFF" and not tinted
    return Look(True if tiny else hidden, struck, _switch(properties, "b"), where, white)


def direct_role(properties: _Element) -> ParagraphRole | None:
    """What the properties of a paragraph itself say, or None where they leave it to its style."""
    outline = properties.find(f"{W}outlineLvl")
    depth = outline.get(f"{W}val", "9") if outline is not None else "9"
    if depth.isdecimal() and int(depth) < 9:
        return ParagraphRole(BlockKind.HEADING, int(depth) + 1)
    number = number_of(properties)
    return ParagraphRole(BlockKind.ITEM) if number is not None and number[0] != "0" else None


def number_of(properties: _Element | None) -> tuple[str, int | None] | None:
    """The list and level that the properties of a paragraph or style name; "0" is none."""
    own = properties.find(f"{W}numPr") if properties is not None else None
    number = own.find(f"{W}numId") if own is not None else None
    if own is None or number is None:
        return None
    level = own.find(f"{W}ilvl")
    return str(number.get(f"{W}val", "")), None if level is None else _number(level)


def _style(element: _Element, elements: Mapping[str, _Element]) -> Style:
    chain: list[_Element] = []
    following: _Element | None = element
    while following is not None and len(chain) < _LONGEST_CHAIN:
        chain.append(following)
        base = following.find(f"{W}basedOn")
        following = elements.get(base.get(f"{W}val", "")) if base is not None else None
    look = Look()
    for one in reversed(chain):
        look = look_of(one.find(f"{W}rPr")).over(look)
    numbers = (number_of(one.find(f"{W}pPr")) for one in chain)
    roles = (role for one in chain if (role := _role(one)) != ParagraphRole())
    return Style(
        role=next(roles, ParagraphRole()),
        look=look,
        number=next((number for number in numbers if number is not None), None),
        bold_first_row=any(map(_bolds_first_row, chain)),
    )


def _bolds_first_row(element: _Element) -> bool:
    rows = (part for part in element.iterchildren(f"{W}tblStylePr"))
    return any(
        part.get(f"{W}type") == "firstRow" and look_of(part.find(f"{W}rPr")).bold for part in rows
    )


def _role(element: _Element) -> ParagraphRole:
    """What a paragraph style says of its paragraphs: by its name, else by its outline level."""
    name_element = element.find(f"{W}name")
    name = name_element.get(f"{W}val", "") if name_element is not None else ""
    if match := _HEADING.match(name):
        return ParagraphRole(BlockKind.HEADING, int(match[1]))
    if _TITLE.match(name):
        return ParagraphRole(BlockKind.HEADING, 1)
    if _CONTENTS.match(name):
        return ParagraphRole(contents=True)
    properties = element.find(f"{W}pPr")
    if properties is not None and (role := direct_role(properties)) is not None:
        return role
    return ParagraphRole(BlockKind.ITEM) if _LIST.search(name) else ParagraphRole()


def _switch(properties: _Element, name: str) -> bool | None:
    mark = properties.find(f"{W}{name}")
    return None if mark is None else mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def _number(element: _Element) -> int:
    try:
        return int(float(element.get(f"{W}val", "0")))
    except ValueError:
        return 0
