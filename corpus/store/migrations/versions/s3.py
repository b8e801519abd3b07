"""Reports of what watched folders and addresses brought."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Adds the table of reports, and drops the old note of the format."""
    op.create_table(
        "watch_reports",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
    )
    op.execute("DELETE FROM settings WHERE name = 'schema'")
