"""The indexes that are made from the tables, as one thing: vectors, words and keywords."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

import numpy as np

from corpus.compounds import unfold_suspended
from corpus.keywords import KeywordIndex
from corpus.lexicon import builtin_words
from corpus.store.errors import (
    IndexDamaged,
    ServerUnreachable,
    StoreDamaged,
    StoreError,
    store_errors,
)
from corpus.store.tables import IndexEntry
from corpus.store.vectors import SAME, Hits, Matrix, RemoteCollection, Vectors
from corpus.store.words import PassageWords, WordIndex
from corpus.swedish import words
from corpus.vocabulary import StoreVocabulary

AnyIndex = Vectors | WordIndex | KeywordIndex

PARTS: dict[object, tuple[str, str, str]] = {
    Vectors: ("vectors", "chroma.sqlite3", "vektorerna"),
    WordIndex: ("words", "head", "ordregistret"),
    KeywordIndex: ("keywords", "meta.json", "nyckelordsindexet"),
}
"""Each index with its folder, a file that is there once something was put in, and its name."""

Index = TypeVar("Index", bound=AnyIndex)


class Indexes:
    """Vectors, words and keywords in one folder, each opened when it is first asked for.

    Opening Chroma takes more than a second, and most commands do not need it. Every method may
    raise IndexDamaged where files cannot be read, and StoreFull: Chroma writes when it reads. What
    could not be read once is not read again: every search is told the same.
    """

    def __init__(
        self,
        folder: Path,
        least: Callable[[], int] = lambda: 0,
        on_damage: Callable[[], None] = lambda: None,
        remote: RemoteCollection | None = None,
    ) -> None:
        """Opens nothing yet.

        Args:
            folder: where they lie.
            least: how many passages each must hold; one that is opened with fewer is damaged.
            on_damage: is called when one cannot be read.
            remote: where the vectors are, if they are not in the folder, too.
        """
        self.folder = folder
        self.damage: dict[str, IndexDamaged] = {}
        self._least, self._on_damage, self._remote = least, on_damage, remote
        self._opening = threading.Lock()
        self._opened: dict[object, AnyIndex] = {}

    def best(
        self, query: str, k: int, versions: Collection[str] | None = None, beside: str = ""
    ) -> Hits:
        """The passages that fit a query best by keywords, of some versions or of all."""
        with self._reading(KeywordIndex) as index:
            return index.search(query, k, versions, beside)

    def frequency(self, gram: str) -> int:
        """How many passages hold a gram."""
        with self._reading(KeywordIndex) as index:
            return index.frequency(gram)

    def nearest(self, vector: Matrix, k: int, serials: Collection[int] | None = None) -> Hits:
        """The passages whose vectors are nearest: of some versions exactly, or about, of all."""
        if serials is not None:
            with self._reading(WordIndex) as index:
                return index.nearest(serials, vector, k)
        with self._reading(Vectors) as vectors:
            return vectors.search(vector, k)

    def vectors(self, places: Sequence[tuple[int, int]]) -> Matrix:
        """The vectors of passages by version and ordinal; zeros for one that is not there."""
        with self._reading(WordIndex) as index:
            return index.vectors(places)

    def words(
        self, places: Sequence[tuple[int, int]]
    ) -> tuple[StoreVocabulary, list[PassageWords | None]]:
        """The words of passages by version and ordinal, and the vocabulary that numbers them."""
        with self._reading(WordIndex) as index:
            return index.vocabulary, index.read(places)

    def add(
        self, passages: Sequence[IndexEntry], vectors: Matrix, *, replica: bool = False
    ) -> None:
        """Adds whole versions to all; harmless where some or all are there already.

        As a ``replica`` it is a copy of what another process has added: what is not in the folder
        but on a server is there already.
        """
        with self._writing():
            if not (replica and self._remote):
                self._open(Vectors).add([passage.key for passage in passages], vectors)
            index, knows = self._open(WordIndex), builtin_words().__contains__
            rows = iter(vectors)
            for serial, of_version in groupby(passages, key=attrgetter("serial")):
                texts = [
                    [words(unfold_suspended(text, knows)) for text in passage.texts]
                    for passage in of_version
                ]
                index.add(serial, texts, np.array(list(islice(rows, len(texts)))))
            index.commit()
            keywords = self._open(KeywordIndex)
            # A version that a stop left half indexed is taken out before it is put in again.
            keywords.remove({str(passage.serial) for passage in passages})
            keywords.add((p.key, str(p.serial), f"{p.frame}\n{p.text}") for p in passages)
            keywords.commit()

    def serials(self) -> set[int]:
        """The versions that are in the folder, as far as words and keywords have the same."""
        with self._reading(WordIndex) as words_index, self._reading(KeywordIndex) as keywords:
            return words_index.serials() if len(words_index) == len(keywords) else set()

    def drop_remote(self) -> None:
        """Removes the vectors that are on a server."""
        if self._remote:
            with self._writing():
                self._open(Vectors).drop()

    def remove(self, keys: Sequence[str], serials: Sequence[int], *, replica: bool = False) -> None:
        """Removes passages, and the versions that they belong to, from all."""
        with self._writing():
            if not (replica and self._remote):
                self._open(Vectors).remove(keys)
            index = self._open(WordIndex)
            index.remove(serials)
            index.commit()
            keywords = self._open(KeywordIndex)
            keywords.remove([str(serial) for serial in serials])
            keywords.commit()

    def check(self, query: str, place: tuple[int, int], vector: Matrix) -> list[str]:
        """Asks each a question to which it has an answer; the names of those that cannot be read.

        Args:
            query: words of a passage.
            place: its version and ordinal.
            vector: its vector.
        """
        asked: dict[type[AnyIndex], Callable[[], object]] = {
            KeywordIndex: lambda: self.best(query, 1),
            WordIndex: lambda: self.words([place])[1][0],
            Vectors: lambda: self.nearest(vector, 1),
        }
        unreachable: list[str] = []
        for kind, ask in asked.items():
            folder, file, _ = PARTS[kind]
            apart = kind is Vectors and self._remote is not None
            try:
                if not (apart or (self.folder / folder / file).is_file()) or not ask():
                    self._note(kind)
            except ServerUnreachable:
                unreachable = [PARTS[kind][2]]
            except StoreDamaged:
                pass  # it is noted
        return [*self.damage, *unreachable]

    def verify(
        self,
        keys: set[str],
        samples: Sequence[Matrix],
        versions: Iterable[tuple[Sequence[str], Matrix]],
    ) -> list[str]:
        """Where the indexes differ from what they should hold, one Swedish line each.

        Args:
            keys: all that they should hold.
            samples: some of the vectors: Chroma may hold a vector that no search reaches.
            versions: the keys and vectors of each version, that Chroma's are compared with.
        """
        lines = self._differences(Vectors, keys)
        if not lines:
            with self._reading(Vectors) as index:
                lost = sum(not self._reaches(vector) for vector in samples)
                strange = sum(index.strange(*version) for version in versions)
            if lost:
                lines.append(f"Vektorerna: {lost} av {len(samples)} stickprov går inte att hitta.")
            if strange:
                lines.append(f"Vektorerna: {strange} av {len(keys)} är inte de rätta.")
        lines += self._differences(WordIndex, keys)
        return lines + self._differences(KeywordIndex, keys)

    def _reaches(self, vector: Matrix) -> bool:
        # Passages with the same words have the same vector: any of them will do.
        return any(score > SAME for _, score in self.nearest(vector, 1))

    def _differences(self, kind: type[AnyIndex], keys: set[str]) -> list[str]:
        name = PARTS[kind][2]
        try:
            with self._reading(kind) as index:
                present = index.ids()
        except StoreDamaged as error:
            return [str(error)]
        lines = []
        if missing := len(keys - present):
            lines.append(f"{name.capitalize()} saknar {missing} av {len(keys)} stycken.")
        shared = kind is Vectors and self._remote is not None
        # On a server, what was replaced lies there until it is swept.
        if (extra := len(present - keys)) and not shared:
            lines.append(f"{name.capitalize()} har {extra} stycken som inte finns i databasen.")
        return lines

    def reload(self) -> None:
        """Sees what another process has written since; vectors are that one's to read."""
        with self._reading(WordIndex) as words_of:
            words_of.reload()
        with self._reading(KeywordIndex) as keywords:
            keywords.reload()

    def close(self) -> None:
        """Lets go of the folder."""
        with self._opening:
            opened, self._opened = self._opened, {}
            for index in opened.values():
                index.close()

    def _open(self, kind: type[Index]) -> Index:
        with self._opening:
            index = self._opened.get(kind)
            if not isinstance(index, kind):
                before = self._least()
                index = self._open_new(kind, expected=before > 0)
                # A version is in an index before it is seen, and seen no longer when it is out.
                if len(index) < min(before, self._least()):
                    index.close()
                    raise ValueError(f"{self.folder} holds too little")
                self._opened[kind] = index
            return index

    def _open_new(self, kind: type[Index], *, expected: bool) -> Index:
        if kind is Vectors and self._remote:
            try:
                return kind(self._remote)  # type: ignore[arg-type]
            except (OSError, ValueError) as error:
                raise ServerUnreachable("vektorservern", "VAGVIS_CHROMA_URL") from error
        folder = self.folder / PARTS[kind][0]
        if expected and not folder.exists():
            raise ValueError(f"{folder} is missing")
        return kind(folder)

    @contextmanager
    def _reading(self, kind: type[Index]) -> Iterator[Index]:
        name = PARTS[kind][2]
        if name in self.damage:
            raise self.damage[name]
        with self._translating(lambda: self._note(kind)):
            yield self._open(kind)

    def _note(self, kind: object) -> IndexDamaged:
        """Keeps in mind that an index cannot be read."""
        name = PARTS[kind][2]
        error = self.damage.setdefault(name, IndexDamaged(self.folder.parent, name))
        self._on_damage()
        return error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        failure = StoreError(
            f"Det gick inte att skriva i {self.folder.parent}. Kontrollera disken och kör om; "
            "hjälper det inte, kör ”vagvis verify --repair”. Alla dokument är kvar."
        )
        with self._translating(lambda: failure):
            try:
                yield
            except BaseException:
                # To be opened anew: after a write that failed, Chroma may wait for ever.
                self.close()
                raise

    @contextmanager
    def _translating(self, failure: Callable[[], StoreError]) -> Iterator[None]:
        try:
            with store_errors(self.folder.parent):
                yield
        except StoreError:
            raise
        except Exception as error:
            from chromadb.errors import ChromaError
            from httpx import TransportError

            if isinstance(error, TransportError):
                raise ServerUnreachable("vektorservern", "VAGVIS_CHROMA_URL") from error

            if isinstance(error, (ValueError, OSError, ChromaError)):  # the first two: tantivy's
                raise failure() from error
            raise


def remove_others(current: Path) -> None:
    """Removes the indexes of every generation but the one in this folder."""
    for folder in current.parent.glob("index-*"):
        if folder != current:
            shutil.rmtree(folder, ignore_errors=True)
