"""What the model is asked to reply with, as JSON Schema, and the same as types once it came."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

JsonSchema = dict[str, object]


class ClaimedQuote(BaseModel):
    """Words that the model says stand in a passage; passages are numbered from 1."""

    model_config = ConfigDict(frozen=True)

    passage: int
    quote: str = Field(max_length=3000)


class Claim(BaseModel):
    """A sentence of the model's with the quotes that are to carry it, nothing of it checked.

    ``translation`` is the same in the question's language, where that is not Swedish.
    """

    model_config = ConfigDict(frozen=True)

    quotes: list[ClaimedQuote] = Field(max_length=8)
    text: str = Field(max_length=1000)
    translation: str = Field(default="", max_length=2000)


class Rewritten(BaseModel):
    """A question made whole and put into Swedish; ``language`` is the one it was asked in."""

    language: str = Field(pattern=r"^[a-zA-Z]{2,3}$")
    question: str = Field(min_length=3, max_length=400)


Coverage = Literal["all", "part", "none"]


def answer_schema(*, translated: bool) -> JsonSchema:
    """The schema of an answer: quotes before text, so that the text is written after them."""
    quote = _object(passage={"type": "integer"}, quote={"type": "string"})
    fields: dict[str, JsonSchema] = {
        "quotes": {"type": "array", "items": quote},
        "text": {"type": "string"},
    }
    if translated:
        fields["translation"] = {"type": "string"}
    return {
        "title": "answer",
        "description": "Svaret, mening för mening, med citaten som bär det.",
        **_object(
            found={"type": "string", "enum": list(get_args(Coverage))},
            sentences={"type": "array", "items": _object(**fields)},
        ),
    }


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
