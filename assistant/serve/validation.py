"""What is wrong with a request's fields, in words that say what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel

from assistant.words.languages import Language, Text


class FieldError(BaseModel):
    """One field that is not as it should be; ``field`` is its path, as ``filters.kind[0]``."""

    field: str
    detail: str


MOST = 10
"""Errors that are told at most; nobody reads more."""

EMPTY_QUESTION = Text(
    "Frågan är tom. Skriv vad du vill veta, till exempel ”Vem kan få studiehjälp?”.",
    "The question is empty. Write what you want to know.",
)
LONG_QUESTION = Text(
    "Frågan är för lång. Skriv högst {max_length} tecken, eller dela upp den i flera frågor.",
    "The question is too long. Write at most {max_length} characters, or ask several questions.",
)
_OF_QUESTIONS = {"string_too_short": EMPTY_QUESTION, "string_too_long": LONG_QUESTION}
_QUESTIONS = frozenset({"question", "query", "occupation"})

_BODY = Text("anropet", "the body")
_NO_BODY = Text(
    "Anropet ska innehålla ett JSON-objekt, med Content-Type: application/json.",
    "The request needs a JSON object, with Content-Type: application/json.",
)


@cache
def error_texts() -> Mapping[str, Mapping[str, Text]]:
    """The texts of ``errors.toml``, by section and name."""
    sections = tomllib.loads((files("assistant.serve") / "errors.toml").read_text("utf-8"))
    return {
        section: {name: Text(**text) for name, text in texts.items()}
        for section, texts in sections.items()
    }


def field_errors(errors: Sequence[Mapping[str, Any]], language: Language) -> list[FieldError]:
    """Pydantic's errors (the first ten) in a language; no value that was sent is repeated."""
    return [_field_error(error, language) for error in errors[:MOST]]


def joined(errors: Sequence[FieldError]) -> str:
    """What is wrong with several fields, each sentence once."""
    return " ".join(dict.fromkeys(one.detail for one in errors))


def count(number: int) -> str:
    """A number as it is written in both languages: "4 000"."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _field_error(error: Mapping[str, Any], language: Language) -> FieldError:
    kind = str(error["type"])
    location = tuple(error["loc"])[1:]  # the first part is "body", "path" or "query"
    field = _path(location) or _BODY.get(language)
    if not location and kind != "string_unicode":  # which the name of a field may be, too
        return FieldError(field=field, detail=_NO_BODY.get(language))
    values = dict(error.get("ctx", {}))
    if "max_length" in values:
        values["max_length"] = count(values["max_length"])
    if "expected" in values and language is Language.SWEDISH:
        values["expected"] = str(values["expected"]).replace(" or ", " eller ")
    texts = error_texts()["fields"]
    text = texts.get(kind, texts["other"])
    if location and location[0] in _QUESTIONS:
        text = _OF_QUESTIONS.get(kind, text)
    return FieldError(field=field, detail=text.get(language, field=field, **values))


def _path(location: Sequence[str | int]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path[:100]
