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


MANY = 10
"""As many errors as are told; nobody reads more."""

EMPTY_QUESTION = Text(
    "Frågan är tom. Skriv vad du vill veta, till exempel ”Vem kan få studiehjälp?”.",
    "The question is empty. Write what you want to know.",
)
_LONG_QUESTION = Text(
    "Frågan är för lång. Skriv högst {max_length} tecken, eller dela upp den i flera frågor.",
    "The question is too long. Write at most {max_length} characters, or ask several questions.",
)
_QUESTIONS = frozenset({"question", "query"})

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
    "too_long": Text(
        "”{field}” har för många delar: högst {max_length}.",
        "“{field}” has too many items: at most {max_length}.",
    ),
    "greater_than_equal": Text(
        "”{field}” ska vara minst {ge}.", "“{field}” must be at least {ge}."
    ),
    "less_than_equal": Text("”{field}” får vara högst {le}.", "“{field}” must be at most {le}."),
    "enum": Text("”{field}” ska vara {expected}.", "“{field}” must be {expected}."),
    "literal_error": Text("”{field}” ska vara {expected}.", "“{field}” must be {expected}."),
    "int_parsing": Text("”{field}” ska vara ett heltal.", "“{field}” must be a whole number."),
    "int_type": Text("”{field}” ska vara ett heltal.", "“{field}” must be a whole number."),
    "int_from_float": Text("”{field}” ska vara ett heltal.", "“{field}” must be a whole number."),
    "string_type": Text("”{field}” ska vara en text.", "“{field}” must be a text."),
    "bool_parsing": Text(
        "”{field}” ska vara true eller false.", "“{field}” must be true or false."
    ),
    "bool_type": Text("”{field}” ska vara true eller false.", "“{field}” must be true or false."),
    "list_type": Text("”{field}” ska vara en lista.", "“{field}” must be a list."),
    "date_from_datetime_parsing": Text(
        "”{field}” ska vara ett datum som 2026-01-31.", "“{field}” must be a date as 2026-01-31."
    ),
    "model_attributes_type": Text(
        "”{field}” ska vara ett JSON-objekt.", "“{field}” must be a JSON object."
    ),
    "model_type": Text("”{field}” ska vara ett JSON-objekt.", "“{field}” must be a JSON object."),
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
    """Pydantic's errors (the first ten), told in a language; no value sent is repeated."""
    return [_field_error(error, language) for error in errors[:MANY]]


def _field_error(error: Mapping[str, Any], language: Language) -> FieldError:
    kind = str(error["type"])
    location = tuple(error["loc"])[1:]  # the first part is "body", "path" or "query"
    field = _path(location)
    if not location:
        return FieldError(field=_BODY.get(language), detail=_NO_BODY.get(language))
    values = dict(error.get("ctx", {}))
    if "max_length" in values:
        values["max_length"] = f"{values['max_length']:,}".replace(",", "\N{NO-BREAK SPACE}")
    if location[0] in _QUESTIONS and kind == "string_too_short":
        text = EMPTY_QUESTION
    elif location[0] in _QUESTIONS and kind == "string_too_long":
        text = _LONG_QUESTION
    else:
        text = _TEXTS.get(kind, _OTHER)
    if "expected" in values and language is Language.SWEDISH:
        values["expected"] = str(values["expected"]).replace(" or ", " eller ")
    return FieldError(field=field, detail=text.get(language, field=field, **values))


def _path(location: Sequence[str | int]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path[:100]
