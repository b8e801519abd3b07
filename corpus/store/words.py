"""What a question reads of every passage: its words, text by text, and its vector.

Four files lie in one folder. ``vocabulary.txt`` has every word once, one a line; a word's number
is its line, from 0. ``passages-N`` has the words of versions one after the other, as 32-bit
integers, and ``vectors-N`` a row of 32-bit floats for each passage; both are memory-mapped. All are
only added to, and what is removed is overwritten; when most of the integers are of versions that
are gone, those that are not are copied to files whose N is one more. ``head`` says what of them
counts. It is replaced as a whole, and last, so that a stop at any point leaves what was there
before.

A version stands among the integers as the places of its passages, counted from its own beginning
(one more than there are), and then each passage: how many texts it has, where these begin among its
words and where the last one ends, and its words.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import reduce
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.store import records
from corpus.store.vectors import Hits, Matrix
from corpus.vocabulary import Numbers, StoreVocabulary

FORMAT = 2
"""To be raised with whatever changes in these files."""

SPARE = 1_000_000
"""Integers of versions that are gone which are put up with in any case."""

_INTEGER, _FLOAT, _ROW = np.dtype("<i4"), np.dtype("<f4"), np.dtype("<i8")
_COLUMNS = _SERIAL, _FIRST, _LENGTH, _VECTORS, _PASSAGES, _CHECKSUM = range(6)
"""What the head has of a version: its serial number, where its integers begin and how many they
are, which row is the vector of its first passage, its number of passages, and the checksum of its
integers and vectors."""

_BEFORE_ROWS = 7
"""Numbers that the head begins with: the format, the checksum of all that follows, and the rest."""


class PassageWords(NamedTuple):
    """The words of one passage by their numbers in the vocabulary.

    Text ``i`` has those from ``starts[i]`` to ``starts[i + 1]``. The texts are the passage's
    sentences, in order, and last its frame: the title of its document and its own heading.
    """

    numbers: Numbers
    starts: Numbers


class _Head(NamedTuple):
    """What counts of the files: their N, the figures of a vector, the vocabulary's words and bytes.

    ``rows`` has one for each version, in the order of their serial numbers.
    """

    file: int
    dimensions: int
    words: int
    size: int
    checksum: int
    rows: NDArray[np.int64]


class _Numbers:
    """A file of numbers, open as long as anybody reads it, even where it has gone meanwhile."""

    def __init__(self, path: Path, kind: np.dtype[Any]) -> None:
        # There is none before anything is put.
        self._file = os.open(path if path.exists() else os.devnull, os.O_RDONLY)
        self._kind = kind

    def read(self, first: int, count: int) -> NDArray[Any]:
        """So many numbers from one on."""
        size = self._kind.itemsize
        return np.frombuffer(os.pread(self._file, count * size, first * size), self._kind)

    def __del__(self) -> None:
        os.close(self._file)


class _Versions(NamedTuple):
    """What readers see: the rows of the head, and what they are about.

    Single passages are read from the ``files`` of integers and vectors: what is read by way of the
    memory map stays resident, with all that lies around it.
    """

    rows: NDArray[np.int64]
    serials: NDArray[np.int64]
    mean_length: float
    integers: Numbers
    vectors: Matrix
    files: tuple[_Numbers, _Numbers]

    def of(self, row: Sequence[int]) -> tuple[Numbers, Matrix]:
        """The integers and the vectors of one version."""
        return (
            self.integers[row[_FIRST] : row[_FIRST] + row[_LENGTH]],
            self.vectors[row[_VECTORS] : row[_VECTORS] + row[_PASSAGES]],
        )

    def words(self, row: Sequence[int] | None, ordinal: int) -> PassageWords | None:
        """The words of a passage; None where its version is not there, or overwritten."""
        if row is None:
            return None
        file, first = self.files[0], row[_FIRST]
        at, end = file.read(first + ordinal, 2).tolist()
        if not at:
            return None
        numbers = file.read(first + at, end - at)
        begin = 2 + int(numbers[0])
        return PassageWords(numbers[begin:], numbers[1:begin])

    def vector(self, row: Sequence[int] | None, ordinal: int) -> Matrix:
        """The vector of a passage; zeros where its version is not there."""
        width = self.vectors.shape[1]
        if row is None:
            return np.zeros(width, _FLOAT)
        return self.files[1].read((row[_VECTORS] + ordinal) * width, width)


class WordIndex:
    """Holds the words and vectors of passages. One thread at a time may write, any may read.

    ``add`` and ``remove`` are seen by readers, and survive a stop, from the next ``commit`` on.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the index in a folder, or an empty one; raises ValueError where it is damaged."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._head = _read_head(folder / "head")
        self.vocabulary = StoreVocabulary(_read_words(folder / "vocabulary.txt", self._head))
        self._versions = self._mapped()  # taken as one by readers, so that it fits
        self._added: dict[int, tuple[Numbers, Matrix]] = {}
        self._removed: set[int] = set()

    def add(
        self, serial: int, passages: Iterable[Sequence[Sequence[str]]], vectors: Matrix
    ) -> None:
        """Adds a version, or replaces it.

        Its passages come by the words of each of their texts, and a row of ``vectors`` each.
        """
        pieces = []
        for texts in passages:
            numbers = [self.vocabulary.add(words) for words in texts]
            starts = accumulate(map(len, numbers), initial=0)
            pieces.append([len(texts), *starts, *chain.from_iterable(numbers)])
        places = accumulate(map(len, pieces), initial=len(pieces) + 1)
        integers = np.array([*places, *chain.from_iterable(pieces)], _INTEGER)
        self._added[serial] = integers, np.asarray(vectors, _FLOAT)

    def remove(self, serials: Collection[int]) -> None:
        """Removes versions; unknown ones are passed over."""
        self._removed.update(serials)
        for serial in serials:
            self._added.pop(serial, None)

    def commit(self) -> None:
        """Makes what was added and removed durable, and visible to readers."""
        rows, head = self._versions.rows, self._head
        gone = np.isin(rows[:, _SERIAL], [*self._removed, *self._added])
        # First of all: were the head without them before this, a stop between would leave them.
        self._erase(rows[gone])
        rows = rows[~gone]
        file, new = head.file, list(self._added.items())
        if _count(self._file("passages", file)) > 2 * rows[:, _LENGTH].sum() + SPARE:
            file += 1
            new += [(row[_SERIAL], self._versions.of(row)) for row in rows.tolist()]
            rows = rows[:0]
        width = new[0][1][1].shape[1] if new else head.dimensions
        integers, vectors = self._file("passages", file), self._file("vectors", file)
        first = begun = _count(integers)
        row = first_row = _count(vectors) // max(1, width)
        added = []
        for serial, version in new:
            length, passages = map(len, version)
            added.append((serial, first, length, row, passages, _checksum(*version)))
            first, row = first + length, row + passages
        _append(integers, begun * _INTEGER.itemsize, (own for _, (own, _) in new))
        _append(vectors, first_row * width * _FLOAT.itemsize, (own for _, (_, own) in new))
        rows = np.concatenate([rows, np.array(added, _ROW).reshape(-1, len(_COLUMNS))])
        rows = rows[np.argsort(rows[:, _SERIAL])]
        self._head = _Head(file, width, *self._append_words(), rows)
        _write_head(self._folder / "head", self._head)
        self._versions = self._mapped()
        self._added, self._removed = {}, set()
        for path in self._folder.glob("*-*"):
            if path not in (integers, vectors):
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
        self._head = head
        self._versions = self._mapped()

    def read(self, places: Sequence[tuple[int, int]]) -> list[PassageWords | None]:
        """The words of passages by version and ordinal; None for one that is not there.

        They are copies: what is removed meanwhile is overwritten.
        """
        versions = self._versions
        return [versions.words(row, ordinal) for row, ordinal in _rows(versions, places)]

    @property
    def mean_length(self) -> float:
        """About how many words a passage has: the integers that tell where they are count too."""
        return self._versions.mean_length

    def vectors(self, places: Sequence[tuple[int, int]]) -> Matrix:
        """The vectors of passages by version and ordinal; zeros for one that is not there."""
        versions = self._versions
        found = [versions.vector(row, ordinal) for row, ordinal in _rows(versions, places)]
        return np.array(found, _FLOAT).reshape(len(found), versions.vectors.shape[1])

    def nearest(self, serials: Collection[int], vector: Matrix, k: int) -> Hits:
        """The keys of the ``k`` nearest passages of some versions, by comparing every one."""
        versions = self._versions
        rows, vectors = versions.rows[np.isin(versions.serials, list(serials))], versions.vectors
        if not len(rows):
            return []
        ends = np.cumsum(rows[:, _PASSAGES])
        # Of each passage its ordinal, and from that its row.
        number = np.arange(ends[-1])
        number -= np.repeat(ends - rows[:, _PASSAGES], rows[:, _PASSAGES])
        at = np.repeat(rows[:, _VECTORS], rows[:, _PASSAGES]) + number
        # As they mostly do, they stand in a row: then none is copied.
        whole = (np.diff(at) == 1).all()
        scores = (vectors[at[0] : at[-1] + 1] if whole and len(at) else vectors[at]) @ vector
        least = np.partition(scores, -k)[-k] if k < len(scores) else -np.inf
        best = np.flatnonzero(scores >= least)
        best = best[np.argsort(-scores[best], kind="stable")][:k]
        owners = rows[np.searchsorted(ends, best, side="right"), _SERIAL].tolist()
        ordinals, found = number[best].tolist(), scores[best].tolist()
        return [
            (records.key(serial, ordinal), score)
            for serial, ordinal, score in zip(owners, ordinals, found, strict=True)
        ]

    def __len__(self) -> int:
        return int(self._versions.rows[:, _PASSAGES].sum())

    def serials(self) -> set[int]:
        """The versions that are there."""
        return set(self._versions.rows[:, _SERIAL].tolist())

    def ids(self) -> set[str]:
        """The keys of all passages.

        Raises:
            ValueError: the files are not as they were written.
        """
        keys: set[str] = set()
        for row in self._versions.rows.tolist():
            if _checksum(*self._versions.of(row)) != row[_CHECKSUM]:
                raise ValueError(f"{self._folder} is damaged")
            keys.update(records.key(row[_SERIAL], ordinal) for ordinal in range(row[_PASSAGES]))
        return keys

    def close(self) -> None:
        """Drops what was not committed."""
        self._added, self._removed = {}, set()

    def _erase(self, rows: NDArray[np.int64]) -> None:
        """Overwrites some versions, so that no file holds what was deleted."""
        kinds = (
            ("passages", _FIRST, _LENGTH, 1),
            ("vectors", _VECTORS, _PASSAGES, self._head.dimensions),
        )
        for name, first, length, width in kinds if len(rows) else ():
            with self._file(name, self._head.file).open("r+b") as file:
                for row in rows.tolist():
                    file.seek(row[first] * width * _INTEGER.itemsize)
                    file.write(bytes(row[length] * width * _INTEGER.itemsize))
                file.flush()
                os.fsync(file.fileno())

    def _file(self, name: str, number: int) -> Path:
        return self._folder / f"{name}-{number}"

    def _mapped(self) -> _Versions:
        """What the files have of the versions that are there."""
        head, rows = self._head, self._head.rows
        integers = int((rows[:, _FIRST] + rows[:, _LENGTH]).max(initial=0))
        vectors = int((rows[:, _VECTORS] + rows[:, _PASSAGES]).max(initial=0))
        shape = (vectors, head.dimensions)
        paths = self._file("passages", head.file), self._file("vectors", head.file)
        return _Versions(
            rows,
            rows[:, _SERIAL].copy(),
            float(rows[:, _LENGTH].sum() / max(1, rows[:, _PASSAGES].sum())),
            _map(paths[0], _INTEGER, (integers,)),
            _map(paths[1], _FLOAT, shape),
            (_Numbers(paths[0], _INTEGER), _Numbers(paths[1], _FLOAT)),
        )

    def _append_words(self) -> tuple[int, int, int]:
        """Writes the new words; how many there are now, and their bytes and checksum."""
        head, words = self._head, self.vocabulary.words
        new = "".join(f"{word}\n" for word in words[head.words :]).encode()
        _append(self._folder / "vocabulary.txt", head.size, [new])
        return len(words), head.size + len(new), zlib.crc32(new, head.checksum)


