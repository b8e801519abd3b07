"""Figures of what is in the store: documents by year and kind, and courses by the month they start.

Each is bars, and stands as a table beneath.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from corpus.model import DocumentRecord, Kind

if TYPE_CHECKING:
    from corpus.course_book import Course

COLOURS = ("#174f62", "#3d90a9", "#6fb0c3", "#9dcbd9", "#c3dfe8")
"""One for each kind; each lighter than the one before it, so that they differ in grey too, and
none as dark or as light as the page."""

MOST_MONTHS = 24

Counts = Mapping[tuple[str, str], int]
"""How many, by the place on the axis and by the name of the part."""


@dataclass(frozen=True, slots=True)
class Shades:
    """The kinds of document as a drawing names and colours them."""

    frame: Frame
    names: dict[Kind, str]

    @classmethod
    def of(cls, frame: Frame) -> Shades:
        """In the language of a view."""
        return cls(frame, {kind: frame.text(f"kind_{kind}") for kind in Kind})

    @property
    def by_name(self) -> dict[str, str]:
        """The colour of each kind's name."""
        return dict(zip(self.names.values(), COLOURS, strict=True))

    def legend(self) -> str:
        """Which colour is which, as HTML: a legend that is drawn is cut off on a narrow screen."""
        return fill("legend.html", self.frame.language, shades=self.by_name)


def build(frame: Frame) -> None:
    """Both figures; they are drawn when the view is opened."""
    text, store, courses = frame.text, frame.app.store, frame.app.courses
    shades = Shades.of(frame)
    frame.head("figures", text("figures_title"), text("figures_lead"))
    frame.title("by_year")
    frame.html(shades.legend(), elem_id="by-year-legend")
    by_year = kinds_plot(shades, text("year"), text("documents_axis"), "by-year-plot")
    year_table = frame.html(elem_id="by-year-table")
    frame.title("by_month")
    by_month = gr.BarPlot(
        x="place",
        y="count",
        x_title=text("month"),
        y_title=text("starts_axis"),
        x_label_angle=-45,
        height=300,
        elem_id="by-month-plot",
    )
    month_table = frame.html(elem_id="by-month-table")

    def redraw() -> tuple[object, ...]:
        years = documents_by_year(store.documents(), shades.names, text("undated"))
        months = starts_by_month(
            courses.shelf().courses, frame.app.settings.current_date().isoformat()[:7]
        )
        return (
            bars(years),
            _table(frame, years, text("year"), list(shades.names.values())),
            bars(months),
            _table(frame, months, text("month"), [""]),
        )

    gr.on(frame.tab.select, redraw, None, [by_year, year_table, by_month, month_table], **QUIET)


def documents_by_year(
    records: Iterable[DocumentRecord], kinds: Mapping[Kind, str], undated: str
) -> Counts:
    """How many documents there are of each year and kind."""
    return Counter(
        ((record.metadata.published or "")[:4] or undated, kinds[record.metadata.kind])
        for record in records
    )


def starts_by_month(courses: Iterable[Course], first: str) -> Counts:
    """How many occasions start in each month from one on (YYYY-MM), for two years at most."""
    starts = (course.occasion.start or "" for course in courses)
    months = Counter(start[:7] for start in starts if start >= first)
    return {(month, ""): months[month] for month in sorted(months)[:MOST_MONTHS]}


def kinds_plot(shades: Shades, x_title: str, y_title: str, elem_id: str) -> gr.BarPlot:
    """Bars whose parts are the kinds of document; its legend is ``Shades.legend``."""
    return gr.BarPlot(
        x="place",
        y="count",
        color="part",
        color_map=shades.by_name,
        colors_in_legend=[],
        x_title=x_title,
        y_title=y_title,
        height=280,
        elem_id=elem_id,
    )


def bars(counts: Counts) -> object:
    """What changes in a plot that shows these counts."""
    import pandas as pd

    rows = [(*key, count) for key, count in sorted(counts.items())]
    highest = Counter[str]()
    for (place, _), count in counts.items():
        highest[place] += count
    # An axis that ends low gets fractions of things that are counted.
    top = max([5, *highest.values()])
    return gr.update(value=pd.DataFrame(rows, columns=["place", "part", "count"]), y_lim=[0, top])


def _table(frame: Frame, counts: Counts, head: str, parts: list[str]) -> str:
    places = sorted({place for place, _ in counts})
    used = [part for part in parts if any((place, part) in counts for place in places)]
    return fill(
        "figure_table.html",
        frame.language,
        head=head,
        parts=used,
        rows=[(place, [counts.get((place, part), 0) for part in used]) for place in places],
    )
