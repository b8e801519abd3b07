"""Figures for each kind of question, and a table of them for a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from pydantic import BaseModel
from rich.table import Table


class _OfKind(Protocol):
    @property
    def kind(self) -> str: ...


OutcomeT = TypeVar("OutcomeT", bound=_OfKind)
FiguresT = TypeVar("FiguresT", bound=BaseModel)


def by_kind(
    outcomes: Sequence[OutcomeT], figures: Callable[[Sequence[OutcomeT]], FiguresT]
) -> dict[str, FiguresT]:
    """The figures over the outcomes of each kind of question, in the kinds' order."""
    kinds: dict[str, list[OutcomeT]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.kind].append(outcome)
    return {kind: figures(group) for kind, group in sorted(kinds.items())}


def figures_table(
    title: str, columns: Mapping[str, str], whole: BaseModel, kinds: Mapping[str, BaseModel]
) -> Table:
    """The figures of all questions and of each kind; ``columns`` are headings with their fields."""
    table = Table("kind", title=title, box=None, padding=(0, 1))
    for heading in columns:
        table.add_column(heading, justify="right")
    for kind, row in {"all": whole, **kinds}.items():
        cells = (cell(getattr(row, name)) for name in columns.values())
        table.add_row(kind, *cells, end_section=kind == "all")
    return table


def cell(value: float | None) -> str:
    """A figure with three digits, or a dash for none."""
    return "–" if value is None else f"{value:.3g}"
