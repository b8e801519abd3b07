"""The way to the database: a file of SQLite, or a PostgreSQL server that several share."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pydantic_core import from_json
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.pool import QueuePool

from corpus.store.errors import StoreDamaged, StoreError, database_damaged
from corpus.store.schema import prepare

compact_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def read_json(text: str) -> object:
    """What a column of JSON holds.

    Raises:
        StoreDamaged: it is no JSON any more.
    """
    try:
        return from_json(text, cache_strings="keys")
    except ValueError as error:
        raise StoreDamaged(
            "En uppgift i lagrets databas är skadad. Kör ”vagvis verify”, som säger vilket "
            "dokument det gäller."
        ) from error


_JSON = {"json_serializer": compact_json, "json_deserializer": read_json}

WRITING = 7_266_104
"""The number of PostgreSQL's advisory lock that the one who writes holds."""


class DatabaseServer:
    """A database on a PostgreSQL server, which several processes read and write."""

    shared = True

    def __init__(self, url: str, folder: Path) -> None:
        """Opens the database with its tables as this version has them; raises OtherVersion."""
        address = make_url(url).set(drivername="postgresql+psycopg")
        try:
            self.engine = create_engine(address, **_JSON, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise StoreError(
                "VAGVIS_DATABASE_URL behöver psycopg. Installera det med pip install ”.[server]”."
            ) from error
        with self.writing():
            prepare(self.engine, folder)

    def check(self) -> None:
        """Does nothing: who reads sees whether the server answers."""

    def damage(self) -> str | None:
        """Nothing: the server looks after its own files."""
        return None

    def forget(self) -> None:
        """Does nothing: the server vacuums by itself."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keeps other processes from writing; a process that dies lets go of it."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(select(func.pg_advisory_lock(WRITING)))
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(WRITING)))


class DatabaseFile:
    """A database in a file, made where it is missing; one process alone has it."""

    shared = False

    def __init__(self, path: Path) -> None:
        """Opens the file with its tables as this version has them; raises OtherVersion."""
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

    def damage(self) -> str | None:
        """What SQLite finds wrong with the file, or None."""
        with self.engine.connect() as connection:
            verdict = connection.scalar(text("PRAGMA quick_check(1)"))
        return None if verdict == "ok" else str(verdict)

    def forget(self) -> None:
        """Takes what was deleted out of the log as well, so that no file holds it."""
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Does nothing: the folder's lock keeps other processes out."""
        yield


Database = DatabaseFile | DatabaseServer


def sqlite_engine(path: Path) -> Engine:
    """Connections to a file that is there."""
    # A connection that is opened later makes no new, empty file where this one was taken away.
    address = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        # The driver must not begin and end transactions by itself: it would leave out the tables.
        return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, **_JSON)
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
    # What is deleted is overwritten: a document that was taken out is in no file any more.
    connection.execute("PRAGMA secure_delete = ON")
    # 16 MB: room for what leads to the passages of a hundred thousand, read from a file otherwise.
    connection.execute("PRAGMA cache_size = -16000")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
