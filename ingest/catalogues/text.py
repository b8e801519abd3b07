"""The texts of a catalogue's educations, as a page that can be searched and quoted."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.courses import Catalogue, Education
from corpus.model import Block, BlockKind, Page
from corpus.swedish import normalise

ELIGIBILITY = "Behörighet"
RECOMMENDED = "Rekommenderade förkunskaper"


def pages(catalogue: Catalogue, title: str, other_text: str = "") -> tuple[Page, ...]:
    """One page: under each education's name what the catalogue says of it, word for word.

    Only the headings are ours, and those are never quoted. An education without a text of its own
    stands here by its name alone; what ``other_text`` holds already is left out.
    """
    blocks = [Block(BlockKind.HEADING, normalise(title), 1)]
    sections: set[tuple[Block, ...]] = set()
    for education in catalogue.educations:
        section = tuple(_blocks(education, other_text))
        if len(section) > 1 and section not in sections:
            sections.add(section)
            blocks += section
    return (Page(None, tuple(blocks)),)


def _blocks(education: Education, other_text: str) -> Iterator[Block]:
    """The heading of an education and its texts; the heading alone where it has none."""
    code = education.code
    title = f"{education.name} ({code})" if code else education.name
    yield Block(BlockKind.HEADING, normalise(title), 2)
    for heading, text in (
        ("", education.description),
        (ELIGIBILITY, education.eligibility),
        (RECOMMENDED, education.recommended),
    ):
        lines = [line for line in map(normalise, (text or "").split("\n")) if line]
        new = [line for line in lines if line not in other_text]
        if new and heading:
            yield Block(BlockKind.HEADING, heading, 3)
        for line in new:
            yield Block(BlockKind.PARAGRAPH, line)
