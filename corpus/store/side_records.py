"""What people and watchers leave in a store: votes, saved questions and sheets, reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from corpus.store.records import Base, Values

_MARK = re.compile(r"\[\d+\]")
"""How a row of a sheet names the citation that it holds words of."""


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


class WatchReportRow(Base):
    """What one look at the watched folders and addresses brought."""

    __tablename__ = "watch_reports"

    number: Mapped[int] = mapped_column(primary_key=True)
    time: Mapped[str]
    report: Mapped[Values] = mapped_column(JSON)


class SavedRow(Base):
    """What a person asked to have kept; ``folder`` is a hash of the key that its owner has."""

    __tablename__ = "saved_items"

    key: Mapped[str] = mapped_column(primary_key=True)
    folder: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    time: Mapped[str]
    body: Mapped[Values] = mapped_column(JSON)


class VoteRow(Base):
    """A thumb up or down under an answer; never the question's own words."""

    __tablename__ = "votes"

    number: Mapped[int] = mapped_column(primary_key=True)
    time: Mapped[str]
    vote: Mapped[str]
    status: Mapped[str]
    audience: Mapped[str]
    passages: Mapped[list[str]] = mapped_column(JSON)


class CommentRow(Base):
    """What somebody wrote about an answer beside their thumb, with personal data masked."""

    __tablename__ = "vote_comments"

    number: Mapped[int] = mapped_column(primary_key=True)
    vote: Mapped[int]
    text: Mapped[str]


def watch_reports(session: Session) -> list[Values]:
    """The reports of watching, the newest first."""
    return list(
        session.scalars(select(WatchReportRow.report).order_by(WatchReportRow.number.desc()))
    )


def add_watch_report(session: Session, report: Values, kept: int) -> None:
    """Keeps a report, and of the ones before it the last."""
    row = WatchReportRow(time=str(report["time"]), report=report)
    session.add(row)
    session.flush()
    session.execute(delete(WatchReportRow).where(WatchReportRow.number <= row.number - kept))


def saved_items(session: Session, folder: str) -> list[SavedItem]:
    """What a folder holds, the oldest first."""
    query = select(SavedRow).where(SavedRow.folder == folder).order_by(SavedRow.time, SavedRow.key)
    return [
        SavedItem(row.key, row.folder, row.kind, row.time, row.body)
        for row in session.scalars(query)
    ]


def forget_documents(session: Session, ids: Collection[str]) -> None:
    """Takes what is quoted from some documents out of all that people have kept."""
    for row in session.scalars(select(SavedRow)):
        cited = [one for one in _citations(row.body) if one["document"].get("id") in ids]
        if cited:
            marks = {f"[{one.get('n')}]" for one in cited}
            row.body = _without(row.body, cited, marks)


def _citations(body: Any) -> Iterator[Mapping[str, Any]]:
    """What in a body tells a document that it is quoted from."""
    if isinstance(body, dict) and isinstance(body.get("document"), dict):
        yield body
    elif isinstance(body, (dict, list)):
        for value in body.values() if isinstance(body, dict) else body:
            yield from _citations(value)


def _without(body: Any, cited: Sequence[Mapping[str, Any]], marks: Set[str]) -> Any:
    """A body without some citations, and without the rows of a sheet that bear their marks."""
    if isinstance(body, dict):
        return {name: _without(value, cited, marks) for name, value in body.items()}
    if not isinstance(body, list):
        return body
    return [
        _without(value, cited, marks)
        for value in body
        if value not in cited
        and not (isinstance(value, list) and not marks.isdisjoint(_MARK.findall(str(value))))
    ]
