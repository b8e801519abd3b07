"""Made-up documents in two editions, written as one text with what differs marked in it.

A file of ``evals/questions/editions`` begins with ``title:`` and ``published: BEFORE => AFTER``.
The rest is Markdown with marks in braces: ``{amount: … => …}`` (also ``date``, ``share``,
``responsible``, ``goal``) is a planted change, ``{added: …}`` and ``{dropped: …}`` stand in one
edition alone, and ``{same: … => …}`` says the same in other words: to report it is an error. A
section whose first line is ``(moved)`` stands last in the later edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.swedish import sentences

_MARK = re.compile(r"\{(\w+): (.*?)\}", re.DOTALL)
_ARROW = " => "
_MOVED = "(moved)\n"
KINDS = ("added", "dropped")
SAME = "same"


@dataclass(frozen=True, slots=True)
class PlantedChange:
    """A change, and the sentences that hold it in each edition; none where it has no such side."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Changed, added or dropped."""
        return self.what if self.what in KINDS else "changed"


@dataclass(frozen=True, slots=True)
class EditionPair:
    """Two editions in Markdown with their dates, and what was changed between them."""

    name: str
    title: str
    published: tuple[str, str]
    texts: tuple[str, str]
    changes: tuple[PlantedChange, ...]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The two editions as files with their metadata beside them."""
        paths = []
        for side, text, day in zip(("before", "after"), self.texts, self.published, strict=True):
            path = folder / f"{self.name}_{side}.md"
            path.write_text(text, encoding="utf-8")
            facts = f'title = "{self.title}"\npublished = "{day}"\nkind = "strategy"\n'
            path.with_suffix(".meta.toml").write_text(facts, encoding="utf-8")
            paths.append(path)
        return paths[0], paths[1]


def load_editions(path: Path) -> EditionPair:
    """The pair of editions that a file holds."""
    title, published, text = path.read_text(encoding="utf-8").split("\n", 2)
    before, after = published.removeprefix("published: ").split(_ARROW)
    return EditionPair(
        path.stem,
        title.removeprefix("title: "),
        (before.strip(), after.strip()),
        (_edition(text, later=False), _edition(text, later=True)),
        tuple(_changes(text)),
    )


def _edition(text: str, *, later: bool) -> str:
    """One of the two editions."""
    filled = _MARK.sub(lambda mark: _side(mark, later=later), text)
    head, *sections = re.split(r"(?m)^(?=## )", filled)
    moved = [section for section in sections if _MOVED in section]
    if later:
        sections = [section for section in sections if section not in moved] + moved
    return "".join([head, *sections]).replace(_MOVED, "")


def _side(mark: re.Match[str], *, later: bool) -> str:
    what, text = mark.groups()
    if what in KINDS:
        return text if later == (what == "added") else ""
    return text.split(_ARROW)[later]


def _changes(text: str) -> Iterator[PlantedChange]:
    for mark in _MARK.finditer(text):
        if mark[1] != SAME:
            before = _sentences(text, mark, later=False) if mark[1] != "added" else ()
            after = _sentences(text, mark, later=True) if mark[1] != "dropped" else ()
            yield PlantedChange(mark[1], before, after)


def _sentences(text: str, mark: re.Match[str], *, later: bool) -> tuple[str, ...]:
    """The sentences, or the row of a table, that a mark stands in or holds, as they are read."""
    first = text.rfind("\n", 0, mark.start()) + 1
    end = text.find("\n", mark.end())
    line, at = "", 0
    for place in _MARK.finditer(text, first, end):
        line += text[first + at : place.start()]
        start = len(line)
        line += _side(place, later=later)
        if place.start() == mark.start():
            span = start, len(line)
        at = place.end() - first
    line += text[first + at : end]
    if line.startswith("|"):
        return (line.strip("| ").replace("  ", " "),)
    lines = line.removeprefix("- ")
    shift = len(line) - len(lines)
    return tuple(
        lines[a:b]
        for a, b in sentences(lines)
        if a < span[1] - shift and span[0] - shift < b and not lines[a:b].startswith("#")
    )
