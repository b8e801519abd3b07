"""The text of an element of a web page on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.data_files import word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_SILENT, _INLINE = (word_list(name, __package__) for name in ("silent_tags", "inline_tags"))


def text_of(element: HtmlElement, *, buttons: bool = False) -> str:
    """All text inside an element; that of buttons only where it is asked for."""
    return re.sub(r"\s+", " ", "".join(pieces_of(element, buttons=buttons))).strip()


def link_share(element: HtmlElement) -> float:
    """How much of an element's text stands in links and buttons, 0 to 1."""
    whole = len(text_of(element, buttons=True))
    links = sum(
        len(text_of(link, buttons=True))
        for link in element.iter("a", "button")
        if not any(parent.tag in {"a", "button"} for parent in link.iterancestors())
    )
    return links / whole if whole else 1.0


def pieces_of(root: HtmlElement, *, buttons: bool = False) -> Iterator[str]:
    """The pieces of text inside an element, with spaces where a block or a line ends."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        silent = not isinstance(element.tag, str) or (
            element.tag in _SILENT and not (buttons and element.tag == "button")
        )
        if not silent and element.tag not in _INLINE:
            yield " "
        if event == "start":
            if silent and element is not root:
                walker.skip_subtree()
            else:
                yield element.text or ""
        elif element is not root:
            yield element.tail or ""
