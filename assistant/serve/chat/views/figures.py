"""Figures of what is in the store: documents by year and kind, and courses by the month they start.

Each is bars, and stands as a table beneath.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr
from gradio.components import Component

from assistant.serve.chat.views.frame import QUIET, Frame, html
from corpus.model import DocumentRecord, Kind

if TYPE_CHECKING:
    from corpus.course_book import Course

COLOURS = ("#174f62", "#3d90a9", "#6fb0c3", "#9dcbd9", "#c3dfe8")
"""One for each kind; each lighter than the one before it, so that they differ in grey too, and
none as dark or as light as the page."""

MOST_MONTHS = 24

Counts = Mapping[tuple[str, str], int]
"""How many, by the place on the axis and by the name of the part."""


def kind_names(frame: Frame) -> dict[Kind, str]:
    """The kinds of document as a figure names them."""
    return {kind: frame.text(f"kind_{kind}") for kind in Kind}


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of bars, and its numbers as a table beneath."""

    frame: Frame
    head: str
    plot: gr.BarPlot
    table: gr.HTML

    @classmethod
    def of_kinds(cls, frame: Frame, name: str, x_title: str, y_title: str) -> Figure:
        """Bars whose parts are the kinds of document.

        The legend is HTML: one that is drawn is cut off on a narrow screen.
        """
        shades = dict(zip(kind_names(frame).values(), COLOURS, strict=True))
        html(frame.fill("legend.html", shades=shades), elem_id=f"{name}-legend")
        return cls.of(frame, name, x_title, y_title, shades)

    @classmethod
    def of(
        cls, frame: Frame, name: str, x_title: str, y_title: str, shades: Mapping[str, str]
    ) -> Figure:
        """Bars with parts by their names and colours."""
        plot = gr.BarPlot(
            x="place",
            y="count",
            color="part",
            color_map=dict(shades),
            colors_in_legend=[],
            x_title=x_title,
            y_title=y_title,
            x_label_angle=-45,
            height=300,
            elem_id=f"{name}-plot",
        )
        return cls(frame, x_title, plot, html(elem_id=f"{name}-table"))

    @property
    def parts(self) -> list[Component]:
        """What changes when it is drawn."""
        return [self.plot, self.table]

    def drawn(self, counts: Counts) -> list[object]:
        """The parts as they show some counts."""
        import pandas as pd

        frame = pd.DataFrame(
            [(*key, count) for key, count in sorted(counts.items())],
            columns=["place", "part", "count"],
        )
        by_part = frame.pivot_table(
            index="place", columns="part", values="count", aggfunc="sum", fill_value=0
        )
        used = by_part.loc[:, by_part.any()] if counts else by_part
        # An axis that ends low gets fractions of things that are counted.
        top = max(5, by_part.sum(axis=1).max()) if counts else 5
        rows = [(place, *map(int, several)) for place, *several in used.itertuples()]
        table = self.frame.fill("figure_table.html", head=self.head, parts=used.columns, rows=rows)
        return [gr.update(value=frame, y_lim=[0, top]), table]


def build(frame: Frame) -> None:
    """Both figures; they are drawn when the view is opened."""
    text, app = frame.text, frame.app
    frame.head(text("figures_lead"))
    html(frame.fill("figure_title.html", title=text("by_year")), elem_id="by-year")
    years = Figure.of_kinds(frame, "by-year", text("year"), text("documents_axis"))
    html(frame.fill("figure_title.html", title=text("by_month")), elem_id="by-month")
    starts = text("starts_axis")
    months = Figure.of(frame, "by-month", text("month"), starts, {starts: COLOURS[0]})

    def redraw() -> list[object]:
        records, today = app.store.documents(), app.settings.current_date()
        by_year = documents_by_year(records, kind_names(frame), text("undated"))
        by_month = starts_by_month(app.courses.shelf().courses, today.isoformat()[:7], starts)
        return [*years.drawn(by_year), *months.drawn(by_month)]

    frame.tab.select(redraw, None, [*years.parts, *months.parts], **QUIET)


def documents_by_year(
    records: Iterable[DocumentRecord], kinds: Mapping[Kind, str], undated: str
) -> Counts:
    """How many documents there are of each year and kind."""
    return Counter(
        ((record.metadata.published or "")[:4] or undated, kinds[record.metadata.kind])
        for record in records
    )


def starts_by_month(courses: Iterable[Course], first: str, part: str) -> Counts:
    """How many occasions start in each month from one on (YYYY-MM), for two years at most."""
    starts = (course.occasion.start or "" for course in courses)
    months = Counter(start[:7] for start in starts if start >= first)
    return {(month, part): months[month] for month in sorted(months)[:MOST_MONTHS]}
