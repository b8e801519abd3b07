"""The store: documents in, passages out, whole at every moment."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from corpus.model import Document, DocumentRecord, Filters, Page, Passage
from corpus.store import records
from corpus.store.errors import EmbedderMismatch, StoreError, told
from corpus.store.indexes import Indexes, remove_others
from corpus.store.lock import FolderLock
from corpus.store.records import DocumentRow, PageRow, PassageRow, Setting, State, VoteRow
from corpus.store.shown import Shown

if TYPE_CHECKING:
    from corpus.embedding import Embedder

ROUND = 2_000
"""Passages that are embedded and indexed at a time; bounds memory and what a stop can undo."""

EXACT = 2_000
"""Up to so many allowed passages are compared one by one; beyond, the nearest are filtered."""

STATEMENT = 10_000
"""Values in one SQL statement; SQLite takes at most 32,766."""

T = TypeVar("T")
logger = logging.getLogger(__name__)


def vector_text(title: str, heading: str, words: str) -> str:
    """What the vector of a passage is made from."""
    return f"{title}\n{heading}\n{words}"


def keyword_text(heading: str, words: str) -> str:
    """What a passage is found by in the keyword index."""
    return f"{heading} {words}"


class Store:
    """One folder of documents, owned by one process.

    Any thread may read while another writes; writers wait for each other.
    """

    def __init__(self, folder: Path, embedder: Embedder, lock: FolderLock) -> None:
        """Is for ``Store.open`` alone."""
        self._folder = folder
        self._embedder = embedder
        self._lock = lock
        self._writing = threading.RLock()
        self._engine = records.connect(folder / "vagvis.sqlite")
        self._indexes = Indexes(folder / "index-0", embedder.dimensions)
        self._mismatch: EmbedderMismatch | None = None
        self._shown = Shown()

    @classmethod
    def open(
        cls, folder: Path, embedder: Embedder, holder: str, *, repairing: bool = False
    ) -> Store:
        """Opens the store in a folder, or makes an empty one; finishes what a stop left undone.

        ``holder`` is what others are told who find the folder taken, such as ``vagvis serve``.
        With ``repairing`` a store of another embedder opens too, for ``verify`` and ``repair``.

        Raises:
            StoreLocked: another process holds the folder.
            EmbedderMismatch: the store holds vectors of another embedder.
            StoreDamaged: the database cannot be read.
            StoreFull: there is no room for a new store.
            StoreError: the folder cannot be used, for the reason that it gives.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder, holder)
        except (PermissionError, FileExistsError, NotADirectoryError) as error:
            raise StoreError(
                f"Det går inte att skriva i {folder}. Välj en annan mapp med --data."
            ) from error
        try:
            with told(folder):
                store = cls(folder, embedder, lock)
                store._begin(repairing=repairing)
        except BaseException:
            lock.release()
            raise
        return store

    def close(self) -> None:
        """Lets go of the folder; may be called twice."""
        with self._writing:
            self._indexes.close()
            self._engine.dispose()
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Reading

    def documents(self) -> list[DocumentRecord]:
        """All documents, ordered by source."""
        return sorted(self._shown.records.values(), key=lambda record: (record.source, record.id))

    def document(self, document_id: str) -> Document | None:
        """A whole document, or None where there is none with this id."""

        def read(shown: Shown) -> Document | None:
            serial = shown.serials.get(document_id)
            with Session(self._engine) as session:
                row = session.get(DocumentRow, serial) if serial is not None else None
                if row is None:
                    return None
                pages = session.scalars(
                    select(PageRow).where(PageRow.serial == serial).order_by(PageRow.position)
                )
                return records.document(row, [Page(page.number, page.blocks) for page in pages])

        return self._steadily(read)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order asked for; unknown ids are left out."""

        def read(shown: Shown) -> list[Passage]:
            keys = [key for passage_id in ids if (key := shown.key(passage_id))]
            found: dict[str, Passage] = {}
            with Session(self._engine) as session:
                for some in _pieces(keys, STATEMENT):
                    for row in session.scalars(select(PassageRow).where(PassageRow.key.in_(some))):
                        passage = records.passage(row, shown.records[row.serial].id)
                        found[passage.id] = passage
            return [found[passage_id] for passage_id in ids if passage_id in found]

        return self._steadily(read)

    def passages_of(self, document_id: str) -> list[Passage]:
        """A document's passages in reading order; none where there is no such document."""

        def read(shown: Shown) -> list[Passage]:
            own = PassageRow.serial == shown.serials.get(document_id)
            with Session(self._engine) as session:
                rows = session.scalars(select(PassageRow).where(own).order_by(PassageRow.ordinal))
                return [records.passage(row, document_id) for row in rows]

        return self._steadily(read)

    def vectors(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of passages, one row an id, in their order; zeros for an unknown id."""

        def read(shown: Shown) -> NDArray[np.float32]:
            return self._indexes.vectors.get([shown.key(passage_id) or "" for passage_id in ids])

        return self._steadily(read)

    # Searching

    def keyword_search(self, query: str, k: int, filters: Filters) -> list[tuple[str, float]]:
        """The ids of the best passages for a query with their BM25 scores, best first."""

        def ask(shown: Shown, count: int) -> list[tuple[str, float]]:
            allowed = shown.allowed(filters)
            versions = None if allowed is None else [str(serial) for serial in allowed]
            return self._indexes.keywords.search(query, count, versions)

        return self._search(ask, k)

    def vector_search(
        self, vector: NDArray[np.float32], k: int, filters: Filters
    ) -> list[tuple[str, float]]:
        """The ids of the nearest passages with their cosine similarity, nearest first."""

        def ask(shown: Shown, count: int) -> list[tuple[str, float]]:
            allowed = shown.allowed(filters)
            if allowed is None:
                return self._indexes.vectors.search(vector, count)
            total = sum(shown.records[serial].passage_count for serial in allowed)
            if total <= EXACT:
                return self._compare(vector, count, allowed)
            count = count * shown.passage_count // total
            return [
                (key, score)
                for key, score in self._indexes.vectors.search(vector, count)
                if records.parts(key)[0] in allowed
            ]

        return self._search(ask, k)

    def _search(
        self, ask: Callable[[Shown, int], list[tuple[str, float]]], k: int
    ) -> list[tuple[str, float]]:
        """Asks an index for more and more until ``k`` shown passages are found, or there are none.

        While a version takes the place of another the indexes hold both; what is not shown is
        left out here.
        """

        def read(shown: Shown) -> list[tuple[str, float]]:
            count = k
            while True:
                found = [
                    (passage_id, score)
                    for key, score in ask(shown, count)
                    if (passage_id := shown.passage_id(key)) is not None
                ]
                if len(found) >= k or count > 2 * shown.passage_count:
                    return found[:k]
                count *= 4

        return self._steadily(read) if k > 0 else []

    def _compare(
        self, vector: NDArray[np.float32], k: int, allowed: set[int]
    ) -> list[tuple[str, float]]:
        """The nearest of few passages, by comparing every one."""
        keys: list[str] = []
        with Session(self._engine) as session:
            for some in _pieces(sorted(allowed), STATEMENT):
                keys += session.scalars(select(PassageRow.key).where(PassageRow.serial.in_(some)))
        scores = self._indexes.vectors.get(keys) @ vector
        best = np.argsort(-scores, kind="stable")[:k]
        return [(keys[row], float(scores[row])) for row in best]

    def _steadily(self, read: Callable[[Shown], T]) -> T:
        """Reads what is shown, and anew where a writer changed that meanwhile."""
        while True:
            shown = self._shown
            result = read(shown)
            if self._shown is shown:
                return result

    # Writing

    def put(self, items: Sequence[tuple[Document, Sequence[Passage]]]) -> None:
        """Adds documents with their passages, or replaces them whole.

        They can be searched when this returns. If it is stopped before, each of them is in as it
        was or as it is now, and the store goes on from there when next opened or written to.

        Raises:
            StoreFull: the disk is full.
        """
        last = {document.id: (document, passages) for document, passages in items}
        with self._writing, told(self._folder):
            for some in _rounds(last.values(), lambda item: len(item[1])):
                self._write(some)
                self._finish()

    def remove(self, document_ids: Collection[str]) -> None:
        """Removes documents; unknown ids are passed over.

        Raises:
            StoreFull: the disk is full.
        """
        with self._writing, told(self._folder):
            with Session(self._engine) as session, session.begin():
                for some in _pieces(list(document_ids), STATEMENT):
                    _turn(session, State.RETIRED, DocumentRow.id.in_(some))
            self._shown = self._shown.without(document_ids)
            self._finish()

    def record_vote(
        self, vote: str, *, status: str, audience: str, passage_ids: Sequence[str]
    ) -> None:
        """Keeps a thumb (``up`` or ``down``) for an answer of some status from some passages."""
        row = VoteRow(
            time=_now(), vote=vote, status=status, audience=audience, passages=list(passage_ids)
        )
        with self._writing, told(self._folder), Session(self._engine) as session, session.begin():
            session.add(row)

    def _write(self, items: Sequence[tuple[Document, Sequence[Passage]]]) -> None:
        """Puts new versions into the tables, pending."""
        with Session(self._engine) as session, session.begin():
            ids = [document.id for document, _ in items]
            older = DocumentRow.id.in_(ids) & (DocumentRow.state == State.PENDING)
            _turn(session, State.RETIRED, older)
            now = _now()
            rows = [records.document_row(document, len(own), now) for document, own in items]
            session.add_all(rows)
            session.flush()
            pages: list[dict[str, object]] = []
            passages: list[dict[str, object]] = []
            for row, (document, own) in zip(rows, items, strict=True):
                pages += records.page_values(row.serial, document.pages)
                passages += records.passage_values(row.serial, own)
            if pages:
                session.execute(insert(PageRow), pages)
            if passages:
                session.execute(insert(PassageRow), passages)

    def _finish(self) -> None:
        """Indexes and shows every pending version, then sweeps out every retired one.

        This is the way of every new document, and of what a stop left undone.
        """
        with Session(self._engine) as session:
            pending = session.execute(
                select(DocumentRow.serial, DocumentRow.passage_count)
                .where(DocumentRow.state == State.PENDING)
                .order_by(DocumentRow.serial)
            ).all()
        for some in _rounds(pending, lambda row: row.passage_count):
            serials = [row.serial for row in some]
            self._index(serials)
            self._show(serials)
        self._sweep()

    def _index(self, serials: Sequence[int]) -> None:
        if self._mismatch:
            raise self._mismatch
        with Session(self._engine) as session:
            rows = session.execute(
                select(PassageRow, DocumentRow.title)
                .join(DocumentRow, DocumentRow.serial == PassageRow.serial)
                .where(PassageRow.serial.in_(serials))
            ).all()
        if rows:
            self._indexes.add(
                [
                    (row.key, str(row.serial), keyword_text(row.heading, row.text))
                    for row, _ in rows
                ],
                self._embedder.embed_passages(
                    [vector_text(title, row.heading, row.text) for row, title in rows]
                ),
            )

    def _show(self, serials: Sequence[int]) -> None:
        """Lets readers see these versions in place of the ones before them."""
        these = DocumentRow.serial.in_(serials)
        with Session(self._engine) as session, session.begin():
            ids = select(DocumentRow.id).where(these).scalar_subquery()
            before = DocumentRow.id.in_(ids) & (DocumentRow.state == State.READY)
            _turn(session, State.RETIRED, before)
            _turn(session, State.READY, these)
            rows = session.scalars(select(DocumentRow).where(these)).all()
            new = {row.serial: records.record(row) for row in rows}
        self._shown = self._shown.with_versions(new)

    def _sweep(self) -> None:
        """Takes retired versions out of the indexes, then out of the tables."""
        retired = DocumentRow.state == State.RETIRED
        with Session(self._engine) as session:
            serials = list(session.scalars(select(DocumentRow.serial).where(retired)))
            keys = list(session.scalars(select(PassageRow.key).join(DocumentRow).where(retired)))
        if keys:
            self._indexes.remove(keys, [str(serial) for serial in serials])
        if serials:
            with Session(self._engine) as session, session.begin():
                session.execute(delete(DocumentRow).where(retired))

    # Opening, verifying, repairing

    def verify(self) -> list[str]:
        """Where the indexes differ from the tables, one Swedish line each; none when all agree."""
        with self._writing, told(self._folder):
            lines = [str(self._mismatch)] if self._mismatch else []
            with Session(self._engine) as session:
                state = session.scalars(text("PRAGMA quick_check(1)")).one()
                if state != "ok":
                    lines.append(f"Databasen är skadad: {state}")
                undone = DocumentRow.state != State.READY
                count = session.scalar(select(func.count()).where(undone))
                if count:
                    lines.append(f"{count} dokument är inte färdiga efter ett avbrott.")
                keys = set(session.scalars(select(PassageRow.key)))
            return lines + self._indexes.verify(keys)

    def repair(self) -> None:
        """Makes vectors and keyword index anew from the tables, with this store's embedder.

        If it is stopped, the store goes on from there when next opened.

        Raises:
            StoreFull: the disk is full.
        """
        with self._writing, told(self._folder):
            self._remake()
            self._finish()

    def _begin(self, *, repairing: bool) -> None:
        """Takes up the store as it was left."""
        with Session(self._engine) as session:
            settings = _settings(session)
            empty = session.scalar(select(DocumentRow.serial).limit(1)) is None
        if settings.get("schema", records.SCHEMA) != records.SCHEMA:
            raise StoreError(
                f"Lagret {self._folder} är gjort av en annan version av Vägvis. "
                "Läs in dokumenten i en ny mapp med ”vagvis ingest”."
            )
        mine = {"embedder": self._embedder.name, "dimensions": str(self._embedder.dimensions)}
        current = self._folder / f"index-{settings.get('generation', 0)}"
        if mine.items() <= settings.items():
            self._indexes = Indexes(current, self._embedder.dimensions)
        elif not empty:
            self._mismatch = EmbedderMismatch(
                f"Lagret {self._folder} är gjort med språkmodellen {settings['embedder']}, men "
                f"programmet är inställt på {mine['embedder']}. Ställ tillbaka inställningen, "
                "eller kör ”vagvis verify --repair”, som gör om lagret med den nya modellen."
            )
            if not repairing:
                raise self._mismatch
            self._indexes = Indexes(current, int(settings["dimensions"]))
            self._look()
            return
        if not self._indexes.folder.exists():
            self._remake()
        self._look()
        remove_others(self._indexes.folder)
        try:
            with told(self._folder):
                self._finish()
        except StoreError as error:
            # What is whole can still be read; the rest waits for room, or for a repair.
            logger.warning("%s", error)

    def _remake(self) -> None:
        """Begins new, empty indexes and leaves every document to be put into them."""
        with Session(self._engine) as session, session.begin():
            generation = int(_settings(session).get("generation", 0)) + 1
            facts = {
                "schema": records.SCHEMA,
                "embedder": self._embedder.name,
                "dimensions": str(self._embedder.dimensions),
                "generation": str(generation),
            }
            for name, value in facts.items():
                session.merge(Setting(name=name, value=value))
            newer = select(DocumentRow.id).where(DocumentRow.state == State.PENDING)
            ready = DocumentRow.state == State.READY
            _turn(session, State.RETIRED, ready & DocumentRow.id.in_(newer.scalar_subquery()))
            _turn(session, State.PENDING, ready)
        self._indexes.close()
        folder = self._folder / f"index-{generation}"
        folder.mkdir(exist_ok=True)
        self._indexes = Indexes(folder, self._embedder.dimensions)
        self._mismatch = None
        self._look()
        remove_others(folder)

    def _look(self) -> None:
        """Takes up what the tables show."""
        with Session(self._engine) as session:
            rows = session.scalars(select(DocumentRow).where(DocumentRow.state == State.READY))
            self._shown = Shown({row.serial: records.record(row) for row in rows})


def _settings(session: Session) -> dict[str, str]:
    return {row.name: row.value for row in session.scalars(select(Setting))}


def _turn(session: Session, state: State, which: ColumnElement[bool]) -> None:
    """Turns some versions to another state."""
    session.execute(
        update(DocumentRow).where(which).values(state=state),
        execution_options={"synchronize_session": False},
    )


def _rounds(items: Iterable[T], weight: Callable[[T], int]) -> Iterator[list[T]]:
    """The items in order, in groups of about ``ROUND`` by weight."""
    group: list[T] = []
    total = 0
    for item in items:
        group.append(item)
        total += weight(item)
        if total >= ROUND:
            yield group
            group, total = [], 0
    if group:
        yield group


def _pieces(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), size):
        yield values[first : first + size]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
