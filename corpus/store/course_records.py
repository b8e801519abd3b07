"""The tables of courses: what each version of a catalogue tells of providers and educations.

One table a type of ``corpus.courses``, one column a field: plain values as they are, everything
else (places, keys, where a field was read) as JSON. A row goes with the version that it came in.
"""

from __future__ import annotations

from dataclasses import fields
from typing import get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    insert,
    select,
)
from sqlalchemy.orm import Session

from corpus.courses import Catalogue, Education, Level, Occasion, Provider
from corpus.store.records import Base, DocumentRow

_PLAIN: dict[object, type[String | Float[float] | Integer | Boolean]] = {
    str: String,
    str | None: String,
    Level | None: String,
    float | None: Float,
    int | None: Integer,
    bool: Boolean,
    bool | None: Boolean,
}
_CATALOGUE = TypeAdapter(Catalogue)


def _table(name: str, *columns: Column[object]) -> Table:
    version: Column[int] = Column(
        "serial", ForeignKey(DocumentRow.serial, ondelete="CASCADE"), primary_key=True
    )
    return Table(name, Base.metadata, version, *columns)


def _record_table(name: str, record: type[Provider | Education | Occasion]) -> Table:
    hints = get_type_hints(record)
    columns: list[Column[object]] = [
        Column(field.name, _PLAIN.get(hints[field.name], JSON)) for field in fields(record)
    ]
    return _table(name, Column("ordinal", Integer, primary_key=True), *columns)


_CATALOGUES = _table("catalogues", Column("shared", Boolean), Column("removed", JSON))
_RECORDS = {
    "providers": _record_table("providers", Provider),
    "educations": _record_table("educations", Education),
    "occasions": _record_table("occasions", Occasion),
}
"""By the field of a catalogue, the table that holds what stands in it."""


def write(session: Session, serial: int, catalogue: Catalogue) -> None:
    """Puts in what a version of a document tells of courses."""
    values = _CATALOGUE.dump_python(catalogue, mode="json")
    head = {"shared": catalogue.shared, "removed": sorted(catalogue.removed)}
    session.execute(insert(_CATALOGUES), [{"serial": serial, **head}])
    for name, table in _RECORDS.items():
        rows = [{"serial": serial, "ordinal": i, **row} for i, row in enumerate(values[name])]
        if rows:
            session.execute(insert(table), rows)


def versions(connection: Connection) -> list[int]:
    """The versions that are catalogues."""
    return list(connection.scalars(select(_CATALOGUES.c.serial)))


def read(session: Session, serial: int) -> Catalogue:
    """What a version tells of courses; nothing where it is no catalogue."""
    head = session.execute(select(_CATALOGUES).where(_CATALOGUES.c.serial == serial)).mappings()
    values: dict[str, object] = dict(head.first() or {})
    for name, table in _RECORDS.items():
        query = select(table).where(table.c.serial == serial).order_by(table.c.ordinal)
        values[name] = [dict(row) for row in session.execute(query).mappings()]
    return _CATALOGUE.validate_python(values)
