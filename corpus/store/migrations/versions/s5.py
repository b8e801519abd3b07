"""What people asked to have kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Adds the table of saved questions and session sheets."""
    op.create_table(
        "saved_items",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
    )
    op.create_index("ix_saved_items_folder", "saved_items", ["folder"])
