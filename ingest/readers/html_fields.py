"""What the icons in a web page's cells show, and what is pressed to open its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.data_files import any_of
from ingest.readers.html_text import text_of
from ingest.readers.reading import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WITH_ICONS = (
    "//*[self::td or self::th or self::dd][not(.//a)]"
    "[.//@alt or .//@aria-label or .//@title or .//svg or .//i]"
)
_NAMES = ".//@alt|.//@aria-label|.//@title|.//svg//title/text()"
_SIGNS = ".//i/@class|.//svg/@class|.//use/@href"
_YES, _NO = (
    any_of(name, __package__, r"(?:^|[\s_#-])(?:{})(?:$|[\s_-])")
    for name in ("ticked_icons", "crossed_icons")
)


def name_icons(root: HtmlElement) -> None:
    """Puts what an icon is called into the cell where nothing else stands."""
    for cell in root.xpath(_WITH_ICONS):
        if not text_of(cell):
            signs = " ".join(cell.xpath(_SIGNS))
            sign = "✓" if _YES.search(signs) else "✗" if _NO.search(signs) else ""
            names = cell.xpath(_NAMES)
            empty(cell)
            cell.text = tidy(" ".join(names)) or sign


def is_switch(element: HtmlElement) -> bool:
    """Whether an element is the label of a box that shows what follows when it is ticked."""
    box, panel = element.getprevious(), element.getnext()
    return (
        element.tag == "label"
        and box is not None
        and panel is not None
        and box.get("type") in {"checkbox", "radio"}
        and element.get("for") == box.get("id")
        and panel.tag in {"div", "section", "p", "ul"}
    )


def empty(element: HtmlElement) -> None:
    """Takes all out of an element that stands in it."""
    for child in list(element):
        element.remove(child)
    element.text = None
