"""Files inside a file (of a mail, of a PDF portfolio): each is read as it would be alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from corpus.model import ATTACHED, Block, BlockKind
from ingest.readers.reading import Attachment, FileReading, Unreadable, tidy

MOST = 100
"""Attachments of one file that are read."""


def with_attached(reading: FileReading, read: Callable[[str, bytes], FileReading]) -> FileReading:
    """A file with what is attached to it, each on pages of its own under its name.

    ``read`` reads a file by its name and its bytes. What cannot be read is told in ``notes``.
    """
    pages, dropped, notes = list(reading.pages), list(reading.dropped), list(reading.notes)
    attachments = list(_unpacked(reading.attachments, notes))
    for attachment in attachments[:MOST]:
        name = tidy(attachment.name)
        try:
            inner = read(name, attachment.data)
        except Unreadable as error:
            notes.append(f"har bilagan {name} som inte lästes: den {error}")
            continue
        title = Block(BlockKind.HEADING, name, 1)
        for place, page in enumerate(inner.pages):
            blocks = _below(page.blocks)
            blocks = (title, *blocks) if place == 0 else blocks
            # Its place in a file is that in another one.
            label = " i ".join(filter(None, [page.name, f"{ATTACHED} {name}"]))
            pages.append(replace(page, blocks=blocks, sheet=None, label=label))
        dropped += inner.dropped
        notes += (f"har bilagan {name}, som {note}" for note in inner.notes)
    if len(attachments) > MOST:
        notes.append(f"har fler än {MOST} bilagor. De sista lästes inte.")
    return replace(
        reading,
        pages=tuple(pages),
        dropped=tuple(dropped),
        notes=tuple(notes),
        attachments=(),
    )


def _unpacked(files: Iterable[Attachment], notes: list[str]) -> Iterator[Attachment]:
    """The files, those of an archive one by one; what cannot be opened is noted."""
    from ingest.archives import uploaded  # which asks this package for the formats

    for file in files:
        try:
            yield from (Attachment(name, data) for name, data in uploaded(file.name, file.data))
        except Unreadable as error:
            notes.append(f"har bilagan {tidy(file.name)} som inte lästes: den {error}")


def _below(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks whose headings stand below that of the attachment."""
    return tuple(
        replace(block, level=block.level + 1) if block.kind is BlockKind.HEADING else block
        for block in blocks
    )
