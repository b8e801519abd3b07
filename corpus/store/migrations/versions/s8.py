"""A checksum beside every row that an answer may come from."""

from __future__ import annotations

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "8"
down_revision = "7"

_SUMMED = {
    "documents": (
        *("id", "location", "source", "copies", "content_hash", "ingested_at", "title", "kind"),
        *("publisher", "published", "language", "ocr", "record_number", "period"),
        *("page_count", "passage_count"),
    ),
    "pages": ("serial", "position", "number", "blocks", "label", "sheet", "ocr"),
    "passages": (
        *("serial", "ordinal", "start", "end", "text", "heading", "pages", "sentences"),
        *("page_labels", "sheets"),
    ),
    "course_catalogues": ("content",),
    "vectors": ("values",),
}
"""Each table with the columns that its checksum is of, in their order."""


def upgrade() -> None:
    """Adds the checksums of what is there."""
    connection = op.get_bind()
    for name, columns in _SUMMED.items():
        column = sa.Column("checksum", sa.BigInteger(), nullable=False, server_default="0")
        op.add_column(name, column)
        table = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
        own = list(table.primary_key.columns)
        change = (
            sa.update(table)
            .where(*(one == sa.bindparam(f"of_{one.name}") for one in own))
            .values(checksum=sa.bindparam("sum"))
        )
        wanted = [table.c[one] for one in columns]
        for serial in connection.scalars(sa.select(table.c.serial).distinct()).all():
            of_version = sa.select(*own, *wanted).where(table.c.serial == serial)
            sums = [
                {f"of_{one.name}": value for one, value in zip(own, row, strict=False)}
                | {"sum": _checksum(row[len(own) :])}
                for row in connection.execute(of_version)
            ]
            connection.execute(change, sums)


def _checksum(values: sa.Row[tuple[object, ...]] | tuple[object, ...]) -> int:
    """The CRC-32 of one text or of some bytes as they are, of several values as JSON."""
    first = values[0]
    if isinstance(first, bytes):
        return zlib.crc32(first)
    if len(values) == 1:
        return zlib.crc32(str(first).encode())
    return zlib.crc32(json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode())
