"""What the fields of a web page's forms and the icons in its cells show."""

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
_HOLDS_BOX = frozenset(["label", "li", "td", "th", "dd"])


def fill_fields(root: HtmlElement) -> None:
    """Puts what is ticked and chosen where the fields of forms stand."""
    for field in list(root.iter("input", "select")):
        chosen = field.iterfind(".//option[@selected]")
        shown = _tick(field) or ", ".join(tidy(option.text or "") for option in chosen)
        if shown:
            empty(field)
            field.tag, field.text = "span", f" {shown} "


def _tick(box: HtmlElement) -> str:
    """A box as it is ticked or not; empty where nothing says what for, or it opens a panel."""
    beside = [one for one in (box.getprevious(), box.getnext()) if one is not None]
    is_box = box.get("type") in {"checkbox", "radio"} and not any(map(is_switch, beside))
    names = [box.getparent().tag, *(one.tag for one in beside if one.tag == "label")]
    if not is_box or not ((box.tail or "").strip() or _HOLDS_BOX.intersection(names)):
        return ""
    return "☒" if box.get("checked") is not None else "☐"


def draw_words(root: HtmlElement) -> None:
    """Makes lines of the words that stand in drawings; those at one height are on one."""
    for drawing in list(root.iter("svg")):
        lines: dict[str | None, list[str]] = {}
        for words in drawing.xpath(".//text[not(ancestor::defs)]"):
            for part in words.xpath(".//tspan[@x or @y or @dy]"):
                part.text = f" {part.text or ''}"
            first = next(words.iter("tspan"), words)
            lines.setdefault(words.get("y") or first.get("y"), []).append(words.text_content())
        if lines:
            empty(drawing)
            drawing.tag = "div"
            for line in lines.values():
                drawing.append(drawing.makeelement("p"))
                drawing[-1].text = " ".join(line)


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
