"""Addresses of the page's own parts."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from assistant.languages import Language

HOME: Mapping[Language, str] = {Language.SWEDISH: "/", Language.ENGLISH: "/en/"}
ACCESSIBILITY = "/tillganglighet"
SOURCE = "/kalla/"
QUOTE = "citat"
"""The id of the marked quote on a source page."""


def source(
    document_id: str, language: Language, *, position: int | None = None, **where: int | str
) -> str:
    """The page of a document that shows a stretch of it marked.

    Args:
        document_id: which document.
        language: that the page's own words are in.
        position: the place of the page in the document, from 1; the page where the stretch
            begins if left out.
        where: ``start`` and ``end``, offsets in the document's text, or ``passage``, an id.
    """
    path = SOURCE + quote(document_id, safe="")
    if position is not None:
        path += f"/{position}"
    values = {key: str(value) for key, value in where.items()}
    if language is not Language.SWEDISH:
        values["lang"] = language.value
    query = f"?{urlencode(values)}" if values else ""
    return f"{path}{query}#{QUOTE}" if where else f"{path}{query}"
