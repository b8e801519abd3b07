"""Documents as the HTTP interface names them."""

from __future__ import annotations

from assistant.bodies.base import Body
from corpus.model import DocumentRecord, Kind


class DocumentRef(Body):
    """The document that a passage or quote comes from."""

    id: str
    title: str
    kind: Kind
    publisher: str | None
    published: str | None
    source: str
    language: str | None

    @classmethod
    def of(cls, record: DocumentRecord) -> DocumentRef:
        """The reference to a stored document."""
        meta = record.metadata
        return cls(
            id=record.id,
            title=meta.title,
            kind=meta.kind,
            publisher=meta.publisher,
            published=meta.published,
            source=record.source,
            language=meta.language,
        )
