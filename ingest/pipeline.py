"""Documents in: reads files, cleans and splits them, and keeps the store in step with folders."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from corpus.courses import Catalogue
from corpus.model import Document, DocumentRecord, Dropped, Kind, Metadata, Passage
from ingest.catalogues.reading import CatalogueReading, Report
from ingest.catalogues.safely import is_web_page, read_catalogue_safely
from ingest.catalogues.text import pages as course_pages
from ingest.clean import clean
from ingest.files import BadPath, Candidate, Found, find, is_gone, read_still
from ingest.metadata import describe, title_line
from ingest.readers import Facts, Reading, Unreadable
from ingest.readers.isolated import read_safely
from ingest.sidecar import parse_sidecar, sidecar_of
from ingest.split import split

if TYPE_CHECKING:
    from corpus.store import Store

VERSION = 1
"""Raised when reading, cleaning or splitting changes: every document is then read anew."""

UPLOAD = "upload:"
"""Begins the location of what came through the API instead of from a folder."""

BATCH_DOCUMENTS = 256
BATCH_PASSAGES = 2_000
"""A batch is put when it has so many of either: each put costs the time of a hundred passages."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingestion has come: files done of all, and the one at hand."""

    done: int
    total: int
    source: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that did not go in. ``reason`` is a Swedish sentence whose subject is the file."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows of a course catalogue that went in."""

    source: str
    educations: int
    occasions: int
    report: Report


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingestion did, as sources.

    ``read`` are new, ``changed`` replaced, ``moved`` known from a place that is gone; ``notes``
    tell of files that went in, but not whole. ``dropped`` counts the pieces of text that cleaning
    left out, by rule. ``catalogues`` are those of the files that hold courses.
    """

    read: tuple[str, ...]
    unchanged: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[str, ...]
    removed: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[Skipped, ...]
    dropped: Mapping[str, int]
    catalogues: tuple[Imported, ...]
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One file, step by step: what was read, left out, found out, and made of it.

    ``found_in`` tells for each field of the metadata where it was found. ``courses`` is what a
    course catalogue, or a page that holds courses, tells of them.
    """

    document: Document
    reading: Reading
    dropped: tuple[Dropped, ...]
    found_in: Mapping[str, str]
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


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The bytes of a file and its sidecar."""

    data: bytes
    sidecar: bytes | None
    sidecar_name: str

    @property
    def content_hash(self) -> str:
        """Changes with the file, its sidecar and the way they are read."""
        digest = hashlib.sha256(f"{VERSION}\0{len(self.data)}\0".encode())
        digest.update(self.data)
        digest.update(b"\0" if self.sidecar is None else b"\1" + self.sidecar)
        return digest.hexdigest()


def ingest(
    paths: Sequence[Path],
    store: Store,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Reads files and folders into the store.

    A file is known by its location and by the hash of its content: unchanged is passed over,
    changed is replaced whole, and what vanished from an ingested folder is removed. A file whose
    folder moved is known by its source and content. A file that cannot be read is told in
    ``skipped``, and does not stop the others; what the store holds of it from before stays.

    Raises:
        BadPath: one of the paths does not exist; nothing has been done.
        StoreError: the store could not be written; what was put before stays in it.
    """
    started = time.monotonic()
    found = find(paths)
    # One batch is indexed, for the most part outside Python, while the next one is read.
    with ThreadPoolExecutor(1) as writer:
        run = _Run(store, found, writer)
        for done, candidate in enumerate(found.files):
            on_progress(Progress(done, len(found.files), candidate.source))
            run.take(candidate)
        run.finish()
    on_progress(Progress(len(found.files), len(found.files), ""))
    return run.summary(time.monotonic() - started)


def ingest_upload(name: str, data: bytes, store: Store) -> Document:
    """Reads one uploaded file into the store; it takes the place of an upload of the same name.

    Raises:
        Unreadable: the file cannot be read; the message is a Swedish sentence without subject.
        StoreError: the store could not be written.
    """
    source = PurePath(name.replace("\\", "/")).name or "namnlös"
    loaded = _Loaded(data, None, "")
    explanation = _make(Path(source), source, f"{UPLOAD}{source}", loaded)
    store.put([(explanation.document, explanation.passages)], explanation.catalogues)
    return explanation.document


def explain(path: Path) -> Explanation:
    """What becomes of one file, without a store.

    Raises:
        BadPath: there is no such file.
        Unreadable: it cannot be read; the message is a Swedish sentence without subject.
    """
    if path.is_dir():
        raise BadPath(f"{path} är en mapp. Ange en fil.")
    candidate = find([path]).files[0]
    return _make(candidate.path, candidate.source, candidate.location, _load(candidate.path))


def _load(path: Path) -> _Loaded:
    sidecar = sidecar_of(path)
    data = read_still(path)
    if sidecar is None:
        return _Loaded(data, None, "")
    return _Loaded(data, read_still(sidecar), sidecar.name)


def _make(path: Path, source: str, location: str, loaded: _Loaded) -> Explanation:
    """The way of one document, from its bytes to its passages."""
    sidecar: Facts | None = None
    if loaded.sidecar is not None:
        sidecar = parse_sidecar(loaded.sidecar_name, loaded.sidecar)
    courses = read_catalogue_safely(path.name, loaded.data)
    if courses is not None and not is_web_page(path.name, loaded.data):
        return _of_catalogue(source, location, loaded, courses, sidecar or Facts())
    reading = read_safely(path, loaded.data)
    cleaned = clean(reading.pages, title=title_line(reading, sidecar))
    if not any(page.blocks for page in cleaned.pages):
        raise Unreadable("innehåller bara sidhuvuden och annat som inte hör till texten.")
    description = describe(source, reading, cleaned, sidecar)
    pages = cleaned.pages
    if courses is not None:
        said = "\n".join(page.text for page in pages)
        pages += course_pages(courses.catalogue, courses.title, said)
    document = Document(location, source, loaded.content_hash, description.metadata, pages)
    return Explanation(
        document,
        reading,
        (*reading.dropped, *cleaned.dropped),
        description.found_in,
        tuple(split(document)),
        courses,
    )


