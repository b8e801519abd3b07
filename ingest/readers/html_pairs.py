"""Labels and their values on a web page: on one line, as they stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.data_files import any_of
from ingest.readers.html_fields import empty
from ingest.readers.html_text import HEADINGS, text_of
from ingest.readers.reading import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LABEL_NAME = any_of("label_names", __package__, r"(?:^|[\s_-])(?:{})(?:$|[\s_-])")
_LARGE = ("p", "ul", "ol", "table", "dl", *HEADINGS)
_BLOCKS = frozenset("p div section address".split())
_ALTERNATE = frozenset("div span p b strong".split())
"""What may be a label or its value where the two stand by turns."""

_LABELLED = re.compile(r"\s*[^\W\d_][\w ]{1,30}:(?:\s|$)")

LONGEST_LABEL = 60
"""Characters of the longest label that stands above its value."""

LONGEST_VALUE = 300
"""Characters of the longest explanation that stands on one line with its term."""

FEWEST_PAIRS = 2
"""Boxes of one shape from which they are labels with their values."""


def pair_terms(root: HtmlElement) -> None:
    """Puts the term of a short explanation on its line: "Start: 23 augusti 2027"."""
    for terms in root.iter("dl"):
        name, term = "", None
        for element in list(terms.iter("dt", "dd")):
            if element.tag == "dt":
                name, term = tidy(text_of(element)).rstrip(":"), element
            elif name and _is_short(element):
                element.text = f"{name}: {element.text or ''}"
                if term is not None:
                    empty(term)
                    term = None
            else:
                name = ""


def pair_labels(root: HtmlElement) -> None:
    """Puts a label that stands above or beside its value on the line of that."""
    for element in list(root.iter("b", "strong")):
        before, after, text = element.getprevious(), element.getnext(), tidy(text_of(element))
        opens = before.tag == "br" if before is not None else not _leads(element)
        ends = after is not None and after.tag == "br" and not (element.tail or "").strip()
        if not (opens and ends and 0 < len(text) <= LONGEST_LABEL):
            continue
        if element.getparent().tag in _BLOCKS and _LABELLED.match(after.tail or ""):
            element.tag = "h6"  # above lines with labels of their own stands what they are of
        else:
            element.tail = " " if text.endswith((":", "?", ".", "!")) else ": "
            after.tag = "span"
    for element in list(root.iter("div", "li", "p")):
        parts = [part for part in element if isinstance(part.tag, str)]
        named = len(parts) == 2 and _LABEL_NAME.search(parts[0].get("class") or "")
        if named and _is_pair(element):
            _on_one_line(*parts)


def pair_boxes(root: HtmlElement) -> None:
    """Puts label and value on one line in boxes of two parts that stand below each other.

    They are told from other boxes by their shape: at least two in a row have the same class, and so
    have their first parts, and their second ones. What stands first in the box around them names
    what they are of.
    """
    for box in list(root.iter("div", "ul", "section", "article")):
        children = [child for child in box if isinstance(child.tag, str)]
        if _alternate(children):
            for pair in zip(children[::2], children[1::2], strict=True):
                pair[0].addprevious(around := box.makeelement("div"))
                around.extend(pair)
                _on_one_line(*pair)
            continue
        for shape, run in groupby(children, _shape):
            pairs = list(run)
            if shape is None or len(pairs) < FEWEST_PAIRS or not all(map(_is_pair, pairs)):
                continue
            for pair in pairs:
                _on_one_line(*pair)
            first = children[0]
            if first is not pairs[0] and first.getnext() is pairs[0] and _names(first, box):
                first.tag = "h6"


def _alternate(parts: Sequence[HtmlElement]) -> bool:
    """Whether parts are labels and values by turns, each sort drawn in its own way."""
    sorts = [{(part.tag, part.get("class")) for part in parts[at::2]} for at in (0, 1)]
    labels = [tidy(text_of(label)) for label in parts[::2]]
    pairs = len(parts) >= 2 * FEWEST_PAIRS and len(parts) % 2 == 0
    differ = [len(sort) for sort in sorts] == [1, 1] and sorts[0] != sorts[1]
    return (
        pairs
        and differ
        and all(part.tag in _ALTERNATE and not (part.tail or "").strip() for part in parts)
        and all(map(_is_brief, parts))
        and all(len(text) <= LONGEST_LABEL for text in labels)
        and not any(text.endswith("?") for text in labels)
    )


def _shape(box: HtmlElement) -> tuple[str, ...] | None:
    """The classes of a box and its two parts, all of which differ; None where it has others."""
    classes = tuple(element.get("class") or "" for element in (box, *box))
    return classes if len(set(classes)) == len(classes) == 3 and all(classes) else None


def _is_pair(box: HtmlElement) -> bool:
    label, value = (part for part in box if isinstance(part.tag, str))
    bare = not any((text or "").strip() for text in (box.text, label.tail, value.tail))
    text = tidy(text_of(label))
    return (
        bare and label.tag not in HEADINGS and 0 < len(text) <= LONGEST_LABEL and _is_short(value)
    )


def _on_one_line(label: HtmlElement, value: HtmlElement) -> None:
    mark = "" if tidy(text_of(label)).endswith((":", "?")) else ":"
    label.tag = value.tag = "span"
    label.tail = f"{mark} "


def _names(element: HtmlElement, box: HtmlElement) -> bool:
    """Whether an element is a line that can name the box around it, which has no heading."""
    has_heading = next(box.iter(*HEADINGS), None) is not None
    return (
        not has_heading
        and element.tag in _BLOCKS
        and 0 < len(tidy(text_of(element))) <= LONGEST_LABEL
    )


def _leads(element: HtmlElement) -> bool:
    """Whether a text leads up to the first element of another."""
    parent = element.getparent()
    return parent is not None and bool((parent.text or "").strip())


def _is_short(element: HtmlElement) -> bool:
    return element.tag not in _LARGE and _is_brief(element)


def _is_brief(element: HtmlElement) -> bool:
    """Whether a text is short, whatever element it is."""
    has_blocks = next(element.iterdescendants(*_LARGE), None) is not None
    return 0 < len(tidy(text_of(element))) <= LONGEST_VALUE and not has_blocks
