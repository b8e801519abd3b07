"""What is asked of the tables and written to them, each as one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy import Select, delete, insert, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from corpus.courses import Catalogue
from corpus.model import Document, DocumentRecord, Passage
from corpus.store import course_records, records
from corpus.store.records import (
    DocumentRow,
    PageRow,
    PassageRow,
    Setting,
    VectorsRow,
    VersionState,
    VoteRow,
)
from corpus.store.vectors import Matrix

STATEMENT = 10_000
"""Values in one SQL statement; SQLite takes at most 32,766."""

T = TypeVar("T")


class IndexEntry(NamedTuple):
    """A passage with what it is indexed by."""

    key: str
    serial: int
    title: str
    heading: str
    text: str


class Tables:
    """The database of one store. Any thread may read; one at a time may write."""

    def __init__(self, path: Path) -> None:
        self._engine = records.connect(path)

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    # Reading

    def settings(self) -> dict[str, str]:
        """What the store is made with."""
        with Session(self._engine) as session:
            return _settings(session)

    def ready(self) -> dict[int, DocumentRecord]:
        """The ready versions by their serial numbers."""
        ready = select(DocumentRow).where(DocumentRow.state == VersionState.READY)
        return {row.serial: records.record(row) for row in self._all(ready)}

    def empty(self) -> bool:
        """Whether there is no document in any state."""
        return not self._all(select(DocumentRow.serial).limit(1))

    def document(self, serial: int) -> Document | None:
        """A version of a document, whole, or None where it is gone."""
        with Session(self._engine) as session:
            row = session.get(DocumentRow, serial)
            if row is None:
                return None
            of_version = select(PageRow).where(PageRow.serial == serial).order_by(PageRow.position)
            pages = [records.page(page) for page in session.scalars(of_version)]
            return records.document(row, pages)

    def passages(
        self, keys: Sequence[str], versions: Mapping[int, DocumentRecord]
    ) -> list[Passage]:
        """Passages by their keys, in any order; ``versions`` tells which documents they are of."""
        return [
            records.passage(row, versions[row.serial].id)
            for some in _pieces(keys)
            for row in self._all(select(PassageRow).where(PassageRow.key.in_(some)))
        ]

    def passages_of(self, serial: int, document_id: str) -> list[Passage]:
        """A version's passages in reading order."""
        of_version = (
            select(PassageRow).where(PassageRow.serial == serial).order_by(PassageRow.ordinal)
        )
        return [records.passage(row, document_id) for row in self._all(of_version)]

    def catalogues(self, serials: Collection[int]) -> frozenset[int]:
        """Those of some versions that are course catalogues."""
        with Session(self._engine) as session:
            return course_records.versions(session, serials)

    def catalogue(self, serial: int) -> Catalogue:
        """What a version tells of courses; nothing where it is no catalogue."""
        with Session(self._engine) as session:
            return course_records.read(session, serial)

    def keys(self, serials: Collection[int]) -> list[str]:
        """The keys of some versions' passages."""
        return [
            key
            for some in _pieces(sorted(serials))
            for key in self._all(select(PassageRow.key).where(PassageRow.serial.in_(some)))
        ]

    def vectors(self, serials: Collection[int], dimensions: int) -> dict[int, Matrix]:
        """The vectors of those of some versions that have them, one row a passage in order."""
        columns = select(VectorsRow.serial, VectorsRow.values)
        with Session(self._engine) as session:
            return {
                serial: np.frombuffer(values, np.float32).reshape(-1, dimensions)
                for some in _pieces(sorted(serials))
                for serial, values in session.execute(columns.where(VectorsRow.serial.in_(some)))
            }

    def all_keys(self) -> set[str]:
        """The keys of every passage, in whatever state its version is."""
        return set(self._all(select(PassageRow.key)))

    def texts(self, serials: Sequence[int]) -> list[IndexEntry]:
        """Every passage of some versions, in order."""
        columns = (
            PassageRow.key,
            PassageRow.serial,
            DocumentRow.title,
            PassageRow.heading,
            PassageRow.text,
        )
        with Session(self._engine) as session:
            return [
                IndexEntry(*row)
                for some in _pieces(serials)
                for row in session.execute(
                    select(*columns)
                    .join(DocumentRow)
                    .where(PassageRow.serial.in_(some))
                    .order_by(PassageRow.serial, PassageRow.ordinal)
                )
            ]

    def pending(self) -> list[tuple[int, int]]:
        """The pending versions in their order, each with its number of passages."""
        pending = (
            select(DocumentRow.serial, DocumentRow.passage_count)
            .where(DocumentRow.state == VersionState.PENDING)
            .order_by(DocumentRow.serial)
        )
        with Session(self._engine) as session:
            return [row._tuple() for row in session.execute(pending)]

    def retired(self) -> list[int]:
        """The retired versions."""
        state = DocumentRow.state
        return self._all(select(DocumentRow.serial).where(state == VersionState.RETIRED))

    def damage(self) -> str | None:
        """What SQLite finds wrong with its file, or None."""
        with Session(self._engine) as session:
            verdict = session.scalars(text("PRAGMA quick_check(1)")).one()
        return None if verdict == "ok" else str(verdict)

    def _all(self, query: Select[T]) -> list[T]:
        with Session(self._engine) as session:
            return list(session.scalars(query))

    # Writing

    def write(
        self,
        items: Sequence[tuple[Document, Sequence[Passage]]],
        catalogues: Mapping[str, Catalogue],
    ) -> None:
        """Puts in new versions of documents, pending, with the catalogues that some of them are."""
        with self._transaction() as session:
            ids = [document.id for document, _ in items]
            older = DocumentRow.id.in_(ids) & (DocumentRow.state == VersionState.PENDING)
            _turn(session, VersionState.RETIRED, older)
            now = _now()
            rows = [
                records.document_row(document, len(passages), now) for document, passages in items
            ]
            session.add_all(rows)
            session.flush()
            page_values: list[dict[str, object]] = []
            passage_values: list[dict[str, object]] = []
            for row, (document, passages) in zip(rows, items, strict=True):
                page_values += records.page_values(row.serial, document.pages)
                passage_values += records.passage_values(row.serial, passages)
            if page_values:
                session.execute(insert(PageRow), page_values)
            if passage_values:
                session.execute(insert(PassageRow), passage_values)
            for row in rows:
                if row.id in catalogues:
                    course_records.write(session, row.serial, catalogues[row.id])

    def show(
        self, serials: Sequence[int], vectors: Mapping[int, Matrix]
    ) -> dict[int, DocumentRecord]:
        """Makes versions ready, and retires the ones that they replace; keeps new vectors."""
        these = DocumentRow.serial.in_(serials)
        values = [{"serial": serial, "values": m.tobytes()} for serial, m in vectors.items()]
        with self._transaction() as session:
            if values:
                session.execute(insert(VectorsRow), values)
            ids = select(DocumentRow.id).where(these).scalar_subquery()
            before = DocumentRow.id.in_(ids) & (DocumentRow.state == VersionState.READY)
            _turn(session, VersionState.RETIRED, before)
            _turn(session, VersionState.READY, these)
            rows = session.scalars(select(DocumentRow).where(these))
            return {row.serial: records.record(row) for row in rows}

    def retire(self, document_ids: Collection[str]) -> None:
        """Retires every version of some documents."""
        with self._transaction() as session:
            for some in _pieces(list(document_ids)):
                _turn(session, VersionState.RETIRED, DocumentRow.id.in_(some))

    def sweep(self, serials: Sequence[int]) -> None:
        """Removes versions with their pages and passages."""
        with self._transaction() as session:
            for some in _pieces(serials):
                session.execute(delete(DocumentRow).where(DocumentRow.serial.in_(some)))

    def begin_generation(self, embedder: str, dimensions: int) -> int:
        """Records the embedder of new indexes, makes all pending, and numbers the generation."""
        with self._transaction() as session:
            settings = _settings(session)
            generation = int(settings.get("generation", 0)) + 1
            facts = {
                "schema": records.SCHEMA,
                "embedder": embedder,
                "dimensions": str(dimensions),
                "generation": str(generation),
            }
            if any(settings.get(name) != facts[name] for name in ("embedder", "dimensions")):
                session.execute(delete(VectorsRow))
            for name, value in facts.items():
                session.merge(Setting(name=name, value=value))
            newer = select(DocumentRow.id).where(DocumentRow.state == VersionState.PENDING)
            ready = DocumentRow.state == VersionState.READY
            _turn(
                session, VersionState.RETIRED, ready & DocumentRow.id.in_(newer.scalar_subquery())
            )
            _turn(session, VersionState.PENDING, ready)
            return generation

    def add_vote(self, vote: str, status: str, audience: str, passage_ids: Sequence[str]) -> None:
        """Keeps a vote with the time."""
        with self._transaction() as session:
            session.add(
                VoteRow(
                    time=_now(),
                    vote=vote,
                    status=status,
                    audience=audience,
                    passages=list(passage_ids),
                )
            )

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self._engine, autoflush=False) as session, session.begin():
            yield session


def _settings(session: Session) -> dict[str, str]:
    return {row.name: row.value for row in session.scalars(select(Setting))}


def _turn(session: Session, state: VersionState, which: ColumnElement[bool]) -> None:
    """Turns some versions to another state."""
    session.execute(
        update(DocumentRow).where(which).values(state=state),
        execution_options={"synchronize_session": False},
    )


def _pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), STATEMENT):
        yield values[first : first + STATEMENT]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
