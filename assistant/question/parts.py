"""Which sentences of a question ask: people tell about themselves, and then ask."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.swedish import sentences

_BEGINS = (
    r"(?:(?:och |men |så )?(?:i |på |från |till |av |med |hos |för )?"
    r"(?:hur|vad|vem|vems|vilk\w+|när|var|vart|varför|varifrån"
    r"|how|what|who|whose|when|where|which|why)\b)"
)
_ASKS = re.compile(_BEGINS, re.IGNORECASE)
_NEXT = re.compile(rf"(?<=[.!?])\s+(?={_BEGINS})", re.IGNORECASE)
"""Between two sentences, also where the other does not begin with a capital."""


class QuestionParts(NamedTuple):
    """The sentences of a question that ask, and those that tell beside them."""

    asks: str
    tells: str


def parts_of(question: str) -> QuestionParts:
    """The sentences that ask, and those that only tell; all ask where none or each of them does.

    "Jag är 34 och vill byta yrke. Vad kostar en prövning?" asks the last of them.
    """
    whole = (question[start:end] for start, end in sentences(question))
    parts = [part for sentence in whole for part in _NEXT.split(sentence)]
    asking = [part for part in parts if part.endswith("?")] or [
        part for part in parts if _ASKS.match(part)
    ]
    if not asking or len(asking) == len(parts):
        return QuestionParts(question, "")
    return QuestionParts(" ".join(asking), " ".join(part for part in parts if part not in asking))
