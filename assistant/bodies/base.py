"""What all bodies of the HTTP interface share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """Immutable, and strict about unknown fields, so that a misspelt filter is not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
