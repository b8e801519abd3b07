"""What the model is asked to reply with, as JSON Schema, and the same as types once it came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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


class Rewritten(BaseModel):
    """A question made whole and put into Swedish; ``language`` is the one it was asked in."""

    language: str = Field(pattern=r"^[a-zA-Z]{2,3}$")
    question: str = Field(min_length=3, max_length=400)


def rewrite_schema() -> JsonSchema:
    """The schema of a question made whole."""
    return {
        "title": "question",
        "description": "Frågan, hel och på svenska.",
        **_object(language={"type": "string"}, question={"type": "string"}),
    }


def _object(**properties: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
