"""Values as EMIL and schema.org shape them: bare, in a list, or in an object with its language."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from ingest.catalogues import days, values
from ingest.catalogues.items.parsing import Odd
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
    return next((text for _, text in _swedish_first(_plain_texts(value))), None)


def all_texts(value: object) -> str | None:
    """Every text of a list (its Swedish ones where it has some), parted by commas."""
    texts = _plain_texts(value)
    swedish = [text for lang, text in texts if _is_swedish(lang)]
    return ", ".join(dict.fromkeys(swedish or [text for _, text in texts])) or None


def address(value: object) -> str | None:
    """The first web address; only ``http`` and ``https``, since people will follow it."""
    for _, raw in _swedish_first(_texts(value, "")):
        if _ADDRESS.fullmatch(link := tidy(raw)):
            return link
    return None


def fee(value: object) -> str | None:
    """What the first price of a value says that it costs, as schema.org or as EMIL has it."""
    for each in objects(value):
        price = code(each.get("price", each.get("totalAmount")))
        currency = code(each.get("priceCurrency", each.get("currency")))
        if price is not None:
            return values.fee(price) if currency in {None, "SEK"} else f"{price} {currency}"
    return None


def codes(value: object) -> tuple[str, ...]:
    """Every code of a value: bare, ``{"type": …, "code": …}``, or a list of either."""
    return tuple(dict.fromkeys(_codes(value, _DEPTH)))


def code(value: object) -> str | None:
    """The one code of a value, None where there is none, or several."""
    every = codes(value)
    return every[0] if len(every) == 1 else None


def number(value: object) -> float | None:
    """A number, of JSON or as people write it."""
    raw = _scalar(value)
    if raw is None:
        return None
    if _JSON_NUMBER.fullmatch(raw):
        result = float(raw)
        return result if math.isfinite(result) and abs(result) < 1e9 else None
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
    return next(filter(None, map(values.language, codes(value))), None)


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


def quote(value: object) -> str:
    """A value in a few words, for a note: ``”kanske”``."""
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
    entries: list[object] = []
    stack = [value]
    while stack:
        entry = stack.pop()
        if isinstance(entry, list):
            stack.extend(reversed(entry))
        elif entry is not None:
            entries.append(entry)
    return entries


@lru_cache(maxsize=10_000)
def _day(raw: str) -> str | None:
    # The same days stand in item after item.
    return days.day(raw) if len(raw) <= _LONGEST_DAY else None


def _plain_texts(value: object) -> list[tuple[str, str]]:
    """The texts of a value that say anything, without markup, each with its language."""
    return [(lang, text) for lang, raw in _texts(value, "") if (text := values.plain(raw))]


def _texts(value: object, lang: str, depth: int = _DEPTH) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield lang, clean(value)
    elif depth and isinstance(value, list):
        for entry in value:
            yield from _texts(entry, lang, depth - 1)
    elif depth and isinstance(value, Mapping):
        language = value.get("lang") or value.get("@language") or lang
        lang = language if isinstance(language, str) else lang
        texts = [raw for name in _VALUE if isinstance(raw := value.get(name), str) and raw.strip()]
        # Newer feeds name the kind of text in "content" and have the text itself in "value".
        texts = [raw for raw in texts if raw.strip().lower() not in _MARKUP] or texts
        if texts:
            yield lang, clean(texts[0])
        for name in _INSIDE:
            yield from _texts(value.get(name), lang, depth - 1)


def _codes(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if bare := tidy(clean(value)):
            yield bare
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


def _swedish_first(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(texts, key=lambda pair: not _is_swedish(pair[0]))


def _is_swedish(lang: str) -> bool:
    return re.split("[-_]", lang.strip().lower())[0] in _SWEDISH
