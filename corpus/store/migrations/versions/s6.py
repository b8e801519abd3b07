"""The record number of a document, and the time that it is for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Adds the two columns, empty until the documents are read anew."""
    for name in ("record_number", "period"):
        op.add_column("documents", sa.Column(name, sa.String(), nullable=True))
