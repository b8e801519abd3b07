"""Street addresses, boxes, flats, "c/o" and postal codes.

The town after a postal code is no secret and stays: which courses are near depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.privacy.span import Sort, Span

_UNIT = (
    r"(?!\s?[0-9])(?![.,:/][0-9])(?!\s?(?:%|procent|kr\b|kronor|år\b|years|poäng|timmar|veckor|dagar"
    r"|månader|mil\b|km\b|minuter|min\b|meter|personer|elever|deltagare|hp\b|st\b|gånger|barn\b))"
)
_HOUSE = (
    rf"(?:nr\.?\s?)?[0-9]{{1,3}}(?:\s?[-/]\s?[0-9]{{1,3}}(?![0-9]))?(?:\s?[A-Ha-h])?(?!\w){_UNIT}"
)
_CAPITAL = r"[A-ZÅÄÖÉ][\w:.'-]{0,30}"
_STREETS = re.compile(
    r"(?P<name>(?:gatan|gata|vägen|vagen|gränden?|stigen|stig|allén?|allen|esplanaden|brinken|slingan"
    rf"|backen|kajen|stråket|torget|torg|väg|gränd))[\s,]{{1,2}}{_HOUSE}",
    re.IGNORECASE,
)
_LEFT = re.compile(r"(?P<words>(?:[A-ZÅÄÖÉ][\w.'-]{0,30}(?::s)?\s){0,3})(?P<stem>[\w'-]{0,30})$")
_NO_STREET = re.compile(
    r"(?:utbildnings|studie|yrkes|karriär|livs|gen|av|järn|motor|riks|läns|europa|lärande"
    r"|framgångs|besluts|kommunikations|skogs|cykel|gång|land|huvud|led|till|genom|vidare"
    r"|läro|resul\w*|data|studier?s?|arbets|jobb|rätt|en|an|över|upp|in|bil)",
    re.IGNORECASE,
)
_ALONE = frozenset("gata väg torg torget gränd stig allé backen kajen brinken".split())
_LIVES = re.compile(
    rf"\b(?:[Bb]or|[Bb]osatt|[Hh]emma|[Ll]ives?|[Ll]iving|[Rr]esid(?:e|ent|ing))"
    rf"\s(?:nu\s|just nu\s)?(?:på|vid|at|on)\s(?P<address>(?:{_CAPITAL}\s){{1,3}}{_HOUSE})"
)
_ADDRESS = re.compile(
    r"(?:[Aa]d(?:d)?ress(?:en)?|ADRESS|[Ff]olkbokförd)\b(?:\s(?:är|is|på|nu))*\s?[:=,]?\s?"
    rf"(?P<address>(?:[^\W\d_][\w:.'-]{{0,30}}\s){{1,3}}{_HOUSE})"
)
_SHORT = re.compile(rf"\b[A-ZÅÄÖ][a-zåäö]{{2,}}(?:g|v)\.\s?{_HOUSE}")
_BOX = re.compile(
    r"\b(?:(?:P\.?\s?O\.?\s?)?Box|BOX|[Pp]ostbox|[Pp]ostfack|PO Box)\s{1,2}"
    r"(?P<number>[0-9]{1,5}|[0-9]{2}\s[0-9]{3})(?![0-9])"
)
_SMALL_BOX = re.compile(r"\bbox\s(?P<number>[0-9]{2,5})(?=[,\s]{1,3}[0-9]{3}\s?[0-9]{2}\b)")
_CARE_OF = re.compile(
    r"\bc\s?/\s?o\s{1,2}[\w-]{1,30}(?:\s[A-ZÅÄÖÉ][\w-]{0,30}){0,2}", re.IGNORECASE
)
_FLAT = re.compile(
    r"\b(?:lgh|lägenhet(?:snummer|snr|s-?nr)?|apt\.?|apartment|flat)\s?(?:nr\.?\s?|nummer\s)?:?\s?"
    r"[0-9]{3,4}(?![0-9])",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"(?<![0-9])(?<![0-9][\s.,-])(?:(?:SE?|s)[-\s])?(?P<code>[1-9][0-9]{2}\s?[0-9]{2})"
    r"(?P<between>[ \n]{1,3})(?P<town>[^\W\d_][\w-]{1,30})"
)
_POSTAL_CUE = re.compile(
    r"\b(?:postnummer|postnr|postkod|postal code|zip(?: code)?|postcode)\b[^0-9\n]{0,15}"
    r"(?P<code>[1-9][0-9]{2}\s?[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_BEFORE_POSTAL = re.compile(
    rf"(?:{_CAPITAL}\s){{1,3}}[0-9]{{1,3}}(?:\s?[A-Ha-h])?"
    r"(?:[,\s]{1,2}(?:[0-9]\s?tr|lgh\s?[0-9]{3,4}))?[,\s]{1,3}$"
)
_FIGURE = re.compile("[0-9]")
_FLOOR = re.compile(r"[,\s]{1,2}(?:[0-9]{1,2}\s?tr(?:appor)?|nb|bv)\b\.?", re.IGNORECASE)
_JOINED = re.compile(r"[\s,;]{0,3}")


def addresses(text: str) -> Iterator[Span]:
    """Every address in a text; what stands side by side is one."""
    start, end = -1, -1
    for found in sorted(_parts(text)):
        if end >= 0 and (found[0] <= end or _JOINED.fullmatch(text, end, found[0])):
            end = max(end, found[1])
            continue
        if end >= 0:
            yield Span(start, end, Sort.ADDRESS)
        start, end = found
    if end >= 0:
        yield Span(start, end, Sort.ADDRESS)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _CARE_OF.finditer(text))
    if _FIGURE.search(text) is None:
        return  # nothing else is an address without one
    yield from _streets(text)
    for pattern in (_LIVES, _ADDRESS):
        for match in pattern.finditer(text):
            yield _with_floor(text, *match.span("address"))
    for match in _BOX.finditer(text):
        if len(match["number"]) > 2 or _POSTAL.match(text, match.end() + 2):
            yield match.span()
    for pattern in (_SHORT, _SMALL_BOX, _FLAT):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span("code") for match in _POSTAL_CUE.finditer(text))
    yield from _postal_codes(text)


def _streets(text: str) -> Iterator[tuple[int, int]]:
    for match in _STREETS.finditer(text):
        left = _LEFT.search(text[max(0, match.start() - 90) : match.start()])
        stem, words = (left["stem"], left["words"]) if left else ("", "")
        ending = match["name"].casefold()
        if stem and ending.startswith(("väg", "stig")) and _NO_STREET.fullmatch(stem):
            continue
        if not stem and not words:
            continue
        if ending in _ALONE and stem and not stem[0].isupper():
            continue
        yield _with_floor(text, match.start() - len(stem) - len(words), match.end())


def _with_floor(text: str, start: int, end: int) -> tuple[int, int]:
    floor = _FLOOR.match(text, end)
    return start, floor.end() if floor else end


def _postal_codes(text: str) -> Iterator[tuple[int, int]]:
    for match in _POSTAL.finditer(text):
        spaced = len(match["code"].replace("\n", " ")) == 6
        town = match["town"]
        named = town[0].isupper() and len(town) > 2
        if not (spaced and named) and not _is_place(town):
            continue
        yield match.start(), match.end("code")
        street = _BEFORE_POSTAL.search(text[max(0, match.start() - 100) : match.start()])
        if street:
            yield match.start() - len(street.group()), match.start()


def _is_place(name: str) -> bool:
    return _gazetteer_place(name.casefold())


@cache
def _gazetteer_place(name: str) -> bool:
    from corpus.places import load_gazetteer

    gazetteer = load_gazetteer()
    return gazetteer.place(name) is not None or gazetteer.municipality(name) is not None
