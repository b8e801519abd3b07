"""Markdown (CommonMark with tables) and the ``key: value`` lines that may stand before it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.model import Page
from ingest.readers.html import read_markup
from ingest.readers.reading import Facts, FileReading, file_facts
from ingest.readers.text import decode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-zÅÄÖåäö_-]+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_NAMES = {
    "title": ("title", "titel", "rubrik"),
    "publisher": ("publisher", "utgivare"),
    "published": ("published", "date", "datum", "publicerad", "publicerat"),
    "language": ("language", "lang", "språk"),
}

LONGEST_HEADING = 200
"""A longer "heading" over a line of dashes, in characters, is a paragraph before a rule."""


_HEADING_WITHOUT_SPACE = re.compile(r"^(#{1,6})(?=[A-ZÅÄÖ\d][^#\n]*$)", re.MULTILINE)
# "[^1]" behind a word, and in front of the note itself.
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?::[ \t]*)?")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
_FULL = 60


def read_markdown(data: bytes) -> FileReading:
    """Markdown as one page of blocks, as the web page that it stands for shows them.

    A title block at its start gives facts. The marks of notes are left out.
    """
    facts, text = _front_matter(decode(data))
    parser = _parser()
    tokens = parser.parse(_loosened(_NOTE.sub("", text)))
    for opening, line, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        underlined = opening.type == "heading_open" and not opening.markup.startswith("#")
        if underlined and len(line.content) > LONGEST_HEADING:
            opening.tag = closing.tag = "p"
    blocks, dropped = read_markup(parser.renderer.render(tokens, parser.options, {}))
    return FileReading((Page(None, blocks),), facts, dropped=dropped)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])


def _front_matter(text: str) -> tuple[Facts, str]:
    match = _FRONT.match(text)
    lines = _FIELD.findall(match[1]) if match else []
    if match is None or not lines:
        return Facts(), text
    fields = {name.lower(): value.strip("\"'") for name, value in lines}
    values = {
        field: next((fields[name] for name in names if name in fields), None)
        for field, names in _NAMES.items()
    }
    return file_facts(**values), text[match.end() :]


def _loosened(text: str) -> str:
    """The text with the white space that people leave out: in "#Rubrik", and after a list.

    A line that begins anew with a capital at the margin is no part of the list item above it.
    """
    lines: list[str] = []
    fenced = in_item = False
    for line in _HEADING_WITHOUT_SPACE.sub(r"\1 ", text).split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if in_item and not fenced and line[:1].isupper() and not _is_full(lines[-1]):
            lines.append("")
        in_item = (
            not fenced
            and bool(line.strip())
            and (_ITEM.match(line) is not None or (in_item and not line[:1].isupper()))
        )
        lines.append(line)
    return "\n".join(lines)


def _is_full(line: str) -> bool:
    """Whether a line is so long, and ends so, that the next one may go on with it."""
    return len(line) >= _FULL and line.rstrip()[-1:].isalpha()
