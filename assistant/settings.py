"""Every setting in one frozen object, read from the environment as ``VAGVIS_…``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.bodies.base import Day
from corpus.store import Servers


def _names(text: object) -> object:
    """A list as it is written in the environment: with commas or spaces between."""
    return tuple(text.replace(",", " ").split()) if isinstance(text, str) else text


_RATE = r"^([1-9]\d*/(second|minute|hour))?$"

Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)]


class Settings(BaseSettings):
    """What an operator may choose; the defaults need no model, no GPU and no network."""

    model_config = SettingsConfigDict(
        env_prefix="VAGVIS_", frozen=True, extra="ignore", protected_namespaces=()
    )

    data: Path = Field(default=Path("data"), description="folder of the store")
    embedder: str = Field(
        default="builtin", description="'builtin', or a sentence-transformers model on disk"
    )
    reranker: str = Field(
        default="", description="a cross-encoder on disk that sorts what is found; none if empty"
    )
    threads: int = Field(default=1, ge=1, description="threads for the embedder and the reranker")
    model: str = Field(
        default="", description="a chat model such as 'openai:gpt-4o-mini'; quotes alone if empty"
    )
    model_url: str = Field(
        default="", description="base address of the model's server; the provider's own if empty"
    )
    model_timeout: float = Field(
        default=30, gt=0, description="seconds that the model may take for a whole answer"
    )
    model_tokens: int = Field(
        default=6000, ge=500, description="tokens that are sent to the model at most"
    )
    workers: int | None = Field(
        default=None, ge=0, description="processes that answer when served; one a core if unset"
    )
    contacts: Path | None = Field(
        default=None, description="TOML file with the contacts to name; the built-in list if unset"
    )
    today: Day | None = Field(
        default=None, description="the date to take for today; the machine's date if unset"
    )
    hosts: Names = Field(
        default=(), description="names that the service goes by behind a proxy, maybe with a port"
    )
    origins: Names = Field(
        default=(), description="other sites whose pages may call it, such as https://intra.example"
    )
    root_path: str = Field(
        default="",
        pattern=r"^(/[\w.~-]+)*$",
        description="the path before which a proxy puts the service, such as /vagvis",
    )
    uploads: bool = Field(
        default=True, description="whether documents are taken in and out over HTTP"
    )
    anonymous: bool = Field(default=True, description="whether one may ask and read without a key")
    sign_in: Path | None = Field(
        default=None, description="TOML file about signing in (OpenID Connect); none if unset"
    )
    rate: str = Field(
        default="240/minute",
        pattern=_RATE,
        description="requests from one address; no limit if empty",
    )
    key_rate: str = Field(
        default="2400/minute", pattern=_RATE, description="requests with one key; no limit if empty"
    )
    at_once: int = Field(default=8, ge=1, description="requests that are worked on at a time")
    queue: int = Field(default=200, ge=0, description="requests that wait for that at most")
    log_format: Literal["text", "json"] = Field(
        default="text", description="how lines of the log are written"
    )
    traces: str = Field(
        default="", description="where OpenTelemetry's spans are sent (OTLP, gRPC); none if empty"
    )

    database_url: str = Field(
        default="",
        description="a PostgreSQL database that several processes share; a file if empty",
    )
    chroma_url: str = Field(
        default="", description="a Chroma server for the vectors; in the store's folder if empty"
    )

    @property
    def servers(self) -> Servers:
        """The servers that the store lies on."""
        return Servers(self.database_url, self.chroma_url)

    def current_date(self) -> dt.date:
        """Today, as the operator or the machine has it."""
        return self.today or dt.datetime.now().astimezone().date()
