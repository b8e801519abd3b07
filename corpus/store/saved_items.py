"""What people asked to have kept: questions and session sheets, in folders of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from corpus.store.records import SavedRow


@dataclass(frozen=True, slots=True)
class SavedItem:
    """Something kept: ``kind`` tells what ``body`` (JSON) is of.

    ``folder`` is a hash of the key that its owner has; ``time`` is in UTC (ISO 8601).
    """

    key: str
    folder: str
    kind: str
    time: str
    body: Mapping[str, Any]


def put(session: Session, item: SavedItem) -> None:
    """Keeps something, in place of what has its key."""
    fields = item.key, item.folder, item.kind, item.time
    row = dict(zip(("key", "folder", "kind", "time"), fields, strict=True))
    session.merge(SavedRow(**row, body=dict(item.body)))


def of_folder(session: Session, folder: str) -> list[SavedItem]:
    """What a folder holds, the oldest first."""
    query = select(SavedRow).where(SavedRow.folder == folder).order_by(SavedRow.time, SavedRow.key)
    return [
        SavedItem(row.key, row.folder, row.kind, row.time, row.body)
        for row in session.scalars(query)
    ]


def remove(session: Session, folder: str, keys: Sequence[str]) -> None:
    """Deletes some of what a folder holds."""
    session.execute(delete(SavedRow).where(SavedRow.folder == folder).where(SavedRow.key.in_(keys)))
