"""The words of every passage, text by text, as numbers in a memory-mapped file.

Three files lie in one folder. ``vocabulary.txt`` has every word once, one a line; a word's number
is its line, from 0. ``passages-N`` has the words of versions one after the other, as 32-bit
integers. Both are only added to; when most of the integers are of versions that are gone, those
that are not are copied to a file whose N is one more. ``head`` says what of them counts. It is
replaced as a whole, and last, so that a stop at any point leaves what was there before.

A version stands among the integers as the places of its passages, counted from its own beginning
(one more than there are), and then each passage: how many texts it has, where these begin among its
words and where the last one ends, and its words.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.store import records
from corpus.vocabulary import Numbers, StoreVocabulary

FORMAT = 1
"""To be raised with whatever changes in these files."""

SPARE = 1_000_000
"""Integers of versions that are gone which are put up with in any case."""

_INTEGER, _ROW = np.dtype("<i4"), np.dtype("<i8")
_COLUMNS = _SERIAL, _FIRST, _LENGTH, _PASSAGES, _CHECKSUM = range(5)
"""What the head has of a version: its serial number, where its integers begin and how many they
are, its number of passages, and the checksum of its integers."""

_BEFORE_ROWS = 6
"""Numbers that the head begins with: the format, the checksum of all that follows, and the rest."""


class PassageWords(NamedTuple):
    """The words of one passage by their numbers in the vocabulary.

    Text ``i`` has those from ``starts[i]`` to ``starts[i + 1]``. The texts are the passage's
    sentences, in order, and last its frame: the title of its document and its own heading.
    """

    numbers: Numbers
    starts: Numbers


class _Head(NamedTuple):
    """What counts of the files: the N of ``passages-N``, and the vocabulary's words and bytes.

    ``rows`` has one for each version, in the order of their serial numbers.
    """

    file: int
    words: int
    size: int
    checksum: int
    rows: NDArray[np.int64]


class WordIndex:
    """Holds the words of passages. One thread at a time may write, any may read.

    ``add`` and ``remove`` are seen by readers, and survive a stop, from the next ``commit`` on.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the index in a folder, or makes an empty one.

        Raises:
            ValueError: what lies in the folder is no such index, or is damaged.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._head = _read_head(folder / "head")
        self.vocabulary = StoreVocabulary(_read_words(folder / "vocabulary.txt", self._head))
        # Readers take rows and integers as one, so that they fit each other.
        self._versions = self._head.rows, _mapped(self._passages(self._head.file), self._head.rows)
        self._added: dict[int, Numbers] = {}
        self._removed: set[int] = set()

    def add(self, serial: int, passages: Iterable[Sequence[Sequence[str]]]) -> None:
        """Adds a version, or replaces it, by the words of each text of each of its passages."""
        pieces = []
        for texts in passages:
            numbers = [self.vocabulary.add(words) for words in texts]
            starts = accumulate(map(len, numbers), initial=0)
            pieces.append([len(texts), *starts, *chain.from_iterable(numbers)])
        places = accumulate(map(len, pieces), initial=len(pieces) + 1)
        self._added[serial] = np.array([*places, *chain.from_iterable(pieces)], _INTEGER)

    def remove(self, serials: Collection[int]) -> None:
        """Removes versions; unknown ones are passed over."""
        self._removed.update(serials)
        for serial in serials:
            self._added.pop(serial, None)

    def commit(self) -> None:
        """Makes what was added and removed durable, and visible to readers."""
        rows, integers = self._versions
        rows = rows[~np.isin(rows[:, _SERIAL], [*self._removed, *self._added])]
        file, new = self._head.file, list(self._added.items())
        if _count(self._passages(file)) > 2 * rows[:, _LENGTH].sum() + SPARE:
            file += 1
            new += [(int(row[_SERIAL]), _of_version(row, integers)) for row in rows]
            rows = rows[:0]
        first = _count(self._passages(file))
        data = b"".join(part.tobytes() for _, part in new)
        _append(self._passages(file), first * _INTEGER.itemsize, data)
        firsts = accumulate((len(part) for _, part in new), initial=first)
        added = [
            (serial, first, len(part), int(part[0]) - 1, _checksum(part))
            for (serial, part), first in zip(new, firsts, strict=False)
        ]
        rows = np.concatenate([rows, np.array(added, _ROW).reshape(-1, len(_COLUMNS))])
        head = _Head(file, *self._append_words(), rows[np.argsort(rows[:, _SERIAL])])
        _write_head(self._folder / "head", head)
        self._head = head
        self._versions = head.rows, _mapped(self._passages(file), head.rows)
        self._added, self._removed = {}, set()
        for path in self._folder.glob("passages-*"):
            if path != self._passages(file):
                path.unlink()

    def reload(self) -> None:
        """Sees what another process has committed since.

        Raises:
            ValueError: the files are damaged.
        """
        head = _read_head(self._folder / "head")
        new = (self._folder / "vocabulary.txt").read_bytes()[self._head.size : head.size]
        if zlib.crc32(new, self._head.checksum) != head.checksum:
            raise ValueError(f"{self._folder} is damaged")
        self.vocabulary.add(new.decode().split("\n")[:-1])
        self._versions = head.rows, _mapped(self._passages(head.file), head.rows)
        self._head = head

    def read(self, places: Sequence[tuple[int, int]]) -> list[PassageWords | None]:
        """The words of passages by version and ordinal; None for one that is not there."""
        rows, integers = self._versions
        at = np.searchsorted(rows[:, _SERIAL], [serial for serial, _ in places])
        found = []
        for (serial, ordinal), number in zip(places, at.tolist(), strict=True):
            row = rows[number].tolist() if number < len(rows) else [0] * len(_COLUMNS)
            there = row[_SERIAL] == serial and ordinal < row[_PASSAGES]
            found.append(_passage(_of_version(row, integers), ordinal) if there else None)
        return found

    def __len__(self) -> int:
        return int(self._versions[0][:, _PASSAGES].sum())

    def serials(self) -> set[int]:
        """The versions that are there."""
        return set(self._versions[0][:, _SERIAL].tolist())

    def ids(self) -> set[str]:
        """The keys of all passages.

        Raises:
            ValueError: the integers are not those that were written.
        """
        rows, integers = self._versions
        keys: set[str] = set()
        for row in rows.tolist():
            if _checksum(_of_version(row, integers)) != row[_CHECKSUM]:
                raise ValueError(f"{self._folder} is damaged")
            keys.update(records.key(row[_SERIAL], ordinal) for ordinal in range(row[_PASSAGES]))
        return keys

    def close(self) -> None:
        """Drops what was not committed."""
        self._added, self._removed = {}, set()

    def _passages(self, file: int) -> Path:
        return self._folder / f"passages-{file}"

    def _append_words(self) -> tuple[int, int, int]:
        """Writes the new words; how many there are now, and their bytes and checksum."""
        head, words = self._head, self.vocabulary.words
        new = "".join(f"{word}\n" for word in words[head.words :]).encode()
        _append(self._folder / "vocabulary.txt", head.size, new)
        return len(words), head.size + len(new), zlib.crc32(new, head.checksum)


