"""Cleaning of real scrapes: nothing foreign in a passage, nothing of the document's own lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.model import BlockKind, Cleaned, Document, Kind, Metadata, Passage
from ingest.clean import DropReason, clean
from ingest.readers.text import read_text
from ingest.split import split

SEEDS = sorted(Path(__file__).parents[2].parent.glob("shared/seeds/*.txt"))
PAGES = {"000": range(1, 21), "004": range(3, 23)}
FOREIGN = {
    DropReason.PORTAL_TITLE,
    DropReason.PORTAL_LIST,
    DropReason.PORTAL_BUTTONS,
    DropReason.TEASER,
}

pytestmark = [
    pytest.mark.measurement,
    pytest.mark.skipif(not SEEDS, reason="the shared material is not here"),
]


def letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def ingested(path: Path) -> tuple[Cleaned, list[Passage]]:
    cleaned = clean(read_text(path.read_bytes()).pages, title=None)
    meta = Metadata(path.stem, Kind.REPORT)
    return cleaned, split(Document(str(path), path.name, "0", meta, cleaned.pages))


def own_and_foreign(path: Path) -> tuple[list[str], list[str]]:
    """The lines of the document itself, and those that its portal put around it."""
    lines = [line.strip() for line in path.read_text().splitlines() if line.strip()]
    markers = [i for i, line in enumerate(lines) if line.rstrip(":") == "Transkript"]
    start = markers[0] + 1 if markers else 0
    links = [i for i, line in enumerate(lines) if line == "Läs mer"]
    stop = links[0] - 2 if links else len(lines)
    return lines[start:stop], lines[:start] + lines[stop:]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_nothing_foreign_reaches_a_passage(path: Path) -> None:
    own, foreign = own_and_foreign(path)
    own_letters = letters(" ".join(own))
    _, passages = ingested(path)
    text = letters(" ".join(passage.text for passage in passages))
    strange = {letters(line) for line in foreign if len(line) >= 12} - {""}
    assert [line for line in strange if line in text and line not in own_letters] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_nothing_of_its_own_is_lost(path: Path) -> None:
    own, _ = own_and_foreign(path)
    cleaned, passages = ingested(path)
    pieces = [piece.text for piece in cleaned.dropped if piece.rule not in FOREIGN]
    kept = "".join(page.text for page in cleaned.pages)
    assert Counter(letters(kept + "".join(pieces))) == Counter(letters("".join(own)))
    assert all(len(piece) < 50 for piece in pieces)
    in_passages = letters("".join(passage.text for passage in passages))
    contents = [
        block.text
        for page in cleaned.pages
        for block in page.blocks
        if block.kind in (BlockKind.CONTENTS, BlockKind.HEADING)
    ]
    for page in cleaned.pages:
        for block in page.blocks:
            assert letters(block.text) in in_passages or block.text in contents


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_pages_have_the_numbers_printed_on_them(path: Path) -> None:
    cleaned, _ = ingested(path)
    numbers = [page.number for page in cleaned.pages if page.number is not None]
    assert numbers == list(PAGES.get(path.name[:3], []))
