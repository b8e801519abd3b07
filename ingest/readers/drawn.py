"""Charts and diagrams of Word and PowerPoint (ECMA-376 part 1, 21.2 and 21.4): what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpus.model import Block, BlockKind
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.reading import blocks_only, tidy
from ingest.sheets.number_format import as_seen

if TYPE_CHECKING:
    from lxml.etree import _Element

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def diagram_blocks(diagram: _Element) -> tuple[Block, ...]:
    """The lines of a drawn diagram (SmartArt)."""
    return blocks_only(_line(paragraph) for paragraph in diagram.iter(f"{_A}p"))


def _line(drawn: _Element) -> Block:
    words = "".join(text.text or "" for text in drawn.iter(f"{_A}t"))
    return Block(BlockKind.PARAGRAPH, tidy(words))


def chart_blocks(chart: _Element) -> tuple[Block, ...]:
    """The title of a chart, and below it a table of its figures where it writes them out.

    Of figures that only the length of a bar tells nobody sees what they are.
    """
    title = chart.find(f"{_C}chart/{_C}title")
    heading = _line(title) if title is not None else None
    if all(shown.get("val") == "0" for shown in chart.iter(f"{_C}showVal")):
        return blocks_only([heading])
    series = list(chart.iter(f"{_C}ser"))
    names = [next(iter(_points(one, "tx").values()), "") for one in series]
    figures = [_points(one, "val") for one in series]
    categories = {at: text for one in series for at, text in _points(one, "cat").items()}
    table = [[TableCell(text, label=True) for text in ("", *names)]]
    for at, category in sorted(categories.items()):
        table.append(
            [TableCell(text) for text in (category, *(one.get(at, "") for one in figures))]
        )
    return blocks_only([heading, *table_blocks(table)])


def chart_notes(charts: Iterable[Sequence[Block]]) -> tuple[str, ...]:
    """What is told of charts of which no figures were read."""
    count = sum(all(block.kind is not BlockKind.ROW for block in chart) for chart in charts)
    return (f"har {count} diagram vars siffror inte lästes.",) if count else ()


def _points(series: _Element, part: str) -> dict[int, str]:
    """The names or figures of a series by their places."""
    found = series.find(f"{_C}{part}")
    if found is None:
        return {}
    form = next((one.text or "" for one in found.iter(f"{_C}formatCode")), "")
    texts = (
        (point.get("idx", "0"), point.findtext(f"{_C}v", "")) for point in found.iter(f"{_C}pt")
    )
    return {int(at): _written(text, form) for at, text in texts if at.isdecimal()}


def _written(text: str, form: str) -> str:
    try:
        return as_seen(float(text), form) if form else text
    except ValueError:
        return text
