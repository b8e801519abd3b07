"""Which document each place holds, while files are read: one content is one document.

A file may stand in several places, and a place may come to hold another content. The document of a
content stays what it is as long as one of its places has it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.model import DocumentRecord, document_id
from ingest.files import SourceFile, is_gone

UPLOAD = "upload:"
"""Begins the location of what came through the API instead of from a folder."""


@dataclass(slots=True)
class PlacedDocument:
    """A document and its places; ``copies`` holds the source of each location but the first.

    ``moved`` tells that its places are others than those the store has for it.
    """

    id: str
    content_hash: str
    location: str
    source: str
    copies: dict[str, str] = field(default_factory=dict)
    moved: bool = False

    @property
    def places(self) -> Iterator[str]:
        """Every location."""
        yield self.location
        yield from self.copies

    def leave(self, location: str) -> bool:
        """Takes one of its places from it; whether it has another one left."""
        self.moved = True
        if _key(location) != _key(self.location):
            self.copies = {at: s for at, s in self.copies.items() if _key(at) != _key(location)}
            return True
        for other, source in self.copies.items():
            if not is_vanished(other):
                del self.copies[other]
                self.location, self.source = other, source
                return True
        return False


class Places:
    """The documents of a store by their places and contents; changes as files are read."""

    def __init__(self, records: Iterable[DocumentRecord]) -> None:
        self.documents = {
            r.id: PlacedDocument(r.id, r.content_hash, r.location, r.source, dict(r.copies))
            for r in records
        }
        self._at = {_key(at): one for one in self.documents.values() for at in one.places}
        self._by_content = {one.content_hash: one for one in self.documents.values()}

    def at(self, location: str) -> PlacedDocument | None:
        """The document that a place held when it was last read."""
        return self._at.get(_key(location))

    def with_content(self, content_hash: str) -> PlacedDocument | None:
        """The document of a content."""
        return self._by_content.get(content_hash)

    def add_copy(self, document: PlacedDocument, file: SourceFile) -> bool:
        """Makes a file a place of a document; whether it takes the place of one that is gone."""
        self._at[_key(file.location)] = document
        document.moved = True
        if is_vanished(document.location):
            document.copies.pop(file.location, None)
            document.location, document.source = file.location, file.source
            return True
        document.copies[file.location] = file.source
        return False

    def put(self, document: PlacedDocument) -> None:
        """Takes up a document that was read."""
        self.documents[document.id] = document
        self._at[_key(document.location)] = document
        self._by_content[document.content_hash] = document

    def remove(self, document: PlacedDocument) -> None:
        """Forgets a document."""
        self.documents.pop(document.id, None)
        if self._by_content.get(document.content_hash) is document:
            del self._by_content[document.content_hash]

    def identifier(self, file: SourceFile, content_hash: str) -> str:
        """The identifier of the document that a file is read as.

        A document that has another place, too, keeps its own; then a new one has another.
        """
        identifier = document_id(file.location)
        holder = self.documents.get(identifier)
        if holder is None or {_key(at) for at in holder.places} == {_key(file.location)}:
            return identifier
        return document_id(f"{file.location}\0{content_hash}")


def is_vanished(location: str) -> bool:
    """Whether a file is surely gone; an upload never is."""
    return not location.startswith(UPLOAD) and is_gone(location)


def _key(location: str) -> str:
    """A place by its name in one form: a Mac writes "å" as a letter and a ring."""
    return unicodedata.normalize("NFC", location)
