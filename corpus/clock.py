"""The time as everything here writes it down."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time in UTC (ISO 8601, to the second); such texts compare as the times do."""
    return as_text(datetime.now(UTC))


def as_text(moment: datetime) -> str:
    """A moment as it is written down."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
