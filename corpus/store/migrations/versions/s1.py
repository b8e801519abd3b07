"""The first format: what every store has had from the beginning.

Nobody goes back to it or starts from it: new stores are made whole, and the oldest there are begin
here.
"""

from __future__ import annotations

revision = "1"
down_revision = None


def upgrade() -> None:
    """Changes nothing: this is where a store of the first format stands."""