def _passage(version: Numbers, ordinal: int) -> PassageWords:
    at = int(version[ordinal])
    texts = int(version[at])
    starts = version[at + 1 : at + 2 + texts]
    first = at + 2 + texts
    return PassageWords(version[first : first + int(starts[-1])], starts)


def _of_version(row: Sequence[int], integers: Numbers) -> Numbers:
    return integers[row[_FIRST] : row[_FIRST] + row[_LENGTH]]


def _checksum(integers: NDArray[np.signedinteger]) -> int:
    return zlib.crc32(integers.tobytes())


def _mapped(path: Path, rows: NDArray[np.int64]) -> Numbers:
    """The integers of a file, as far as they are of versions that are there."""
    length = int((rows[:, _FIRST] + rows[:, _LENGTH]).max(initial=0))
    if not length:
        return np.empty(0, _INTEGER)
    return np.asarray(np.memmap(path, _INTEGER, "r", shape=(length,)))


def _count(path: Path) -> int:
    """How many integers a file has, those that do not count included."""
    return path.stat().st_size // _INTEGER.itemsize if path.exists() else 0


def _append(path: Path, size: int, data: bytes) -> None:
    """Adds to a file of so many bytes, for good; more of them do not count, as a stop left them."""
    with path.open("ab") as file:
        file.truncate(size)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _read_head(path: Path) -> _Head:
    if not path.exists():
        return _Head(0, 0, 0, 0, np.empty((0, len(_COLUMNS)), _ROW))
    numbers = np.frombuffer(path.read_bytes(), _ROW)
    form, checksum, file, words, size, of_words = numbers[:_BEFORE_ROWS].tolist()
    if form != FORMAT or checksum != _checksum(numbers[2:]):
        raise ValueError(f"{path} is damaged")
    return _Head(file, words, size, of_words, numbers[_BEFORE_ROWS:].reshape(-1, len(_COLUMNS)))


def _write_head(path: Path, head: _Head) -> None:
    facts = np.array([head.file, head.words, head.size, head.checksum], _ROW)
    numbers = np.concatenate([facts, head.rows.ravel()])
    new = path.with_name("head.new")
    _append(new, 0, np.array([FORMAT, _checksum(numbers)], _ROW).tobytes() + numbers.tobytes())
    new.replace(path)
    with suppress(OSError):  # not every system lets go of a folder's own changes this way
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _read_words(path: Path, head: _Head) -> list[str]:
    text = path.read_bytes()[: head.size] if head.size else b""
    words = text.decode().split("\n")[:-1]
    if zlib.crc32(text) != head.checksum or len(words) != head.words:
        raise ValueError(f"{path} is damaged")
    return words
