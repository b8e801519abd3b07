"""Documents in: keeps the store in step with folders, and takes uploads."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from corpus.course_changes import ChangeKind, CourseChange, CourseNews
from corpus.model import Document, DocumentRecord
from ingest.catalogues import Report
from ingest.explanation import Explanation, explanation_of, file_boundary
from ingest.files import FileContent, FileList, SkippedFile, SourceFile, find, is_gone, load
from ingest.readers import Unreadable

if TYPE_CHECKING:
    from corpus.store import Store

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
class CatalogueImport:
    """What became of the rows of a course catalogue that went in.

    ``undated`` counts the occasions of which the catalogue tells no day to apply.
    """

    source: str
    educations: int
    occasions: int
    undated: int
    report: Report


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingestion did, as sources; the lists grow as it goes on.

    ``read`` are new, ``changed`` replaced, ``moved`` known from a place that is gone; ``notes``
    tell of files that went in, but not whole. ``dropped`` counts the pieces of text that cleaning
    left out, by rule. ``catalogues`` are those of the files that hold courses. ``course_changes``
    counts by source the occasions that came, changed and went; ``changed_courses`` are those that
    changed, and ``half_courses`` Swedish sentences on occasions and educations that lack the other.
    """

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    notes: list[SkippedFile] = field(default_factory=list)
    dropped: Mapping[str, int] = field(default_factory=dict)
    catalogues: list[CatalogueImport] = field(default_factory=list)
    course_changes: Mapping[str, Mapping[ChangeKind, int]] = field(default_factory=dict)
    changed_courses: Sequence[CourseChange] = ()
    half_courses: Sequence[str] = ()
    passages: int = 0
    seconds: float = 0.0


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
    listing = find(paths)
    total = len(listing.files)
    # One batch is indexed, for the most part outside Python, while the next one is read.
    with ThreadPoolExecutor(1) as writer:
        ingestion = _Ingestion.begun(store, listing, writer)
        for done, file in enumerate(listing.files):
            on_progress(Progress(done, total, file.source))
            ingestion.take(file)
        ingestion.finish()
        news = store.follow_courses()
    on_progress(Progress(total, total, ""))
    return replace(
        ingestion.summary,
        dropped=dict(ingestion.dropped),
        passages=ingestion.passages,
        course_changes=_counts(news),
        changed_courses=tuple(
            change for change in news.changes if change.kind is ChangeKind.CHANGED
        ),
        half_courses=tuple(_half_courses(news)),
        seconds=time.monotonic() - started,
    )


def _counts(news: CourseNews) -> Mapping[str, Mapping[ChangeKind, int]]:
    """How many occasions came, changed and went, by the source they stand in."""
    counts: dict[str, Counter[ChangeKind]] = {}
    for change in news.changes:
        counts.setdefault(change.facts.source, Counter())[change.kind] += 1
    return {source: {k: counter[k] for k in ChangeKind} for source, counter in counts.items()}


def _half_courses(news: CourseNews) -> Iterator[str]:
    if news.missed:
        what = (
            "1 tillfälle hör till en utbildning"
            if len(news.missed) == 1
            else f"{len(news.missed)} tillfällen hör till utbildningar"
        )
        yield (
            f"{what} som inte är inläst (till exempel {news.missed[0]}), och visas därför inte. "
            "Läs in filen med utbildningarna också."
        )
    if news.unheld:
        count = len(news.unheld)
        what = "1 utbildning" if count == 1 else f"{count} utbildningar"
        yield (
            f"{what} har inga tillfällen (till exempel {news.unheld[0]}), och visas därför inte "
            "bland kurserna."
        )


def ingest_upload(name: str, data: bytes, store: Store) -> Document:
    """Reads one uploaded file into the store; it takes the place of an upload of the same name.

    Raises:
        Unreadable: the file cannot be read; the message is a Swedish sentence without subject.
        StoreError: the store could not be written.
    """
    source = PurePath(name.replace("\\", "/")).name or "namnlös"
    with file_boundary(source):
        explanation = explanation_of(SourceFile(f"{UPLOAD}{source}", source), FileContent(data))
    store.put([(explanation.document, explanation.passages)], explanation.catalogues)
    store.follow_courses()
    return explanation.document


@dataclass(slots=True)
class _Ingestion:
    """One ingestion under way.

    ``records`` are the documents of the store by location, ``missing`` those whose files are not
    there any more, by source and content hash; ``present`` holds the same of the files that are.
    """

    store: Store
    listing: FileList
    writer: Executor
    records: Mapping[str, DocumentRecord]
    missing: Mapping[tuple[str, str], Sequence[DocumentRecord]]
    summary: Summary
    dropped: Counter[str] = field(default_factory=Counter)
    passages: int = 0
    writing: Future[None] | None = None
    batch: list[Explanation] = field(default_factory=list)
    present: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def begun(cls, store: Store, listing: FileList, writer: Executor) -> _Ingestion:
        """An ingestion that has looked at what the store holds."""
        records = {record.location: record for record in store.documents()}
        missing: dict[tuple[str, str], list[DocumentRecord]] = defaultdict(list)
        for location, record in records.items():
            if not location.startswith(UPLOAD) and is_gone(location):
                missing[record.source, record.content_hash].append(record)
        summary = Summary(skipped=[*listing.problems])
        return cls(store, listing, writer, records, missing, summary)

    def take(self, file: SourceFile) -> None:
        """Reads one file, if it is new or changed."""
        before = self.records.get(file.location)
        try:
            with file_boundary(file.source):
                content = load(Path(file.location))
                if before is not None and before.content_hash == content.content_hash:
                    self.summary.unchanged.append(file.source)
                    self.present.add((before.source, before.content_hash))
                    return
                explanation = explanation_of(file, content)
        except Unreadable as error:
            kept = " Det som lästes in tidigare ligger kvar." if before is not None else ""
            self.summary.skipped.append(SkippedFile(file.source, f"{error}{kept}"))
            return
        self._note(explanation, before)
        self.batch.append(explanation)
        passages = sum(len(item.passages) for item in self.batch)
        if len(self.batch) >= BATCH_DOCUMENTS or passages >= BATCH_PASSAGES:
            self._put()

    def finish(self) -> None:
        """Puts the last documents and removes those that are gone, or are now in another place."""
        self._put()
        self._wait()
        leaving = []
        for key, records in self.missing.items():
            for record in records:
                if key in self.present:
                    leaving.append(record.id)
                elif self.listing.covers(Path(record.location)):
                    leaving.append(record.id)
                    self.summary.removed.append(record.source)
        if leaving:
            self.store.remove(leaving)

    def _note(self, explanation: Explanation, before: DocumentRecord | None) -> None:
        """Tells the summary of a document that goes in."""
        document, summary = explanation.document, self.summary
        key = (document.source, document.content_hash)
        if before is not None:
            summary.changed.append(document.source)
        elif key in self.missing:
            summary.moved.append(document.source)
        else:
            summary.read.append(document.source)
        self.present.add(key)
        self.passages += len(explanation.passages)
        summary.notes.extend(SkippedFile(document.source, it) for it in explanation.reading.notes)
        self.dropped.update(piece.rule for piece in explanation.dropped)
        if courses := explanation.courses:
            catalogue = courses.catalogue
            undated = sum(
                not (each.apply_from or each.apply_until or each.continuous or each.rolling)
                for each in catalogue.occasions
            )
            counts = len(catalogue.educations), len(catalogue.occasions), undated
            summary.catalogues.append(CatalogueImport(document.source, *counts, courses.report))

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
