"""E-mail addresses, also written so that machines should not find them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.span import Sort, Span

_AT = re.compile(
    r"(?P<sign>\s{0,3}@\s{0,3})"
    r"|(?P<bracketed>\s{0,3}[(\[{<]\s?(?:at|a|ät|vid|@|snabel-?\s?a)\s?[)\]}>]\s{0,3})"
    r"|(?P<word>\s{1,3}snabel-?a\s{1,3})|(?P<at>\sat\s)",
    re.IGNORECASE,
)
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}]\s?|\s(?:dot|punkt)\s|\s\.\s?(?=[a-z]{2,8}\b))"
_NAME = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_HOST = re.compile(rf"\[?{_NAME}(?P<rest>(?:{_DOT}{_NAME}){{0,6}})", re.IGNORECASE)
_LOCAL_BACKWARDS = re.compile(  # from the sign leftwards, so that a long word is read once
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:\s(?:tod|tknup)\s[\w+-]{1,40}){0,3}|\"[^\"\n]{1,60}\"",
    re.IGNORECASE,
)
_CUE = re.compile(r"mail|mejl|e-?post|epost", re.IGNORECASE)
_REACH = 110


def emails(text: str) -> Iterator[Span]:
    """Every e-mail address in a text."""
    for at in _AT.finditer(text):
        local = _LOCAL_BACKWARDS.match(text[max(0, at.start() - _REACH) : at.start()][::-1])
        host = _HOST.match(text, at.end())
        if local is None or host is None or not re.search(r"\w", local.group()):
            continue
        if _is_address(text, at, local.group()[::-1], host):
            yield Span(at.start() - len(local.group()), host.end(), Sort.EMAIL)


def _is_address(text: str, at: re.Match[str], local: str, host: re.Match[str]) -> bool:
    if at["sign"] == "@":
        return bool(re.search(r"[^\W\d]", host.group()))
    if not host["rest"] or not re.search(r"[^\W\d_]{2}$", host.group()):
        return False
    if at["at"]:  # "look at exempel.se" is none
        before = text[max(0, at.start() - len(local) - 30) : at.start() - len(local)]
        spelt = re.search(r"\s(?:dot|punkt)\s", host.group())
        return bool(spelt or re.search(r"[._0-9]|\b(?:dot|punkt)\b", local) or _CUE.search(before))
    return True
