"""When the course of a row is given, and until when one may apply for it."""

from __future__ import annotations

from ingest.catalogues.days import Days
from ingest.catalogues.rows.cells import Cells


def days_of_course(cells: Cells) -> tuple[str | None, str | None, str | None]:
    """First and last day, from a column for each or one for both, and words that say more."""
    start, end = cells.span("start"), cells.span("end")
    name = "start"
    if not any(each and (each.first or each.words) for each in (start, end)):
        start, name = cells.span("period") or start, "period"
    first = start.first if start else None
    last = end.last if end else None
    if end is None and start and (start.ranges or (name == "period" and start.first != start.last)):
        last = start.last
        cells.credit("end", name)
    for field, value in (("start", first), ("end", last)):
        if value is None:
            cells.sources.pop(field, None)
        elif field not in cells.sources:
            cells.credit(field, name)
    if first and last and last < first:
        cells.note(f"{cells.sources['end']} {last} är före {cells.sources['start']} {first}")
    written = _written(start, end)
    if written:
        cells.credit("dates", name if start and start.words else "end")
    return first, last, written


def _written(start: Days | None, end: Days | None) -> str | None:
    """The source's own words for its days, where they are weeks, terms, or parts of a course."""
    if start and end and start.days and len(start.days) == len(end.days):
        return ", ".join(f"{a}–{b}" for a, b in zip(start.days, end.days, strict=True))
    texts = [each.words or each.first for each in (start, end) if each]
    if not any(each and each.words for each in (start, end)):
        return None
    return " – ".join(dict.fromkeys(filter(None, texts)))


def days_to_apply(cells: Cells) -> tuple[str | None, str | None]:
    """The first and the last day to apply, from a column for each or one for both."""
    first, last = cells.day("apply_from"), cells.day("apply_until")
    if first is None and last is None and (both := cells.span("apply_period")) and both.ranges:
        for field in ("apply_from", "apply_until"):
            cells.credit(field, "apply_period")
        return both.first, both.last
    return first, last
