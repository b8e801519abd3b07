"""What is asked of the tables and written to them, each as one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar, TypeVarTuple
from uuid import uuid4

import numpy as np
from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql import ColumnElement

from corpus.courses import Catalogue
from corpus.model import Document, DocumentRecord, Passage
from corpus.store import course_records, records
from corpus.store.database import Database
from corpus.store.records import (
    DocumentRow,
    PageRow,
    PassageRow,
    Setting,
    VectorsRow,
    VersionState,
)
from corpus.store.vectors import Matrix

INDEXES = "3"
"""Version of what is made from these tables; indexes of another one are made anew."""

REVISION = "revision"
"""The setting that is another one after every change of what readers see."""

STATEMENT = 10_000
"""Values in one SQL statement; SQLite takes at most 32,766."""

_PAGE = select(*(PageRow.__table__.c[name] for name in records.PAGE_COLUMNS)).order_by("position")
_PASSAGE = select(*(PassageRow.__table__.c[name] for name in records.PASSAGE_COLUMNS))

T = TypeVar("T")
V = TypeVar("V", int, str)
Columns = TypeVarTuple("Columns")


class IndexEntry(NamedTuple):
    """A passage with what it is indexed by; ``sentences`` count in the document's text."""

    key: str
    serial: int
    title: str
    publisher: str | None
    published: str | None
    heading: str
    text: str
    start: int
    sentences: Sequence[Sequence[int]]

    @property
    def frame(self) -> str:
        """What it stands under: its document's title, publisher and date, and its own heading."""
        return "\n".join(filter(None, (self.title, self.publisher, self.published, self.heading)))

    @property
    def texts(self) -> list[str]:
        """Its sentences, or all of it where it has none, and last its frame."""
        own = [self.text[start - self.start : end - self.start] for start, end in self.sentences]
        return [*(own or [self.text]), self.frame]


