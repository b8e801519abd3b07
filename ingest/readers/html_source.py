"""The tree of a web page, from its bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.readers.text import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

_HEAD_TAGS = frozenset("base link meta noscript script style template title".split())


def parse_html(data: bytes) -> HtmlElement | None:
    """The tree of a web page, head and all; None where it holds no element. Raises Unreadable."""
    return parse_markup(_decode(data))


def _decode(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared.group(1).decode("ascii").lower()
        # Browsers read Latin-1 as Windows-1252, of which it is a part.
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def parse_markup(markup: str) -> HtmlElement | None:
    """The tree of a page whose text is known; None where it holds no element."""
    from lxml import etree, html

    # Without huge_tree the parser drops what is nested deeper than 256 elements, and says nothing.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(_XML_DECLARATION.sub("", markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    # Where a page names no body, the parser leaves elements that it does not know in the head.
    text = [part for head in root.findall("head") for part in head if part.tag not in _HEAD_TAGS]
    if text:
        body = root.find("body")
        body = etree.SubElement(root, "body") if body is None else body
        body[:0] = text
    return root
