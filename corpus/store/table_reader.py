"""What is asked of the tables."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import BindParameter, Row, Select, bindparam, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from corpus.courses import Catalogue, Education, Occasion, Provider
from corpus.model import Document, DocumentRecord, Passage
from corpus.store import conversion
from corpus.store.database import Database
from corpus.store.errors import StoreDamaged, record_damaged
from corpus.store.records import (
    CatalogueRow,
    DocumentRow,
    PageRow,
    PassageRow,
    Setting,
    VectorsRow,
    VersionState,
)
from corpus.store.vectors import Matrix

STATEMENT = 10_000
"""Values in one SQL statement; SQLite takes at most 32,766."""

CATALOGUE = TypeAdapter(Catalogue)
"""How what a catalogue tells is written down."""

_ITEMS: dict[str, TypeAdapter[Any]] = {
    "providers": TypeAdapter(Provider),
    "educations": TypeAdapter(Education),
    "occasions": TypeAdapter(Occasion),
}

_BETWEEN = re.compile(r"[\s,:]*")

_SOME: BindParameter[Any] = bindparam("some", expanding=True)
"""Any number of values. Statements are made once: to make one takes longer than to ask it."""

_RECORDS = select(
    DocumentRow.serial,
    *(DocumentRow.__table__.c[name] for name in conversion.RECORD_COLUMNS),
)
_PAGES = (
    select(*(PageRow.__table__.c[name] for name in conversion.PAGE_COLUMNS))
    .where(PageRow.serial.in_(_SOME))
    .order_by("position")
)
_PASSAGE = select(*(PassageRow.__table__.c[name] for name in conversion.PASSAGE_COLUMNS))
_PASSAGES = _PASSAGE.where(PassageRow.key.in_(_SOME))
_PASSAGES_OF = _PASSAGE.where(PassageRow.serial.in_(_SOME)).order_by(PassageRow.ordinal)
_KEYS = select(PassageRow.key).where(PassageRow.serial.in_(_SOME))
_VECTORS = select(VectorsRow.serial, VectorsRow.values, VectorsRow.checksum).where(
    VectorsRow.serial.in_(_SOME)
)
_TEXTS = (
    select(PassageRow.key, PassageRow.serial)
    .add_columns(DocumentRow.title, DocumentRow.publisher, DocumentRow.published)
    .add_columns(PassageRow.heading, PassageRow.text, PassageRow.start, PassageRow.sentences)
    .join(DocumentRow)
    .where(PassageRow.serial.in_(_SOME))
    .order_by(PassageRow.serial, PassageRow.ordinal)
)

T = TypeVar("T")
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
        own = [
            self.text[start - self.start : end - self.start] for start, end, *_ in self.sentences
        ]
        return [*(own or [self.text]), self.frame]


class TableReader:
    """The database of one store, to be read by any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database.engine

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def check(self) -> None:
        """Reads the first and the last passage; raises StoreDamaged or DBAPIError."""
        self._database.check()
        with self._engine.connect() as connection:
            for order in (PassageRow.key, PassageRow.key.desc()):
                connection.execute(_PASSAGE.order_by(order).limit(1)).all()

    def session(self) -> Session:
        """A session to read with."""
        return Session(self._engine)

    def settings(self) -> dict[str, str]:
        """What the store is made with."""
        return {row.name: row.value for row in self._all(select(Setting))}

    def ready(self) -> dict[int, DocumentRecord]:
        """The ready versions by their serial numbers."""
        with self.session() as session:
            return records_where(session, DocumentRow.state == VersionState.READY)

    def empty(self) -> bool:
        """Whether there is no document in any state."""
        return not self._all(select(DocumentRow.serial).limit(1))

    def document(self, serial: int, head: DocumentRecord) -> Document:
        """A version of a document, whole; ``head`` is what the list of documents shows of it."""
        return conversion.document(head, self._among(_PAGES, [serial]))

    def passages(
        self, keys: Sequence[str], versions: Mapping[int, DocumentRecord]
    ) -> list[Passage]:
        """Passages by their keys, in any order; ``versions`` tells which documents they are of."""
        return conversion.passages(self._among(_PASSAGES, keys), versions)

    def passages_of(self, serial: int, versions: Mapping[int, DocumentRecord]) -> list[Passage]:
        """A version's passages in reading order."""
        return conversion.passages(self._among(_PASSAGES_OF, [serial]), versions)

    def catalogues(self) -> list[int]:
        """The versions that are course catalogues, in whatever state they are."""
        return self._all(select(CatalogueRow.serial))

    def catalogue(self, serial: int) -> Catalogue:
        """What a version that is a catalogue tells of courses; raises StoreDamaged."""
        with self.session() as session:
            row = session.get_one(CatalogueRow, serial)
            if zlib.crc32(row.content.encode()) != row.checksum:
                raise record_damaged(session.get_one(DocumentRow, serial).source)
            return _catalogue(row.content)

    def keys(self, serials: Collection[int]) -> list[str]:
        """The keys of some versions' passages."""
        return [row.key for row in self._among(_KEYS, sorted(serials))]

    def vectors(self, serials: Collection[int], dimensions: int) -> dict[int, Matrix]:
        """The vectors of those of some versions that have them, one row a passage in order.

        Those that are not what was written count as none: they are made anew from the text.
        """
        return {
            serial: np.frombuffer(values, np.float32).reshape(-1, dimensions)
            for serial, values, written in self._among(_VECTORS, sorted(serials))
            if zlib.crc32(values) == written
        }

    def damaged(self, serials: Iterable[int]) -> set[int]:
        """Those of some versions whose rows are not what was written."""
        return {serial for serial in serials if not self._is_whole(serial)}

    def _is_whole(self, serial: int) -> bool:
        try:
            with self.session() as session:
                row = session.get_one(DocumentRow, serial)
                head = records_where(session, DocumentRow.serial == serial)
                self.document(serial, head[serial])
                self.passages_of(serial, head)
                if session.get(CatalogueRow, serial):
                    self.catalogue(serial)
                return conversion.document_checksum(row) == row.checksum
        except (StoreDamaged, DBAPIError, LookupError):  # the last: a kind that there is not
            return False

    def all_keys(self) -> set[str]:
        """The keys of every passage, in whatever state its version is."""
        return set(self._all(select(PassageRow.key)))

    def texts(self, serials: Sequence[int]) -> list[IndexEntry]:
        """Every passage of some versions, in order."""
        return [IndexEntry(*row) for row in self._among(_TEXTS, serials)]

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
        self, query: Select[*Columns], values: Sequence[int] | Sequence[str]
    ) -> Iterator[Row[*Columns]]:
        """The rows of a query about some values, however many these are."""
        # Not a session: all that it does beyond a connection takes as long as the rows themselves.
        with self._engine.connect() as connection:
            for some in pieces(values):
                yield from connection.execute(query, {_SOME.key: some}).all()


