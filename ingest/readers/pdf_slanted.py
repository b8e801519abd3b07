"""What stands aslant on a PDF page: stamps are lines of it, watermarks are none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import dist
from statistics import median

from ingest.readers.pdf_chars import TextLayer, clean
from ingest.readers.pdf_lines import LinePart, TextLine

LARGEST = 2.5
"""Widths of the page's letters from which what stands aslant is a watermark."""


def slanted_lines(layer: TextLayer) -> tuple[list[TextLine], list[str]]:
    """The lines that stand aslant in letters as of text, and what larger ones say."""
    upright = [at for at in range(len(layer.chars)) if at not in layer.slanted]
    usual = _width(layer, upright)
    lines, large = [], []
    for run in _runs(layer):
        text = clean("".join(layer.chars[at] for at in run))
        if not text:
            continue
        width = _width(layer, run)
        if width > LARGEST * usual or not any(layer.is_seen(at, at) for at in run):
            large.append(text)
            continue
        boxes = [layer.boxes[at] for at in run]
        part = LinePart(text, min(b[0] for b in boxes), max(b[2] for b in boxes), run[0])
        base = max(layer.bases[at] for at in run)
        lines.append(TextLine((part,), min(b[1] for b in boxes), base, 2 * usual, bold=False))
    return lines, large


def _runs(layer: TextLayer) -> Iterator[list[int]]:
    """The places of each line that the file draws aslant."""
    run: list[int] = []
    for place in sorted(layer.slanted):
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _width(layer: TextLayer, places: list[int]) -> float:
    """The usual distance from one letter to the next, in points; 0 where there is none."""
    middles = {at: (sum(layer.boxes[at][::2]) / 2, layer.bases[at]) for at in places}
    close = [(one, other) for one, other in pairwise(places) if other == one + 1]
    steps = [dist(middles[one], middles[other]) for one, other in close]
    return median(filter(None, steps)) if any(steps) else 0.0