def _of_catalogue(
    source: str, location: str, loaded: _Loaded, courses: CatalogueReading, sidecar: Facts
) -> Explanation:
    """A catalogue as a document: what its sidecar and it say of itself, and its courses' texts."""
    stated = {
        "title": courses.title,
        "publisher": courses.publisher,
        "published": courses.published,
    }
    told = {name: getattr(sidecar, name) for name in stated}
    metadata = Metadata(
        title=sidecar.title or courses.title,
        kind=Kind.COURSE,
        publisher=sidecar.publisher or courses.publisher,
        published=sidecar.published or courses.published,
        language="sv",
    )
    found_in = {
        name: loaded.sidecar_name if told[name] else "katalogen"
        for name, value in stated.items()
        if told[name] or value
    }
    pages = course_pages(courses.catalogue, metadata.title)
    document = Document(location, source, loaded.content_hash, metadata, pages)
    reading = Reading(pages, notes=courses.report.notes)
    return Explanation(document, reading, (), found_in, tuple(split(document)), courses)


@dataclass(slots=True)
class _Run:
    """One ingestion under way."""

    store: Store
    found: Found
    writer: Executor
    writing: Future[None] | None = None
    known: dict[str, DocumentRecord] = field(init=False)
    gone: list[DocumentRecord] = field(init=False)
    homeless: set[tuple[str, str]] = field(init=False)
    batch: list[Explanation] = field(default_factory=list)
    present: set[tuple[str, str]] = field(default_factory=set)
    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Skipped] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    catalogues: list[Imported] = field(default_factory=list)
    passages: int = 0

    def __post_init__(self) -> None:
        self.known = {record.location: record for record in self.store.documents()}
        self.gone = [
            record
            for location, record in self.known.items()
            if not location.startswith(UPLOAD) and is_gone(location)
        ]
        self.homeless = {(record.source, record.content_hash) for record in self.gone}
        self.skipped += [Skipped(source, reason) for source, reason in self.found.problems]

    def take(self, candidate: Candidate) -> None:
        """Reads one file, if it is new or changed."""
        before = self.known.get(candidate.location)
        try:
            loaded = _load(candidate.path)
            if before is not None and before.content_hash == loaded.content_hash:
                self.unchanged.append(candidate.source)
                self.present.add((before.source, before.content_hash))
                return
            explanation = _make(candidate.path, candidate.source, candidate.location, loaded)
        except Unreadable as error:
            kept = " Det som lästes in tidigare ligger kvar." if before is not None else ""
            self.skipped.append(Skipped(candidate.source, f"{error}{kept}"))
            return
        self._note(candidate, explanation, before)
        self.batch.append(explanation)
        passages = sum(len(item.passages) for item in self.batch)
        if len(self.batch) >= BATCH_DOCUMENTS or passages >= BATCH_PASSAGES:
            self._put()

    def finish(self) -> None:
        """Puts the last documents and removes those that are gone, or are now in another place."""
        self._put()
        self._wait()
        leaving = []
        for record in self.gone:
            moved = (record.source, record.content_hash) in self.present
            if not moved and self._is_ours(Path(record.location)):
                self.removed.append(record.source)
            elif not moved:
                continue
            leaving.append(record.id)
        if leaving:
            self.store.remove(leaving)

    def summary(self, seconds: float) -> Summary:
        """What was done."""
        return Summary(
            read=tuple(self.read),
            unchanged=tuple(self.unchanged),
            changed=tuple(self.changed),
            moved=tuple(self.moved),
            removed=tuple(self.removed),
            skipped=tuple(self.skipped),
            notes=tuple(self.notes),
            dropped=dict(self.dropped),
            catalogues=tuple(self.catalogues),
            passages=self.passages,
            seconds=seconds,
        )

    def _note(
        self, candidate: Candidate, explanation: Explanation, before: DocumentRecord | None
    ) -> None:
        key = (candidate.source, explanation.document.content_hash)
        if before is not None:
            self.changed.append(candidate.source)
        elif key in self.homeless:
            self.moved.append(candidate.source)
        else:
            self.read.append(candidate.source)
        self.present.add(key)
        self.notes += [Skipped(candidate.source, note) for note in explanation.reading.notes]
        self.dropped.update(piece.rule for piece in explanation.dropped)
        self.passages += len(explanation.passages)
        if courses := explanation.courses:
            self.catalogues.append(
                Imported(
                    candidate.source,
                    len(courses.catalogue.educations),
                    len(courses.catalogue.occasions),
                    courses.report,
                )
            )

    def _put(self) -> None:
        """Begins to put the batch, when the one before it is in."""
        self._wait()
        if self.batch:
            items = [(item.document, item.passages) for item in self.batch]
            catalogues = {key: c for item in self.batch for key, c in item.catalogues.items()}
            self.writing = self.writer.submit(self.store.put, items, catalogues)
            self.batch.clear()

    def _wait(self) -> None:
        if self.writing is not None:
            self.writing.result()
            self.writing = None

    def _is_ours(self, location: Path) -> bool:
        """Whether a location is under a folder that was walked, and could be looked into."""
        inside = any(root in location.parents for root in self.found.roots)
        hidden = any(folder in location.parents for folder in self.found.blocked)
        return inside and not hidden
