"""What is written beside a vote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Adds the table of comments."""
    op.create_table(
        "vote_comments",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("vote", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
    )
