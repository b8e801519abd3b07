"""What the model is asked to reply with, as JSON Schema, and the same as types once it came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.bodies.course_query import CourseQuery

JsonSchema = dict[str, object]

MOST_POINTERS = 40
"""Numbers of sentences that are read of one claim."""

_POINTER = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\s*[-–]\s*(?:\1\.)?(\d{1,4})\b(?!\.))?")


def pointers(value: object) -> list[str]:
    """The numbers of sentences in what a model wrote for them: "1.2", "[1.2]", ["1.2–1.4"], 1.2.

    A range stands for all of its numbers; what is no number is passed over.
    """
    return list(dict.fromkeys(_pointers(value)))[:MOST_POINTERS]


def _pointers(value: object) -> Iterator[str]:
    pieces = value if isinstance(value, list) else [value]
    for piece in pieces[:MOST_POINTERS]:
        for source, first, last in _POINTER.findall(str(piece)[:200]):
            end = min(int(last or first), int(first) + MOST_POINTERS)
            yield from (f"{int(source)}.{n}" for n in range(int(first), end + 1))


class Claim(BaseModel):
    """Words of the model's with the numbers of the sentences that carry them; nothing is checked.

    The words may be none: then the sentences alone are the claim.
    """

    model_config = ConfigDict(frozen=True)

    at: Annotated[list[str], BeforeValidator(pointers)]
    text: str = Field(default="", max_length=2000)


Coverage = Literal["all", "part", "none"]


def answer_schema() -> JsonSchema:
    """The schema of an answer: numbers before words, so that the words are written after them."""
    claim = _object(at={"type": "array", "items": {"type": "string"}}, text={"type": "string"})
    return {
        "title": "answer",
        "description": "Svaret, påstående för påstående, med numren på meningarna som bär det.",
        **_object(
            found={"type": "string", "enum": list(get_args(Coverage))},
            claims={"type": "array", "items": claim},
        ),
    }


MOST_SEARCHES, MOST_WORDS = 4, 6
"""Searches and other words that are read of a plan."""

_COURSE_FIELDS = {
    "string": "q county provider level language start_from start_to",
    "boolean": "near distance evening open apprenticeship student_aid rolling no_prior",
    "number": "pace_min pace_max points_min points_max",
    "array": "place code",
}
"""What a plan may say of courses, by JSON's name of the type."""


def _texts(value: object) -> list[str]:
    texts = value if isinstance(value, list) else []
    return [text for text in texts if isinstance(text, str) and len(text) <= 200]


def _course_query(value: object) -> CourseQuery | None:
    """What is asked of courses, without the fields that cannot be so."""
    if not isinstance(value, dict):
        return None
    known = " ".join(_COURSE_FIELDS.values()).split()
    fields = {name: value[name] for name in known if value.get(name) not in (None, "", [])}
    try:
        return CourseQuery.model_validate(fields)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        kept = {name: field for name, field in fields.items() if name not in wrong}
        return CourseQuery.model_validate(kept)


class SearchPlan(BaseModel):
    """How the model would search: the fields are those of a ``Proposal``.

    ``words`` are other wordings. What cannot be read of it is left out, but for the language.
    """

    language: str = Field(pattern=r"^[a-zA-Z]{2,3}$")
    question: str = Field(default="", max_length=400)
    searches: Annotated[list[str], BeforeValidator(_texts)] = []
    words: Annotated[list[str], BeforeValidator(_texts)] = []
    courses: Annotated[CourseQuery | None, BeforeValidator(_course_query)] = None


def plan_schema() -> JsonSchema:
    """The schema of a search plan; of courses only what was said needs to be told."""
    texts: JsonSchema = {"type": "array", "items": {"type": "string"}}
    fields = {
        name: texts if kind == "array" else {"type": kind}
        for kind, names in _COURSE_FIELDS.items()
        for name in names.split()
    }
    courses: JsonSchema = {
        "anyOf": [
            {"type": "object", "properties": fields, "additionalProperties": False},
            {"type": "null"},
        ]
    }
    return {
        "title": "plan",
        "description": "Hur man ska söka efter svar på frågan.",
        **_object(
            language={"type": "string"},
            question={"type": "string"},
            searches=texts,
            words=texts,
            courses=courses,
        ),
    }


def _object(**properties: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
