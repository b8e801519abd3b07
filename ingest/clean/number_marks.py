"""Numbers in a text that may be those of pages, and the longest run in which they count up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Block, BlockKind

_WORD = r"(?:(?:sida|sidan|sid\.?|page)\s+)?"
_OF = r"(?:\(\s?(?P<total>\d{1,4})\s?\)|(?:av|of|/)\s?(?P<whole>\d{1,4})(?!\S))"
COUNTED = re.compile(
    rf"(?P<head>.{{0,80}}?)(?<!\S)(?P<mark>{_WORD}(?P<n>\d{{1,4}})\s?{_OF})", re.IGNORECASE
)
COUNTED_LAST = re.compile(rf"(?<!\S)(?P<mark>{_WORD}(?P<n>\d{{1,4}})\s?{_OF})$", re.IGNORECASE)
FIRST = re.compile(r"(?P<mark>(?P<n>\d{1,4}))(?:$|\s+(?!§|kap\b|%|procent\b|kr\b))")
LAST = re.compile(r"(?<!\S)(?P<mark>(?P<n>\d{1,4}))$")
ALONE = re.compile(
    rf"(?P<mark>[-–—]?\s*{_WORD}(?P<n>\d{{1,4}})(?:\s?{_OF})?\s*[-–—.]?)", re.IGNORECASE
)

_REACH = 60
"""How many marks back a number's predecessor is looked for."""


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A number that may be a page's: the block it is in, and the span that it takes there."""

    block: int
    number: int
    start: int
    end: int
    total: int | None = None


def marks_in(blocks: Sequence[Block], pattern: re.Pattern[str]) -> list[NumberMark]:
    """The first number of each block that a pattern finds; rows of tables have none."""
    marks = []
    for place, block in enumerate(blocks):
        at_end = pattern in (LAST, COUNTED_LAST)
        match = pattern.search(block.text) if at_end else pattern.match(block.text)
        if match is None or block.kind is BlockKind.ROW:
            continue
        names = match.groupdict()
        total = names.get("total") or names.get("whole")
        start, end = match.span("mark")
        number = int(match["n"])
        if number and (total is None or number <= int(total)):
            marks.append(NumberMark(place, number, start, end, int(total) if total else None))
    return marks


def of_one_total(marks: Sequence[NumberMark]) -> list[NumberMark]:
    """The marks that name the usual number of pages: "3 (45)", "4 (45)"."""
    totals = Counter(mark.total for mark in marks)
    usual = totals.most_common(1)[0][0] if totals else None
    return [mark for mark in marks if mark.total == usual]


def chain_of(marks: Sequence[NumberMark]) -> list[NumberMark]:
    """The marks whose numbers count up over the text, one by one as far as can be."""
    score: list[float] = []
    previous: list[int] = []
    for j, mark in enumerate(marks):
        best, origin = 0.0, -1
        for i in range(max(0, j - _REACH), j):
            step = mark.number - marks[i].number
            if 1 <= step <= 3 and marks[i].block < mark.block:
                value = score[i] + (1.0 if step == 1 else 0.2)
                if value > best:
                    best, origin = value, i
        score.append(best)
        previous.append(origin)
    if not score:
        return []
    at = max(range(len(score)), key=score.__getitem__)
    chain = []
    while at >= 0:
        chain.append(marks[at])
        at = previous[at]
    return chain[::-1]


def is_steady(chain: Sequence[NumberMark]) -> bool:
    """Whether most numbers follow right upon the one before."""
    steps = [b.number - a.number for a, b in pairwise(chain)]
    return bool(steps) and steps.count(1) >= 0.7 * len(steps)
