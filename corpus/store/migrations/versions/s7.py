"""What a catalogue tells of courses, as one text instead of a table a type and a column a field."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"

_PARTS = ("providers", "educations", "occasions")


def upgrade() -> None:
    """Writes each catalogue down whole, and drops the tables that it was spread over."""
    new = op.create_table(
        "course_catalogues",
        sa.Column(
            "serial",
            sa.Integer(),
            sa.ForeignKey("documents.serial", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("content", sa.String(), nullable=False),
    )
    connection = op.get_bind()
    heads, *parts = (
        sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
        for name in ("catalogues", *_PARTS)
    )
    for head in connection.execute(sa.select(heads)).mappings().all():
        content, serial = dict(head), head["serial"]
        for part in parts:
            in_order = sa.select(part).where(part.c.serial == serial).order_by(part.c.ordinal)
            content[part.name] = [dict(row) for row in connection.execute(in_order).mappings()]
        text = json.dumps(content, ensure_ascii=False)
        connection.execute(sa.insert(new), {"serial": serial, "content": text})
    for table in (*parts, heads):
        op.drop_table(table.name)
