"""Question files: one JSON object a line, checked as they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.model import Turn


class QuestionFileError(ValueError):
    """A question file that cannot be used; the message names the line and what is wrong."""


class EvalQuestion(BaseModel):
    """A question with what a right answer holds.

    ``doc`` holds the leading digits of the source files' names; ``pages`` the right pages for each.
    In ``must_contain`` every entry must be met by one of its alternatives, separated by ``|``.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str
    kind: str
    answerable: bool
    history: list[Turn] = []
    persona: str | None = None
    doc: str | list[str] | None = None
    pages: dict[str, list[int]] = {}
    gold_spans: list[str] = []
    span_mode: Literal["any", "all"] = "any"
    answer: str = ""
    must_contain: list[str] = []
    must_not_contain: list[str] = []
    tags: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, fields: object) -> object:
        if isinstance(fields, dict):
            return {name: value for name, value in fields.items() if value is not None}
        return fields

    @property
    def docs(self) -> list[str]:
        """The right documents, none or several."""
        if self.doc is None:
            return []
        return [self.doc] if isinstance(self.doc, str) else self.doc


def load_questions(path: Path) -> list[EvalQuestion]:
    """Every question of a file.

    Raises:
        QuestionFileError: the file is missing, is no UTF-8, holds no question or the same id
            twice, or a line is not a question; the message names the line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path}: filen går inte att läsa ({error})") from error
    questions: list[EvalQuestion] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = EvalQuestion.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "raden"
            raise QuestionFileError(f"{path}, rad {number}: {where}: {first['msg']}") from error
        if question.id in seen:
            raise QuestionFileError(
                f"{path}, rad {number}: id {question.id} finns redan på rad {seen[question.id]}"
            )
        seen[question.id] = number
        questions.append(question)
    if not questions:
        raise QuestionFileError(f"{path}: filen innehåller inga frågor")
    return questions
