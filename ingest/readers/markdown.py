"""Markdown (CommonMark with tables) and the ``key: value`` lines that may stand before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.model import Block, BlockKind, Page
from ingest.dates import iso_date
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.html import fragment
from ingest.readers.reading import Facts, FileReading, blocks_only, tidy
from ingest.readers.text import decode

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-zÅÄÖåäö_-]+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_TEXTS = frozenset(["text", "code_inline", "text_special"])
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
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
    """Markdown as one page of blocks; a title block at its start gives facts.

    Marks of Markdown itself are left out, those of notes too; the numbers of numbered lists stay.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    facts, text = _front_matter(decode(data))
    text = _loosened(_NOTE.sub("", text))
    tree = SyntaxTreeNode(MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").parse(text))
    return FileReading((Page(None, blocks_only(_blocks(tree))),), facts)


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
    published, language = values["published"], values["language"]
    facts = Facts(
        title=values["title"],
        publisher=values["publisher"],
        published=iso_date(published) if published else None,
        language=language[:2].lower() if language else None,
    )
    return facts, text[match.end() :]


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


def _blocks(node: SyntaxTreeNode) -> Iterator[Block | None]:
    """The blocks of a node of the syntax tree, in reading order."""
    for child in node.children:
        match child.type:
            case "heading":
                heading = " ".join(_lines(child))
                fits = child.markup.startswith("#") or len(heading) <= LONGEST_HEADING
                kind = BlockKind.HEADING if fits else BlockKind.PARAGRAPH
                yield Block(kind, heading, int(child.tag[1]) if fits else 0)
            case "paragraph":
                yield from (Block(BlockKind.PARAGRAPH, line) for line in _lines(child))
            case "list_item":
                number = f"{child.info}{child.markup} " if child.info else ""
                yield from _item(number, child)
            case "table":
                yield from table_blocks(
                    [_cells(line) for part in child.children for line in part.children]
                )
            case "fence" | "code_block":
                for line in child.content.splitlines():
                    yield Block(BlockKind.PARAGRAPH, tidy(line))
            case "html_block":
                yield from fragment(child.content)
            case _:
                yield from _blocks(child)


def _item(number: str, node: SyntaxTreeNode) -> Iterator[Block | None]:
    """A list item: its first paragraph is the item, what else it holds follows."""
    blocks = list(_blocks(node))
    first = blocks[0] if blocks else None
    if first is not None and first.kind is BlockKind.PARAGRAPH:
        blocks[0] = Block(BlockKind.ITEM, number + first.text)
    yield from blocks


def _cells(line: SyntaxTreeNode) -> list[TableCell]:
    return [TableCell(" ".join(_lines(cell)), label=cell.type == "th") for cell in line.children]


def _lines(node: SyntaxTreeNode) -> list[str]:
    """The text of a paragraph, heading or cell, a new line for each hard line break."""
    text = "".join(
        part.content if part.type in _TEXTS else _BREAKS.get(part.type, "") for part in node.walk()
    )
    return [line for line in map(tidy, text.split("\n")) if line]
