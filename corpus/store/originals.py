"""The files that documents were read from, kept as they were beside what was read of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path


class Originals:
    """A folder of files, each under the hash that its document keeps of its content.

    A file is there whole or not at all; two documents of one content share it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content_hash: str, data: bytes) -> None:
        """Keeps a file; does nothing where it is kept already."""
        path = self._folder / content_hash
        if path.exists():
            return
        self._folder.mkdir(exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(data)
        unfinished.replace(path)

    def read(self, content_hash: str) -> bytes | None:
        """A file as it was; None where it is not kept."""
        try:
            return (self._folder / content_hash).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, hashes: Iterable[str]) -> None:
        """Lets go of some files."""
        for content_hash in hashes:
            (self._folder / content_hash).unlink(missing_ok=True)

    def keep_only(self, hashes: Collection[str]) -> None:
        """Lets go of all other files: what a stop left, or a document that is gone had."""
        if self._folder.exists():
            for name in {path.name for path in self._folder.iterdir()} - set(hashes):
                (self._folder / name).unlink(missing_ok=True)
