"""What is wrong with a request's fields, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from assistant.words.languages import Language, Text, texts


class FieldError(BaseModel):
    """One field that is not as it should be; ``field`` is its path, as ``filters.kind[0]``."""

    field: str
    detail: str


MOST = 10
"""Errors that are told at most; nobody reads more."""

_QUESTIONS = frozenset({"question", "query", "occupation"})


def error_texts() -> Mapping[str, Text]:
    """The texts of ``errors.toml``, as "fields.missing"."""
    return texts("assistant.serve", "errors.toml")


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
    told = error_texts()
    field = _path(location) or told["body.name"].get(language)
    if not location and kind != "string_unicode":  # which the name of a field may be, too
        return FieldError(field=field, detail=told["body.missing"].get(language))
    values = dict(error.get("ctx", {}))
    if "max_length" in values:
        values["max_length"] = count(values["max_length"])
    if "expected" in values and language is Language.SWEDISH:
        values["expected"] = str(values["expected"]).replace(" or ", " eller ")
    text = told.get(f"fields.{kind}", told["fields.other"])
    if location and location[0] in _QUESTIONS:
        text = told.get(f"questions.{kind}", text)
    return FieldError(field=field, detail=text.get(language, field=field, **values))


def _path(location: Sequence[str | int]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path[:100]
