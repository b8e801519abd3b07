"""Lines of a text whose words tabs or spaces set under each other, as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.model import Block, BlockKind
from ingest.readers.data_tables import TableCell, placed_blocks
from ingest.readers.hyphens import join_lines
from ingest.readers.reading import tidy

_GAP = re.compile(r"(?<=\S)(?:\s*\t\s*| {2,})(?=\S)")
_RULE = re.compile(r"[\s=_+|-]{4,}")

_WIDEST = 10_000

_Span = tuple[int, int]
"""Where a cell of a line begins and ends."""

_Edges = set[tuple[int, int]]
"""Left (0) and right edges (1) that cells under each other have."""


def tabbed(placed: Sequence[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """Paragraphs whose words tabs set under each other, as rows of a table; other tabs as spaces.

    Each block comes with the place of its page. A label with its value is no row, nor is an item
    whose number somebody typed.
    """
    for (kind, count), run in groupby(placed, lambda one: (one[1].kind, _tab_cells(one[1]))):
        blocks = list(run)
        if kind is BlockKind.PARAGRAPH and len(blocks) >= max(2, 5 - count) and count > 1:
            cells = [[TableCell(text, page=p) for text in b.text.split("\t")] for p, b in blocks]
            yield from ((page, block) for page, block in placed_blocks(cells) if block is not None)
        else:
            yield from ((page, replace(one, text=tidy(one.text))) for page, one in blocks)


def _tab_cells(block: Block) -> int:
    """How many cells tabs make of a paragraph; 0 where they part a number or a label from it."""
    first, tab, _ = block.text.partition("\t")
    count = block.text.count("\t")
    is_mark = first.endswith(":") or len(first) < (2 if first.isalpha() else 4)
    return 0 if not tab or (is_mark and count == 1) else count + 1


def spaced(lines: Sequence[str]) -> Iterator[str]:
    """Lines with a tab for every gap in which spaces set words under those of the next lines.

    The first of several may name what stands below at its other edge. A line that stands under
    some of the cells only goes on with them, or is a row in which the others are empty. Lines of
    dashes part what stands above and below them.
    """
    at = 0
    while at < len(lines):
        rows, length = _table(lines, at)
        if length:
            yield from ("\t".join(cells) for cells in rows)
        else:
            row = "" if _RULE.fullmatch(lines[at]) else lines[at]
            lead = " " * (len(row) - len(row.lstrip()))
            yield lead + "\t".join(map(tidy, _GAP.split(row) if "\t" in row else [row]))
        at += length or 1


def _table(lines: Sequence[str], at: int) -> tuple[list[list[str]], int]:
    """The rows of the table that begins with a line, and of how many lines it is; none if none."""
    head = [*_spans(lines[at])]
    rows: list[list[str]] = []
    above = head
    edges = [{*enumerate(span)} for span in head]
    whole, end = 0, at
    for number in range(at, len(lines) if len(head) > 1 else at):
        line = lines[number]
        cells = [*_spans(line)]
        texts = [tidy(line[first:last]) for first, last in cells]
        if not line.strip() or (rows and _RULE.fullmatch(line)):
            end += number == end and bool(line.strip())
            continue
        if len(cells) == len(head) and (whole < 2 or _level(edges, cells)):
            # Of more than two rows the first may name the columns at either edge.
            edges = [{*enumerate(span)} for span in cells] if whole < 2 else _level(edges, cells)
            whole, above = whole + 1, cells
            rows.append(texts)
        elif places := _under(cells, above):
            goes_on = number == end and (places[0] > 0 or texts[0][:1].islower())
            if not goes_on and (places[0] > 0 or len(cells) == 1):
                break
            if not goes_on:
                rows.append([""] * len(head))
            for place, text in zip(places, texts, strict=True):
                rows[-1][place] = join_lines([*filter(None, [rows[-1][place]]), text])
        else:
            break
        end = number + 1
    is_table = whole > 2 or (whole == 2 and _level([{*enumerate(s)} for s in head], above))
    return (rows, end - at) if is_table else ([], 0)


def _level(edges: Sequence[_Edges], cells: Sequence[_Span]) -> list[_Edges]:
    """The edges that all cells of a column share; none where a column has none."""
    shared = [of & {*enumerate(span)} for of, span in zip(edges, cells, strict=True)]
    return shared if all(shared) else []


def _under(cells: Sequence[_Span], above: Sequence[_Span]) -> list[int]:
    """Which cell of a row each of fewer cells stands under; empty where not each stands so."""
    ends = [*(begin for begin, _ in above[1:]), _WIDEST]
    begins = [begin for begin, _ in above]
    places = [begins.index(begin) for begin, _ in cells if begin in begins]
    fit = all(last < ends[place] for place, (_, last) in zip(places, cells, strict=False))
    return places if fit and len(places) == len(cells) else []


def _spans(row: str) -> Iterator[_Span]:
    """Where each cell of a line begins and ends."""
    gaps = [(gap.start(), gap.end()) for gap in _GAP.finditer(row)]
    first = len(row) - len(row.lstrip())
    begins, ends = (
        [first, *(end for _, end in gaps)],
        [*(start for start, _ in gaps), len(row.rstrip())],
    )
    return zip(begins, ends, strict=True)
