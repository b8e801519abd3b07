"""The tables of courses: what each version of a catalogue tells of providers and educations.

One table a type of ``corpus.courses``, one column a field: plain values as they are, everything
else (places, keys, where a field was read) as JSON. A row goes with the version that it came in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
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

Record = Provider | Education | Occasion

_PLAIN: dict[object, type[String | Float[float] | Integer | Boolean]] = {
    str: String,
    str | None: String,
    Level | None: String,
    float | None: Float,
    int | None: Integer,
    bool: Boolean,
    bool | None: Boolean,
}


def _version() -> Column[int]:
    return Column("serial", ForeignKey(DocumentRow.serial, ondelete="CASCADE"), primary_key=True)


def _table(name: str, record: type[Record]) -> Table:
    hints = get_type_hints(record)
    columns: list[Column[object]] = [
        Column(field.name, _PLAIN.get(hints[field.name], JSON)) for field in fields(record)
    ]
    ordinal = Column("ordinal", Integer, primary_key=True)
    return Table(name, Base.metadata, _version(), ordinal, *columns)


CATALOGUES = Table(
    "catalogues",
    Base.metadata,
    _version(),
    Column("shared", Boolean),
    Column("removed", JSON),
)
PROVIDERS = _table("providers", Provider)
EDUCATIONS = _table("educations", Education)
OCCASIONS = _table("occasions", Occasion)

_PROVIDERS = TypeAdapter(tuple[Provider, ...])
_EDUCATIONS = TypeAdapter(tuple[Education, ...])
_OCCASIONS = TypeAdapter(tuple[Occasion, ...])


def write(session: Session, serial: int, catalogue: Catalogue) -> None:
    """Puts in what a version of a document tells of courses."""
    head = {
        "serial": serial,
        "shared": catalogue.shared,
        "removed": sorted(catalogue.removed),
    }
    session.execute(insert(CATALOGUES), [head])
    _insert(session, PROVIDERS, serial, _PROVIDERS.dump_python(catalogue.providers, mode="json"))
    _insert(session, EDUCATIONS, serial, _EDUCATIONS.dump_python(catalogue.educations, mode="json"))
    _insert(session, OCCASIONS, serial, _OCCASIONS.dump_python(catalogue.occasions, mode="json"))


def _insert(
    session: Session, table: Table, serial: int, records: Sequence[dict[str, object]]
) -> None:
    rows = [{"serial": serial, "ordinal": i, **record} for i, record in enumerate(records)]
    if rows:
        session.execute(insert(table), rows)


def versions(session: Session, serials: Collection[int]) -> frozenset[int]:
    """Those of some versions that are catalogues."""
    return frozenset(session.scalars(select(CATALOGUES.c.serial))) & frozenset(serials)


def read(session: Session, serial: int) -> Catalogue:
    """What a version tells of courses; nothing where it is no catalogue."""
    head = session.execute(
        select(CATALOGUES.c.shared, CATALOGUES.c.removed).where(CATALOGUES.c.serial == serial)
    ).first()
    if head is None:
        return Catalogue()
    return Catalogue(
        providers=_PROVIDERS.validate_python(_rows(session, PROVIDERS, serial)),
        educations=_EDUCATIONS.validate_python(_rows(session, EDUCATIONS, serial)),
        occasions=_OCCASIONS.validate_python(_rows(session, OCCASIONS, serial)),
        removed=frozenset(head.removed),
        shared=head.shared,
    )


def _rows(session: Session, table: Table, serial: int) -> tuple[dict[str, object], ...]:
    columns: Iterable[Column[object]] = table.c
    fields_of_record = [column for column in columns if column.name not in ("serial", "ordinal")]
    query = select(*fields_of_record).where(table.c.serial == serial).order_by(table.c.ordinal)
    return tuple(dict(row) for row in session.execute(query).mappings())
