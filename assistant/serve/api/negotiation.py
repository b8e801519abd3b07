"""Which of several media types a request likes best."""

from __future__ import annotations

import re
from collections.abc import Sequence

JSON = "application/json"
_WEIGHT = re.compile(r"\s*q\s*=\s*(\d(?:\.\d{0,3})?)\s*")


def choose_media(header: str | None, others: Sequence[str]) -> str | None:
    """The media type of ``others`` that an ``Accept`` header likes best; None for JSON.

    JSON, too, where the header names none of them, or likes JSON or anything at all as well (RFC
    9110, section 12.5.1).
    """
    best, weight = None, 0.0
    for choice in (header or "").split(","):
        name, *parameters = choice.lower().split(";")
        name = name.strip()
        weights = (match[1] for one in parameters if (match := _WEIGHT.fullmatch(one)))
        liked = float(next(weights, "1"))
        if name in others and liked > weight:
            best, weight = name, liked
        elif name in (JSON, "application/*", "*/*") and liked >= weight and liked > 0:
            best, weight = None, liked
    return best
