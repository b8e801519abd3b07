"""Makes a web page plain: hidden parts out, buttons that open a text headings, raised marks apart.

The tree is changed in place, so that everything after it reads what a person sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.data_files import word_list
from corpus.model import Dropped
from ingest.readers.html_boxes import draw_boxes, join_cards
from ingest.readers.html_fields import draw_words, empty, fill_fields, is_switch, name_icons
from ingest.readers.html_hidden import hidden_elements, struck_elements, written_by_style
from ingest.readers.html_pairs import pair_boxes, pair_labels, pair_terms
from ingest.readers.html_text import HEADINGS, text_of
from ingest.readers.raised import lowered, raised
from ingest.readers.reading import LeftOut, is_called_off, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = word_list("silent_tags", __package__)
_PRESSED = (
    "//h1|//h2|//h3|//h4|//h5|//h6|//summary|//label|//button"
    "|//*[@role or @aria-expanded or @data-toggle or @data-bs-toggle]"
)
_ROLES = {"table": "table", "grid": "table", "rowgroup": "tbody", "row": "tr", "cell": "td"}
_ROLES |= {"gridcell": "td", "columnheader": "th", "rowheader": "th"}
_BOX_OF_PIECES = "//*[self::div or self::a or self::button][*[2]][not(text()[normalize-space()])]"
_PIECES = frozenset("span b strong em i small time a".split())
_STRUCK_TAGS = frozenset(["del", "s", "strike"])
_SUPER = re.compile(r"vertical-align:(super|sub)\b")

LONGEST_BUTTON = 200
"""Characters of the longest button that is a heading."""


def make_plain(root: HtmlElement) -> list[Dropped]:
    """Changes a page's tree to what is seen of it when all that can be opened is open.

    Gives the hidden text that was left out.
    """
    dropped = []
    for element in hidden_elements(root):
        if element.tag not in _SILENT and element.getparent() is not None:
            if text := tidy(text_of(element)):
                dropped.append(Dropped(LeftOut.HIDDEN, text))
            element.drop_tree()
    dropped += _without_struck(root)
    _write_labels(root)
    _draw_tables(root)
    _part_words(root)
    fill_fields(root)
    draw_words(root)
    name_icons(root)
    _part_raised(root)
    _open_panels(root)
    draw_boxes(root)
    join_cards(root)
    pair_terms(root)
    pair_labels(root)
    pair_boxes(root)
    return dropped


def _without_struck(root: HtmlElement) -> Iterator[Dropped]:
    """Takes out what is struck out: it no longer holds, but where it is told to be called off."""
    by_rule = struck_elements(root)
    for element in [one for one in root.iter() if one in by_rule or one.tag in _STRUCK_TAGS]:
        text = tidy(text_of(element))
        around = next(element.iterancestors("td", "th", "li", "dd", "p", "div"), None)
        if around is not None and is_called_off(tidy(text_of(around)).replace(text, "", 1)):
            continue
        if text:
            yield Dropped(LeftOut.DELETED, text)
        if element.tag in {"td", "th"}:
            empty(element)
        elif element.getparent() is not None:
            element.drop_tree()


def _write_labels(root: HtmlElement) -> None:
    """Puts what a style writes at elements into their text: "Kostnad: " of ``::before``."""
    for element, words, in_front in list(written_by_style(root)):
        if in_front:
            element.text = words + (element.text or "")
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + words
        else:
            element.text = (element.text or "") + words


def _draw_tables(root: HtmlElement) -> None:
    """Makes tables of what is one by the roles of its parts alone."""
    for table in root.xpath("//*[@role='table' or @role='grid']"):
        for part in table.iter():
            part.tag = _ROLES.get(part.get("role"), part.tag)


def _part_words(root: HtmlElement) -> None:
    """Parts the words of boxes that hold nothing but pieces of a line: a style sets them apart."""
    for box in root.xpath(_BOX_OF_PIECES):
        for piece, following in pairwise(box):
            if piece.tag in _PIECES and following.tag in _PIECES:
                piece.tail = piece.tail or " "


def _part_raised(root: HtmlElement) -> None:
    for element in list(root.iter("sup", "sub", "span", "a")):
        style = _SUPER.search(re.sub(r"\s", "", element.get("style") or "").lower())
        lower = element.tag == "sub" or (style is not None and style[1] == "sub")
        if element.tag not in {"sup", "sub"} and style is None and not _is_note(element):
            continue
        before, text = _before(element), element.text_content()
        linked = element.tag != "sub" and any(
            (link.get("href") or "").startswith("#") or _is_note(link)
            for link in (element, *element.iter("a"))
        )
        shown = lowered(before, text) if lower else raised(before, text, linked=linked)
        empty(element)
        element.tag, element.text = "span", shown


def _is_note(element: HtmlElement) -> bool:
    """Whether an element is the mark of a note, in the words of e-books or of screen readers."""
    return "noteref" in f"{element.get('role')} {element.get('epub:type')}"


def _before(element: HtmlElement) -> str:
    """The text in front of an element on its line, or its end."""
    place: HtmlElement | None = element
    while place is not None and place.tag not in {"p", "li", "td", "th", "div", "dd", "dt", "body"}:
        parent, previous = place.getparent(), place.getprevious()
        if previous is None:
            text = parent.text or "" if parent is not None else ""
        elif previous.tag == "br":
            return previous.tail or ""
        else:
            text = (previous.text_content() if isinstance(previous.tag, str) else "") + (
                previous.tail or ""
            )
        if text:
            return text[-80:]
        place = parent if previous is None else previous
    return ""


def _open_panels(root: HtmlElement) -> None:
    """Makes headings of what is pressed to open a part of the page."""
    panels = {element.get("id"): element for element in root.xpath("//*[@id]")}
    level = 1
    for element in root.xpath(_PRESSED):
        if element.tag in HEADINGS:
            level = int(element.tag[1])
            alone = not text_of(element)
            for button in list(element.iter("button")):
                # Beside a heading's own words stands a button that does something else.
                if alone or _opens(button, panels):
                    button.tag = "span"
        elif element.get("role") == "tab" or _toggles(element) in {"tab", "pill"}:
            _name_panel(element, panels, level)
        elif element.tag == "summary" or is_switch(element) or _opens(element, panels):
            text = tidy(text_of(element))
            inside = next(element.iter(*HEADINGS), None)
            if inside is not None and inside is not element:
                element.tag = "div"
            elif text and len(text) <= LONGEST_BUTTON:
                element.tag = f"h{min(level + 1, 6)}"


def _opens(button: HtmlElement, panels: dict[str, HtmlElement]) -> bool:
    """Whether what is pressed opens a part of the page, and no menu or dialog."""
    pressed = button.tag == "button" or button.get("role") == "button"
    if not (pressed or _toggles(button) == "collapse") or button.get("aria-haspopup") is not None:
        return False
    target = _target(button)
    return target in panels or (not target and button.get("aria-expanded") is not None)


def _toggles(element: HtmlElement) -> str | None:
    """What sort of part an element opens, in the words of Bootstrap."""
    toggles: str | None = element.get("data-bs-toggle") or element.get("data-toggle")
    return toggles


def _target(element: HtmlElement) -> str:
    """The id of what an element opens."""
    names = ("aria-controls", "data-bs-target", "data-target", "href")
    return next((value for name in names if (value := element.get(name))), "").lstrip("#")


def _name_panel(tab: HtmlElement, panels: dict[str, HtmlElement], level: int) -> None:
    """Puts the name of a tab as a heading at the head of what it shows."""
    text = tidy(text_of(tab, buttons=True))
    panel = panels.get(_target(tab))
    if panel is None:
        key = tab.get("id") or " "
        panel = next((p for p in panels.values() if p.get("aria-labelledby") == key), None)
    if panel is None or not text:
        return
    heading = panel.makeelement(f"h{min(level + 1, 6)}")
    heading.text, heading.tail = text, panel.text
    panel.text = None
    panel.insert(0, heading)
    empty(tab)
