"""Question files: one JSON object a line, checked as they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from assistant.bodies.question import QUESTION_LIMIT, Turn


class QuestionFileError(ValueError):
    """A question file that cannot be used; the message names the line and what is wrong."""


def _not_blank(text: str) -> str:
    """What is blank stands in every text, so nothing could be judged by it."""
    if not text.strip():
        raise PydanticCustomError("blank", "blank")
    return text


def _alternatives(text: str) -> str:
    if not all(alternative.strip() for alternative in text.split("|")):
        raise PydanticCustomError("no_alternative", "no alternative")
    return text


Text = Annotated[str, AfterValidator(_not_blank)]
Entry = Annotated[str, AfterValidator(_alternatives)]


class Line(BaseModel):
    """What every line of a file has: a name of its own."""

    id: Text


Row = TypeVar("Row", bound=Line)


class EvalQuestion(Line):
    """A question with what a right answer holds.

    ``doc`` holds the leading digits of the source files' names; ``pages`` the right pages for each.
    In ``must_contain`` every entry must be met by one of its alternatives, separated by ``|``. Any
    word may be a ``kind``; figures are given for each.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    question: Text = Field(max_length=QUESTION_LIMIT)
    kind: Text
    answerable: bool
    history: list[Turn] = Field(default=[], max_length=100)
    persona: str | None = None
    doc: Text | list[Text] | None = None
    pages: dict[str, list[int]] = {}
    gold_spans: list[Text] = []
    span_mode: Literal["any", "all"] = "any"
    answer: str = ""
    must_contain: list[Entry] = []
    must_not_contain: list[Entry] = []
    tags: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, fields: object) -> object:
        if isinstance(fields, dict):
            return {name: value for name, value in fields.items() if value is not None}
        return fields

    @model_validator(mode="after")
    def _can_be_judged(self) -> EvalQuestion:
        if self.answerable and not (self.gold_spans or self.must_contain or self.docs):
            raise PydanticCustomError("unjudged", "unjudged")
        return self

    @property
    def docs(self) -> list[str]:
        """The right documents, none or several."""
        if self.doc is None:
            return []
        return [self.doc] if isinstance(self.doc, str) else self.doc


def load_questions(path: Path) -> list[EvalQuestion]:
    """Every question of a file; raises as ``load_lines``."""
    return load_lines(path, EvalQuestion)


def load_lines(path: Path, sort: type[Row]) -> list[Row]:
    """Every question of a file, each of the same sort.

    Raises:
        QuestionFileError: the file is missing, holds no question or the same id twice, or a line
            is no UTF-8 or not a question; the message names the line.
    """
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise QuestionFileError(f"{path}: filen går inte att läsa ({error.strerror})") from error
    questions: list[Row] = []
    seen: dict[str, int] = {}
    # Only these are line breaks in JSON Lines: others, such as U+2028, may stand in a text.
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        question = _parsed(line, f"{path}, rad {number}", sort)
        if question.id in seen:
            raise QuestionFileError(
                f"{path}, rad {number}: id {question.id} finns redan på rad {seen[question.id]}"
            )
        seen[question.id] = number
        questions.append(question)
    if not questions:
        raise QuestionFileError(f"{path}: filen innehåller inga frågor")
    return questions


def _parsed(line: bytes, place: str, sort: type[Row]) -> Row:
    try:
        return sort.model_validate_json(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise QuestionFileError(f"{place}: raden är inte UTF-8") from error
    except ValidationError as error:
        raise QuestionFileError(f"{place}: {_complaint(error.errors()[0])}") from error


_COMPLAINTS = {
    "json_invalid": "är inte giltig JSON",
    "model_type": "ska vara ett JSON-objekt",
    "missing": "saknas",
    "blank": "får inte vara tom",
    "no_alternative": "har ett tomt alternativ",
    "string_too_long": "är för lång",
    "too_long": "är för lång",
    "string_type": "ska vara text",
    "bool_type": "ska vara true eller false",
    "int_type": "ska vara ett heltal",
    "list_type": "ska vara en lista",
    "dict_type": "ska vara ett objekt",
    "unjudged": "har svar men varken gold_spans, must_contain eller doc att bedöma det med",
}
"""What is wrong with a field, by pydantic's name for it."""


def _complaint(error: ErrorDetails) -> str:
    # A field of several types has the type in its place too; that says nothing to a reader.
    parts = [str(part) for part in error["loc"] if not str(part).endswith(("str", "]"))]
    what = _COMPLAINTS.get(error["type"])
    if error["type"] == "literal_error":
        what = f"ska vara {error['ctx']['expected'].replace(' or ', ' eller ')}"
    return f"{'.'.join(parts) or 'raden'} {what or error['msg']}"
