"""What is written to the tables, each time as one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from corpus.clock import now
from corpus.courses import Catalogue
from corpus.model import Document, DocumentRecord, Passage
from corpus.store import conversion, records, side_records
from corpus.store.records import (
    CatalogueRow,
    DocumentRow,
    PageRow,
    PassageRow,
    Setting,
    VectorsRow,
    VersionState,
)
from corpus.store.table_reader import TableReader, pieces, records_where, written
from corpus.store.vectors import Matrix

INDEXES = "3"
"""Version of what is made from these tables; indexes of another one are made anew."""

REVISION = "revision"
"""The setting that is another one after every change of what readers see."""


class Tables(TableReader):
    """The database of one store. Any thread may read; one at a time may write."""

    def identifier(self) -> str:
        """What tells this store from others on the same servers; made when first asked for."""
        known = self.settings().get("identifier")
        if known is None:
            known = uuid4().hex[:12]
            with self.transaction() as session:
                _record(session, {"identifier": known})
        return known

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
                conversion.document_row(document, len(passages), time)
                for document, passages in items
            ]
            session.add_all(rows)
            session.flush()
            # All at once: a statement takes as long as dozens of rows.
            page_rows: list[records.Values] = []
            passage_rows: list[records.Values] = []
            for row, (document, passages) in zip(rows, items, strict=True):
                page_rows += conversion.page_rows(row.serial, document.pages)
                passage_rows += conversion.passage_rows(row.serial, passages)
                if row.id in catalogues:
                    content = written(catalogues[row.id])
                    own = zlib.crc32(content.encode())
                    session.add(CatalogueRow(serial=row.serial, content=content, checksum=own))
            _insert(session, PageRow, page_rows)
            _insert(session, PassageRow, passage_rows)

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
            return records_where(session, these)

    def relocate(
        self, document_id: str, location: str, source: str, copies: Sequence[tuple[str, str]]
    ) -> dict[int, DocumentRecord]:
        """Records where a document's content stands; its ready version with the change."""
        ready = DocumentRow.state == VersionState.READY
        row = (DocumentRow.id == document_id) & ready
        with self._change() as session:
            for own in session.scalars(select(DocumentRow).where(row)):
                own.location, own.source, own.copies = location, source, list(copies)
                own.checksum = conversion.document_checksum(own)
            session.flush()
            return records_where(session, row)

    def retire(self, document_ids: Collection[str]) -> None:
        """Retires every version of some documents, and takes them out of what people have kept."""
        with self._change() as session:
            side_records.forget_documents(session, frozenset(document_ids))
            for some in pieces(list(document_ids)):
                _turn(session, VersionState.RETIRED, DocumentRow.id.in_(some))

    def sweep(self, serials: Sequence[int]) -> None:
        """Removes versions with their pages and passages."""
        with self.transaction() as session:
            for some in pieces(serials):
                session.execute(delete(DocumentRow).where(DocumentRow.serial.in_(some)))

    def change_embedder(self, embedder: str, dimensions: int) -> None:
        """Drops the vectors of another embedder; indexes that were made of them are out of date."""
        facts = {"embedder": embedder, "dimensions": str(dimensions), "indexes": ""}
        with self.transaction() as session:
            session.execute(delete(VectorsRow))
            _record(session, facts)

    def keep_vectors(self, vectors: Mapping[int, Matrix]) -> None:
        """Keeps the vectors of versions that had none, or none that were whole."""
        with self.transaction() as session:
            for some in pieces(list(vectors)):
                session.execute(delete(VectorsRow).where(VectorsRow.serial.in_(some)))
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


def _record(session: Session, facts: Mapping[str, str]) -> None:
    """Writes down facts about the store."""
    for name, value in facts.items():
        session.merge(Setting(name=name, value=value))


def _vector_rows(vectors: Mapping[int, Matrix]) -> list[records.Values]:
    made = ((serial, matrix.tobytes()) for serial, matrix in vectors.items())
    return [{"serial": s, "values": own, "checksum": zlib.crc32(own)} for s, own in made]


def _insert(session: Session, table: type[records.Base], rows: Sequence[records.Values]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _turn(session: Session, state: VersionState, which: ColumnElement[bool]) -> None:
    """Turns some versions to another state."""
    session.execute(
        update(DocumentRow).where(which).values(state=state),
        execution_options={"synchronize_session": False},
    )
