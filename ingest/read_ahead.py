"""Files in their order, of which the next ones are being read while one is taken up."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.document_text import Explanation
from ingest.explanation import explanation_of, file_boundary
from ingest.files import FileContent, SourceFile, load
from ingest.places import Places
from ingest.readers import Unreadable
from ingest.reading_processes import ReadingProcesses

FIRST = 16
"""Files that are read here before others are handed on: a process takes half a second to start."""

MOST_FILES, MOST_BYTES = 64, 64_000_000
"""How far ahead files are loaded."""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file whose bytes are here, or why they are not, and what is being made of them already."""

    file: SourceFile
    loaded: FileContent | Unreadable
    begun: tuple[str, Future[Explanation]] | None = None

    @property
    def size(self) -> int:
        """Bytes that it takes while it waits."""
        return len(self.loaded.data) if isinstance(self.loaded, FileContent) else 0

    @property
    def content(self) -> FileContent:
        """Its content; raises ``Unreadable`` where it could not be loaded."""
        if isinstance(self.loaded, Unreadable):
            raise self.loaded
        return self.loaded

    def explanation(self, identifier: str) -> Explanation:
        """The document under an identifier; raises as ``explanation_of`` does.

        What was begun under another one is of no use: a file before this one changed it.
        """
        if self.begun is not None and self.begun[0] == identifier:
            return self.begun[1].result()
        return explanation_of(self.file, self.content, identifier)


def read_ahead(
    files: Iterable[SourceFile], places: Places, processes: ReadingProcesses | None
) -> Iterator[LoadedFile]:
    """The files in order; processes are reading the next ones whose content no document has.

    ``places`` may change on the way. Without processes nothing is done ahead.
    """
    waiting: deque[LoadedFile] = deque()
    unread = 0
    for file in files:
        one = _loaded(file)
        if isinstance(one.loaded, FileContent) and processes is not None:
            content_hash = one.loaded.content_hash
            if places.with_content(content_hash) is None:
                unread += 1
                if unread > FIRST:
                    identifier = places.identifier(file, content_hash)
                    begun = identifier, processes.submit(file, one.loaded, identifier)
                    one = replace(one, begun=begun)
        waiting.append(one)
        size = sum(each.size for each in waiting)
        while waiting and (processes is None or len(waiting) > MOST_FILES or size > MOST_BYTES):
            size -= waiting[0].size
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


def _loaded(file: SourceFile) -> LoadedFile:
    try:
        with file_boundary(file.source):
            return LoadedFile(file, load(Path(file.location)))
    except Unreadable as error:
        return LoadedFile(file, error)