class Tables:
    """The database of one store. Any thread may read; one at a time may write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database.engine

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def check(self) -> None:
        """Reads the first and the last passage.

        Raises:
            StoreDamaged: the file is gone or cut.
            sqlalchemy.exc.DBAPIError: it cannot be read.
        """
        self._database.check()
        with self._engine.connect() as connection:
            for order in (PassageRow.key, PassageRow.key.desc()):
                connection.execute(_PASSAGE.order_by(order).limit(1)).all()

    # Reading

    def session(self) -> Session:
        """A session to read with."""
        return Session(self._engine)

    def settings(self) -> dict[str, str]:
        """What the store is made with."""
        return {row.name: row.value for row in self._all(select(Setting))}

    def identifier(self) -> str:
        """What tells this store from others on the same servers; made when first asked for."""
        known = self.settings().get("identifier")
        if known is None:
            known = uuid4().hex[:12]
            with self.transaction() as session:
                _record(session, {"identifier": known})
        return known

    def ready(self) -> dict[int, DocumentRecord]:
        """The ready versions by their serial numbers."""
        with self.session() as session:
            return _records(session, DocumentRow.state == VersionState.READY)

    def empty(self) -> bool:
        """Whether there is no document in any state."""
        return not self._all(select(DocumentRow.serial).limit(1))

    def document(self, serial: int, head: DocumentRecord) -> Document:
        """A version of a document, whole; ``head`` is what the list of documents shows of it."""
        return records.document(head, self._among(_PAGE, PageRow.serial, [serial]))

    def passages(
        self, keys: Sequence[str], versions: Mapping[int, DocumentRecord]
    ) -> list[Passage]:
        """Passages by their keys, in any order; ``versions`` tells which documents they are of."""
        return records.passages(self._among(_PASSAGE, PassageRow.key, keys), versions)

    def passages_of(self, serial: int, versions: Mapping[int, DocumentRecord]) -> list[Passage]:
        """A version's passages in reading order."""
        in_order = _PASSAGE.order_by(PassageRow.ordinal)
        return records.passages(self._among(in_order, PassageRow.serial, [serial]), versions)

    def catalogues(self) -> list[int]:
        """The versions that are course catalogues, in whatever state they are."""
        with self._engine.connect() as connection:
            return course_records.versions(connection)

    def catalogue(self, serial: int) -> Catalogue:
        """What a version tells of courses; nothing where it is no catalogue."""
        with self.session() as session:
            return course_records.read(session, serial)

    def keys(self, serials: Collection[int]) -> list[str]:
        """The keys of some versions' passages."""
        rows = self._among(select(PassageRow.key), PassageRow.serial, sorted(serials))
        return [row.key for row in rows]

    def vectors(self, serials: Collection[int], dimensions: int) -> dict[int, Matrix]:
        """The vectors of those of some versions that have them, one row a passage in order."""
        columns = select(VectorsRow.serial, VectorsRow.values)
        return {
            serial: np.frombuffer(values, np.float32).reshape(-1, dimensions)
            for serial, values in self._among(columns, VectorsRow.serial, sorted(serials))
        }

    def all_keys(self) -> set[str]:
        """The keys of every passage, in whatever state its version is."""
        return set(self._all(select(PassageRow.key)))

    def texts(self, serials: Sequence[int]) -> list[IndexEntry]:
        """Every passage of some versions, in order."""
        of, row = DocumentRow, PassageRow
        document = of.title, of.publisher, of.published
        columns = row.key, row.serial, *document, row.heading, row.text, row.start, row.sentences
        in_order = select(*columns).join(of).order_by(row.serial, row.ordinal)
        return [IndexEntry(*row) for row in self._among(in_order, PassageRow.serial, serials)]

    def pending(self) -> list[tuple[int, int]]:
        """The pending versions in their order, each with its number of passages."""
        counts = select(DocumentRow.serial, DocumentRow.passage_count).order_by(DocumentRow.serial)
        pending = counts.where(DocumentRow.state == VersionState.PENDING)
        with self.session() as session:
            return [row._tuple() for row in session.execute(pending)]

    def retired(self) -> list[int]:
        """The retired versions."""
        state = DocumentRow.state
        return self._all(select(DocumentRow.serial).where(state == VersionState.RETIRED))

    def _all(self, query: Select[T]) -> list[T]:
        with self.session() as session:
            return list(session.scalars(query))

    def _among(
        self, query: Select[*Columns], column: InstrumentedAttribute[V], values: Sequence[V]
    ) -> Iterator[Row[*Columns]]:
        """The rows of a query whose column has one of some values, however many these are."""
        # Not a session: all that it does beyond a connection takes as long as the rows themselves.
        with self._engine.connect() as connection:
            for some in _pieces(values):
                yield from connection.execute(query.where(column.in_(some)))

    # Writing

    def write(
        self,
        items: Sequence[tuple[Document, Sequence[Passage]]],
        catalogues: Mapping[str, Catalogue],
    ) -> None:
        """Puts in new versions of documents, pending, with the catalogues that some of them are."""
        with self.transaction() as session:
            ids = [document.id for document, _ in items]
            older = DocumentRow.id.in_(ids) & (DocumentRow.state == VersionState.PENDING)
            _turn(session, VersionState.RETIRED, older)
            time = now()
            rows = [
                records.document_row(document, len(passages), time) for document, passages in items
            ]
            session.add_all(rows)
            session.flush()
            for row, (document, passages) in zip(rows, items, strict=True):
                _insert(session, PageRow, records.page_rows(row.serial, document.pages))
                _insert(session, PassageRow, records.passage_rows(row.serial, passages))
                if row.id in catalogues:
                    course_records.write(session, row.serial, catalogues[row.id])

    def show(
        self, serials: Sequence[int], vectors: Mapping[int, Matrix]
    ) -> dict[int, DocumentRecord]:
        """Makes versions ready, and retires the ones that they replace; keeps new vectors."""
        these = DocumentRow.serial.in_(serials)
        with self._change() as session:
            _insert(session, VectorsRow, _vector_rows(vectors))
            ids = select(DocumentRow.id).where(these).scalar_subquery()
            before = DocumentRow.id.in_(ids) & (DocumentRow.state == VersionState.READY)
            _turn(session, VersionState.RETIRED, before)
            _turn(session, VersionState.READY, these)
            return _records(session, these)

    def relocate(
        self, document_id: str, location: str, source: str, copies: Sequence[tuple[str, str]]
    ) -> dict[int, DocumentRecord]:
        """Records where a document's content stands; its ready version with the change."""
        ready = DocumentRow.state == VersionState.READY
        row = (DocumentRow.id == document_id) & ready
        values = {"location": location, "source": source, "copies": list(copies)}
        with self._change() as session:
            session.execute(update(DocumentRow).where(row).values(**values))
            return _records(session, row)

    def retire(self, document_ids: Collection[str]) -> None:
        """Retires every version of some documents."""
        with self._change() as session:
            for some in _pieces(list(document_ids)):
                _turn(session, VersionState.RETIRED, DocumentRow.id.in_(some))

    def sweep(self, serials: Sequence[int]) -> None:
        """Removes versions with their pages and passages."""
        with self.transaction() as session:
            for some in _pieces(serials):
                session.execute(delete(DocumentRow).where(DocumentRow.serial.in_(some)))

    def change_embedder(self, embedder: str, dimensions: int) -> None:
        """Drops the vectors of another embedder; indexes that were made of them are out of date."""
        facts = {"embedder": embedder, "dimensions": str(dimensions), "indexes": ""}
        with self.transaction() as session:
            session.execute(delete(VectorsRow))
            _record(session, facts)

    def keep_vectors(self, vectors: Mapping[int, Matrix]) -> None:
        """Keeps the vectors of versions that had none."""
        with self.transaction() as session:
            _insert(session, VectorsRow, _vector_rows(vectors))

    def begin_generation(self, generation: int) -> None:
        """Records that the indexes of a generation are whole, and the ones to use."""
        with self._change() as session:
            facts = {"indexes": INDEXES, "generation": str(generation)}
            _record(session, facts)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are written together at its end."""
        self._database.check()  # what is written to a file that was taken away is lost
        with Session(self._engine, autoflush=False) as session, session.begin():
            yield session

    @contextmanager
    def _change(self) -> Iterator[Session]:
        """A transaction after which readers see other versions, or other indexes."""
        with self.transaction() as session:
            _record(session, {REVISION: uuid4().hex})
            yield session


def _records(session: Session, which: ColumnElement[bool]) -> dict[int, DocumentRecord]:
    """What a list of documents shows of some versions, by their serial numbers."""
    rows = session.scalars(select(DocumentRow).where(which))
    return {row.serial: records.record(row) for row in rows}


def _record(session: Session, facts: Mapping[str, str]) -> None:
    """Writes down facts about the store."""
    for name, value in facts.items():
        session.merge(Setting(name=name, value=value))


def _vector_rows(vectors: Mapping[int, Matrix]) -> list[records.Values]:
    return [{"serial": serial, "values": m.tobytes()} for serial, m in vectors.items()]


def _insert(session: Session, table: type[records.Base], rows: Sequence[records.Values]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _turn(session: Session, state: VersionState, which: ColumnElement[bool]) -> None:
    """Turns some versions to another state."""
    session.execute(
        update(DocumentRow).where(which).values(state=state),
        execution_options={"synchronize_session": False},
    )


def _pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), STATEMENT):
        yield values[first : first + STATEMENT]


def now() -> str:
    """The time as it is written down: UTC, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
