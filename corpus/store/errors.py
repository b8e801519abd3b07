"""What can go wrong with a store, each with one Swedish line that says what to do."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

_FULL_WORDS = (
    *("disk is full", "no space left", "file too large", "disk quota exceeded"),
    # SQLite's "full" and "write refused", as Chroma passes them on.
    *("(code: 13)", "(code: 778)"),
)
# The second is how SQLite tells of a write that the system refused for its size.
_FULL_NAMES = {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}
_FULL_NUMBERS = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_READ_ONLY_NUMBERS = {errno.EROFS, errno.EACCES, errno.EPERM}
_REASONS = {
    errno.EROFS: "disken är skrivskyddad",
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.ENOTDIR: "det är ingen mapp",
    errno.EEXIST: "det är ingen mapp",
    errno.ENOSPC: "disken är full",
}
_DAMAGED_WORDS = (
    *("malformed", "not a database", "disk i/o error", "unable to open database"),
    "could not decode",
)
_SPARE_BYTES = 1_000_000


class StoreError(Exception):
    """Something about the store that its user can mend; ``str()`` is the line to show."""


class StoreLocked(StoreError):
    """Another process holds the folder."""


class StoreFull(StoreError):
    """The disk is full. What was in the store before is still there."""


class StoreReadOnly(StoreError):
    """The disk takes no more writing, as systems do to save what is on one that fails."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Det går inte att skriva i {folder}: disken eller mappen är skrivskyddad. "
            "Gör den skrivbar för Vägvis, eller välj en annan mapp med --data."
        )
        self.folder = folder

    def __reduce__(self) -> tuple[type[StoreReadOnly], tuple[Path]]:
        """As it is sent to another process: made anew there."""
        return StoreReadOnly, (self.folder,)


class StoreDamaged(StoreError):
    """Files of the store cannot be read."""


class IndexDamaged(StoreDamaged):
    """An index cannot be read; it is made anew from the tables.

    ``part`` is its Swedish name, such as "nyckelordsindexet".
    """

    def __init__(self, folder: Path, part: str) -> None:
        super().__init__(
            f"I lagret {folder} går {part} inte att läsa. "
            "Kör ”vagvis verify --repair”, som gör om det från dokumenten."
        )
        self.folder, self.part = folder, part

    def __reduce__(self) -> tuple[type[IndexDamaged], tuple[Path, str]]:
        """As it is sent to another process: made anew there."""
        return IndexDamaged, (self.folder, self.part)


class ServerUnreachable(StoreDamaged):
    """A server that the store lies on does not answer."""

    def __init__(self, what: str, setting: str) -> None:
        super().__init__(
            f"Det går inte att nå {what}. Kontrollera att den kör, och inställningen {setting}."
        )


class EmbedderMismatch(StoreError):
    """The store holds vectors of another embedder."""


@contextmanager
def store_errors(folder: Path) -> Iterator[None]:
    """Turns a full disk and damaged files, as the libraries tell of them, into a StoreError."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        full = _is_full(error, folder)
        # SQLite tells of a disk that turned read-only as of one that is full.
        if is_read_only(error) or (full and not is_writable(folder)):
            raise StoreReadOnly(folder) from error
        if full:
            raise StoreFull(
                f"Disken är full: det gick inte att skriva i {full_place(error, folder)}. "
                "Frigör utrymme och kör om. Allt som redan fanns i lagret är kvar."
            ) from error
        if isinstance(error, OperationalError) and not isinstance(error.orig, sqlite3.Error):
            raise ServerUnreachable("databasservern", "VAGVIS_DATABASE_URL") from error
        if isinstance(error, DBAPIError) and _says(error, _DAMAGED_WORDS):
            raise database_damaged(folder, "går inte att läsa") from error
        raise


def database_damaged(folder: Path, how: str) -> StoreDamaged:
    """The database cannot be used: it alone cannot be made anew from anything else."""
    return StoreDamaged(
        f"Lagrets databas i {folder} {how}. Flytta undan mappen och lägg tillbaka en "
        "säkerhetskopia med ”vagvis restore”, eller läs in dokumenten igen med ”vagvis ingest”."
    )


def record_damaged(source: str) -> StoreDamaged:
    """A document is not what was read in: what stands there is shown to nobody."""
    return StoreDamaged(
        f"Dokumentet {source} är skadat i lagrets databas. Läs om det under Dokument på sidan, ta "
        "bort det och läs in det igen, eller lägg tillbaka en säkerhetskopia med ”vagvis restore”."
    )


def is_full(error: BaseException) -> bool:
    """Whether the system refused to write for want of room."""
    return isinstance(error, OSError) and error.errno in _FULL_NUMBERS


def is_read_only(error: BaseException) -> bool:
    """Whether the system refused to write because nobody may."""
    if isinstance(error, OSError):
        return error.errno in _READ_ONLY_NUMBERS
    # SQLite's words, and those of the keyword index.
    return isinstance(error, Exception) and _says(error, ("readonly database", "readonlyfilesyst"))


def is_writable(folder: Path) -> bool:
    """Whether a file can be made in a folder, for all that is known of its rights."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError as error:
        return error.errno not in _READ_ONLY_NUMBERS


def has_room(folder: Path) -> bool:
    """Whether there is room to write in a folder."""
    return shutil.disk_usage(folder).free >= _SPARE_BYTES


def reason(error: OSError) -> str:
    """Why the system refused, in Swedish where it is one of the usual ones."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def full_place(error: BaseException, folder: Path | None = None) -> Path | None:
    """Where there is no room: a store's folder, the one for temporary files, or the file's own."""
    own = (
        Path(os.fsdecode(error.filename)) if isinstance(error, OSError) and error.filename else None
    )
    if own and folder and own.is_relative_to(folder):
        return folder
    # Not tempfile's own choice alone: it passes over a full folder, and SQLite does not.
    temporary = Path(os.environ.get("TMPDIR") or tempfile.tempdir or "/tmp")  # noqa: S108
    places = (at for at in (folder, temporary) if at and at.is_dir())
    full = (at for at in places if not has_room(at))
    return next(full, folder or (own and own.parent))


def _is_full(error: Exception, folder: Path) -> bool:
    if is_full(error):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorname in _FULL_NAMES:
        return True
    # The indexes' own threads lose the reason on its way up: ask the disk itself.
    return _says(error, _FULL_WORDS) or not has_room(folder)


def _says(error: Exception, signs: tuple[str, ...]) -> bool:
    text = str(error).lower()
    return any(sign in text for sign in signs)
