"""Tables of contents: found, kept on their page, never made into passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.model import CELL_SEPARATOR, Block, BlockKind, Cleaned
from ingest.clean.rules import Pages, blocks_in, each_block, in_place, letters
from ingest.readers.reading import LEADERS

_HEADING = re.compile(
    r"(?:innehåll(?:sförteckning)?|(?:table of )?contents)\s*[:.]*", re.IGNORECASE
)
_OPENS = re.compile(r"(?:Innehåll(?:sförteckning)?|INNEHÅLL(?:SFÖRTECKNING)?|Contents)\b[\s:.]*")
_LINE = re.compile(r"(?P<title>\S.*?)[\s.…]*(?<!\d)(?P<page>\d{1,3})")
# A page number in running text: after white space or leaders, before the next title.
_NUMBER = re.compile(r"(?:(?<=\s)|(?<=\.\.)|(?<=…))\d{1,3}(?=$|\s+[A-ZÅÄÖ\d\"”(])")
_ROMAN = re.compile(r"[IVX]+\.?\s")
_ARABIC = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_WORD_END = re.compile(r"[^\W\d_]{2}\.(?:\s|$)")

_PROVEN = 0.6
_MOST_LINES = 400
_FEWEST = 3
_TITLE_LENGTH = 160
_REST_LENGTH = 800
"""Longest tail of a table, in characters, whose page numbers a scrape lost."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a table of contents; ``level`` 1 is the highest."""

    title: str
    page: int
    level: int


def is_contents_heading(text: str) -> bool:
    """Whether a heading is the one that tables of contents stand under."""
    return _HEADING.fullmatch(text.strip()) is not None


def find_contents(pages: Pages) -> Cleaned:
    """Makes the table of contents a heading and its lines, on the page it stands on."""
    pages = each_block(pages, _from_running_text)
    blocks = blocks_in(pages)
    for at, block in enumerate(blocks, 1):
        if block.kind is BlockKind.ROW or not is_contents_heading(block.text):
            continue
        count = _line_count(blocks[at:])
        if count >= _FEWEST:
            blocks[at - 1] = Block(BlockKind.HEADING, block.text, block.level or 1)
            lines = [Block(BlockKind.CONTENTS, line.text) for line in blocks[at : at + count]]
            blocks[at : at + count] = lines
            break
    else:
        _mark_bare_contents(
            blocks, max((page.number or page.sheet or 0 for page in pages), default=0)
        )
    return Cleaned(in_place(pages, blocks))


def _mark_bare_contents(blocks: list[Block], last_page: int) -> None:
    """Marks the lines of tables of contents that stand under no heading of their own.

    Titles that stand further on prove them. With leaders or numbered titles one is enough; with
    leaders also that the document has the pages: a list of prices has them, too.
    """
    last = {key: place for place, block in enumerate(blocks) if (key := letters(block.text))}
    at = 0
    while at < len(blocks):
        length, lines = _bare_lines(blocks, at)
        proven = sum(last.get(letters(line.title), -1) >= at + length for line in lines)
        dotted = all(line.dotted for line in lines)
        numbered = sum(map(bool, (_ARABIC.match(line.title) for line in lines)))
        paged = dotted and last_page >= max((line.page for line in lines), default=0)
        is_list = dotted or numbered >= _PROVEN * len(lines)
        least = 1 if is_list else max(_FEWEST, _PROVEN * len(lines))
        if len(lines) >= _FEWEST and (proven >= least or paged):
            for place in range(at, at + length):
                blocks[place] = Block(BlockKind.CONTENTS, blocks[place].text)
        at += max(1, length)


@dataclass(frozen=True, slots=True)
class _BareLine:
    """A line that may be one of a table of contents; ``dotted`` where leaders lead to its page."""

    title: str
    page: int
    dotted: bool


def _bare_lines(blocks: Sequence[Block], at: int) -> tuple[int, list[_BareLine]]:
    """How many blocks from a place on may be lines of contents, and what they say.

    A title but the first may begin on a line of its own, without a number.
    """
    lines: list[_BareLine] = []
    length = last = 0
    wrapped = ""
    for block in blocks[at : at + _MOST_LINES]:
        text = f"{wrapped} {block.text.replace(CELL_SEPARATOR, ' ')}".strip()
        match = _LINE.fullmatch(text)
        if block.kind is BlockKind.HEADING or len(text) > _TITLE_LENGTH:
            break
        if match is None:
            if wrapped or not lines or _WORD_END.search(text):
                break
            wrapped = text
            continue
        if int(match["page"]) < last:
            break
        last = int(match["page"])
        length += 1 + bool(wrapped)
        wrapped = ""
        title, dotted = match["title"].rstrip(" .…_·-–"), LEADERS.search(text) is not None
        lines.append(_BareLine(title, last, dotted))
    return length, lines


def _line_count(blocks: Iterable[Block]) -> int:
    """How many blocks are lines of a table of contents, whose page numbers never fall."""
    count = last = 0
    for block in blocks:
        match = _LINE.fullmatch(block.text)
        if match is None or int(match["page"]) < last or len(match["title"]) > _TITLE_LENGTH:
            break
        last = int(match["page"])
        count += 1
    return count


def entries(pages: Pages) -> list[ContentsEntry]:
    """The lines of the table of contents, where the document has one."""
    blocks = blocks_in(pages)
    for place, block in enumerate(blocks, 1):
        if block.kind is BlockKind.HEADING and is_contents_heading(block.text):
            lines = takewhile(lambda line: line.kind is BlockKind.CONTENTS, blocks[place:])
            matches = [match for line in lines if (match := _LINE.fullmatch(line.text))]
            titles = [match["title"].rstrip(" .…") for match in matches]
            numbers = [int(match["page"]) for match in matches]
            return list(map(ContentsEntry, titles, numbers, _levels(titles)))
    return []


def _from_running_text(block: Block) -> list[Block]:
    opens = _OPENS.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if opens is None or opens.end() == len(block.text):
        return [block]
    text = block.text
    lines = []
    start, page = opens.end(), 0
    for number in _NUMBER.finditer(text, start):
        title = text[start : number.start()].strip(" .…")
        if not title:
            continue
        if int(number.group()) < page or len(title) > _TITLE_LENGTH:
            break
        page = int(number.group())
        lines.append(Block(BlockKind.CONTENTS, text[start : number.end()].strip()))
        start = number.end()
    if len(lines) < _FEWEST:
        return [block]
    if rest := text[start:].strip():
        is_table = len(rest) <= _REST_LENGTH and not _WORD_END.search(rest)
        lines.append(Block(BlockKind.CONTENTS if is_table else BlockKind.PARAGRAPH, rest))
    return [Block(BlockKind.HEADING, text[: opens.end()].strip(), 1), *lines]


def _levels(titles: Sequence[str]) -> list[int]:
    has_roman = any(_ROMAN.match(title) for title in titles)
    levels = []
    numbered = False
    for title in titles:
        arabic = _ARABIC.match(title)
        if _ROMAN.match(title):
            level, numbered = 1, True
        elif arabic:
            level, numbered = arabic.group(1).count(".") + 1 + has_roman, True
        else:
            # Under "I … II …", what has no number of its own belongs to the part before it.
            level = 2 if numbered and has_roman else 1
        levels.append(level)
    return levels
