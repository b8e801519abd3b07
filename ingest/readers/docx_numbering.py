"""The numbers of headings and list items that Word counts itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.docx_xml import W, number_of, value_of
from ingest.readers.numerals import in_form

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: the form of its numbers, and the text around them."""

    form: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list by its definition, where its levels start anew, and the levels that styles name."""

    definition: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]
    styles: Mapping[str, int]


@dataclass
class Numbering:
    """The lists of a document as they are counted, paragraph by paragraph."""

    lists: Mapping[str, _List]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; 0 where none names it."""
        one = self.lists.get(number)
        return one.styles.get(style, 0) if one else 0

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list on a level; empty where a mark stands."""
        one = self.lists.get(number)
        if one is None or level not in one.levels:
            return ""
        counts = self._counts[one.definition]
        if level in one.restarts and (number, level) not in self._begun:
            counts[level] = one.restarts[level]
        else:
            counts[level] = counts.get(level, one.levels[level].start - 1) + 1
        self._begun.add((number, level))
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        own = one.levels[level]
        if own.form in {"bullet", "none"}:
            return ""
        return _PLACE.sub(
            lambda match: _formatted(one, counts, int(match[1]) - 1), own.text
        ).strip()


def numbering(root: _Element | None) -> Numbering:
    """The lists that a document defines; ``root`` is its part for them, or None."""
    if root is None:
        return Numbering({})
    definitions = {
        element.get(f"{W}abstractNumId", ""): element for element in root.iter(f"{W}abstractNum")
    }
    by_link = {value_of(element, "styleLink"): element for element in definitions.values()}
    lists = {}
    for element in root.iterchildren(f"{W}num"):
        key = value_of(element, "abstractNumId")
        definition = definitions.get(key)
        if link := value_of(definition, "numStyleLink"):
            definition = by_link.get(link, definition)
        if definition is not None:
            lists[element.get(f"{W}numId", "")] = _list(key, definition, element)
    return Numbering(lists)


def _list(key: str, definition: _Element, element: _Element) -> _List:
    drawn = {_place(level): level for level in definition.iterchildren(f"{W}lvl")}
    restarts = {}
    for override in element.iterchildren(f"{W}lvlOverride"):
        place = _place(override)
        if (level := override.find(f"{W}lvl")) is not None:
            drawn[place] = level
        if override.find(f"{W}startOverride") is not None:
            restarts[place] = number_of(override, "startOverride", 1)
    levels = {
        place: _Level(
            value_of(level, "numFmt") or "decimal",
            value_of(level, "lvlText"),
            number_of(level, "start", 1),
        )
        for place, level in drawn.items()
    }
    styles = {value_of(level, "pStyle"): place for place, level in drawn.items()}
    return _List(key, levels, restarts, styles)


def _formatted(one: _List, counts: Mapping[int, int], level: int) -> str:
    if level not in one.levels:
        return ""
    count = counts.get(level, one.levels[level].start)
    form = one.levels[level].form
    return f"{count:02d}" if form == "decimalZero" else in_form(count, form)


def _place(element: _Element) -> int:
    place = element.get(f"{W}ilvl", "0")
    return int(place) if place.isdecimal() else 0