def records_where(session: Session, which: ColumnElement[bool]) -> dict[int, DocumentRecord]:
    """What a list of documents shows of some versions, by their serial numbers."""
    try:
        rows = session.execute(_RECORDS.where(which))
        return {serial: conversion.record(row) for serial, *row in rows}
    except LookupError as error:  # a kind that there is not
        raise record_damaged("?") from error


def pieces(values: Sequence[T], most: int = STATEMENT) -> Iterator[Sequence[T]]:
    """Values in groups of at most so many; by default what one statement holds."""
    for first in range(0, len(values), most):
        yield values[first : first + most]


def written(catalogue: Catalogue) -> str:
    """A catalogue as it is written down, made item by item, as ``_catalogue`` reads it."""
    empty: dict[str, Any] = dict.fromkeys(_ITEMS, ())
    text = CATALOGUE.dump_json(replace(catalogue, **empty)).decode()
    # From the last list on: nothing that stands before one looks like it.
    for name, adapter in reversed(_ITEMS.items()):
        items = (adapter.dump_json(item).decode() for item in getattr(catalogue, name))
        text = text.replace(f'"{name}":[]', f'"{name}":[{",".join(items)}]', 1)
    return text


def _catalogue(content: str) -> Catalogue:
    """A catalogue as it was written down, item by item.

    To read a hundred thousand courses at once keeps all other threads waiting for seconds.
    """
    fields: dict[str, Any] = {name: [] for name in _ITEMS}
    for name, value in _values(content):
        if name in _ITEMS:
            fields[name].append(_ITEMS[name].validate_python(value))
        else:
            fields[name] = value
    return CATALOGUE.validate_python(fields)


def _values(content: str) -> Iterator[tuple[str, Any]]:
    """The fields of an object in JSON, those of items one by one."""
    read = json.JSONDecoder().raw_decode

    def past(at: int) -> int:
        """Where what stands between two values ends; stores brought up have white space there."""
        gap = _BETWEEN.match(content, at)
        return gap.end() if gap else at

    at = past(1)
    while content[at] != "}":
        name, at = read(content, at)
        at = past(at)
        if name not in _ITEMS:
            value, at = read(content, at)
            yield name, value
        else:
            at = past(at + 1)
            while content[at] != "]":
                value, at = read(content, at)
                yield name, value
                at = past(at)
            at += 1
        at = past(at)
