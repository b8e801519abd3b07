"""The files that are to be read: walks folders, and reads bytes that hold still."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from unicodedata import normalize

from ingest.archives import archive_of, is_archive, member, names_in
from ingest.readers.reading import Unreadable
from ingest.sidecar import SUFFIX, sidecar_of

VERSION = 9
"""Raised when reading, cleaning or splitting changes: every document is then read anew."""

LARGEST = 200_000_000
"""Bytes of the largest file that is read."""

_STORE_MARK = "vagvis.sqlite"
# What operating systems and office programs leave beside documents.
_IGNORED_NAMES = frozenset(["thumbs.db", "desktop.ini", "icon\r", "__macosx"])


class BadPath(Exception):
    """A path that is not there, or not what it should be; ``str()`` is for the user."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its location, which is its identity, and the path that people are shown."""

    location: str
    source: str

    @property
    def name(self) -> str:
        """Its name, without folders."""
        return PurePath(self.source).name


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that did not go in. ``reason`` is a Swedish sentence whose subject is the file."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of all paths, and what could not be looked into.

    ``roots`` are the folders that were walked whole, ``blocked`` the folders that could not be
    opened: nothing under those may be taken for vanished.
    """

    files: list[SourceFile] = field(default_factory=list)
    roots: list[Path] = field(default_factory=list)
    blocked: list[Path] = field(default_factory=list)
    problems: list[SkippedFile] = field(default_factory=list)

    def covers(self, location: Path) -> bool:
        """Whether a location is under a folder that was walked, and could be looked into."""
        inside = any(root in location.parents for root in self.roots)
        return inside and not any(folder in location.parents for folder in self.blocked)


@dataclass(frozen=True, slots=True)
class FileContent:
    """The bytes of a file and of its sidecar, where it has one."""

    data: bytes
    sidecar: bytes | None = None
    sidecar_name: str = ""

    @property
    def content_hash(self) -> str:
        """Changes with the file, its sidecar and the way they are read."""
        digest = hashlib.sha256(f"{VERSION}\0{len(self.data)}\0".encode())
        digest.update(self.data)
        digest.update(b"\0" if self.sidecar is None else b"\1" + self.sidecar)
        return digest.hexdigest()


def find(paths: Sequence[Path]) -> FileList:
    """All files at and under some paths, each once, in the order of their names.

    Hidden files, lock files and sidecars are passed over. Links to files are followed; links to
    folders are not, and are told as problems, as are names that are no text.

    Raises:
        BadPath: one of the paths does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise BadPath(f"{printable(path)} finns inte. Kontrollera sökvägen.")
    listing = FileList()
    files: dict[str, SourceFile] = {}
    for path in paths:
        folder = os.path.isdir(path)  # noqa: PTH112 (Path.is_dir fails where it may not look)
        place = path.resolve() if folder else path.parent.resolve() / path.name
        if not _is_text(str(place)):
            listing.problems.append(_misnamed(str(path)))
        elif folder:
            listing.roots.append(place)
            for file in _walk(place, listing):
                files.setdefault(normalize("NFC", file.location), file)
        elif is_archive(place):
            listing.roots.append(place)
            for file in _in_archive(place, place.name, listing):
                files.setdefault(normalize("NFC", file.location), file)
        else:
            name = normalize("NFC", place.name)
            files.setdefault(normalize("NFC", str(place)), SourceFile(str(place), name))
    listing.files.extend(files.values())
    return listing


def _in_archive(path: Path, source: str, listing: FileList) -> Iterator[SourceFile]:
    """The files in an archive, as if it were a folder."""
    try:
        names = names_in(path)
    except Unreadable as error:
        listing.blocked.append(path)
        listing.problems.append(SkippedFile(source, str(error)))
        return
    for name in names:
        if is_archive(Path(name)):
            reason = "är ett arkiv i ett arkiv. Packa upp det yttre och läs in mappen."
            listing.problems.append(SkippedFile(f"{source}/{name}", reason))
        elif not name.endswith(SUFFIX):
            yield SourceFile(str(path / name), f"{source}/{name}")


