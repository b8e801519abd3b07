"""What a catalogue says of its educations, as a text that can be searched and quoted."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.courses import Catalogue, Education
from corpus.model import Block, BlockKind, Page
from corpus.swedish import normalise

ELIGIBILITY = "Behörighet"
RECOMMENDED = "Rekommenderade förkunskaper"


def pages(catalogue: Catalogue, title: str, said: str = "") -> tuple[Page, ...]:
    """One page: under each education's name what the catalogue says of it, word for word.

    Only the headings are ours, and those are never quoted. An education without a text of its own
    stands here by its name alone; what ``said`` holds already is left out.
    """
    blocks = [Block(BlockKind.HEADING, normalise(title), 1)]
    seen: set[tuple[Block, ...]] = set()
    for education in catalogue.educations:
        own = tuple(_blocks(education, said))
        if len(own) > 1 and own not in seen:
            seen.add(own)
            blocks += own
    return (Page(None, tuple(blocks)),)


def _blocks(education: Education, said: str) -> Iterator[Block]:
    """The heading of an education and what is said of it; the heading alone where nothing is."""
    code = education.code
    named = f"{education.name} ({code})" if code else education.name
    yield Block(BlockKind.HEADING, normalise(named), 2)
    for heading, text in (
        ("", education.description),
        (ELIGIBILITY, education.eligibility),
        (RECOMMENDED, education.recommended),
    ):
        lines = [line for line in map(normalise, (text or "").split("\n")) if line]
        new = [line for line in lines if line not in said]
        if new and heading:
            yield Block(BlockKind.HEADING, heading, 3)
        for line in new:
            yield Block(BlockKind.PARAGRAPH, line)
