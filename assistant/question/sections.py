"""Sections of a document that a question names by number: "§ 6", "punkt 2.3 b", "bilaga A"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, TypeVar

_REFERENCE = re.compile(
    r"(?:(?P<chapter>\d+) ?kap\b\.?,? ?)?(?:§{1,2} ?(?P<sign>\d+)(?: ?(?P<sign_letter>[a-z])\b)?"
    r"|(?P<before>\d+) ?(?P<before_letter>[a-z])? ?§"
    r"|(?P<noun>[a-zåäö]+) (?P<number>\d+(?:\.\d+)*)(?: ?(?P<letter>[a-hj-zåäö])\b)?"
    r"|(?P<annex>bilaga [a-z])\b|(?P<bare>\d+(?:\.\d+)+))?",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"(?:bilag|tabell|figur|artik)", re.IGNORECASE)
_NAME = r"(?:(?:punkt|avsnitt|kapitel|kap\.?|artikel|moment|mom\.?) |§ ?)?"
_NEXT = re.compile(r"(?:§ ?)?\d+(?:\.\d+)*[.:)]?(?: kap\b\.?| ?[a-z]? ?§)?\s+[\"”(]?[A-ZÅÄÖ]")
_ITEM = re.compile(r",? ?punkt(?:en)? ([a-zåäö])\b(?: i)?", re.IGNORECASE)
_LETTER = re.compile(r"(?:.{1,80}: )?([a-zåäö])[).]\s")
"""An item, maybe behind the name of what it is an item of."""


class _HeadedLine(Protocol):
    @property
    def text(self) -> str:
        """The sentence."""
        ...

    @property
    def headings(self) -> list[str]:
        """What it stands under, outermost first."""
        ...


_AnyHeadedLine = TypeVar("_AnyHeadedLine", bound=_HeadedLine)


@dataclass(frozen=True, slots=True)
class NumberedSection:
    """A section by how the document begins it, in the ``chapter`` where one is named.

    ``letter`` is that of an item inside it.
    """

    begins: re.Pattern[str]
    chapter: re.Pattern[str] | None = None
    letter: str = ""

    def lines(self, lines: Iterable[_AnyHeadedLine]) -> list[_AnyHeadedLine]:
        """Those that stand under its heading, or from its number on to the next one."""
        found = list(self._inside(lines))
        if not self.letter:
            return found
        letters = {at: m[1] for at, line in enumerate(found) if (m := _LETTER.match(line.text))}
        items = pairwise([*letters, len(found)])
        return next((found[at:end] for at, end in items if letters[at] == self.letter), [])

    def _inside(self, lines: Iterable[_AnyHeadedLine]) -> Iterator[_AnyHeadedLine]:
        is_inside, headings = False, [""]
        for line in lines:
            if line.headings != headings:
                is_inside, headings = False, line.headings
            if self.chapter and not any(map(self.chapter.match, headings)):
                continue
            if self.begins.match(line.text):
                is_inside = True
            elif _NEXT.match(line.text):
                is_inside = False
            if is_inside or any(map(self.begins.match, headings)):
                yield line


def section_of(text: str) -> NumberedSection | None:
    """The section that a text names; None where it names none."""
    section, item = _section(_ITEM.sub("", text)), _ITEM.search(text)
    return replace(section, letter=item[1].lower()) if section and item else section


def _section(text: str) -> NumberedSection | None:
    named = next((m for m in _REFERENCE.finditer(text) if any(m.groups())), None)
    if named is None:
        return None
    chapter = _numbered(named["chapter"]) if named["chapter"] else None
    if number := named["sign"] or named["before"]:
        letter = named["sign_letter"] or named["before_letter"] or ""
        own = rf"(?:§+ ?{number} ?{letter}|{number} ?{letter} ?§)(?!\w)"
        return NumberedSection(re.compile(own, re.IGNORECASE), chapter)
    number = named["number"] or named["annex"] or named["bare"]
    if not number:
        return NumberedSection(chapter) if chapter else None
    noun, letter = (named["noun"] or "").lower(), (named["letter"] or "").lower()
    if noun.startswith("paragraf"):
        return _section(f"§ {number} {letter}")
    if _BY_NAME.match(noun):
        own = rf"{noun[:5]}\w* {re.escape(number)}(?!\.?\d)"
        return NumberedSection(re.compile(own, re.IGNORECASE), chapter, letter)
    return NumberedSection(_numbered(number), chapter, letter)


def _numbered(number: str) -> re.Pattern[str]:
    """What begins with a number, or the number of a chapter; maybe behind what it is inside of."""
    own = rf"{_NAME}{re.escape(number)}(?!\.?\d)(?: ?kap\b\.?|[.:)]*)(?! ?[a-z]? ?§)(?=\s|$)"
    return re.compile(rf"(?:§.{{1,80}}?: )?{own}", re.IGNORECASE)
