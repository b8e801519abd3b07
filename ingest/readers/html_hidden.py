"""What a web page hides: what a reader can open is text, what nobody can see is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from corpus.data_files import any_of
from ingest.readers.html_text import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)|font-size:0(?:px|pt)?(?:;|$)"
    r"|(?:left|top|text-indent):-\d{3,}|clip:rect\((?:0|1px)|clip-path:inset\(50%)"
)
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_STRUCK_ITSELF = (
    "//*[contains(@style, 'line-through')"
    r" or re:test(@class, '(^|\s)(text-decoration-)?line-through(\s|$)')]"
)
_REGULAR = {"re": "http://exslt.org/regular-expressions"}
_COLOUR = re.compile(r"(?:^|;)(color|background)(?:-color)?:([^;]+)")
_SHOWN = re.compile(r"(?:^|;)(?:display:(?!none)|visibility:visible)")
_NESTED_RULES = re.compile(r"@([\w-]+)([^{};]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CONTENT = re.compile(
    r"""(?:^|;)\s*content\s*:\s*(["'])([^"'\\]*[^\W\d_]{2}[^"'\\]*)\1\s*(?:;|$)"""
)
_AT_ELEMENT = re.compile(r"([^,:]+)::?(before|after)\s*(?=,|$)")
_WIDTH = re.compile(r"(min|max)-width\s*:\s*([\d.]+)px")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAMED = re.compile(r"[.#]([\w-]+)")
_OPENS = any_of("openable_names", __package__, r"(?:^|[\s_-])(?:{})")
_FOR_READERS = any_of("unseen_names", __package__, r"(?:^|\s)(?:{})(?:$|\s)")
_TARGETS = (
    "//@aria-controls|//@data-target|//@data-bs-target|//@data-controls|//@onclick"
    "|//@href[starts-with(., '#')]"
)
_MAY_BE_HIDDEN = "//*[@style or @class or @hidden or self::dialog]"
_ID = re.compile(r"[\w-]+")

MOST_RULES = 300
"""Rules of a page's own style that are followed; each is looked for in the whole page."""

SCREEN = 1440
"""How wide the screen is on which a page is seen, in pixels of a style: that of a computer. What
telephones show instead says the same in another way, and seldom newer."""

_LEVELS_UP = 4

_PANELS = frozenset({"p", "ul", "ol", "dl", "table"})
"""What is opened holds some of these."""


def hidden_elements(root: HtmlElement) -> list[HtmlElement]:
    """The outermost elements that no reader of the page can bring into sight."""
    style = _Style(root)
    targets = {name for value in root.xpath(_TARGETS) for name in _ID.findall(value)}
    hidden = {
        element
        for element in {*root.xpath(_MAY_BE_HIDDEN), *style.hidden}
        if _is_for_readers(element)
        or (
            (_says_hidden(element) or element in style.hidden)
            and not _can_be_opened(element, targets, style)
        )
    }
    outermost = {one for one in hidden if hidden.isdisjoint(one.iterancestors())}
    return [element for element in root.iter() if element in outermost] if outermost else []


def _is_for_readers(element: HtmlElement) -> bool:
    """Whether a text is only read aloud; what an icon alone in its cell means is not only that."""
    if not _FOR_READERS.search(element.get("class") or ""):
        return False
    cell = next(element.iterancestors("td", "th", "dd"), None)
    return cell is None or text_of(cell) != text_of(element)


def struck_elements(root: HtmlElement) -> set[HtmlElement]:
    """What the page's own style strikes out, that of an element itself, or a usual class."""
    rules = _rules(_sheet(root)[0], _STRUCK)
    struck = {element for selector, _ in rules for element in _selected(root, selector)}
    struck.update(root.xpath(_STRUCK_ITSELF, namespaces=_REGULAR))
    return struck


def written_by_style(root: HtmlElement) -> Iterator[tuple[HtmlElement, str, bool]]:
    """Words that the page's own style writes at elements, and whether they stand in front."""
    rules = ((rule[1], _CONTENT.search(rule[2])) for rule in _RULE.finditer(_sheet(root)[0]))
    written = ((selectors, content[2]) for selectors, content in rules if content)
    for selectors, words in islice(written, MOST_RULES):
        for name, place in _AT_ELEMENT.findall(selectors):
            for element in _selected(root, name.strip()):
                yield element, words, place == "before"


