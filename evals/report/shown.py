"""Figures as they are shown on the page about quality."""

from __future__ import annotations

from evals.report.intervals import Interval


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


def cell(value: str | float) -> str:
    """Any figure or name; three digits of what is less than one."""
    if isinstance(value, str):
        return value
    return f"{value:.3g}" if isinstance(value, float) and abs(value) < 1 else number(value)