def _rows(
    versions: _Versions, places: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[int] | None, int]]:
    """For each passage its version's row, if it is there, and its ordinal."""
    rows = versions.rows
    at = versions.serials.searchsorted([serial for serial, _ in places])
    for (serial, ordinal), number in zip(places, at.tolist(), strict=True):
        row = rows[number].tolist() if number < len(rows) else [0] * len(_COLUMNS)
        there = row[_SERIAL] == serial and ordinal < row[_PASSAGES]
        yield (row if there else None), ordinal


def _checksum(*arrays: NDArray[np.generic]) -> int:
    return reduce(lambda checksum, array: zlib.crc32(array.tobytes(), checksum), arrays, 0)


def _map(path: Path, kind: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """The beginning of a file."""
    return (
        np.asarray(np.memmap(path, kind, "r", shape=shape)) if shape[0] else np.empty(shape, kind)
    )


def _count(path: Path) -> int:
    """How many integers or floats a file has, those that do not count included."""
    return path.stat().st_size // _INTEGER.itemsize if path.exists() else 0


def _append(path: Path, size: int, pieces: Iterable[bytes | NDArray[np.generic]]) -> None:
    """Adds to a file of so many bytes, for good; more of them do not count, as a stop left them."""
    with path.open("ab") as file:
        file.truncate(size)
        for piece in pieces:
            file.write(piece if isinstance(piece, bytes) else piece.tobytes())
        file.flush()
        os.fsync(file.fileno())


def _read_head(path: Path) -> _Head:
    if not path.exists():
        return _Head(0, 0, 0, 0, 0, np.empty((0, len(_COLUMNS)), _ROW))
    numbers = np.frombuffer(path.read_bytes(), _ROW)
    form, checksum, *facts = numbers[:_BEFORE_ROWS].tolist()
    if form != FORMAT or checksum != _checksum(numbers[2:]):
        raise ValueError(f"{path} is damaged")
    rows = numbers[_BEFORE_ROWS:].reshape(-1, len(_COLUMNS))
    file, dimensions, words, size, of_words = facts
    return _Head(file, dimensions, words, size, of_words, rows)


def _write_head(path: Path, head: _Head) -> None:
    facts = np.array(head[:-1], _ROW)
    numbers = np.concatenate([facts, head.rows.ravel()])
    new = path.with_name("head.new")
    _append(new, 0, [np.array([FORMAT, _checksum(numbers)], _ROW), numbers])
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
