"""Documents, pages and passages as rows of the tables, and back."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json
from sqlalchemy import Row

from corpus.model import (
    Block,
    BlockKind,
    Document,
    DocumentRecord,
    Metadata,
    Page,
    Passage,
    document_id,
)
from corpus.store.errors import record_damaged
from corpus.store.records import DocumentRow, Values, VersionState, key

_PASSAGES = TypeAdapter(list[Passage])
_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}  # looked up ten times as fast as called

_ITEM, _HEAD = 1, 2
"""Behind a sentence's span: it begins an item of a list, or names the columns of a table."""

_AMONG_SENTENCES = {"document_id", "items", "heads"}

RECORD_COLUMNS = (
    *("id", "location", "source", "content_hash", "page_count", "passage_count"),
    *("ingested_at", "copies", "title", "kind", "publisher", "published", "language", "ocr"),
    *("record_number", "period"),
)
"""What the list of documents is read from; as rows of a table, a third of the time of objects."""

PAGE_COLUMNS = "serial", "position", "number", "blocks", "label", "sheet", "ocr", "checksum"
PASSAGE_COLUMNS = (
    *("serial", "ordinal", "start", "end", "text", "heading", "pages", "sentences"),
    *("page_labels", "sheets", "checksum"),
)
"""What pages and passages are read from; the last is the checksum of those before it."""


def checksum(*values: object) -> int:
    """The CRC-32 of a row's values as JSON: tells damage that SQLite does not see."""
    return zlib.crc32(to_json(values))


def checked(row: Sequence[Any], source: str) -> Sequence[Any]:
    """The values of a row without its checksum, which comes last; raises StoreDamaged."""
    *values, written = row
    if checksum(*values) != written:
        raise record_damaged(source)
    return values


def document_row(document: Document, passage_count: int, ingested_at: str) -> DocumentRow:
    """A new, pending version of a document."""
    row = DocumentRow(
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
    row.checksum = document_checksum(row)
    return row


def document_checksum(row: DocumentRow) -> int:
    """The checksum of all that a version's own row says of it but its state."""
    said = row.id, row.location, row.source, row.copies, row.content_hash, row.ingested_at
    meta = row.title, row.kind, row.publisher, row.published, row.language, row.ocr
    return checksum(*said, *meta, row.record_number, row.period, row.page_count, row.passage_count)


def page_rows(serial: int, pages: Sequence[Page]) -> list[Values]:
    """Pages as rows to insert."""
    return [
        _summed(
            {
                "serial": serial,
                "position": position,
                "number": page.number,
                "blocks": [_fields(block) for block in page.blocks],
                "label": page.label,
                "sheet": page.sheet,
                "ocr": page.ocr,
            }
        )
        for position, page in enumerate(pages)
    ]


def _fields(block: Block) -> tuple[str | int, ...]:
    return (block.kind, block.text, block.level, *block.marked)


def passage_rows(serial: int, passages: Sequence[Passage]) -> list[Values]:
    """Passages as rows to insert."""
    rows = _PASSAGES.dump_python(list(passages), exclude={"__all__": _AMONG_SENTENCES})
    for row, passage in zip(rows, passages, strict=True):
        marks = dict.fromkeys(passage.items, _ITEM) | dict.fromkeys(passage.heads, _HEAD)
        row["sentences"] = [
            (a, b, marks[a]) if a in marks else (a, b) for a, b in passage.sentences
        ]
    return [
        {"key": key(serial, row["ordinal"]), **_summed({"serial": serial, **row})} for row in rows
    ]


def _summed(row: Values) -> Values:
    return row | {"checksum": checksum(*row.values())}


def record(row: Sequence[Any]) -> DocumentRecord:
    """What a list of documents shows of a version, from a row of ``RECORD_COLUMNS``."""
    own, location, source, content_hash, pages, passages, time, copies, *metadata = row
    places = tuple((location, source) for location, source in copies)
    facts = own, location, source, content_hash, Metadata(*metadata)
    return DocumentRecord(*facts, pages, passages, time, places)


def document(head: DocumentRecord, rows: Iterable[Row[*tuple[Any, ...]]]) -> Document:
    """A version with its pages, as it was put, from rows of ``PAGE_COLUMNS``."""
    pages = tuple(
        Page(
            number,
            tuple(
                Block(_BLOCK_KINDS[kind], words, level, tuple(marked))
                for kind, words, level, *marked in blocks
            ),
            label,
            sheet,
            ocr,
        )
        for _, _, number, blocks, label, sheet, ocr in (checked(row, head.source) for row in rows)
    )
    identifier = None if head.id == document_id(head.location) else head.id
    facts = head.location, head.source, head.content_hash, head.metadata
    return Document(*facts, pages, identifier)


def passages(
    rows: Iterable[Row[*tuple[Any, ...]]], versions: Mapping[int, DocumentRecord]
) -> list[Passage]:
    """Passages as everything outside the store knows them, from rows of ``PASSAGE_COLUMNS``.

    ``versions`` has their documents. Put together by hand: thirty are read for every question.

    Raises:
        StoreDamaged: one is not what was written.
    """
    read = []
    for row in rows:
        head = versions[row[0]]
        _, ordinal, start, end, text, heading, pages, sentences, labels, sheets = checked(
            row, head.source
        )
        place = head.id, ordinal, start, end
        items, heads = (
            tuple(start for start, _, *marks in sentences if mark in marks)
            for mark in (_ITEM, _HEAD)
        )
        parts = tuple(pages), _spans(sentences), tuple(labels), tuple(sheets)
        read.append(Passage(*place, text, heading, *parts, items=items, heads=heads))
    return read


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end, *_ in pairs)
