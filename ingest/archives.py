"""Zip archives, which are looked into as folders are: each file in them is one of its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingest.readers.formats import BROKEN_ZIP, PROTECTED
from ingest.readers.reading import Unreadable

SUFFIX = ".zip"

MOST_FILES = 2_000
LARGEST_UNPACKED = 2_000_000_000
"""Files in one archive, and bytes that they may be together."""


def is_archive(path: Path) -> bool:
    """Whether a file is named as an archive."""
    return path.suffix.lower() == SUFFIX


def archive_of(location: Path) -> Path | None:
    """The archive that a location lies in, if it lies in one."""
    return next(
        (place for place in location.parents if is_archive(place) and place.is_file()), None
    )


def names_in(place: Path | BinaryIO) -> list[str]:
    """The names of the files in an archive, in order; what programs leave beside them is not told.

    Raises:
        Unreadable: it is damaged, locked, empty or too large.
    """
    try:
        with zipfile.ZipFile(place) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except BROKEN_ZIP as error:
        raise Unreadable("är ett skadat arkiv. Hämta eller packa det igen.") from error
    if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
        raise Unreadable(
            f"är ett arkiv med fler än {MOST_FILES} filer eller mer än "
            f"{LARGEST_UNPACKED // 1_000_000_000} GB. Packa upp det och läs in mappen."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(PROTECTED)
    names = sorted(entry.filename for entry in entries if _is_own(entry.filename))
    if not names:
        raise Unreadable("är ett tomt arkiv. Kontrollera att filerna har packats.")
    return names


def member(location: Path, archive: Path, largest: int) -> bytes:
    """The bytes of a file in an archive.

    Raises:
        Unreadable: the archive is damaged, the file is gone from it, or larger than ``largest``.
    """
    name = location.relative_to(archive).as_posix()
    try:
        with zipfile.ZipFile(archive) as opened:
            if opened.getinfo(name).file_size > largest:
                raise Unreadable(f"är större än {largest // 1_000_000} MB. Dela upp dokumentet.")
            return opened.read(name)
    except KeyError as error:
        raise Unreadable("finns inte längre i arkivet.") from error
    except BROKEN_ZIP as error:
        raise Unreadable("är skadad inne i arkivet. Hämta eller packa det igen.") from error


def uploaded(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """The files of an upload with their names: those in an archive, or the one that it is.

    Raises:
        Unreadable: it is an archive that is damaged, locked, empty or too large.
    """
    if not is_archive(Path(name)):
        return [(name, data)]
    names = names_in(io.BytesIO(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(f"{name}/{inner}", archive.read(inner)) for inner in names]
    except BROKEN_ZIP as error:
        raise Unreadable("är ett skadat arkiv. Hämta eller packa det igen.") from error


def _is_own(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "~$")) or part.lower() == "__macosx" for part in parts)
    return not hidden and not name.startswith("/") and ".." not in parts
