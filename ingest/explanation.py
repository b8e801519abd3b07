"""The way of one file, from its bytes to the passages of a document."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.courses import Catalogue
from corpus.model import Document, Dropped, Kind, Metadata, Passage
from ingest.catalogues import CatalogueReading
from ingest.catalogues.isolated import read_isolated_catalogue
from ingest.catalogues.text import pages as course_pages
from ingest.document_text import DocumentOrder
from ingest.files import BadPath, FileContent, SourceFile, find, load, printable
from ingest.isolated import document_text_isolated
from ingest.readers import Facts, FileReading, Unreadable
from ingest.readers.formats import is_web_page
from ingest.sidecar import parse_sidecar
from ingest.split import split

_log = logging.getLogger(__name__)


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


def explain(path: Path) -> Explanation:
    """What becomes of one file, without a store.

    Raises:
        BadPath: there is no such file.
        Unreadable: it cannot be read; the message is a Swedish sentence without subject.
    """
    if path.is_dir():
        raise BadPath(f"{printable(path)} är en mapp. Ange en fil.")
    listing = find([path])
    for problem in listing.problems:
        raise Unreadable(problem.reason)
    if len(listing.files) != 1:
        raise BadPath(
            f"{printable(path)} är ett arkiv med flera filer. Packa upp det, ange en fil."
        )
    (file,) = listing.files
    with file_boundary(file.source):
        return explanation_of(file, load(path))


@contextmanager
def file_boundary(source: str) -> Iterator[None]:
    """What goes wrong inside harms one file alone: it is raised as ``Unreadable``.

    The place of what was not foreseen goes to the log.
    """
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        _log.debug("%s could not be read", source, exc_info=True)
        raise Unreadable(
            f"är skadad eller ovanlig och går inte att läsa ({type(error).__name__}). "
            "Öppna den i det program som den gjordes i och spara en ny kopia."
        ) from error


def explanation_of(
    file: SourceFile, content: FileContent, identifier: str | None = None
) -> Explanation:
    """The document that a file holds, and how it was made.

    ``identifier`` is the document's, where it is not that of the file's location.

    Raises:
        Unreadable: there is nothing in it to read, or no way to read it.
    """
    sidecar = Facts()
    if content.sidecar is not None:
        sidecar = parse_sidecar(content.sidecar_name, content.sidecar)
    courses = read_isolated_catalogue(file.name, content.data) if content.data else None
    if courses is not None and not is_web_page(file.name, content.data):
        return _of_catalogue(file, content, courses, sidecar, identifier)
    order = DocumentOrder(file, content.content_hash, sidecar, identifier)
    text = document_text_isolated(order, content.data)
    document, passages = text.document, text.passages
    if courses is not None:
        own = "\n".join(page.text for page in document.pages)
        pages = (*document.pages, *course_pages(courses.catalogue, courses.title, own))
        document = replace(document, pages=pages)
        passages = tuple(split(document))
        notes = (*text.reading.notes, *courses.report.notes)
        reading = replace(text.reading, notes=notes)
        return Explanation(document, reading, text.dropped, text.origins, passages, courses)
    return Explanation(document, text.reading, text.dropped, text.origins, passages)


def _of_catalogue(
    file: SourceFile,
    content: FileContent,
    courses: CatalogueReading,
    sidecar: Facts,
    identifier: str | None,
) -> Explanation:
    """A catalogue as a document: its sidecar's metadata or its own, and its courses' texts."""
    title = sidecar.title or courses.title
    values = {
        "title": title,
        "publisher": sidecar.publisher or courses.publisher,
        "published": sidecar.published or courses.published,
    }
    origins = {
        name: content.sidecar_name if getattr(sidecar, name) else "katalogen"
        for name, value in values.items()
        if value
    }
    metadata = Metadata(title, Kind.COURSE, values["publisher"], values["published"], "sv")
    beside = "\n".join(page.text for page in courses.pages)
    pages = (*course_pages(courses.catalogue, title, beside), *courses.pages)
    document = Document(
        *(file.location, file.source, content.content_hash, metadata, pages), identifier
    )
    reading = FileReading(pages, notes=courses.report.notes)
    return Explanation(document, reading, (), origins, tuple(split(document)), courses)
