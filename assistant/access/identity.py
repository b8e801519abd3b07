"""Whom staff sign in with (OpenID Connect), and what it lets them do, from the operator's file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.access.caller import Caller, Right

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class IdentityProviderError(ValueError):
    """A file about signing in that cannot be used; the message says what is wrong with it."""


class Grant(BaseModel):
    """What those may do whose claim has a value, such as the name of a group."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: str
    rights: tuple[Right, ...] = Field(min_length=1)
    collections: tuple[str, ...] = ()


class IdentityProvider(BaseModel):
    """The provider, this service as it knows it, and what its claims mean here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: str
    client_id: str
    client_secret: str | None = None
    address: str
    """Of this service, as browsers know it, with the path that a proxy puts before it."""
    claim: str = "groups"
    grant: tuple[Grant, ...] = Field(min_length=1)

    @field_validator("issuer", "address")
    @classmethod
    def _is_private(cls, address: str) -> str:
        url = urlsplit(address)
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in _LOOPBACK):
            raise ValueError("not https")
        return address.rstrip("/")

    def caller(self, claims: Mapping[str, object]) -> Caller | None:
        """Who the provider says that somebody is, with what they may; None where that is nothing.

        ``claims`` are those of a token that has been checked.
        """
        held = claims.get(self.claim)
        values = {held} if isinstance(held, str) else set(_texts(held))
        grants = [one for one in self.grant if one.value in values]
        if not grants:
            return None
        return Caller.with_key(
            f"{self.issuer} {claims['sub']}",
            [right for one in grants for right in one.rights],
            [name for one in grants for name in one.collections],
        )


def _texts(values: object) -> Iterator[str]:
    return (one for one in values if isinstance(one, str)) if isinstance(values, list) else iter(())


def load_identity_provider(file: Path) -> IdentityProvider:
    """What the operator wrote.

    Raises:
        IdentityProviderError: the file cannot be read or used.
    """
    try:
        return IdentityProvider.model_validate(tomllib.loads(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise IdentityProviderError(
            f"{file} går inte att läsa som TOML. Kontrollera filen."
        ) from error
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise IdentityProviderError(
            f"”{place}” i {file} går inte att använda. Se ”Sign-in” i docs/operate.md."
        ) from error
