"""E-mail addresses, also written so that machines should not find them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.hints import matches
from assistant.privacy.span import PersonalData, Span
from corpus.data_files import compiled

_REACH = 110
"""Characters before the sign that its address may begin in."""


def emails(text: str) -> Iterator[Span]:
    """Every e-mail address in a text."""
    patterns = compiled("email", __package__)
    for at in matches("email", "at", text):
        before = text[max(0, at.start() - _REACH) : at.start()]
        local = patterns["local_backwards"].match(before[::-1])
        host = patterns["host"].match(text, at.end())
        if local is None or host is None or not re.search(r"\w", local.group()):
            continue
        if _is_address(text, at, local.group()[::-1], host):
            yield Span(at.start() - len(local.group()), host.end(), PersonalData.EMAIL)


def _is_address(text: str, at: re.Match[str], local: str, host: re.Match[str]) -> bool:
    if at["sign"] == "@":
        return bool(re.search(r"[^\W\d]", host.group()))
    if not host["rest"] or not re.search(r"[^\W\d_]{2}$", host.group()):
        return False
    if at["at"]:  # "look at exempel.se" is none
        before = text[max(0, at.start() - len(local) - 30) : at.start() - len(local)]
        spelt = re.search(r"\s(?:dot|punkt)\s", host.group())
        return bool(
            spelt
            or re.search(r"[._0-9]|\b(?:dot|punkt)\b", local)
            or compiled("email", __package__)["cue"].search(before)
        )
    return True
