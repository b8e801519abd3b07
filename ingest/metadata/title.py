"""The title of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from corpus.model import Block, BlockKind
from corpus.swedish import words
from ingest.clean.rules import letters
from ingest.metadata.evidence import Evidence, Find
from ingest.readers.reading import Facts, Reading

LONGEST = 200
"""Characters of the longest line that is taken for a title; marked headings may be longer."""

_LONGEST_HEADING = 300

_JUNK = re.compile(
    r"(?:microsoft\s|\(anonymous\)|\(unspecified\)|untitled|namnlös|utan namn|no title|"
    r"(?:document|dokument|presentation|bok|book|mall|template|layout|slide|bild|sida|page|print|utskrift)[\s_-]*\d*$|"
    r".*\.(?:docx?|pdf|indd?|xlsx?|pptx?|qxp|qxd|rtf|odt|txt|html?|tmp)$|[\d\s._-]*$|\S*_\S*$)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:\d[\d.]*\s+)?(?:innehåll(?:sförteckning)?|sammanfattning|inledning|förord|bakgrund|syfte|"
    r"abstract|contents|introduction|summary|kontakt|transkript)\W*$",
    re.IGNORECASE,
)
_FIRST_LINES = 8


def title_line(reading: Reading, sidecar: Facts | None) -> str | None:
    """What is likely the title before cleaning: as stated, else the first line of the text."""
    stated = (sidecar.title if sidecar else None) or _stated(reading.facts)
    first = next((block.text for page in reading.pages for block in page.blocks), None)
    return stated or (first if first is not None and len(first) <= LONGEST else None)


def find_title(evidence: Evidence) -> Find:
    """The title as stated by sidecar, file or text; at last the file's name, as it is."""
    if evidence.sidecar.title:
        return Find(evidence.sidecar.title, "metadatafilen")
    stated = _stated(evidence.reading.facts)
    if stated and _in_text(stated, evidence.text[:3000]):
        return Find(stated, "filens egenskaper, bekräftad av texten")
    if heading := _heading(evidence):
        return Find(heading, "första rubriken")
    if line := _first_line(evidence):
        return Find(line, "första raden")
    if stated:
        return Find(stated, "filens egenskaper")
    return Find(PurePath(evidence.source).name, "filnamnet")


def _stated(facts: Facts) -> str | None:
    title = facts.title
    if title is None or _JUNK.match(title) or len(title) > LONGEST:
        return None
    return title


def _in_text(title: str, text: str) -> bool:
    """Whether a text says most of a title's words: a title left from a template is another's."""
    said = set(words(text))
    asked = words(title)
    return bool(asked) and sum(word in said for word in asked) >= 0.6 * len(asked)


def _heading(evidence: Evidence) -> str | None:
    """The highest of the headings that the file marks at its start."""
    headings = [
        block
        for page in evidence.reading.pages[:2]
        for block in page.blocks[:15]
        if block.kind is BlockKind.HEADING
        and len(block.text) <= _LONGEST_HEADING
        and not _SECTION.match(block.text)
    ]
    own = _spoken(evidence.text)
    kept = [block for block in headings if _spoken(block.text) in own]
    return min(kept, key=lambda block: block.level).text if kept else None


def _first_line(evidence: Evidence) -> str | None:
    """The first line that is the document's own: a portal or a menu may stand before it."""
    own = _spoken(evidence.text)
    for block in _lines(evidence.reading):
        if _spoken(block.text) in own:
            return block.text if _is_title(block.text) else None
    return None


def _spoken(text: str) -> str:
    """A text as its words alone, so that one can be found in another."""
    return f" {' '.join(words(text))} "


def _lines(reading: Reading) -> Iterator[Block]:
    lines = (block for page in reading.pages for block in page.blocks)
    return (block for _, block in zip(range(_FIRST_LINES), lines, strict=False))


def _is_title(text: str) -> bool:
    return (
        len(letters(text)) >= 3
        and len(text) <= LONGEST
        and not text.endswith((".", ":", ";", ","))
        and not _SECTION.match(text)
        and any(char.isalpha() for char in text)
    )
