"""Street addresses, boxes, flats, "c/o" and postal codes.

The town after a postal code is no secret and stays: which courses are near depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.privacy.hints import matches
from assistant.privacy.span import PersonalData, Span
from corpus.data_files import compiled
from corpus.places import place_names
from corpus.swedish import fold

_ALONE = frozenset("gata väg torg torget gränd stig allé backen kajen brinken".split())
"""Endings of streets that are words by themselves, too."""

_LONGEST_ENDING = len("esplanaden")
_COMMUNITY = re.compile(r" (?:kommun|stad|municipality)$")
_FIGURE = re.compile("[0-9]")


def addresses(text: str) -> Iterator[Span]:
    """Every address in a text; what stands side by side is one."""
    joint = compiled("address", __package__)["joint"]
    start, end = -1, -1
    for part in sorted(_parts(text)):
        if end >= 0 and (part[0] <= end or joint.fullmatch(text, end, part[0])):
            end = max(end, part[1])
            continue
        if end >= 0:
            yield Span(start, end, PersonalData.ADDRESS)
        start, end = part
    if end >= 0:
        yield Span(start, end, PersonalData.ADDRESS)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    has_figure = _FIGURE.search(text) is not None  # nothing but "c/o" is an address without one
    for name in ("care_of", "short", "small_box", "flat") if has_figure else ("care_of",):
        yield from (match.span() for match in matches("address", name, text))
    if not has_figure:
        return
    yield from _streets(text)
    yield from _postal_codes(text)
    for name in ("lives", "called_address"):
        for match in matches("address", name, text):
            yield _with_floor(text, *match.span("address"))
    postal_code = compiled("address", __package__)["postal_code"]
    for match in matches("address", "box", text):
        if len(match["number"]) > 2 or postal_code.match(text, match.end() + 2):
            yield match.span()
    for match in matches("address", "called_postal_code", text):
        yield match.span("code")


def _streets(text: str) -> Iterator[tuple[int, int]]:
    patterns = compiled("address", __package__)
    for number in patterns["street_number"].finditer(text):
        end = number.start()
        name = patterns["street_ending"].search(text[max(0, end - _LONGEST_ENDING) : end])
        if name is None:
            continue
        start = end - len(name.group())
        left = patterns["left"].search(text[max(0, start - 90) : start])
        stem, words = (left["stem"], left["words"]) if left else ("", "")
        ending = name.group().casefold()
        is_other_way = ending.startswith(("väg", "stig")) and patterns["no_street"].fullmatch(stem)
        is_word = ending in _ALONE and not stem[:1].isupper()
        if (stem or words) and not (stem and (is_other_way or is_word)):
            yield _with_floor(text, start - len(stem) - len(words), number.end())


def _with_floor(text: str, start: int, end: int) -> tuple[int, int]:
    floor = compiled("address", __package__)["floor"].match(text, end)
    return start, floor.end() if floor else end


def _postal_codes(text: str) -> Iterator[tuple[int, int]]:
    """Postal codes with a town after them, and the streets before them."""
    before_code = compiled("address", __package__)["before_postal_code"]
    for match in matches("address", "postal_code", text):
        is_spaced = len(match["code"]) == 6
        town = match["town"]
        is_written_as_name = town[0].isupper() and len(town) > 2
        if not (is_spaced and is_written_as_name) and not _is_town(town):
            continue
        yield match.start(), match.end("code")
        before = text[max(0, match.start() - 100) : match.start()]
        street = before_code.search(before)
        if street:
            yield match.start() - len(street.group()), match.start()


def _is_town(word: str) -> bool:
    """Whether a word is the name of a place in Sweden, or its genitive; dots may be missing."""
    name = fold(word.replace("-", " "))
    bare = _COMMUNITY.sub("", name)
    return not _towns().isdisjoint((name, bare, bare.removesuffix("s")))


@cache
def _towns() -> frozenset[str]:
    """Every town, read when a text first has what may be a postal code: the log is masked, too."""
    return place_names()