def _says_hidden(element: HtmlElement) -> bool:
    """Whether an element is hidden by what stands in its own tag."""
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    closed = element.tag == "dialog" and element.get("open") is None
    colours = dict(_COLOUR.findall(style))
    blank = len(colours) == 2 and len(set(colours.values())) == 1
    hidden = element.get("hidden") is not None or _UNSEEN.search(style) is not None
    return closed or blank or hidden


def _can_be_opened(element: HtmlElement, targets: set[str], style: _Style) -> bool:
    names = (element.get("class") or "").split()
    if (element.get("id") or "") in targets or style.opened & {*names, element.get("id")}:
        return True
    if element.get("role") == "tabpanel" or (
        element.get("role") == "region" and element.get("aria-labelledby")
    ):
        return True
    before = element.getprevious()
    if before is not None and _is_opener(before):
        return True
    place: HtmlElement | None = element
    for _ in range(_LEVELS_UP):
        if place is None:
            break
        if place.tag == "details" or _OPENS.search(place.get("class") or ""):
            return True
        place = place.getparent()
    return False


def _is_opener(element: HtmlElement) -> bool:
    """Whether an element is, or holds, what is pressed to open the next one, and not itself.

    What is pressed in a dialogue, as about cookies, answers that.
    """
    if not isinstance(element.tag, str) or element.tag == "details":
        return False
    if element.tag == "dialog" or (element.get("role") or "").endswith("dialog"):
        return False
    pressed, inside = False, element.xpath(".//@id")
    for part in element.iter():
        is_pressed = part.tag == "button" or (part is element and part.tag == "summary")
        if is_pressed or (isinstance(part.tag, str) and part.get("aria-expanded") is not None):
            pressed = pressed or part.get("aria-controls") not in inside
        elif part.tag in _PANELS and text_of(part):
            # What it opens stands behind it in the same element.
            pressed = False
    return pressed


class _Style:
    """What the page's own style hides: the elements, and names that another rule shows."""

    def __init__(self, root: HtmlElement) -> None:
        self.opened: set[str] = set()
        plain, conditional = _sheet(root)
        holding = " ".join(rules for query, rules in conditional if _holds(query) is True)
        possible = " ".join(rules for query, rules in conditional if _holds(query) is not False)
        self.hidden = {
            element
            for selector, count in _rules(holding, _UNSEEN)
            if count < MOST_RULES
            for element in _selected(root, selector)
        }
        for selector, _ in _rules(possible, _SHOWN):
            self.opened.update(_NAMED.findall(selector))
        for selector, _ in _rules(plain, _SHOWN):
            # One name alone is how the element always looks: it only opens with a second one.
            if len(_NAMED.findall(selector)) > 1 or ":" in selector:
                self.opened.update(_NAMED.findall(selector))
        for selector, count in _rules(plain, _UNSEEN):
            if count < MOST_RULES:
                self.hidden.update(_selected(root, selector))


def _sheet(root: HtmlElement) -> tuple[str, list[tuple[str, str]]]:
    """The rules that hold everywhere, and those of some screens, behind what asks for the screen.

    Those for printers are none.
    """
    sheet = _COMMENT.sub("", " ".join(element.text or "" for element in root.iter("style")))
    conditional = [
        (match[2], match[3]) for match in _NESTED_RULES.finditer(sheet) if "print" not in match[2]
    ]
    return _NESTED_RULES.sub(" ", sheet), conditional


def _holds(query: str) -> bool | None:
    """Whether a query holds on the screen; None where it asks for more than widths."""
    asked = [(side, float(size)) for side, size in _WIDTH.findall(query)]
    if any((size > SCREEN) if side == "min" else (size < SCREEN) for side, size in asked):
        return False
    return True if query.count(":") == len(asked) > 0 else None


def _rules(sheet: str, wanted: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The selectors of rules that say what is looked for, numbered."""
    count = 0
    for selectors, body in _RULE.findall(sheet):
        if wanted.search(re.sub(r"\s", "", body).lower()):
            for selector in selectors.split(","):
                yield selector.strip(), count
                count += 1


def _selected(root: HtmlElement, selector: str) -> list[HtmlElement]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    if ":" in selector:
        return []
    try:
        return list(CSSSelector(selector, translator="html")(root))
    except SelectorError:
        return []
