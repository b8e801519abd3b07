"""The tables: documents with their pages and passages, and what the store is made with.

These are the truth; vectors and keyword index are made from them. A document that is replaced
stands here twice for a while: each version has its own serial number, which is never used again,
and the indexes know passages by the version's serial number alone. So a reader sees the old
version or the new one, whole, whatever stops in between.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from sqlalchemy import JSON, BigInteger, Enum, ForeignKey, Index, text
from sqlalchemy.orm import DeclarativeBase, Mapped, composite, mapped_column

from corpus.model import Kind, Metadata

Values = dict[str, object]
"""A row's values by the names of its columns."""


class VersionState(StrEnum):
    """Where a version of a document stands.

    Pending: in these tables, not wholly in the indexes. Ready: in all, found and shown.
    Retired: replaced or removed, and waiting to be swept out of the indexes.
    """

    PENDING = "pending"
    READY = "ready"
    RETIRED = "retired"


class Base(DeclarativeBase):
    """What all tables share."""


class Setting(Base):
    """One fact about the store itself, such as the embedder that its vectors come from."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


Checksum = Annotated[int, mapped_column(BigInteger, server_default="0")]
"""The CRC-32 of what else a row holds: where it does not fit, the disk has changed something."""


class DocumentRow(Base):
    """One version of a document."""

    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_id_state", "id", "state"),
        # At most one version of a document is shown.
        Index(
            "ux_documents_ready",
            "id",
            unique=True,
            sqlite_where=text("state = 'ready'"),
            postgresql_where=text("state = 'ready'"),
        ),
        {"sqlite_autoincrement": True},
    )

    serial: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    state: Mapped[VersionState] = mapped_column(
        Enum(VersionState, native_enum=False, length=16, values_callable=list),
        index=True,
    )
    location: Mapped[str]
    source: Mapped[str]
    copies: Mapped[list[tuple[str, str]]] = mapped_column(JSON)
    content_hash: Mapped[str]
    title: Mapped[str]
    kind: Mapped[Kind] = mapped_column(Enum(Kind, native_enum=False, values_callable=list))
    publisher: Mapped[str | None]
    published: Mapped[str | None]
    language: Mapped[str | None]
    ocr: Mapped[bool]
    record_number: Mapped[str | None]
    period: Mapped[str | None]
    metadata_: Mapped[Metadata] = composite(
        *("title", "kind", "publisher", "published", "language", "ocr"),
        *("record_number", "period"),
    )
    page_count: Mapped[int]
    passage_count: Mapped[int]
    ingested_at: Mapped[str]
    checksum: Mapped[Checksum]


OfVersion = Annotated[
    int, mapped_column(ForeignKey(DocumentRow.serial, ondelete="CASCADE"), primary_key=True)
]
"""The version of a document that a row is of, and goes with."""


class PageRow(Base):
    """One page of one version of a document; a block is its kind, text and level."""

    __tablename__ = "pages"

    serial: Mapped[OfVersion]
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int | None]
    blocks: Mapped[list[tuple[str, str, int]]] = mapped_column(JSON)
    label: Mapped[str | None]
    sheet: Mapped[int | None]
    ocr: Mapped[bool]
    checksum: Mapped[Checksum]


class PassageRow(Base):
    """One passage of one version of a document; ``key`` is what the indexes know it by.

    Of a sentence stands where it begins and ends, and 1 where it begins an item of a list.
    """

    __tablename__ = "passages"

    key: Mapped[str] = mapped_column(primary_key=True)
    serial: Mapped[int] = mapped_column(
        ForeignKey(DocumentRow.serial, ondelete="CASCADE"), index=True
    )
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    heading: Mapped[str]
    pages: Mapped[list[int]] = mapped_column(JSON)
    sentences: Mapped[list[tuple[int, ...]]] = mapped_column(JSON)
    page_labels: Mapped[list[str]] = mapped_column(JSON)
    sheets: Mapped[list[int]] = mapped_column(JSON)
    checksum: Mapped[Checksum]


class CatalogueRow(Base):
    """What one version of a catalogue tells of courses, as JSON: it is only ever read whole."""

    __tablename__ = "course_catalogues"

    serial: Mapped[OfVersion]
    content: Mapped[str]
    checksum: Mapped[Checksum]


class VectorsRow(Base):
    """The vectors of one version's passages, in their order: float32, row after row.

    They stand here because Chroma takes 25 microseconds a vector to hand them out (50 ms for the
    passages of a filter), and because its index can then be made anew without embedding.
    """

    __tablename__ = "vectors"

    serial: Mapped[OfVersion]
    values: Mapped[bytes]
    checksum: Mapped[Checksum]


def key(serial: int, ordinal: int) -> str:
    """What the indexes know a passage by; ends as the passage's own id does."""
    return f"{serial}-{ordinal:04d}"


def parts(name: str) -> tuple[int, str]:
    """A key's version and the end that it shares with the passage's own id."""
    serial, _, ordinal = name.partition("-")
    return int(serial), ordinal
