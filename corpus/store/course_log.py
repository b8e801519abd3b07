"""The tables of what has changed among the courses: how they stood last, and every change."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import JSON, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from corpus.course_changes import CourseChange, CourseFacts, differences
from corpus.store.records import Base, Setting
from corpus.store.table_reader import pieces

FOLLOWED = "followed"
"""The setting that names the catalogues whose changes are written down."""

_FACTS = TypeAdapter(list[CourseFacts])
_CHANGES = TypeAdapter(list[CourseChange])
_Json = dict[str, object]
STEP = 5_000
"""Courses that are written down in one go: more would keep other threads waiting for long."""


class LastCourseRow(Base):
    """One occasion as it stood when the changes were last written down."""

    __tablename__ = "course_facts"

    id: Mapped[str] = mapped_column(primary_key=True)
    facts: Mapped[_Json] = mapped_column(JSON)


class ChangeRow(Base):
    """One change."""

    __tablename__ = "course_changes"

    number: Mapped[int] = mapped_column(primary_key=True)
    time: Mapped[str] = mapped_column(index=True)
    before: Mapped[_Json | None] = mapped_column(JSON)
    after: Mapped[_Json | None] = mapped_column(JSON)


def follow(
    session: Session, now: Sequence[CourseFacts], versions: str, time: str
) -> list[CourseChange]:
    """Writes down what has changed since the last time, and how the courses stand now.

    ``versions`` names their catalogues.
    """
    session.merge(Setting(name=FOLLOWED, value=versions))
    stored = list(session.scalars(select(LastCourseRow.facts)))
    last = [facts for some in pieces(stored, STEP) for facts in _FACTS.validate_python(some)]
    changes = [CourseChange(time, before, after) for before, after in differences(last, now)]
    for steps in pieces(changes, STEP):
        session.execute(insert(ChangeRow), _CHANGES.dump_python(list(steps), mode="json"))
    gone = {facts.id: facts for facts in last}
    new = [facts for facts in now if gone.pop(facts.id, None) != facts]
    replaced = [*gone, *(facts.id for facts in new)]
    for ids in pieces(replaced, STEP):
        session.execute(delete(LastCourseRow).where(LastCourseRow.id.in_(ids)))
    for some in pieces(new, STEP):
        rows = _FACTS.dump_python(list(some), mode="json")
        session.execute(insert(LastCourseRow), [{"id": row["id"], "facts": row} for row in rows])
    return changes


def since(session: Session, time: str) -> list[CourseChange]:
    """The changes written down since a time, the newest first."""
    columns = ChangeRow.time, ChangeRow.before, ChangeRow.after
    query = select(*columns).where(ChangeRow.time >= time)
    order = ChangeRow.time.desc(), ChangeRow.number
    rows = session.execute(query.order_by(*order)).mappings()
    return _CHANGES.validate_python([dict(row) for row in rows])
