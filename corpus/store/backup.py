"""A backup: one zip file with all of a store that cannot be made anew.

It holds the database, the keys to the service and the original files; the indexes are made from
these when the store is next opened. ``backup.toml`` in it tells when it was made.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from corpus.store.errors import StoreDamaged, StoreError, reason, store_errors
from corpus.store.lock import FolderLock
from corpus.store.lookup import DATABASE

ORIGINALS = "originals"
"""The folder of original files, in a store and in a backup of it."""

KEYS = "keys.db"
"""The database of keys and collections in a store's folder, where there are any."""

_NOTE = "backup.toml"
_UNFINISHED = "restoring"
"""Where a backup is unpacked; a stop leaves it, and no store."""


def back_up(folder: Path, file: Path) -> None:
    """Writes a backup of a store, which may be in use by another process meanwhile.

    The file is there whole or, as it was before, not at all.

    Raises:
        StoreError: there is no store in the folder, or the file cannot be written.
        StoreDamaged: the database is damaged; it is not taken for a backup.
        StoreFull: there is no room.
    """
    if not (folder / DATABASE).is_file():
        raise StoreError(
            f"Det finns ingen databas i {folder} att säkerhetskopiera. En som ligger i PostgreSQL "
            "säkerhetskopieras med pg_dump."
        )
    new = file.with_name(f"{file.name}.new")
    copies = {name: file.with_name(f"{file.name}.{name}") for name in (DATABASE, KEYS)}
    try:
        with store_errors(file.absolute().parent):
            new.touch()  # SQLite would not say why it cannot write there
            kept = {name: copy for name, copy in copies.items() if (folder / name).is_file()}
            for name, copy in kept.items():
                _copy_database(folder / name, copy)
            _pack(folder, kept, new)
            new.replace(file)
            _sync(file.absolute().parent)
    except OSError as error:
        raise StoreError(
            f"Det går inte att skriva {file}: {reason(error)}. Välj ett annat ställe."
        ) from error
    finally:
        for path in (*copies.values(), new):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _copy_database(path: Path, copy: Path) -> None:
    """One moment of a database, in a file of its own, whatever is written meanwhile."""
    folder = path.parent
    copy.unlink(missing_ok=True)
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as database:
        try:
            database.execute("VACUUM INTO ?", [str(copy)])
        except sqlite3.DatabaseError as error:
            if "unable to open" in str(error):  # its log is written to by who reads, too
                raise StoreError(
                    f"Det går inte att läsa databasen i {folder}: mappen måste vara skrivbar."
                ) from error
            if "malformed" not in str(error) and "not a database" not in str(error):
                raise
            raise _damaged(folder) from error
    with closing(sqlite3.connect(copy)) as database:
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _damaged(folder)


def _damaged(folder: Path) -> StoreDamaged:
    return StoreDamaged(
        f"Lagrets databas i {folder} är skadad, så ingen säkerhetskopia gjordes. "
        "Lägg tillbaka en tidigare med ”vagvis restore”."
    )


def _pack(folder: Path, databases: Mapping[str, Path], new: Path) -> None:
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_NOTE, f"made = {datetime.now(UTC).isoformat(timespec='seconds')}\n")
        # Kept by what they hold: one that goes meanwhile is of a document that has gone.
        for path in sorted((folder / ORIGINALS).glob("*")):
            if path.is_file():
                archive.write(path, f"{ORIGINALS}/{path.name}")
        for name, database in databases.items():
            archive.write(database, name)
    with new.open("rb+") as file:
        os.fsync(file.fileno())


def restore(file: Path, folder: Path, holder: str) -> None:
    """Makes the store in an empty folder what it was when a backup was made.

    Until the last step, which puts the database in its place, there is no store in the folder.

    Raises:
        StoreError: the file is no backup or is damaged, or the folder holds a store already.
        StoreLocked: another process holds the folder.
        StoreFull: there is no room.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(folder, holder)
    except OSError as error:
        raise StoreError(f"Det går inte att skriva i {folder}: {reason(error)}.") from error
    try:
        if (folder / DATABASE).exists() or any(folder.glob("index-*")):
            raise StoreError(
                f"Det finns redan ett lager i {folder}. Lägg tillbaka säkerhetskopian i en tom "
                "mapp, eller flytta undan den som finns."
            )
        with store_errors(folder):
            _unpack(file, folder)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise StoreError(f"{file} är ingen hel säkerhetskopia av Vägvis.") from error
    except OSError as error:
        raise StoreError(f"Det gick inte att läsa {file}: {reason(error)}.") from error
    finally:
        lock.release()


def _unpack(file: Path, folder: Path) -> None:
    unfinished = folder / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(folder / ORIGINALS, ignore_errors=True)
    (unfinished / ORIGINALS).mkdir(parents=True)
    with zipfile.ZipFile(file) as archive:
        archive.getinfo(_NOTE)
        for name in archive.namelist():
            # Nothing but what a backup holds, and nothing outside the folder.
            known = name in (DATABASE, KEYS) or Path(name).parent.as_posix() == ORIGINALS
            if known and ".." not in Path(name).parts:
                _extract(archive, name, unfinished / name)
    (unfinished / ORIGINALS).rename(folder / ORIGINALS)
    if (unfinished / KEYS).exists():
        (unfinished / KEYS).chmod(0o600)
        (unfinished / KEYS).rename(folder / KEYS)
    _sync(folder)
    (unfinished / DATABASE).rename(folder / DATABASE)
    _sync(folder)
    unfinished.rmdir()


def _extract(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    """Writes one file for good; its checksum is compared when it is read to the end."""
    with archive.open(name) as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
        unpacked.flush()
        os.fsync(unpacked.fileno())


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
