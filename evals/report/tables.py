"""Figures as Markdown: tables, shares, intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.report.intervals import Interval

Value = str | int | float | bool | None


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers."""
    marks = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, marks, *rows))


def records(rows: Sequence[Mapping[str, Value]]) -> str:
    """Rows that may have any columns, in the order in which the columns first appear.

    Nothing where there are no rows.
    """
    if not rows:
        return ""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    return table([_plain(column) for column in columns], cells)


def turned(rows: Sequence[Mapping[str, Value]]) -> str:
    """Rows as columns, for many figures of few systems; named by their first two values.

    Nothing where there are no rows.
    """
    if not rows:
        return ""
    first, second, *names = list(rows[0])
    header = ["", *(f"{_cell(row[first])}, {_cell(row[second])} {_plain(second)}" for row in rows)]
    return table(
        header, [[_plain(name), *(_cell(row.get(name)) for row in rows)] for name in names]
    )


def share(value: float | None, *, places: int = 2, sign: str = "") -> str:
    """A share without its leading zero: .85, 1, −.03, or nothing where there is none."""
    if value is None:
        return ""
    text = f"{abs(value):.{places}f}"
    text = text.removeprefix("0") if not text.startswith("1") else text.rstrip("0").rstrip(".")
    if not text.strip(".0"):
        return "0"
    return f"−{text}" if value < 0 else f"{sign}{text}"


def bracket(interval: Interval | None, *, places: int = 2, sign: str = "") -> str:
    """A mean with its interval: .85 [.78, .91]."""
    if interval is None:
        return ""
    mean, low, high = (
        share(value, places=places, sign=sign)
        for value in (interval.mean, interval.low, interval.high)
    )
    return f"{mean} [{low}, {high}]"


def number(value: float | None) -> str:
    """A count or a time: whole from ten, with one decimal below."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and abs(value) < 1:
        return f"{value:.3g}"
    return number(value) if isinstance(value, int | float) else value or ""
