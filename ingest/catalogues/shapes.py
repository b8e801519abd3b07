"""Values as EMIL and schema.org shape them: bare, in a list, or in an object with its language."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ingest.catalogues import values
from ingest.catalogues.safe_json import Odd
from ingest.readers.reading import tidy

_SWEDISH = ("swe", "sv", "sve")
_MARKUP = frozenset(["html", "text", "xhtml"])
_INSIDE = ("strings", "string", "urls", "url", "@list", "@graph")
_VALUE = ("value", "content", "@value", "name", "text")
_JSON_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LONE = re.compile("[\ud800-\udfff]")
_LONGEST_DAY = 60
_DEPTH = 5
"""Texts stand at most this deep in lists and objects; what lies deeper is no text."""


def text(value: object) -> str | None:
    """The Swedish text among those that a value holds, else the first, without markup."""
    told = [(lang, shown) for lang, raw in _texts(value, "") if (shown := values.plain(raw))]
    return next((shown for _, shown in _swedish_first(told)), None)


def all_texts(value: object) -> str | None:
    """Every text of a list (its Swedish ones where it has some), parted by commas."""
    told = [(lang, shown) for lang, raw in _texts(value, "") if (shown := values.plain(raw))]
    swedish = [shown for lang, shown in told if _is_swedish(lang)]
    return ", ".join(dict.fromkeys(swedish or [shown for _, shown in told])) or None


def address(value: object) -> str | None:
    """The first web address; only ``http`` and ``https``, since people will follow it."""
    for _, raw in _swedish_first(list(_texts(value, ""))):
        if _ADDRESS.fullmatch(shown := tidy(raw)):
            return shown
    return None


def codes(value: object) -> tuple[str, ...]:
    """Every code of a value: bare, ``{"type": …, "code": …}``, or a list of either."""
    return tuple(dict.fromkeys(_codes(value, _DEPTH)))


def code(value: object) -> str | None:
    """The one code of a value, None where there is none, or several."""
    found = codes(value)
    return found[0] if len(found) == 1 else None


def number(value: object) -> float | None:
    """A number, of JSON or as people write it."""
    raw = _scalar(value)
    if raw is None:
        return None
    if _JSON_NUMBER.fullmatch(raw):
        found = float(raw)
        return found if math.isfinite(found) and abs(found) < 1e9 else None
    return values.number(raw)


def day(value: object) -> str | None:
    """A day as ``YYYY-MM-DD``."""
    raw = _scalar(value)
    return None if raw is None else _day(raw)


def truth(value: object) -> bool | None:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    raw = _scalar(value)
    return None if raw is None else values.truth(raw)


def language(value: object) -> str | None:
    """ISO 639-1 code of the first language that a value names."""
    found = (values.language(name) for name in codes(value))
    return next(filter(None, found), None)


def says_something(value: object) -> bool:
    """Whether anything stands in a value that a reader could miss."""
    stack = [value]
    while stack:
        entry = stack.pop()
        if isinstance(entry, Mapping):
            stack.extend(entry.values())
        elif isinstance(entry, list):
            stack.extend(entry)
        elif isinstance(entry, bool | Odd) or (isinstance(entry, str) and values.plain(entry)):
            return True
    return False


def shown(value: object) -> str:
    """A value in a few words, for a note."""
    if isinstance(value, Mapping | list):
        return "som har ett annat innehåll än väntat"
    raw = "ja" if value is True else "nej" if value is False else clean(str(value))
    return f"”{raw if len(raw) <= 40 else raw[:39] + '…'}”"


def clean(raw: str) -> str:
    """A text without halves of characters, which a broken escape makes and nothing can store."""
    return _LONE.sub("", raw)


def objects(value: object) -> list[Mapping[str, object]]:
    """The objects of a value: itself, or those of its list, lists within lists too."""
    return [entry for entry in members(value) if isinstance(entry, Mapping)]


def members(value: object) -> list[object]:
    """What a list holds, lists within lists opened; a value that is no list alone."""
    found: list[object] = []
    stack = [value]
    while stack:
        entry = stack.pop()
        if isinstance(entry, list):
            stack.extend(reversed(entry))
        elif entry is not None:
            found.append(entry)
    return found


@lru_cache(maxsize=10_000)
def _day(raw: str) -> str | None:
    # The same days stand in item after item.
    return values.day(raw) if len(raw) <= _LONGEST_DAY else None


def _texts(value: object, lang: str, depth: int = _DEPTH) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield lang, clean(value)
    elif depth and isinstance(value, list):
        for entry in value:
            yield from _texts(entry, lang, depth - 1)
    elif depth and isinstance(value, Mapping):
        own = value.get("lang") or value.get("@language") or lang
        own = own if isinstance(own, str) else lang
        told = [raw for name in _VALUE if isinstance(raw := value.get(name), str) and raw.strip()]
        # Newer feeds name the kind of text in "content" and have the text itself in "value".
        said = [raw for raw in told if raw.strip().lower() not in _MARKUP] or told
        if said:
            yield own, clean(said[0])
        for name in _INSIDE:
            yield from _texts(value.get(name), own, depth - 1)


def _codes(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if said := tidy(clean(value)):
            yield said
    elif depth and isinstance(value, list):
        for entry in value:
            yield from _codes(entry, depth - 1)
    elif depth and isinstance(value, Mapping):
        for name in ("code", "codes", "value", "content", "identifier", "id"):
            if (inner := value.get(name)) not in (None, ""):
                yield from _codes(inner, depth - 1)
                return


def _scalar(value: object) -> str | None:
    """The one bare text of a value, alone in a list or an object too."""
    for _ in range(_DEPTH):
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        elif isinstance(value, Mapping):
            value = next((value[name] for name in ("value", "content") if name in value), None)
    return clean(value).strip() if isinstance(value, str) else None


def _swedish_first(told: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(told, key=lambda pair: not _is_swedish(pair[0]))


def _is_swedish(lang: str) -> bool:
    return re.split("[-_]", lang.strip().lower())[0] in _SWEDISH
