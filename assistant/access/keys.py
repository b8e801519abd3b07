"""API keys, in a database of their own beside the store: they change while it is served.

Of a key only the hash is kept (Argon2id, RFC 9106, with OWASP's parameters); the key itself is
shown once, when it is made.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import (
    Column,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Engine, Row

from assistant.access.caller import Right
from assistant.access.collections import Collections
from corpus.clock import now
from corpus.store.backup import KEYS

FILE = KEYS
"""The database's name in the store's folder."""

PREFIX = "vagvis_"
"""What every key begins with, so that it is known for one wherever it turns up."""

_TOKEN = re.compile(PREFIX + r"([0-9a-f]{12})_([\w-]{43})")
_REMEMBERED = 1_000
_METADATA = MetaData()
_KEYS = Table(
    "keys",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("scopes", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("created", String, nullable=False),
    Column("revoked", String),
    Column("collections", String, nullable=False),
)
_FOLDERS = Table(
    "collections",
    _METADATA,
    Column("folder", String, primary_key=True),
    Column("name", String, nullable=False),
)


class NameTaken(Exception):
    """A key with that name is in use."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: everything but itself; times are ISO 8601 in UTC."""

    id: str
    name: str
    scopes: tuple[Right, ...]
    created: str
    revoked: str | None = None
    collections: tuple[str, ...] = ()


class KeyStore:
    """The keys in a store's folder; any thread and any process may use it at any time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).touch(mode=0o600)
        self._engine: Engine = create_engine(f"sqlite:///{folder / FILE}")
        _METADATA.create_all(self._engine)
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._right: OrderedDict[bytes, str] = OrderedDict()
        self._lock = threading.Lock()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> KeyStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, name: str, scopes: Iterable[Right], collections: Iterable[str] = ()) -> str:
        """Makes a key and gives it; it cannot be read again.

        ``collections`` are those whose documents it may read besides the open ones.

        Raises:
            NameTaken: a key of that name is in use.
        """
        if any(key.name == name for key in self.all() if key.revoked is None):
            raise NameTaken(name)
        own, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        row = {
            "id": own,
            "name": name,
            "scopes": ",".join(sorted(set(scopes))),
            "hash": self._hasher.hash(secret),
            "created": now(),
            "collections": "\n".join(sorted(set(collections))),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(_KEYS).values(row))
        return f"{PREFIX}{own}_{secret}"

    def all(self) -> Sequence[Key]:
        """Every key, also those that are revoked, the oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_KEYS).order_by(_KEYS.c.created, _KEYS.c.id))
            return [_key(row) for row in rows]

    def revoke(self, name: str) -> bool:
        """Ends the key of a name at once; false where none is in use."""
        chosen = _KEYS.c.name == name, _KEYS.c.revoked.is_(None)
        with self._engine.begin() as connection:
            changed = connection.execute(update(_KEYS).where(*chosen).values(revoked=now()))
            return changed.rowcount > 0

    def collections(self) -> Collections:
        """The folders whose documents not everybody may read."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_FOLDERS).order_by(_FOLDERS.c.folder))
            return Collections({row.folder: row.name for row in rows})

    def close_folder(self, folder: Path, name: str) -> None:
        """Puts a folder, with all that will ever lie in it, into a collection."""
        row = {"folder": str(folder.absolute()), "name": name}
        with self._engine.begin() as connection:
            connection.execute(delete(_FOLDERS).where(_FOLDERS.c.folder == row["folder"]))
            connection.execute(insert(_FOLDERS).values(row))

    def open_folder(self, folder: Path) -> bool:
        """Takes a folder out of its collection; false where it was in none."""
        chosen = _FOLDERS.c.folder == str(folder.absolute())
        with self._engine.begin() as connection:
            return connection.execute(delete(_FOLDERS).where(chosen)).rowcount > 0

    def find(self, token: str) -> Key | None:
        """The key that a token is, unless it is revoked; takes some 20 ms the first time."""
        match = _TOKEN.fullmatch(token)
        if match is None:
            return None
        with self._engine.connect() as connection:
            row = connection.execute(select(_KEYS).where(_KEYS.c.id == match[1])).first()
        if row is None or row.revoked is not None or not self._is_right(token, match[2], row.hash):
            return None
        return _key(row)

    def _is_right(self, token: str, secret: str, kept: str) -> bool:
        """Whether a secret is the one that a hash was made of; right ones are remembered."""
        digest = hashlib.sha256(token.encode()).digest()
        with self._lock:
            if self._right.get(digest) == kept:
                return True
        try:
            self._hasher.verify(kept, secret)
        except (VerificationError, InvalidHashError):
            return False
        with self._lock:
            self._right[digest] = kept
            while len(self._right) > _REMEMBERED:
                self._right.popitem(last=False)
        return True


def _key(row: Row[tuple[str, ...]]) -> Key:
    scopes = tuple(Right(one) for one in row.scopes.split(","))
    collections = tuple(filter(None, row.collections.split("\n")))
    return Key(row.id, row.name, scopes, row.created, row.revoked, collections)
