"""E-books (EPUB): their chapters, which are web pages, in the order of the book."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.model import Block, BlockKind, Page
from ingest.readers.formats import parse_xml, told_damaged, unpacked
from ingest.readers.html import read_html
from ingest.readers.html_source import parse_html
from ingest.readers.reading import Facts, FileReading, blocks_only, file_facts, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_LISTED_PAGES = "//nav[@*[name()='epub:type']='page-list']//a[@href]"
_PLACE = re.compile(rb"""<body\b[^<>]*>|<[^<>]*\sid\s*=\s*["'](?P<id>[^"']+)["']""")
"""Where a page may begin: at the top of a chapter, or at an element with a name."""

_CHAPTERS = frozenset(["application/xhtml+xml", "text/html"])


def read_epub(data: bytes) -> FileReading:
    """A book as the pages that its printed edition has, else as one a chapter without a number.

    Raises:
        Unreadable: the file is damaged, or unpacks to more than a gigabyte.
    """
    with told_damaged("Hämta boken igen."), unpacked(data) as book:
        package, folder = _package(book)
        chapters = dict(_chapters(book, package, folder))
        pages_of = _listed_pages(book, package, folder)
        readings = [
            read_html(_with_marks(chapter, pages_of[name])) for name, chapter in chapters.items()
        ]
    facts = _facts(package)
    # A book's title stands on its cover, which is a picture.
    cover = Page(None, blocks_only([Block(BlockKind.HEADING, facts.title or "", 1)]))
    pages = [cover]
    for page in (page for reading in readings for page in reading.pages):
        last = pages[-1]
        if page.name is None and last.name is not None:
            pages[-1] = replace(last, blocks=(*last.blocks, *page.blocks))
        else:
            pages.append(page)
    dropped = tuple(piece for reading in readings for piece in reading.dropped)
    return FileReading(tuple(pages), facts, dropped=dropped)


def _package(book: zipfile.ZipFile) -> tuple[_Element, str]:
    """The list of what the book holds, and the folder that its names are relative to."""
    place = parse_xml(book.read(_CONTAINER)).find(".//{*}rootfile")
    path = place.get("full-path", "") if place is not None else ""
    return parse_xml(book.read(path)), posixpath.dirname(path)


def _listed_pages(
    book: zipfile.ZipFile, package: _Element, folder: str
) -> Mapping[str, Mapping[str, str]]:
    """The pages of the printed edition that the book lists: their names by chapter and place."""
    result: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for item in package.iterfind(".//{*}manifest/{*}item"):
        if "nav" not in (item.get("properties") or "").split():
            continue
        path = _path(folder, item)
        root = parse_html(book.read(path)) if path in book.namelist() else None
        for link in () if root is None else root.xpath(_LISTED_PAGES):
            name, _, place = unquote(link.get("href")).partition("#")
            chapter = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            result[chapter][place] = tidy(link.text_content())
    return result


def _with_marks(chapter: bytes, pages: Mapping[str, str]) -> bytes:
    """A chapter with a mark at each place where a page begins, as other books have them."""

    def marked(tag: re.Match[bytes]) -> bytes:
        name = pages.get((tag["id"] or b"").decode(errors="replace"))
        mark = (
            f'<span role="doc-pagebreak" title="{escape(name)}"></span>'.encode() if name else b""
        )
        return mark + tag[0] if tag["id"] else tag[0] + mark

    return _PLACE.sub(marked, chapter) if pages else chapter


def _path(folder: str, item: _Element) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _chapters(book: zipfile.ZipFile, package: _Element, folder: str) -> Iterator[tuple[str, bytes]]:
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        # The list of contents of the book itself says nothing that its chapters do not.
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        if "nav" in (item.get("properties") or "").split() or reference.get("linear") == "no":
            continue
        if (name := _path(folder, item)) in book.namelist():
            yield name, book.read(name)


def _facts(package: _Element) -> Facts:
    names = ("title", "publisher", "date", "language", "creator")
    own = ".//{*}metadata/{http://purl.org/dc/elements/1.1/}"
    return file_facts(*(package.findtext(own + name) for name in names))
