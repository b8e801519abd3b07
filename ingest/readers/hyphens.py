"""Joins the lines of a paragraph, and the words that were split between two lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.data_files import word_list

_SUSPENDED = word_list("after_suspended_hyphen", __package__)
_KEEPS = word_list("first_parts_with_hyphen", __package__)
_BEFORE = re.compile(r"([^\W\d_]*\w)[-\u2010]$")
_RANGE = re.compile(r"\w[–/]$")
_AFTER = re.compile(r"^(\w+)")


def join_lines(lines: Sequence[str], vocabulary: Collection[str] = ()) -> str:
    """The lines of a paragraph as one, with a space between them or a split word made whole.

    The ``vocabulary`` (words in lower case) settles whether a hyphen belongs to a word.
    """
    text = ""
    for line in lines:
        text = _join(text, line, vocabulary) if text else line
    return text


def _join(first: str, second: str, vocabulary: Collection[str]) -> str:
    if _RANGE.search(first) and second[0].isalnum():
        return first + second
    before, after = _BEFORE.search(first), _AFTER.match(second)
    if before is None or after is None:
        return f"{first} {second}"
    return first[:-1] + seam(before.group(1), after.group(1), vocabulary) + second


def seam(before: str, after: str, vocabulary: Collection[str] = ()) -> str:
    """What stands between two parts of a word that a hyphen at the end of a line parts.

    Returns:
        ``""`` where the word is whole without a hyphen, ``"-"`` where it is spelt with one, and
        ``"- "`` where the hyphen stands for a part left out ("studie- och").
    """
    if after.lower() in _SUSPENDED:
        return "- "
    if (before + after).lower() in vocabulary:
        return ""
    if f"{before}-{after}".lower() in vocabulary or not before or before[-1].isdigit():
        return "-"
    # "ESF-projekt" and "e-tjänst" are spelt with their hyphen; "kompetens-utveckling" is not.
    if after[0].islower():
        return "-" if before.isupper() or before.lower() in _KEEPS else ""
    return "" if before.isupper() and after.isupper() and len(before) > 4 else "-"
