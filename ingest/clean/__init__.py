"""Cleaning: what is not the document goes, what a scrape broke is put together again.

Letters are never rewritten. A rule leaves out whole pieces and says so, changes white space, joins
a word that was split, or tells what part a line plays. Each rule is a function from pages to pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Block, BlockKind, Cleaned, Dropped, Page
from ingest.clean.broken_lines import broken_paragraphs, split_words
from ingest.clean.captions import captions
from ingest.clean.contents import find_contents
from ingest.clean.contents_headings import headings_from_contents
from ingest.clean.furniture import buttons, link_notes
from ingest.clean.headings import heading_lines, lone_facts
from ingest.clean.labels import run_together_labels, run_together_sentences
from ingest.clean.nested_items import nested_items
from ingest.clean.portal import front, teasers
from ingest.clean.printed_pages import printed_pages
from ingest.clean.rules import CleaningRule, DropReason, Pages, each_block, fold_space, letters
from ingest.clean.running import running_lines

__all__ = ["DropReason", "clean"]

# Rules of whole documents, from the outside in; then those that tell what part a line plays.
_RULES: tuple[CleaningRule, ...] = (
    front,
    teasers,
    buttons,
    link_notes,
    printed_pages,
    running_lines,
    split_words,
    broken_paragraphs,
    nested_items,
    captions,
    run_together_labels,
    run_together_sentences,
    find_contents,
    headings_from_contents,
    heading_lines,
    lone_facts,
)
_RUNNING = frozenset([printed_pages, running_lines])


def clean(pages: Sequence[Page], *, title: str | None, running: bool = True) -> Cleaned:
    """The document's own text, page by page, and what was left out on the way.

    A first line that says the same as the ``title`` that the file states becomes its heading.
    ``running`` tells whether headers, footers and page numbers may stand in the text.
    """
    current: Pages = tuple(pages)
    dropped: list[Dropped] = []
    for rule in _RULES:
        if rule in _RUNNING and not running:
            continue
        result = rule(current)
        current = result.pages
        dropped.extend(result.dropped)
    return Cleaned(_titled(each_block(current, _tidy), title), tuple(dropped))


def _tidy(block: Block) -> tuple[Block, ...]:
    text = fold_space(block.text)
    return (replace(block, text=text),) if text else ()


def _titled(pages: Pages, title: str | None) -> Pages:
    if not pages or not pages[0].blocks or not title:
        return pages
    first, *rest = pages[0].blocks
    if first.kind is not BlockKind.PARAGRAPH or letters(first.text) != letters(title):
        return pages
    heading = Block(BlockKind.HEADING, first.text, 1)
    return (replace(pages[0], blocks=(heading, *rest)), *pages[1:])
