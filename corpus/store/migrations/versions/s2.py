"""Labels and places of pages, places of copies, and what changes among the courses.

Stores of the second format were made while it grew: each may lack what came to it last.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

_COLUMNS = (
    ("documents", "copies", sa.JSON(), "[]"),
    ("pages", "label", sa.String(), None),
    ("pages", "sheet", sa.Integer(), None),
    ("pages", "ocr", sa.Boolean(), "0"),
    ("passages", "page_labels", sa.JSON(), "[]"),
    ("passages", "sheets", sa.JSON(), "[]"),
    ("occasions", "dates", sa.String(), None),
    ("occasions", "decided", sa.String(), None),
    ("occasions", "number", sa.String(), None),
)
"""Each with its table, name, type, and what is in the rows of before (nothing: it may be null)."""


def upgrade() -> None:
    """Adds what is missing."""
    inspector = sa.inspect(op.get_bind())
    for table, name, kind, default in _COLUMNS:
        if name not in {column["name"] for column in inspector.get_columns(table)}:
            column = sa.Column(name, kind, nullable=default is None, server_default=default)
            op.add_column(table, column)
    if not inspector.has_table("course_facts"):
        op.create_table(
            "course_facts",
            sa.Column("id", sa.String(), primary_key=True),
            sa.Column("facts", sa.JSON(), nullable=False),
        )
    if not inspector.has_table("course_changes"):
        op.create_table(
            "course_changes",
            sa.Column("number", sa.Integer(), primary_key=True),
            sa.Column("time", sa.String(), nullable=False),
            sa.Column("before", sa.JSON()),
            sa.Column("after", sa.JSON()),
        )
        op.create_index("ix_course_changes_time", "course_changes", ["time"])
