"""E-books (EPUB): their chapters, which are web pages, in the order of the book."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.model import Block, BlockKind, Page
from ingest.readers.formats import BROKEN_ZIP, unpacked
from ingest.readers.html import read_html
from ingest.readers.reading import Facts, FileReading, Unreadable, blocks_only, file_facts

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = frozenset(["application/xhtml+xml", "text/html"])


def read_epub(data: bytes) -> FileReading:
    """A book as a page a chapter, without numbers.

    Raises:
        Unreadable: the file is damaged, or unpacks to more than a gigabyte.
    """
    from lxml.etree import XMLSyntaxError

    try:
        with unpacked(data) as book:
            package, folder = _package(book)
            readings = [read_html(chapter) for chapter in _chapters(book, package, folder)]
    except (*BROKEN_ZIP, XMLSyntaxError, KeyError) as error:
        raise Unreadable("är skadad och går inte att öppna. Hämta boken igen.") from error
    facts = _facts(package)
    # A book's title stands on its cover, which is a picture.
    cover = Page(None, blocks_only([Block(BlockKind.HEADING, facts.title or "", 1)]))
    pages = (cover, *(page for reading in readings for page in reading.pages))
    dropped = tuple(piece for reading in readings for piece in reading.dropped)
    return FileReading(pages, facts, dropped=dropped)


def _package(book: zipfile.ZipFile) -> tuple[_Element, str]:
    """The list of what the book holds, and the folder that its names are relative to."""
    place = _parse(book.read(_CONTAINER)).find(".//{*}rootfile")
    path = place.get("full-path", "") if place is not None else ""
    return _parse(book.read(path)), posixpath.dirname(path)


def _chapters(book: zipfile.ZipFile, package: _Element, folder: str) -> Iterator[bytes]:
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        # The list of contents of the book itself says nothing that its chapters do not.
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        if "nav" in (item.get("properties") or "").split() or reference.get("linear") == "no":
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if name in book.namelist():
            yield book.read(name)


def _facts(package: _Element) -> Facts:
    names = ("title", "publisher", "date", "language", "creator")
    own = ".//{*}metadata/{http://purl.org/dc/elements/1.1/}"
    return file_facts(*(package.findtext(own + name) for name in names))


def _parse(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(data, parser)
