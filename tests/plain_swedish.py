"""How hard a Swedish text is to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

EASY = 40
"""Up to here a text is easy (Björnsson 1968); what the assistant says to job seekers is to be."""


def lix(texts: Iterable[str]) -> float:
    """LIX of whole sentences, each of them once: words a sentence, and percent of words of more
    than six letters (Björnsson 1968). What is filled in (``{names}``) counts as a short word."""
    whole = [one.strip() for one in dict.fromkeys(texts) if one.strip().endswith((".", "?", "!"))]
    text = re.sub(r"\{\w*\}", "ord", " ".join(whole))
    words = re.findall(r"[^\W\d_]+", text)
    sentences = len(re.findall(r"[.!?:](?=\s|$|”)", text))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)
