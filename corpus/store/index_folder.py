"""The folder of the indexes: each opened when it is first asked for, and told of when damaged."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from corpus.keywords import KeywordIndex
from corpus.store.errors import IndexDamaged, ServerUnreachable, StoreError, store_errors
from corpus.store.vectors import RemoteCollection, Vectors
from corpus.store.words import WordIndex

AnyIndex = Vectors | WordIndex | KeywordIndex

PARTS: dict[object, tuple[str, str, str]] = {
    Vectors: ("vectors", "chroma.sqlite3", "vektorerna"),
    WordIndex: ("words", "head", "ordregistret"),
    KeywordIndex: ("keywords", "meta.json", "nyckelordsindexet"),
}
"""Each index with its folder, a file that is there once something was put in, and its name."""

Index = TypeVar("Index", bound=AnyIndex)


class IndexFolder:
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

        One that is opened with fewer passages than ``least`` is damaged, as one that cannot be
        read: ``on_damage`` is called. Vectors may be ``remote``.
        """
        self.folder = folder
        self.damage: dict[str, IndexDamaged] = {}
        self._least, self._on_damage, self._remote = least, on_damage, remote
        self._opening = threading.Lock()
        self._opened: dict[object, AnyIndex] = {}

    def reload(self) -> None:
        """Sees what another process has written since; vectors are that one's to read."""
        with self.reading(WordIndex) as words_of:
            words_of.reload()
        with self.reading(KeywordIndex) as keywords:
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
    def reading(self, kind: type[Index]) -> Iterator[Index]:
        """An index to ask; what cannot be read is told once, and then at once."""
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
    def writing(self) -> Iterator[None]:
        """Writing to the indexes; they are opened anew after a failure."""
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
