"""Reads a catalogue so that whatever goes wrong with one file is told, and stops no other."""

from __future__ import annotations

from ingest.catalogues import read_catalogue
from ingest.catalogues.reading import CatalogueReading
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Unreadable


def read_catalogue_safely(name: str, data: bytes) -> CatalogueReading | None:
    """Reads courses like ``read_catalogue``, but whatever fails is told as ``Unreadable``."""
    if not data:
        return None
    try:
        return read_catalogue(name, data)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            f"är skadad eller ovanlig och går inte att läsa ({type(error).__name__}). "
            "Exportera kurserna på nytt och läs in den filen."
        ) from error


def is_web_page(name: str, data: bytes) -> bool:
    """Whether a file is a web page, which has a text of its own beside the courses it holds."""
    try:
        return recognise(name, data) is Format.HTML
    except Unreadable:
        return False
