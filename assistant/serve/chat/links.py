"""Addresses of the page's own parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from assistant.bodies.answer import Citation
from assistant.words.languages import Language

HOME: Mapping[Language, str] = {Language.SWEDISH: "/", Language.ENGLISH: "/en/"}
ACCOUNT = "/konto"
ACCESSIBILITY = "/tillganglighet"
SOURCE = "/kalla/"
COURSE = "/kurs/"
COMPARISON = "/kurser/jamfor"
CALENDAR = "/v1/courses/calendar"
QUOTE = "citat"
"""The id of the marked quote on a source page."""


def source(
    document_id: str, language: Language, *, position: int | None = None, **where: int | str
) -> str:
    """The page of a document that shows a stretch of it marked.

    ``position`` counts from 1; left out it is the page where the stretch begins. ``where`` has
    ``start`` and ``end``, offsets in the document's text, with ``quote``, the words there, by which
    they are found again where the document changes; or ``passage``, an id.
    """
    path = SOURCE + quote(document_id, safe="")
    if position is not None:
        path += f"/{position}"
    values = {key: str(value) for key, value in where.items()}
    if language is not Language.SWEDISH:
        values["lang"] = language.value
    query = f"?{urlencode(values)}" if values else ""
    return f"{path}{query}#{QUOTE}" if where.keys() & {"start", "passage"} else f"{path}{query}"


def citation(cited: Citation, language: Language) -> str:
    """The page of a document on which a citation's words are marked."""
    return source(cited.document.id, language, start=cited.start, end=cited.end, quote=cited.quote)


def passages(document_id: str, language: Language) -> str:
    """The first page of a document, with the beginnings of its passages marked."""
    return source(document_id, language, stycken=1)


def original(document_id: str) -> str:
    """The file that a document was read from."""
    return f"{SOURCE}{quote(document_id, safe='')}/fil"


def printed(document_id: str, position: int, where: Mapping[str, int | str]) -> str:
    """The picture of a page as it is printed, with the stretch marked that ``where`` names."""
    query = f"?{urlencode(where)}" if where else ""
    return f"{SOURCE}{quote(document_id, safe='')}/{position}/tryckt{query}"


def course(course_id: str, language: Language) -> str:
    """The page of a course."""
    query = f"?lang={language.value}" if language is not Language.SWEDISH else ""
    return COURSE + quote(course_id, safe="") + query


def calendar(course_ids: Iterable[str]) -> str:
    """The calendar file with the last days to apply for some courses."""
    return f"{CALENDAR}?{urlencode([('id', own) for own in course_ids])}"
