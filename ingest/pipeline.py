"""Documents in: keeps the store in step with folders, and takes uploads."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from unicodedata import normalize

from corpus.cores import usable_cores
from corpus.course_changes import ChangeKind, CourseChange, CourseNews
from ingest.archives import is_archive
from ingest.catalogues import Report
from ingest.document_text import Explanation
from ingest.explanation import explanation_of, file_boundary
from ingest.files import FileContent, FileList, SkippedFile, SourceFile, find, load
from ingest.places import UPLOAD, PlacedDocument, Places, is_vanished
from ingest.read_ahead import LoadedFile, read_ahead
from ingest.readers import Unreadable
from ingest.reading_processes import ReadingProcesses

if TYPE_CHECKING:
    from corpus.store import Store

BATCH_DOCUMENTS = 256
BATCH_PASSAGES = 2_000
"""A batch is put when it has so many of either: each put costs the time of a hundred passages."""

MOST_PROCESSES = 4
"""More cores than these would wait for the one that writes."""


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

    ``read`` are new, ``changed`` replaced, ``moved`` known from a place that is gone; ``copies``
    have the content of another file, and are places of its document; ``notes`` tell of files that
    went in, but not whole. ``dropped`` counts the pieces of text that cleaning left out, by rule.
    ``catalogues`` are those of the files that hold courses. ``course_changes`` counts by source the
    occasions that came, changed and went; ``changed_courses`` are those that changed, and
    ``half_courses`` Swedish sentences on occasions and educations that lack the other.
    """

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
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
    changed is replaced whole, and what vanished from an ingested folder is removed. A file that
    moved is known by its content, and one content in several places is one document. A file that
    cannot be read is told in ``skipped``, and does not stop the others; what the store holds of it
    from before stays.

    Raises:
        BadPath: one of the paths does not exist; nothing has been done.
        StoreError: the store could not be written; what was put before stays in it.
    """
    started = time.monotonic()
    listing = find(paths)
    total = len(listing.files)
    # One batch is indexed, for the most part outside Python, while the next one is read.
    cores = usable_cores()
    with (
        ThreadPoolExecutor(1) as writer,
        ReadingProcesses(min(cores, MOST_PROCESSES)) as processes,
    ):
        ingestion = _Ingestion.begun(store, listing, writer)
        ahead = read_ahead(listing.files, ingestion.places, processes if cores > 1 else None)
        for done, one in enumerate(ahead):
            on_progress(Progress(done, total, one.file.source))
            ingestion.take(one)
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


def ingest_upload(name: str, data: bytes, store: Store) -> str:
    """Reads one uploaded file into the store; it takes the place of an upload of the same name.

    ``name`` is the file's, behind that of the archive that it was uploaded in, if there is one.
    Gives the identifier of its document: that of a file with the same content, where there is one.

    Raises:
        Unreadable: the file cannot be read; the message is a Swedish sentence without subject.
        StoreError: the store could not be written.
    """
    parts = PurePath(normalize("NFC", name).replace("\\", "/")).parts
    archives = [at for at, part in enumerate(parts[:-1]) if is_archive(Path(part))]
    source = "/".join(parts[archives[0] if archives else -1 :]) or "namnlös"
    file, content = SourceFile(f"{UPLOAD}{source}", source), FileContent(data)
    places = Places(store.documents())
    before, twin = places.at(file.location), places.with_content(content.content_hash)
    leaving = [before] if before and before is not twin and not before.leave(file.location) else []
    if twin is None:
        identifier = places.identifier(file, content.content_hash)
        with file_boundary(source):
            explanation = explanation_of(file, content, identifier)
        store.keep_original(content.content_hash, content.data)
        store.put([(explanation.document, explanation.passages)], explanation.catalogues)
        leaving = [one for one in leaving if one.id != identifier]
    else:
        identifier = twin.id
        if twin is not before:
            places.add_copy(twin, file)
    _relocate(store, [one for one in (before, twin) if one and one not in leaving])
    store.remove([one.id for one in leaving])
    store.follow_courses()
    return identifier


def explain_again(document_id: str, store: Store) -> Explanation:
    """How the file of a stored document is read now, without changing anything.

    It is the file where it was read from, or else the one that was kept. Raises Unreadable.
    """
    file, content = _file_of(document_id, store)
    with file_boundary(file.source):
        return explanation_of(file, content, document_id)


def read_again(document_id: str, store: Store) -> Explanation:
    """Reads a stored document anew and puts it in its place; raises as ``explain_again`` does."""
    file, content = _file_of(document_id, store)
    with file_boundary(file.source):
        explanation = explanation_of(file, content, document_id)
    store.keep_original(content.content_hash, content.data)
    store.put([(explanation.document, explanation.passages)], explanation.catalogues)
    store.follow_courses()
    return explanation


def _file_of(document_id: str, store: Store) -> tuple[SourceFile, FileContent]:
    record = store.record(document_id)
    if record is None:
        raise Unreadable("finns inte i underlaget längre.")
    file = SourceFile(record.location, record.source)
    if not is_vanished(record.location) and not record.location.startswith(UPLOAD):
        return file, load(Path(record.location))
    data = store.original(document_id)
    if data is None:
        raise Unreadable("finns inte kvar, och ingen kopia är sparad. Läs in den på nytt.")
    return file, FileContent(data)


def _relocate(store: Store, documents: Iterable[PlacedDocument]) -> None:
    """Tells the store of documents whose places are others than it has."""
    for one in documents:
        if one.moved:
            store.relocate(one.id, one.location, one.source, list(one.copies.items()))


@dataclass(slots=True)
class _Ingestion:
    """One ingestion under way; ``leaving`` are documents whose places hold other contents now."""

    store: Store
    listing: FileList
    writer: Executor
    places: Places
    summary: Summary
    dropped: Counter[str] = field(default_factory=Counter)
    passages: int = 0
    writing: Future[None] | None = None
    batch: list[Explanation] = field(default_factory=list)
    leaving: list[PlacedDocument] = field(default_factory=list)

    @classmethod
    def begun(cls, store: Store, listing: FileList, writer: Executor) -> _Ingestion:
        """An ingestion that has looked at what the store holds."""
        summary = Summary(skipped=[*listing.problems])
        return cls(store, listing, writer, Places(store.documents()), summary)

    def take(self, one: LoadedFile) -> None:
        """Takes up one file, if it is new or changed."""
        file = one.file
        before = self.places.at(file.location)
        try:
            with file_boundary(file.source):
                content = one.content
                twin = self.places.with_content(content.content_hash)
                if twin is not None:
                    self.store.keep_original(content.content_hash, content.data)
                    self._place(file, before, twin)
                    return
                identifier = self.places.identifier(file, content.content_hash)
                explanation = one.explanation(identifier)
        except Unreadable as error:
            kept = " Det som lästes in tidigare ligger kvar." if before is not None else ""
            self.summary.skipped.append(SkippedFile(file.source, f"{error}{kept}"))
            return
        self.store.keep_original(content.content_hash, content.data)
        self._note(explanation, before)
        self.batch.append(explanation)
        passages = sum(len(item.passages) for item in self.batch)
        if len(self.batch) >= BATCH_DOCUMENTS or passages >= BATCH_PASSAGES:
            self._put()

    def finish(self) -> None:
        """Puts the last documents, tells where others stand, and removes those that are gone."""
        self._put()
        self._wait()
        for one in list(self.places.documents.values()):
            for location in [at for at in one.copies if self._is_removed(at)]:
                one.leave(location)
            if self._is_removed(one.location) and not one.leave(one.location):
                self.leaving.append(one)
                self.summary.removed.append(one.source)
        self.store.remove([one.id for one in self.leaving])
        gone = {one.id for one in self.leaving}
        _relocate(self.store, [o for o in self.places.documents.values() if o.id not in gone])

    def _is_removed(self, location: str) -> bool:
        """Whether a file vanished from a folder that was looked through."""
        return is_vanished(location) and self.listing.covers(Path(location))

    def _place(self, file: SourceFile, before: PlacedDocument | None, twin: PlacedDocument) -> None:
        """Notes a file whose content the store has: where it was, or from another place."""
        if before is twin and not is_vanished(twin.location):
            self.summary.unchanged.append(file.source)
            return
        if before is not None and before is not twin:
            self._part(file, before)
        moved = self.places.add_copy(twin, file)
        (self.summary.moved if moved else self.summary.copies).append(file.source)

    def _part(self, file: SourceFile, before: PlacedDocument) -> None:
        """Takes a place from the document that it held before."""
        if not before.leave(file.location):
            self.places.remove(before)
            self.leaving.append(before)

    def _note(self, explanation: Explanation, before: PlacedDocument | None) -> None:
        """Tells the summary of a document that goes in."""
        document, summary = explanation.document, self.summary
        (summary.read if before is None else summary.changed).append(document.source)
        if before is not None and before.id != document.id:
            self._part(SourceFile(document.location, document.source), before)
        elif before is not None:
            self.places.remove(before)
        facts = document.content_hash, document.location, document.source
        self.places.put(PlacedDocument(document.id, *facts))
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
