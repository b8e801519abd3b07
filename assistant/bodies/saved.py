"""Questions and session sheets that are kept, in a folder that only its key opens."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from assistant.bodies.answer import Citation
from assistant.bodies.base import Body
from assistant.bodies.question import HISTORY_LIMIT, FilterBody, QuestionText, Turn
from assistant.bodies.sheets import Sheet

FolderKey = Annotated[str, Field(min_length=16, max_length=100, pattern=r"^[\w-]+$")]
"""What opens a folder, made by the program; whoever has it sees what is in it."""


class QuestionToSave(Body):
    """A question to be asked again when documents have come; without a folder a new one is made.

    Of ``history`` the questions are kept before one that leans on them ("Och i Ekhamn?").
    """

    question: QuestionText
    history: list[Turn] = Field(default=[], max_length=HISTORY_LIMIT)
    filters: FilterBody = FilterBody()
    folder: FolderKey | None = None


class SheetToSave(Body):
    """A session sheet to be kept; without a folder a new one is made."""

    sheet: Sheet
    folder: FolderKey | None = None


class SavedQuestion(Body):
    """A question that is kept, with those ``asked_before`` that it leans on.

    ``before`` are the quotes that answered it when it was saved, or last seen; where documents
    that came or went since have changed them, ``changed`` is true and ``now`` has those of today.
    """

    id: str
    saved_at: str
    question: str
    asked_before: list[str] = Field(default=[])
    filters: FilterBody
    changed: bool
    before: list[Citation]
    now: list[Citation]


class SavedSheet(Body):
    """A session sheet that is kept."""

    id: str
    saved_at: str
    sheet: Sheet


class SavedFolder(Body):
    """All that a folder holds, the oldest first; ``folder`` is the key that opens it."""

    folder: str
    questions: list[SavedQuestion] = Field(default=[])
    sheets: list[SavedSheet] = Field(default=[])


class UnansweredQuestion(Body):
    """A question without an answer that whoever asked it left, personal data masked."""

    question: str
    asked_at: str


class UnansweredReply(Body):
    """The questions that were left, the newest first."""

    questions: list[UnansweredQuestion]
