"""Figures of what is in the store: documents by year and kind, and courses by the month they start.

Each is drawn, and stands as a table beneath.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import gradio as gr

from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from corpus.model import DocumentRecord, Kind

if TYPE_CHECKING:
    from corpus.course_book import Course

SHADES = ("#1d6a82", "#3d90a9", "#6fb0c3", "#9dcbd9", "#c3dfe8")
"""One for each kind; each lighter than the one before it, so that they differ in grey too, and
none as dark or as light as the page."""

MOST_MONTHS = 24

Counts = Mapping[tuple[str, str], int]
"""How many, by the place on the axis and by the name of the part."""


def build(frame: Frame) -> None:
    """Both figures; they are drawn when the view is opened."""
    text, store, courses = frame.text, frame.app.store, frame.app.courses
    kinds = {kind: text(f"kind_{kind}") for kind in Kind}
    shades = dict(zip(kinds.values(), SHADES, strict=True))
    frame.html(fill("figures.html", frame.language), elem_id="figures")
    frame.html(fill("figure_title.html", frame.language, title="by_year"), elem_id="by-year")
    by_year = _plot(
        text("year"), text("documents_axis"), "by-year-plot", color="part", shades=shades
    )
    year_table = frame.html(elem_id="by-year-table")
    frame.html(fill("figure_title.html", frame.language, title="by_month"), elem_id="by-month")
    by_month = _plot(text("month"), text("starts_axis"), "by-month-plot")
    month_table = frame.html(elem_id="by-month-table")

    def drawn() -> tuple[object, ...]:
        years = documents_by_year(store.documents(), kinds, text("undated"))
        months = starts_by_month(
            courses.shelf().courses, frame.app.settings.current_date().isoformat()[:7]
        )
        return (
            gr.update(value=_frame(years)),
            _table(frame, years, "year", list(kinds.values())),
            gr.update(value=_frame(months)),
            _table(frame, months, "month", [""]),
        )

    gr.on(frame.tab.select, drawn, None, [by_year, year_table, by_month, month_table], **QUIET)


def documents_by_year(
    records: Iterable[DocumentRecord], kinds: Mapping[Kind, str], undated: str
) -> Counts:
    """How many documents there are of each year and kind."""
    return Counter(
        (
            (record.metadata.published or undated)[: 4 if record.metadata.published else None],
            kinds[record.metadata.kind],
        )
        for record in records
    )


def starts_by_month(courses: Iterable[Course], first: str) -> Counts:
    """How many occasions start in each month from one on (YYYY-MM), for two years at most."""
    starts = (course.occasion.start or "" for course in courses)
    months = Counter(start[:7] for start in starts if start >= first)
    return {(month, ""): months[month] for month in sorted(months)[:MOST_MONTHS]}


def _plot(
    x_title: str,
    y_title: str,
    elem_id: str,
    *,
    color: str | None = None,
    shades: Mapping[str, str] | None = None,
) -> gr.BarPlot:
    return gr.BarPlot(
        x="place",
        y="count",
        color=color,
        color_map=dict(shades or {}),
        x_title=x_title,
        y_title=y_title,
        color_title=" ",
        x_label_angle=-45,
        height=300,
        elem_id=elem_id,
    )


def _frame(counts: Counts) -> object:
    """The counts as a data frame for the plot."""
    import pandas as pd

    rows = [(place, part, count) for (place, part), count in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["place", "part", "count"])


def _table(frame: Frame, counts: Counts, head: str, parts: list[str]) -> str:
    places = sorted({place for place, _ in counts})
    used = [part for part in parts if any((place, part) in counts for place in places)]
    return fill(
        "figure_table.html",
        frame.language,
        head=frame.text(head),
        parts=used,
        rows=[(place, [counts.get((place, part), 0) for part in used]) for place in places],
    )
