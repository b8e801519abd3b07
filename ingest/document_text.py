"""The steps from a file's bytes to the passages of a document: read, clean, describe, split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.model import Document, Dropped, Passage
from ingest.clean import clean
from ingest.files import SourceFile
from ingest.metadata import describe, title_line
from ingest.readers import Facts, FileReading, Unreadable, read
from ingest.readers.reading import MOST_BLOCKS, TOO_LARGE
from ingest.split import split

MOST_PASSAGES = 30_000
"""Passages of the largest document; more of one would crowd out all others."""

_NO_PASSAGE = "har ingen text som går att söka i, bara tecken utan ord."


@dataclass(frozen=True, slots=True)
class DocumentOrder:
    """What is known of a document before it is read.

    ``identifier`` is the document's, where it is not that of the file's location.
    """

    file: SourceFile
    content_hash: str
    sidecar: Facts
    identifier: str | None


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document and how it was made; ``origins`` tells where each field of metadata stands."""

    document: Document
    reading: FileReading
    dropped: tuple[Dropped, ...]
    origins: Mapping[str, str]
    passages: tuple[Passage, ...]


def document_text(order: DocumentOrder, data: bytes) -> DocumentText:
    """The text of a file, step by step.

    Raises:
        Unreadable: there is nothing in it to read, no way to read it, or too much of it.
    """
    reading = read(order.file.name, data)
    count = sum(len(page.blocks) for page in reading.pages)
    if count > MOST_BLOCKS:
        raise Unreadable(TOO_LARGE.format(count=count, what="stycken", most=MOST_BLOCKS))
    title = title_line(reading, order.sidecar)
    cleaned = clean(reading.pages, title=title, running=reading.has_running_lines)
    if not any(page.blocks for page in cleaned.pages):
        raise Unreadable("innehåller bara sidhuvuden och annat som inte hör till texten.")
    description = describe(order.file.source, reading, cleaned, order.sidecar)
    document = Document(
        *(order.file.location, order.file.source, order.content_hash),
        *(description.metadata, cleaned.pages, order.identifier),
    )
    passages = tuple(split(document))
    if len(passages) > MOST_PASSAGES:
        raise Unreadable(
            TOO_LARGE.format(count=len(passages), what="textställen", most=MOST_PASSAGES)
        )
    if not passages:
        reading = replace(reading, notes=(*reading.notes, _NO_PASSAGE))
    dropped = (*reading.dropped, *cleaned.dropped)
    return DocumentText(document, reading, dropped, description.origins, passages)
