"""Which parts of a web page are its own text: its main part, the boxes beside it, no menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.data_files import any_of, word_list
from ingest.readers.html_text import HEADINGS, link_share, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FURNITURE_TAGS, _FURNITURE_ROLES = (
    word_list(name, __package__) for name in ("furniture_tags", "furniture_roles")
)
_BOX_ROLES = frozenset({"complementary", "alert", "status", "note"})
_PART = r"(?:^|[\s_-])(?:{})(?:$|[\s_-])"
_FURNITURE_NAME = any_of("furniture_names", __package__, _PART)
_LINKS_NAME = any_of("links_names", __package__, _PART)
_EDGE_NAME = any_of("edge_names", __package__, r"(?:^|\s)(?:{})(?:$|\s)")
_BOX_NAME = any_of("box_names", __package__, _PART)
_TEASER_NAME = any_of("teaser_names", __package__, _PART)
_REACHED = re.compile(
    r"(?:måndag|tisdag|onsdag|torsdag|fredag|vardag|telefon|tel\.)\D{0,40}\d", re.IGNORECASE
)
_COOKIES = re.compile(r"\b(?:kakor|cookies?|samtycke|consent)\b", re.IGNORECASE)

MOSTLY_LINKS = 0.5
"""The share of its text in links from which a box beside the text is a menu."""

SHORTEST_BOX = 15
"""Characters of the shortest box beside the text that is read."""


def main_part(body: HtmlElement) -> HtmlElement | None:
    """The part that a page marks as its main one; None where it marks none, or several."""
    whole = len(text_of(body))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        parts = body.findall(path)
        if len(parts) == 1 and len(text_of(parts[0])) > min(200, 0.3 * whole):
            return parts[0]
    return None


def boxes_outside(body: HtmlElement, main: HtmlElement) -> list[HtmlElement]:
    """The boxes that stand beside the main part, taken out of the page; menus are none.

    Where links fill a part of a box, its other parts are boxes of their own.
    """
    around = {main, *main.iterancestors()}
    for element in list(body.iter("aside", "div", "section")):
        if element not in around and _is_named_box(element) and _leads_away(element):
            _part_at_headings(element)
    boxes: list[HtmlElement] = []
    parted: set[HtmlElement] = set()
    for element in body.iter():
        if element in around or not isinstance(element.tag, str):
            continue
        part = element.tag in {"div", "section"} and element.getparent() in parted
        if not ((part or _is_named_box(element)) and _is_text(element)):
            continue
        if _leads_away(element):
            parted.add(element)
            continue
        inside = {parent.tag for parent in element.iterancestors()}
        taken = {*boxes, main}.intersection(element.iterancestors())
        if not taken and not inside & {*_FURNITURE_TAGS, "header", "footer"}:
            boxes.append(element)
    for box in boxes:
        box.drop_tree()
    return boxes


def facts_in_footers(body: HtmlElement) -> Iterator[HtmlElement]:
    """The parts of footers, each below a heading of its own, that tell hours or a number to ring.

    They stand on every page of a place, and are no menu.
    """
    for footer in body.iter("footer"):
        for box in list(footer.iter("footer", "div", "section")):
            if any(child.tag in HEADINGS[1:] for child in box):
                _part_at_headings(box)
        for part in footer.iter("section"):
            headed = len(part) > 0 and part[0].tag in HEADINGS[1:]
            if headed and _REACHED.search(text_of(part)) and link_share(part) < MOSTLY_LINKS:
                yield part


def _part_at_headings(box: HtmlElement) -> None:
    """Makes a part of a box of each of its headings and what follows it."""
    part = None
    for child in list(box):
        if child.tag in HEADINGS[1:]:
            part = box.makeelement("section")
            child.addprevious(part)
        if part is not None:
            part.append(child)


def _is_named_box(element: HtmlElement) -> bool:
    named = element.tag == "aside" or (element.get("role") or "") in _BOX_ROLES
    return named or _BOX_NAME.search(_names(element)) is not None


def _is_text(element: HtmlElement) -> bool:
    """Whether enough stands in a box, which asks for no consent and leads not to other pages."""
    names, text = _names(element), text_of(element)
    asks = _COOKIES.search(f"{names} {text}")
    return len(text) >= SHORTEST_BOX and not asks and not _TEASER_NAME.search(names)


def _leads_away(element: HtmlElement) -> bool:
    return _holds_teasers(element) or link_share(element) >= MOSTLY_LINKS


def _holds_teasers(element: HtmlElement) -> bool:
    """Whether a box is a list whose every item leads to another page."""
    items = list(element.iter("li", "article"))
    return len(items) > 1 and all(next(item.iter("a"), None) is not None for item in items)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def heading_outside(body: HtmlElement, main: HtmlElement) -> list[HtmlElement]:
    """The page's heading, where it stands above its main part and outside of menus."""
    if main.find(".//h1") is not None:
        return []
    headings = [
        heading
        for heading in body.iter("h1")
        if text_of(heading)
        and not any(parent.tag in _FURNITURE_TAGS for parent in heading.iterancestors())
    ]
    return headings[:1]


def is_furniture(element: HtmlElement, *, whole_page: bool) -> bool:
    """Whether the page itself calls an element a menu, a cookie box, a header or a footer.

    With ``whole_page`` no part of the page is marked as the main one.
    """
    tag, role, names = element.tag, (element.get("role") or "").lower(), _names(element)
    if tag in _FURNITURE_TAGS or role in _FURNITURE_ROLES or _FURNITURE_NAME.search(names):
        return True
    if tag == "dialog" or role in {"dialog", "alertdialog"}:
        return _COOKIES.search(text_of(element)[:1000]) is not None
    if whole_page and tag in {"header", "footer"}:
        return element.find(".//h1") is None
    if _EDGE_NAME.search(names):
        return True
    beside = (whole_page and tag == "aside") or _LINKS_NAME.search(names)
    return bool(beside) and link_share(element) >= MOSTLY_LINKS
