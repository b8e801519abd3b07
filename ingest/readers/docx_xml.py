"""What all readers of Word's XML share: names, and the values that properties have."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

LARGEST = 1_000_000
"""No count, span or size of a document is larger; what is counts as none."""


def value_of(element: _Element | None, name: str) -> str:
    """The value of a property inside an element; "" where it is not there."""
    child = element.find(f"{W}{name}") if element is not None else None
    return "" if child is None else str(child.get(f"{W}val", ""))


def number_of(element: _Element | None, name: str, default: int) -> int:
    """The same as a whole number."""
    with suppress(ValueError):
        number = int(float(value_of(element, name) or "x"))
        return number if abs(number) < LARGEST else default
    return default


def switch_of(element: _Element | None, name: str) -> bool | None:
    """Whether a property is switched on or off; None where it is not there."""
    child = element.find(f"{W}{name}") if element is not None else None
    return None if child is None else child.get(f"{W}val", "1") not in {"0", "false", "off"}
