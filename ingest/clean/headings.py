"""Finds headings in text that has none marked, by their look and by what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.data_files import word_list
from corpus.model import Block, BlockKind, Cleaned
from corpus.months import any_month
from corpus.sentences import goes_on
from ingest.clean.contents import is_contents_heading
from ingest.clean.rules import Pages, blocks_in, in_place, letters

_ENUMERATOR = re.compile(r"(?:§\s*\d{1,4}|(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?)\s+(?=[A-ZÅÄÖ])")
_NEVER = re.compile(r"[.,;:–-]$|\.{3}|:\s|@|www\.|https?:|\d{4}-\d{2}-\d{2}|\b0\d{1,3}-\d")
_FACT = re.compile(r"[A-ZÅÄÖ][^:.!?]{1,40}: \S")
_DATED = re.compile(
    r"\w*(?:datum|dag|start|slut|senast)\b(?: \w+){0,2}? "
    rf"(?:\d{{1,2}} (?:{any_month()})(?: \d{{4}})?|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE,
)
_USUAL = word_list("usual_headings", __package__)
_PROSE = re.compile(r"[.?!:]$")
_LONG, _SENTENCE = 80, 20
_LINE_LENGTH, _LINE_WORDS = 90, 12


def heading_lines(pages: Pages) -> Cleaned:
    """Makes short lines headings where they look like one and text follows.

    Documents whose headings are known, from the file or from a table of contents, get no more.
    """
    if _has_headings(pages):
        return Cleaned(pages)
    blocks = blocks_in(pages)
    is_heading = [block.kind is BlockKind.HEADING for block in blocks]
    for at in range(len(blocks) - 2, -1, -1):
        if not is_heading[at]:
            is_heading[at] = _is_heading(blocks, at, next_is=is_heading[at + 1])
    for at, block in enumerate(blocks):
        if is_heading[at] and block.kind is not BlockKind.HEADING:
            # The matters of minutes stand beside each other, also the first.
            level = 1 if at == 0 and not block.text.startswith("§") else _level(block.text)
            blocks[at] = Block(BlockKind.HEADING, block.text, level)
    return Cleaned(in_place(pages, blocks))


def lone_facts(pages: Pages) -> Cleaned:
    """Makes headings text that say a label with its value.

    Nothing stands under them, or right above stands another one; or it is a day and what it is of.
    """
    blocks = blocks_in(pages)
    for at, (block, following) in enumerate(zip(blocks, [*blocks, None][1:], strict=True)):
        ends = following is None or (
            following.kind is BlockKind.HEADING and following.level <= block.level
        )
        beside = (
            at and blocks[at - 1].kind is BlockKind.PARAGRAPH and _FACT.match(blocks[at - 1].text)
        )
        fact = ((ends or beside) and _FACT.match(block.text)) or _DATED.search(block.text)
        if block.kind is BlockKind.HEADING and fact:
            blocks[at] = Block(BlockKind.PARAGRAPH, block.text)
    return Cleaned(in_place(pages, blocks))


def _has_headings(pages: Pages) -> bool:
    return any(
        block.kind is BlockKind.HEADING and not is_contents_heading(block.text)
        for block in blocks_in(pages)
    )


def _is_heading(blocks: Sequence[Block], at: int, *, next_is: bool) -> bool:
    text = blocks[at].text
    if blocks[at].kind is not BlockKind.PARAGRAPH or not _looks_like_one(text):
        return False
    if text.lower().rstrip(" ?!") in _USUAL or (text.isupper() and len(letters(text)) > 3):
        return True
    before, following = blocks[at - 1] if at else None, blocks[at + 1]
    if goes_on(text, following.text) or (before is not None and goes_on(before.text, text)):
        return False
    if _is_prose(following) or following.kind is BlockKind.ITEM:
        return True
    follows_text = before is None or _is_prose(before) or before.kind is not BlockKind.PARAGRAPH
    if next_is or following.kind is BlockKind.ROW or not letters(following.text):
        return follows_text
    # A line between the heading and its text: a date, a place.
    beyond = blocks[at + 2] if at + 2 < len(blocks) else None
    between = not _looks_like_one(following.text)
    return follows_text and between and beyond is not None and _is_prose(beyond)


def _looks_like_one(text: str) -> bool:
    start = _ENUMERATOR.match(text)
    words = text[start.end() :] if start else text
    return (
        words[:1].isupper()
        and len(letters(words)) >= 3
        and len(text) <= _LINE_LENGTH
        and len(text.split()) <= _LINE_WORDS
        and text.count(",") < 2
        and not _NEVER.search(text)
    )


def _is_prose(block: Block) -> bool:
    text = block.text
    ended = _PROSE.search(text) is not None
    return block.kind is BlockKind.PARAGRAPH and (
        len(text) >= _LONG or (ended and len(text) >= _SENTENCE)
    )


def _level(text: str) -> int:
    start = _ENUMERATOR.match(text)
    return 2 + (start["number"] or "").count(".") if start else 2
