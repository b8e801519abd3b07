"""Courses side by side: one row for each thing to know, every cell with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bodies.courses import CourseBody
from assistant.courses.tell.fields import FIELDS, Cell, cell
from assistant.words.languages import Language

MOST = 4
"""Courses that can be told apart side by side, also on a small screen."""

_NOT_COMPARED = frozenset(
    ["county", "evening", "apprenticeship", "degree", "seats", "description", "provider_url"]
)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One thing to know of each course.

    ``same`` where the sources tell the same of all courses, ``empty`` where they tell nothing.
    """

    name: str
    label: str
    cells: tuple[Cell, ...]
    same: bool
    empty: bool


def compare(courses: Sequence[CourseBody], language: Language) -> tuple[ComparisonRow, ...]:
    """The courses side by side.

    Raises:
        ValueError: more than ``MOST`` courses.
    """
    if len(courses) > MOST:
        raise ValueError(f"{len(courses)} courses; at most {MOST} are compared")
    rows: list[ComparisonRow] = []
    for field in FIELDS:
        if field.name in _NOT_COMPARED:
            continue
        cells = tuple(cell(field, course, language) for course in courses)
        texts = {own.text for own in cells}
        same = len(cells) > 1 and len(texts) == 1 and None not in texts
        label = field.label.get(language)
        rows.append(ComparisonRow(field.name, label, cells, same, texts == {None}))
    return tuple(rows)
