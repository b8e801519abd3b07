"""The register of people to turn to, which the operator keeps in a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.bodies.answer import Contact
from corpus.swedish import fold

BUILT_IN = Path(__file__).with_name("contacts.toml")


class ContactsError(ValueError):
    """A contact register that cannot be used; the message says what is wrong with it."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    description: str
    words: list[str] = []
    url: str | None = None
    phone: str | None = None
    email: str | None = None


class _Register(BaseModel):
    model_config = ConfigDict(extra="forbid")

    contact: list[_Entry]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Who to turn to, in the operator's order."""

    entries: tuple[_Entry, ...]

    def suited(self, question: str, most: int = 2) -> list[Contact]:
        """The contacts for a question: those whose words it holds, then the general ones."""
        folded = fold(question)
        named = [e for e in self.entries if any(fold(word) in folded for word in e.words)]
        general = [e for e in self.entries if not e.words]
        return [
            Contact(**entry.model_dump(exclude={"words"})) for entry in (*named, *general)[:most]
        ]


def load_contacts(path: Path | None) -> Contacts:
    """The operator's register, or the built-in one.

    Raises:
        ContactsError: the file is missing or is no register.
    """
    file = path or BUILT_IN
    try:
        register = _Register.model_validate(tomllib.loads(file.read_text("utf-8")))
    except OSError as error:
        raise ContactsError(
            f"Kontaktregistret {file} går inte att läsa: {error.strerror}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContactsError(f"Kontaktregistret {file} är ingen riktig TOML-fil: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ContactsError(f"Kontaktregistret {file}: {where}: {first['msg']}") from error
    return Contacts(tuple(register.contact))
