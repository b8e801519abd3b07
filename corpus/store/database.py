"""The way to the database: a file of SQLite."""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from corpus.store.errors import database_damaged
from corpus.store.schema import prepare

compact_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class DatabaseFile:
    """A database in a file, made where it is missing."""

    def __init__(self, path: Path) -> None:
        """Opens the file, with its tables as this version has them.

        Raises:
            OtherVersion: the store is of a later version.
        """
        path.touch()
        self._path, self._inode, self._size = path, path.stat().st_ino, 0
        self.engine = sqlite_engine(path)
        prepare(self.engine, path.parent)

    def check(self) -> None:
        """Looks whether the file is still the same.

        Raises:
            StoreDamaged: it was taken away or cut. SQLite would go on with what it has in memory.
        """
        try:
            now = self._path.stat()
        except FileNotFoundError:
            raise database_damaged(self._path.parent, "är borta") from None
        # Nothing here makes it smaller: no vacuum is ever run.
        if now.st_ino != self._inode or now.st_size < self._size:
            raise database_damaged(self._path.parent, "är avkortad eller utbytt")
        self._size = now.st_size


def sqlite_engine(path: Path) -> Engine:
    """Connections to a file that is there."""
    # A connection that is opened later makes no new, empty file where this one was taken away.
    address = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        # The driver must not begin and end transactions by itself: it would leave out the tables.
        return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, json_serializer=compact_json
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: sqlite3.Connection, _: object) -> None:
    # Readers go on while one writes.
    connection.execute("PRAGMA journal_mode = WAL")
    # A version's serial number must survive a power cut once the indexes know it, or it could be
    # given out again and old entries would pass for the new. Commits are few, so waiting is cheap.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # 16 MB: room for what leads to the passages of a hundred thousand, read from a file otherwise.
    connection.execute("PRAGMA cache_size = -16000")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
