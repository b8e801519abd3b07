"""Short forms of what readers give, for tests to compare with."""

from __future__ import annotations

from corpus.model import Page
from ingest.readers import FileReading, read

MARKS = {"heading": "#", "paragraph": "", "item": "*", "row": "|", "contents": "."}


def reading(data: bytes | str, name: str) -> FileReading:
    """What is read of the content of a file."""
    return read(name, data.encode() if isinstance(data, str) else data)


def lines(page: Page) -> list[str]:
    """The blocks of a page, each with a mark of its kind: "## Mål", "* en punkt", "| a | b"."""
    shown = []
    for block in page.blocks:
        mark = MARKS[block.kind] * (block.level or 1)
        shown.append(f"{mark} {block.text}".strip())
    return shown


def only_page(data: bytes | str, name: str) -> list[str]:
    """The blocks of a file that is read as one page."""
    (page,) = reading(data, name).pages
    return lines(page)


def words_of(read_: FileReading) -> list[str]:
    """Every word that was read, in order."""
    return [word for page in read_.pages for word in page.text.replace("|", " ").split()]
