"""The files that are to be read: walks folders, and reads bytes that hold still."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.readers.reading import Unreadable
from ingest.sidecar import SUFFIX

LARGEST = 200_000_000
"""Bytes of the largest file that is read."""

_STORE_MARK = "vagvis.sqlite"
# What operating systems and office programs leave beside documents.
_IGNORED_NAMES = frozenset(["thumbs.db", "desktop.ini", "icon\r", "__macosx"])


class BadPath(Exception):
    """A path that was given is not there, or not what it should be; ``str()`` is for the user."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read: where it is, and the path that people are shown."""

    path: Path
    source: str

    @property
    def location(self) -> str:
        """What makes the document's identity."""
        return str(self.path)


@dataclass(slots=True)
class Found:
    """The files of all paths, and what could not be looked into.

    ``roots`` are the folders that were walked whole, ``blocked`` the folders that could not be
    opened: nothing under those may be taken for vanished.
    """

    files: list[Candidate] = field(default_factory=list)
    roots: list[Path] = field(default_factory=list)
    blocked: list[Path] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def find(paths: Sequence[Path]) -> Found:
    """All files at and under some paths, each once, in the order of their names.

    Hidden files, lock files and sidecars are passed over. Links to files are followed; links to
    folders are not, and are told as problems.

    Raises:
        BadPath: one of the paths does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise BadPath(f"{path} finns inte. Kontrollera sökvägen.")
    found = Found()
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            root = path.resolve()
            found.roots.append(root)
            candidates = _walk(root, root, found)
        else:
            candidates = iter([Candidate(_location(path), path.name)])
        for candidate in candidates:
            if candidate.path not in seen:
                seen.add(candidate.path)
                found.files.append(candidate)
    return found


def _location(path: Path) -> Path:
    return path.parent.resolve() / path.name


def _walk(folder: Path, root: Path, found: Found) -> Iterator[Candidate]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        found.blocked.append(folder)
        shown = folder.relative_to(root).as_posix() if folder != root else str(root)
        found.problems.append((shown, f"är en mapp som inte går att öppna. {_advice(error)}"))
        return
    names = {entry.name for entry in entries}
    if _STORE_MARK in names:
        return  # the store itself, in a folder that is ingested
    for entry in entries:
        path = folder / entry.name
        source = path.relative_to(root).as_posix()
        if _is_ignored(entry.name):
            continue
        if entry.is_symlink() and _is_folder(entry):
            found.problems.append(
                (source, "är en länk till en mapp och följs inte. Ange mappen själv.")
            )
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root, found)
        elif entry.name.endswith(SUFFIX):
            if not _has_document(entry.name, names):
                found.problems.append(
                    (source, "är en metadatafil utan dokument. Ge den dokumentets namn.")
                )
        else:
            yield Candidate(path, source)


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _IGNORED_NAMES


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _has_document(sidecar: str, names: set[str]) -> bool:
    stem = sidecar.removesuffix(SUFFIX)
    return stem in names or any(
        Path(name).stem == stem and not name.endswith(SUFFIX) for name in names
    )


def read_still(path: Path) -> bytes:
    """The bytes of a file that did not change while they were read; it is tried twice.

    Raises:
        Unreadable: the file is gone, closed to this program, too large, or being written to.
    """
    try:
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
    except OSError as error:
        raise Unreadable(f"går inte att läsa. {_advice(error)}") from error
    raise Unreadable("ändrades medan den lästes. Läs in den igen när den är färdig.")


def is_gone(location: str) -> bool:
    """Whether there is surely nothing at a location: what cannot be asked for counts as there."""
    try:
        Path(location).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _advice(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Ge programmet rätt att läsa den."
    if isinstance(error, FileNotFoundError):
        return "Den finns inte längre, eller är en länk som inte leder någonstans."
    return f"Systemet säger: {error.strerror or error}."
