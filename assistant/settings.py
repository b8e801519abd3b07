"""Every setting in one frozen object, read from the environment as ``VAGVIS_…``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may choose; the defaults need no model, no GPU and no network."""

    model_config = SettingsConfigDict(env_prefix="VAGVIS_", frozen=True, extra="ignore")

    data: Path = Field(default=Path("data"), description="folder of the store")
    embedder: str = Field(
        default="builtin", description="'builtin', or a sentence-transformers model on disk"
    )
    reranker: str = Field(
        default="", description="a cross-encoder on disk that sorts what is found; none if empty"
    )
    threads: int = Field(default=1, ge=1, description="threads for the embedder and the reranker")
    contacts: Path | None = Field(
        default=None, description="TOML file with the contacts to name; the built-in list if unset"
    )
    today: dt.date | None = Field(
        default=None, description="the date to take for today; the machine's date if unset"
    )

    def current_date(self) -> dt.date:
        """Today, as the operator or the machine has it."""
        return self.today or dt.datetime.now().astimezone().date()
