"""Bars with whiskers, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

COLOURS = ("#1b5e8c", "#c77b30", "#8a8a8a")
"""For the first, second and third bar of each group; told apart without seeing colours too."""

WIDTH, LEFT, RIGHT = 760, 210, 60
BAR, GAP, HEAD = 14, 14, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A system's share, between 0 and 1, and between what it lies."""

    name: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """One figure of several systems, which are the same and in the same order in every group."""

    title: str
    bars: Sequence[Bar]


def chart(groups: Sequence[Group]) -> str:
    """The groups below each other, longer bars for greater shares."""
    height = HEAD + sum(_height(group) for group in groups)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12" role="img">',
        f"<title>{escape('; '.join(map(_told, groups)))}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_legend(groups),
    ]
    top = HEAD
    for group in groups:
        lines += _drawn(group, top)
        top += _height(group)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _height(group: Group) -> int:
    return BAR * len(group.bars) + GAP


def _told(group: Group) -> str:
    return f"{group.title}: " + ", ".join(f"{bar.name} {bar.mean:.2f}" for bar in group.bars)


def _legend(groups: Sequence[Group]) -> Iterator[str]:
    names = [bar.name for bar in groups[0].bars] if groups else []
    for place, (name, colour) in enumerate(zip(names, COLOURS, strict=False)):
        x = LEFT + place * 120
        yield f'<rect x="{x}" y="10" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{x + 18}" y="20" fill="#222222">{escape(name)}</text>'


def _drawn(group: Group, top: int) -> Iterator[str]:
    middle = top + BAR * len(group.bars) / 2
    yield (
        f'<text x="{LEFT - 10}" y="{middle + 4:g}" text-anchor="end" fill="#222222">'
        f"{escape(group.title)}</text>"
    )
    for place, (bar, colour) in enumerate(zip(group.bars, COLOURS, strict=False)):
        y = top + place * BAR
        centre = y + BAR / 2 - 1
        yield (
            f'<rect x="{LEFT}" y="{y}" width="{_x(bar.mean) - LEFT:.1f}" height="{BAR - 2}" '
            f'fill="{colour}"/>'
        )
        yield (
            f'<line x1="{_x(bar.low):.1f}" y1="{centre:g}" x2="{_x(bar.high):.1f}" '
            f'y2="{centre:g}" stroke="#222222"/>'
        )
        yield (
            f'<text x="{max(_x(bar.high), _x(bar.mean)) + 6:.1f}" y="{centre + 4:g}" '
            f'fill="#222222">{bar.mean:.2f}</text>'
        )


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)
