"""The session sheet: what a counsellor prepares a conversation with, and takes away from it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from assistant.bodies.answer import Citation
from assistant.bodies.base import Body, Day
from assistant.bodies.question import QuestionText

LONGEST_LINE, MOST_LINES, MOST_COLUMNS = 20_000, 2_000, 10
"""Bounds of a section; together some hundred pages."""

SheetCell = Annotated[str, Field(max_length=LONGEST_LINE)]


class SheetBody(Body):
    """What the conversation is about, in words that name nobody.

    ``questions`` are put to the documents; ``courses`` are occasions to set side by side, the
    situation's own where there are none.
    """

    situation: QuestionText
    questions: list[QuestionText] = Field(default=[], max_length=10)
    courses: list[Annotated[str, Field(max_length=100)]] = Field(default=[], max_length=4)
    today: Day | None = None


class SheetSection(Body):
    """A part of a sheet: a list of lines, or a table where it has ``columns``.

    ``name`` tells what it is, whatever its title is changed to. Every row has as many cells as
    there are columns; a line is a row with one cell.
    """

    name: Annotated[str, Field(max_length=40)]
    title: Annotated[str, Field(max_length=200)]
    columns: list[SheetCell] = Field(default=[], max_length=MOST_COLUMNS)
    rows: list[Annotated[list[SheetCell], Field(min_length=1, max_length=MOST_COLUMNS)]] = Field(
        default=[], max_length=MOST_LINES
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Refuses rows with more or fewer cells than there are columns."""
        width = len(self.columns) or 1
        if any(len(row) != width for row in self.rows):
            raise PydanticCustomError("uneven_rows", "rows differ in their number of cells")
        return self


class Sheet(Body):
    """A session sheet, to be read, edited, saved and taken along.

    ``masked`` counts what was hidden in the situation, by sort. ``citations`` are the quotes whose
    marks ("[1]") stand in the sections.
    """

    title: Annotated[str, Field(max_length=200)]
    language: Literal["sv", "en"] = "sv"
    date: str = Field(max_length=40)
    note: Annotated[str, Field(max_length=2_000)]
    masked: dict[str, StrictInt] = Field(default={})
    sections: list[SheetSection] = Field(max_length=40)
    citations: list[Citation] = Field(default=[], max_length=500)
