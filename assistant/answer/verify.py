"""The last gate: a quote is given only if it stands in the document's pages."""

from __future__ import annotations

from corpus.model import Document
from corpus.swedish import normalise


def stands(document: Document, quote: str, start: int, end: int) -> bool:
    """Whether a quote is letter for letter what the document's text holds between two offsets.

    White space and Unicode composition are folded first; nothing else is.
    """
    return bool(quote) and normalise(document.text[start:end]) == normalise(quote)
