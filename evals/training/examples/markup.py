"""The small part of Markdown that the sources in ``texts/`` are written in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*")
_HEADING = re.compile(r"(#{1,3}) (.+)")
_ITEM = re.compile(r"- (.+)")
_NUMBERED = re.compile(r"\d+\. (.+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; may hold inline marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or with numbers from 1."""

    items: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its header."""

    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Source:
    """One source file: the fields between its ``---`` lines, and its parts in order."""

    title: str
    subtitle: str
    publisher: str
    date: datetime.date
    header: str
    cover: tuple[str, ...]
    parts: tuple[Part, ...]


def load(path: Path) -> Source:
    """Read one source.

    Raises:
        ValueError: the file does not begin with a block of fields.
        KeyError: the title, the publisher or the date is missing.
    """
    opening, _, rest = path.read_text(encoding="utf-8").partition("---\n")
    head, closing, body = rest.partition("---\n")
    if opening or not closing:
        raise ValueError(f"{path.name}: no block of fields between '---' lines")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if line)
    return Source(
        title=fields["title"],
        subtitle=fields.get("subtitle", ""),
        publisher=fields["publisher"],
        date=datetime.date.fromisoformat(fields["date"]),
        header=fields.get("header", ""),
        cover=tuple(line for line in fields.get("cover", "").split(" | ") if line),
        parts=tuple(_parts(body)),
    )


def inline(text: str) -> Iterator[tuple[str, str]]:
    """The runs of a text as ``(style, text)``, style being "", "bold" or "italic"."""
    end = 0
    for mark in _INLINE.finditer(text):
        if mark.start() > end:
            yield "", text[end : mark.start()]
        style = "bold" if mark["bold"] else "italic"
        yield style, mark[style]
        end = mark.end()
    if end < len(text):
        yield "", text[end:]


def _parts(body: str) -> Iterator[Part]:
    for block in re.split(r"\n\s*\n", body.strip()):
        lines = block.splitlines()
        if heading := _HEADING.fullmatch(block):
            yield Heading(len(heading[1]), heading[2])
        elif block.startswith("|"):
            yield Table(tuple(_cells(line) for i, line in enumerate(lines) if i != 1))
        elif items := [match[1] for line in lines if (match := _ITEM.fullmatch(line))]:
            yield Items(tuple(items), numbered=False)
        elif items := [match[1] for line in lines if (match := _NUMBERED.fullmatch(line))]:
            yield Items(tuple(items), numbered=True)
        else:
            yield Paragraph(" ".join(lines))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
