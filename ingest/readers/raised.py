"""Raised and lowered characters: the marks of notes are kept apart from figures and words."""

from __future__ import annotations

import re

# One or more notes: "3", "3, 5", "[12]".
_NOTES = re.compile(r"[\[(]?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*[\])]?[,;]?")
_LETTER = re.compile(r"[a-zåäö]\)?")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|km|h?m)$", re.IGNORECASE)
_POWERS = {"2": "²", "3": "³"}
_BASE = re.compile(r"(?<![\d,.  ])10$|[·×*]\s?10$")


def set_in(before: str, text: str, place: str | None) -> str:
    """What a text adds to the line that it stands in, "super", "sub" or on its base."""
    if place and place.startswith("super"):
        return raised(before, text)
    return lowered(before, text) if place and place.startswith("sub") else text


def raised(before: str, text: str, *, linked: bool = False) -> str:
    """What a raised text adds to the line that it stands in after ``before``.

    The mark of a note adds nothing: "1 250" with a raised 3 is 1 250, and never 1 2503. A power
    stays one ("m²", "10^6"), and so do letters ("1:a", "TM") and stars. ``linked`` where the text
    leads to a note.
    """
    mark = text.strip()
    if not mark:
        return text
    left, right = (" " if text[0].isspace() else ""), (" " if text[-1].isspace() else "")
    base = before.rstrip() if not left else ""
    if not before.strip():
        # The number in front of the note itself.
        return f"{mark} "
    if not linked and mark in _POWERS and _UNIT.search(base):
        return _POWERS[mark] + right
    if not linked and mark.isdigit() and len(mark) == 1 and _BASE.search(base):
        return f"^{mark}{right}"
    # "1 250 a", "Kostnad b)": a letter behind a figure, or with a bracket, is a note's.
    letter = _LETTER.fullmatch(mark) and (_ends_in_figure(base) or mark.endswith(")"))
    if linked or letter or _NOTES.fullmatch(mark):
        return left or right
    return left + mark + right


def lowered(before: str, text: str) -> str:
    """The same of a lowered text: "CO2" is one word; a figure below a figure is none."""
    if text.strip().isdigit() and _ends_in_figure(before):
        return f" {text}"
    return text


def _ends_in_figure(text: str) -> bool:
    return text[-1:].isdigit() or text.endswith("%")