def _walk(root: Path, listing: FileList) -> Iterator[SourceFile]:
    """The files under a folder; by a loop, for folders may nest deeper than calls may."""
    pending: list[Path | SourceFile] = [root]
    while pending:
        place = pending.pop()
        if isinstance(place, SourceFile):
            yield place
            continue
        try:
            with os.scandir(place) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            listing.blocked.append(place)
            shown = place.relative_to(root).as_posix() if place != root else str(root)
            reason = f"är en mapp som inte går att öppna. {_advice(error)}"
            listing.problems.append(SkippedFile(shown, reason))
            continue
        pending.extend(reversed(list(_in_folder(place, entries, root, listing))))


def _in_folder(
    folder: Path, entries: Sequence[os.DirEntry[str]], root: Path, listing: FileList
) -> Iterator[Path | SourceFile]:
    """The files and folders that one folder holds."""
    names = {entry.name for entry in entries}
    if _STORE_MARK in names:
        return  # the store itself, in a folder that is ingested
    for entry in entries:
        path = folder / entry.name
        source = path.relative_to(root).as_posix()
        if entry.name.startswith((".", "~$")) or entry.name.lower() in _IGNORED_NAMES:
            continue
        if not _is_text(entry.name):
            listing.problems.append(_misnamed(source))
        elif entry.is_symlink() and _is_folder(entry):
            reason = "är en länk till en mapp och följs inte. Ange mappen själv."
            listing.problems.append(SkippedFile(source, reason))
        elif not entry.is_symlink() and _is_folder(entry):
            yield path
        elif is_archive(path):
            yield from _in_archive(path, source, listing)
        elif not entry.name.endswith(SUFFIX):
            yield SourceFile(str(path), normalize("NFC", source))
        elif not _has_document(entry.name, names):
            reason = "är en metadatafil utan dokument. Ge den dokumentets namn."
            listing.problems.append(SkippedFile(source, reason))


def _is_text(name: str) -> bool:
    """Whether a name is valid Unicode; the system's may be any bytes."""
    return printable(name) == name


def printable(path: str | Path) -> str:
    """A path as it can be shown, whatever bytes its names are made of."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _misnamed(source: str) -> SkippedFile:
    reason = "har ett namn med tecken som inte går att läsa. Byt namn på den."
    return SkippedFile(printable(source), reason)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself, or a place that may not be looked at
        return False


def _has_document(sidecar: str, names: set[str]) -> bool:
    stem = sidecar.removesuffix(SUFFIX)
    return stem in names or any(
        Path(name).stem == stem and not name.endswith(SUFFIX) for name in names
    )


def load(path: Path) -> FileContent:
    """The content of a file and of its sidecar.

    Raises:
        Unreadable: one of them is gone, closed to this program, too large, or being written to.
    """
    if (archive := archive_of(path)) is not None:
        return FileContent(member(path, archive, LARGEST))
    try:
        sidecar = sidecar_of(path)
        data = _read_still(path)
        if sidecar is None:
            return FileContent(data)
        return FileContent(data, _read_still(sidecar), sidecar.name)
    except OSError as error:
        raise Unreadable(f"går inte att läsa. {_advice(error)}") from error


def _read_still(path: Path) -> bytes:
    """The bytes of a file that did not change while they were read; it is tried twice."""
    for _ in range(2):
        before = path.stat()
        if not path.is_file():
            raise Unreadable("är ingen vanlig fil.")
        if before.st_size > LARGEST:
            raise Unreadable(
                f"är större än {LARGEST // 1_000_000} MB. Dela upp dokumentet, eller "
                "minska dess bilder."
            )
        data = path.read_bytes()
        after = path.stat()
        same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if same and len(data) == after.st_size:
            return data
    raise Unreadable("ändrades medan den lästes. Läs in den igen när den är färdig.")


def is_gone(location: str) -> bool:
    """Whether there is surely nothing at a location: what cannot be asked for counts as there."""
    try:
        Path(location).lstat()
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return not _is_in_archive(Path(location))
    except OSError:
        return False
    return False


def _is_in_archive(location: Path) -> bool:
    archive = archive_of(location)
    try:
        names = names_in(archive) if archive is not None else []
    except Unreadable:
        return True
    return archive is not None and location.relative_to(archive).as_posix() in names


def _advice(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Ge programmet rätt att läsa den."
    if isinstance(error, FileNotFoundError):
        return "Den finns inte längre, eller är en länk som inte leder någonstans."
    return f"Systemet säger: {error.strerror or error}."
