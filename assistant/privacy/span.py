"""What is found in a text: a stretch of it and what sort of personal data stands there."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PersonalData(StrEnum):
    """A sort of personal data, by the word of its placeholder."""

    IDENTITY = "personnummer"
    PHONE = "telefon"
    EMAIL = "e-post"
    ADDRESS = "adress"


class Span(NamedTuple):
    """Where something personal begins and ends."""

    start: int
    end: int
    sort: PersonalData
