"""What all bodies of the HTTP interface share: the model that they are, and a type of day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticKnownError


class Body(BaseModel):
    """Immutable, and strict about unknown fields, so that a misspelt filter is not ignored."""

    # Pydantic checks that a text is Unicode only where it has a bound, be it this one. A lone
    # surrogate ("\ud800" in JSON) could be neither stored, logged nor sent back.
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=0)

    @classmethod
    def of_parts(cls, *parts: object, **fields: Any) -> Self:
        """A body of these fields, the others taken from the first part that has one of the name."""
        shared = {
            name: getattr(part, name)
            for part in reversed(parts)
            for name in cls.model_fields
            if hasattr(part, name)
        }
        return cls(**shared | fields)


def _refuse_figures(value: object) -> object:
    if isinstance(value, int | float) or (isinstance(value, str) and not _WRITTEN.match(value)):
        raise PydanticKnownError("date_from_datetime_parsing", {"error": "input is no date"})
    return value


_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")

AS_WRITTEN = BeforeValidator(_refuse_figures)
"""Refuses seconds since 1970, which pydantic takes for a date."""

Date = Annotated[dt.date, AS_WRITTEN]

Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2200, 12, 31)), AS_WRITTEN]
"""A day to take for today; years and months can be counted from it in both directions."""


def _refuse_blank(text: str) -> str:
    if not text.strip():
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return text


NOT_BLANK = AfterValidator(_refuse_blank)
"""Refuses white space alone as the empty text is refused; no JSON Schema can tell the two apart."""
