"""The steps from a file's bytes to the passages of a document: read, clean, describe, split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.courses import Catalogue
from corpus.model import Document, Dropped, Kind, Metadata, Passage
from ingest.catalogues import CatalogueReading
from ingest.catalogues.registry import read_catalogue
from ingest.catalogues.text import pages as course_pages
from ingest.clean import clean
from ingest.files import SourceFile
from ingest.metadata import describe, title_line
from ingest.readers import Facts, FileReading, Unreadable, read
from ingest.readers.formats import is_web_page
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
    sidecar_name: str
    identifier: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One file, step by step: what was read and left out, its metadata, and its passages.

    ``origins`` tells in Swedish where each field of the metadata was found ("första rubriken").
    ``courses`` is what a course catalogue, or a page that holds courses, tells of them.
    """

    document: Document
    reading: FileReading
    dropped: tuple[Dropped, ...]
    origins: Mapping[str, str]
    passages: tuple[Passage, ...]
    courses: CatalogueReading | None = None

    @property
    def metadata(self) -> Metadata:
        """The document's metadata."""
        return self.document.metadata

    @property
    def catalogues(self) -> Mapping[str, Catalogue]:
        """What the document tells of courses, by its id; empty where it tells nothing."""
        return {self.document.id: self.courses.catalogue} if self.courses else {}


def explained(order: DocumentOrder, data: bytes) -> Explanation:
    """The document that a file holds, and how it was made.

    Raises:
        Unreadable: there is nothing in it to read, no way to read it, or too much of it.
    """
    courses = read_catalogue(order.file.name, data) if data else None
    if courses is not None and not is_web_page(order.file.name, data):
        return _of_catalogue(order, courses)
    text = _of_document(order, data)
    if courses is None:
        return text
    own = "\n".join(page.text for page in text.document.pages)
    pages = (*text.document.pages, *course_pages(courses.catalogue, courses.title, own))
    document = replace(text.document, pages=pages)
    reading = replace(text.reading, notes=(*text.reading.notes, *courses.report.notes))
    passages = tuple(split(document))
    return replace(text, document=document, reading=reading, passages=passages, courses=courses)


def _of_document(order: DocumentOrder, data: bytes) -> Explanation:
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
    return Explanation(document, reading, dropped, description.origins, passages)


def _of_catalogue(order: DocumentOrder, courses: CatalogueReading) -> Explanation:
    """A catalogue as a document: its sidecar's metadata or its own, and its courses' texts."""
    sidecar = order.sidecar
    title = sidecar.title or courses.title
    values = {
        "title": title,
        "publisher": sidecar.publisher or courses.publisher,
        "published": sidecar.published or courses.published,
    }
    origins = {
        name: order.sidecar_name if getattr(sidecar, name) else "katalogen"
        for name, value in values.items()
        if value
    }
    metadata = Metadata(title, Kind.COURSE, values["publisher"], values["published"], "sv")
    beside = "\n".join(page.text for page in courses.pages)
    pages = (*course_pages(courses.catalogue, title, beside), *courses.pages)
    document = Document(
        *(order.file.location, order.file.source, order.content_hash, metadata, pages),
        order.identifier,
    )
    reading = FileReading(pages, notes=courses.report.notes)
    return Explanation(document, reading, (), origins, tuple(split(document)), courses)
