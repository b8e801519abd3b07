"""What is wrong with a request's fields, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

_CHOICE = Text("”{field}” ska vara {expected}.", "“{field}” must be {expected}.")
_INTEGER = Text("”{field}” ska vara ett heltal.", "“{field}” must be a whole number.")
_BOOLEAN = Text("”{field}” ska vara true eller false.", "“{field}” must be true or false.")
_DATE = Text(
    "”{field}” ska vara ett datum som 2026-01-31.", "“{field}” must be a date as 2026-01-31."
)
_OBJECT = Text("”{field}” ska vara ett JSON-objekt.", "“{field}” must be a JSON object.")
_TEXTS: Mapping[str, Text] = {
    "missing": Text("Fältet ”{field}” saknas.", "The field “{field}” is missing."),
    "extra_forbidden": Text(
        "Fältet ”{field}” finns inte. Kontrollera stavningen.",
        "There is no field “{field}”. Check its spelling.",
    ),
    "string_too_long": Text(
        "”{field}” är för lång: högst {max_length} tecken.",
        "“{field}” is too long: at most {max_length} characters.",
    ),
    "string_too_short": Text("”{field}” är tom.", "“{field}” is empty."),
    "string_unicode": Text(
        "”{field}” har tecken som inte går att läsa. Skriv om dem i UTF-8.",
        "“{field}” has characters that cannot be read. Write them in UTF-8.",
    ),
    "too_long": Text(
        "”{field}” har för många delar: högst {max_length}.",
        "“{field}” has too many items: at most {max_length}.",
    ),
    "greater_than_equal": Text(
        "”{field}” ska vara minst {ge}.", "“{field}” must be at least {ge}."
    ),
    "less_than_equal": Text("”{field}” får vara högst {le}.", "“{field}” must be at most {le}."),
    "backwards": Text(
        "”{first}” ska vara högst lika med ”{last}”. Byt plats på dem.",
        "“{first}” must not be more than “{last}”. Swap them.",
    ),
    "unknown_level": Text(
        "Utbildningsformen ”{level}” finns inte. De som finns är {levels}.",
        "There is no level “{level}”. There are {levels}.",
    ),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "int_parsing": _INTEGER,
    "int_type": _INTEGER,
    "int_from_float": _INTEGER,
    "string_type": Text("”{field}” ska vara en text.", "“{field}” must be a text."),
    "bool_parsing": _BOOLEAN,
    "bool_type": _BOOLEAN,
    "list_type": Text("”{field}” ska vara en lista.", "“{field}” must be a list."),
    "date_from_datetime_parsing": _DATE,
    "model_attributes_type": _OBJECT,
    "model_type": _OBJECT,
}
_OTHER = Text(
    "”{field}” har ett värde som inte går att använda.", "“{field}” has a value of no use."
)
_BODY = Text("anropet", "the body")
_NO_BODY = Text(
    "Anropet ska innehålla ett JSON-objekt, med Content-Type: application/json.",
    "The request needs a JSON object, with Content-Type: application/json.",
)


def field_errors(errors: Sequence[Mapping[str, Any]], language: Language) -> list[FieldError]:
    """Pydantic's errors (the first ten) in a language; no value that was sent is repeated."""
    return [_field_error(error, language) for error in errors[:MOST]]


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
    texts = {**_TEXTS, **_OF_QUESTIONS} if location[:1] and location[0] in _QUESTIONS else _TEXTS
    detail = texts.get(kind, _OTHER).get(language, field=field, **values)
    return FieldError(field=field, detail=detail)


def _path(location: Sequence[str | int]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path[:100]
