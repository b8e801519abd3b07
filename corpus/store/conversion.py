"""Documents, pages and passages as rows of the tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from corpus.model import (
    Block,
    BlockKind,
    Document,
    DocumentRecord,
    Page,
    Passage,
    document_id,
)
from corpus.store.records import DocumentRow, Values, VersionState, key

_PASSAGES = TypeAdapter(list[Passage])
_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}  # looked up ten times as fast as called

PAGE_COLUMNS = "number", "blocks", "label", "sheet", "ocr"
PASSAGE_COLUMNS = (
    *("serial", "ordinal", "start", "end", "text", "heading", "pages", "sentences"),
    *("page_labels", "sheets"),
)
"""What pages and passages are read from."""


def document_row(document: Document, passage_count: int, ingested_at: str) -> DocumentRow:
    """A new, pending version of a document."""
    return DocumentRow(
        id=document.id,
        state=VersionState.PENDING,
        location=document.location,
        source=document.source,
        copies=[],
        content_hash=document.content_hash,
        metadata_=document.metadata,
        page_count=len(document.pages),
        passage_count=passage_count,
        ingested_at=ingested_at,
    )


def page_rows(serial: int, pages: Sequence[Page]) -> list[Values]:
    """Pages as rows to insert."""
    return [
        {
            "serial": serial,
            "position": position,
            "number": page.number,
            "blocks": [(block.kind, block.text, block.level) for block in page.blocks],
            "label": page.label,
            "sheet": page.sheet,
            "ocr": page.ocr,
        }
        for position, page in enumerate(pages)
    ]


def passage_rows(serial: int, passages: Sequence[Passage]) -> list[Values]:
    """Passages as rows to insert."""
    rows = _PASSAGES.dump_python(list(passages), exclude={"__all__": {"document_id"}})
    return [{"key": key(serial, row["ordinal"]), "serial": serial, **row} for row in rows]


def record(row: DocumentRow) -> DocumentRecord:
    """What a list of documents shows of a version."""
    return DocumentRecord(
        id=row.id,
        location=row.location,
        source=row.source,
        content_hash=row.content_hash,
        metadata=row.metadata_,
        page_count=row.page_count,
        passage_count=row.passage_count,
        ingested_at=row.ingested_at,
        copies=tuple((location, source) for location, source in row.copies),
    )


def document(head: DocumentRecord, rows: Iterable[Row[*tuple[Any, ...]]]) -> Document:
    """A version with its pages, as it was put, from rows of ``PAGE_COLUMNS``."""
    pages = tuple(
        Page(
            number,
            tuple(Block(_BLOCK_KINDS[kind], words, level) for kind, words, level in blocks),
            label,
            sheet,
            ocr,
        )
        for number, blocks, label, sheet, ocr in rows
    )
    identifier = None if head.id == document_id(head.location) else head.id
    facts = head.location, head.source, head.content_hash, head.metadata
    return Document(*facts, pages, identifier)


def passages(
    rows: Iterable[Row[*tuple[Any, ...]]], versions: Mapping[int, DocumentRecord]
) -> list[Passage]:
    """Passages as everything outside the store knows them, from rows of ``PASSAGE_COLUMNS``.

    ``versions`` has their documents. Put together by hand: thirty are read for every question.
    """
    return [
        Passage(
            versions[serial].id,
            *(ordinal, start, end, text, heading, tuple(pages), _spans(sentences)),
            *(tuple(labels), tuple(sheets)),
        )
        for serial, ordinal, start, end, text, heading, pages, sentences, labels, sheets in rows
    ]


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in pairs)
