"""The title of a document."""

from __future__ import annotations

import re
from itertools import chain, islice
from pathlib import PurePath

from corpus.data_files import any_of
from corpus.model import BlockKind
from corpus.swedish import fold, words
from ingest.clean.rules import letters
from ingest.dates import find_dates
from ingest.metadata.clues import Clues, Finding, from_file, from_sidecar
from ingest.metadata.publisher import is_organisation
from ingest.readers.reading import Facts, FileReading

LONGEST = 200
"""Characters of the longest line that is taken for a title; marked headings may be longer."""

_LONGEST_HEADING = 300
_SEPARATORS = re.compile(r"[_\W]+")
_FIRST_LINES = 8
_NO_TITLE = any_of("no_titles", __package__)
_MASTHEAD = any_of("mastheads", __package__, r"(?:{})(?:\s+[\d:/.\-]+)?\W*$")
_PAPER = re.compile(r"\w*protokoll$", re.IGNORECASE)
_SECTION_TITLE = any_of("section_titles", __package__, r"(?:\d[\d.]*\s+)?(?:{})\W*$")


def title_line(reading: FileReading, sidecar: Facts) -> str | None:
    """What is likely the title before cleaning: as stated, else the first line of the text."""
    first = next((block.text for page in reading.pages for block in page.blocks), "")
    short = first if _is_title(first) else None
    return sidecar.title or _file_title(reading.facts) or short


def find_title(clues: Clues) -> Finding:
    """The title as stated by sidecar, file or text; at last the file's name, as it is."""
    if sidecar := from_sidecar(clues.sidecar.title):
        return sidecar
    title = _file_title(clues.reading.facts)
    if title and _in_text(title, clues.text[:3000]):
        return Finding(title, "filens egenskaper, bekräftad av texten")
    line = _named_line(clues)
    # What is large on a cover that was read from a picture is as often its decoration.
    is_seen = any(page.ocr for page in clues.cleaned.pages[:1])
    if not (line and is_seen) and (heading := _heading(clues)):
        return Finding(heading, "första rubriken")
    if line:
        return Finding(line, "textens början, bekräftad av filnamnet")
    if line := _first_line(clues):
        return Finding(line, "första raden")
    paper = next(filter(_PAPER.match, clues.header), None)
    own = Finding(paper, "sidhuvudet") if paper else from_file(title)
    return own or Finding(PurePath(clues.source).name, "filnamnet")


def _file_title(facts: Facts) -> str | None:
    """The title that the file states, unless a program put something else there."""
    title = facts.title
    if title is None or len(title) > LONGEST or _NO_TITLE.match(title):
        return None
    return title


def _in_text(title: str, text: str) -> bool:
    """Whether a text says most of a title's words: a title left from a template is another's."""
    spoken = set(words(text))
    tokens = words(title)
    return bool(tokens) and sum(word in spoken for word in tokens) >= 0.6 * len(tokens)


def _heading(clues: Clues) -> str | None:
    """The highest of the headings that the file marks at its start."""
    text = _spoken(clues.text)
    # Of a file with sheets, the pages that are on none are those of files inside it.
    own = [page for page in clues.reading.pages if page.sheet] or clues.reading.pages
    headings = [
        block
        for page in own[:2]
        for block in page.blocks[:15]
        if block.kind is BlockKind.HEADING
        and len(block.text) <= _LONGEST_HEADING
        and any(char.isalpha() for char in block.text)
        and not _is_over_title(clues, block.text)
        and _spoken(block.text) in text
    ]
    return min(headings, key=lambda block: block.level).text if headings else None


def _is_over_title(clues: Clues, text: str) -> bool:
    """Whether a line heads a section, or names the sort of paper or its sender over the title."""
    if _SECTION_TITLE.match(text) or _MASTHEAD.match(text):
        return True
    sender = fold(text) == fold(clues.reading.facts.publisher or "") or is_organisation(text)
    return sender or (" " not in text and any(text in piece for piece in clues.furniture))


def _named_line(clues: Clues) -> str | None:
    """A line of the first page that the file's name says; a cover in pictures has others, too."""
    name = set(words(_SEPARATORS.sub(" ", PurePath(clues.source).stem)))
    for text in clues.head:
        tokens = words(text)
        if len(tokens) >= 2 and len(text) <= LONGEST and name.issuperset(tokens):
            return text
    return None


def _first_line(clues: Clues) -> str | None:
    """The first line that is the document's own: a portal or a menu may stand before it."""
    text = _spoken(clues.text)
    lines = chain.from_iterable(page.blocks for page in clues.reading.pages)
    for block in islice(lines, _FIRST_LINES):
        if block.kind is BlockKind.ROW:
            return None
        says = any(char.isalpha() for char in block.text) and not _is_dateline(block.text)
        if says and _spoken(block.text) in text and not _is_over_title(clues, block.text):
            return block.text if _is_title(block.text) else None
    return None


def _is_dateline(text: str) -> bool:
    """Whether a line says where and when it was written: "Granby den 3 april 2025"."""
    day = next(find_dates(text), None)
    return day is not None and day.end == len(text) and len(text[: day.start].split()) <= 2


def _spoken(text: str) -> str:
    """A text as its words alone, so that one can be found in another."""
    return f" {' '.join(words(text))} "


def _is_title(text: str) -> bool:
    return (
        len(letters(text)) >= 3
        and len(text) <= LONGEST
        and not text.endswith((".", ":", ";", ","))
        and not _SECTION_TITLE.match(text)
        and any(char.isalpha() for char in text)
    )
