"""What the styles of a Word document say: headings, list items, hidden and raised text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.model import BlockKind
from ingest.readers.docx_xml import W, number_of, switch_of, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"^(?:heading|rubrik|överskrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel|rubrik|dokumenttitel|huvudrubrik)$", re.IGNORECASE)
_LIST = re.compile(
    r"(?:list (?:bullet|number|paragraph)|punktlista|numrerad lista)\s*([2-9])?", re.IGNORECASE
)
_CONTENTS = re.compile(r"^(?:toc|innehåll)\s*\d", re.IGNORECASE)

_LONGEST_CHAIN = 20
_TINY = 4
"""Half points of the largest letters that nobody can see."""


@dataclass(frozen=True, slots=True)
class ParagraphRole:
    """The part that a paragraph plays; ``contents`` where it is a line of a table of contents.

    ``level`` is that of a heading from 1, or of an item from 0.
    """

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
    where = value_of(properties, "vertAlign") or None
    if where is None and number_of(properties, "position", 0) > 0:
        where = "superscript"
    hidden = 0 < number_of(properties, "sz", 0) <= _TINY or switch_of(properties, "vanish")
    strikes = [switch_of(properties, name) for name in ("strike", "dstrike")]
    struck = True if any(strikes) else next((off for off in strikes if off is not None), None)
    colour = value_of(properties, "color")
    shade = properties.find(f"{W}shd")
    fill = shade.get(f"{W}fill", "auto") if shade is not None else "auto"
    tinted = fill not in {"auto", "FFFFFF"} or properties.find(f"{W}highlight") is not None
    white = colour == "FFFFFF" and not tinted if colour else None
    return Look(hidden, struck, switch_of(properties, "b"), where, white)


def direct_role(properties: _Element) -> ParagraphRole | None:
    """What the properties of a paragraph itself say, or None where they leave it to its style."""
    if 0 <= (depth := number_of(properties, "outlineLvl", 9)) < 9:
        return ParagraphRole(BlockKind.HEADING, depth + 1)
    number = list_of(properties)
    if number is None or number[0] == "0":
        return None
    return ParagraphRole(BlockKind.ITEM, max(0, number[1] or 0))


def list_of(properties: _Element | None) -> tuple[str, int | None] | None:
    """The list and level that the properties of a paragraph or style name; "0" is none."""
    own = properties.find(f"{W}numPr") if properties is not None else None
    if not (number := value_of(own, "numId")):
        return None
    return number, number_of(own, "ilvl", 0) if value_of(own, "ilvl") else None


def _style(element: _Element, elements: Mapping[str, _Element]) -> Style:
    chain: list[_Element] = []
    following: _Element | None = element
    while following is not None and len(chain) < _LONGEST_CHAIN:
        chain.append(following)
        following = elements.get(value_of(following, "basedOn"))
    look = Look()
    for one in reversed(chain):
        look = look_of(one.find(f"{W}rPr")).over(look)
    numbers = (list_of(one.find(f"{W}pPr")) for one in chain)
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
    name = value_of(element, "name")
    if match := _HEADING.match(name):
        return ParagraphRole(BlockKind.HEADING, int(match[1]))
    if _TITLE.match(name):
        return ParagraphRole(BlockKind.HEADING, 1)
    if _CONTENTS.match(name):
        return ParagraphRole(contents=True)
    properties = element.find(f"{W}pPr")
    role = direct_role(properties) if properties is not None else None
    listed = _LIST.search(name)
    if listed and (role is None or role.kind is BlockKind.ITEM):
        return ParagraphRole(BlockKind.ITEM, int(listed[1] or 1) - 1)
    return role or ParagraphRole()
