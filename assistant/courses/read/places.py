"""Where a person wants to study: municipalities, localities and counties of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from assistant.courses.find.shelf import Shelf
from assistant.courses.read.patterns import compiled
from assistant.courses.read.question_text import QuestionText
from corpus.data_files import word_lists
from corpus.dots import undot
from corpus.places import Gazetteer

_LISTED = re.compile(r"(?:, ?| (?:eller|el|och|or|and|samt|/) (?:i |in |på )?|/)$")

MOST_WORDS = 3
"""Words in the longest name of a place that is looked for."""

MOST_UNKNOWN = 5
"""Names that are tried for unknown places."""


@dataclass(frozen=True, slots=True)
class Where:
    """The places of a question; ``unknown`` is written as a place and known to nobody."""

    places: tuple[str, ...] = ()
    near: bool = False
    county: str | None = None
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place of the question, from the preposition before it, and what that tells of it."""

    first: int
    end: int
    name: str | None = None
    county: str | None = None
    near: bool = False
    home: bool = False


def read_places(question: QuestionText, gazetteer: Gazetteer, vocabulary: Shelf) -> Where:
    """Where the question wants to study.

    Where a person lives counts only if no other place is named.
    """
    question.drop_all(_part("country"))
    hits = list(_hits(question, _Places(gazetteer, vocabulary)))
    if hits and question.find(_part("travels")):
        # "Bor i Kramfors, finns det något på pendlingsavstånd?"
        question.drop_all(_part("travels"))
        hits = [replace(hit, near=True) for hit in hits]
    away = [hit for hit in hits if not hit.home]
    chosen = away or hits
    for hit in hits:
        if hit not in chosen:
            question.drop(hit.first, hit.end)
        elif hit.county is not None:
            question.take("county", hit.first, hit.end)
        else:
            question.take("place", hit.first, hit.end)
            if hit.near:
                question.spans["near"] = question.spans["place"]
    places = tuple(dict.fromkeys(hit.name for hit in chosen if hit.name is not None))
    county = next((hit.county for hit in chosen if hit.county is not None), None)
    unknown = None if places or county else _unknown(question, vocabulary)
    return Where(places, any(hit.near for hit in chosen if hit.name), county, unknown)


class _Places:
    """The places of the gazetteer and of the catalogues, by name."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: Shelf) -> None:
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self._places = _by_spelling(vocabulary.places)
        self._counties = _by_spelling(vocabulary.county_names)

    def place(self, text: str) -> str | None:
        """The place or area of that very name, or whose genitive it is ("Sundsvalls")."""
        known = self._gazetteer.place(text) or self._gazetteer.area(text)
        return known or _name_in(self._places, text)

    def centre(self, text: str) -> str | None:
        """The place around which a word says something to lie: "sundsvallsområdet"."""
        match = _part("surroundings").fullmatch(text)
        return self.place(match["name"]) if match else None

    def county(self, text: str) -> str | None:
        """The county of that name."""
        return self._gazetteer.county(text) or _name_in(self._counties, text)

    def is_sure(self, name: str) -> bool:
        """Whether a place is a municipality, an area, or one where courses are held."""
        municipality = self._gazetteer.municipality(name)
        is_own = municipality is not None and municipality.name == name
        return is_own or self._gazetteer.area(name) is not None or undot(name) in self._places


def _by_spelling(names: Iterable[str]) -> dict[str, str]:
    """Places by their names typed without dots."""
    return {undot(name): name for name in sorted(names)}


def _name_in(names: Mapping[str, str], text: str) -> str | None:
    """The name that a text is, or is the genitive of."""
    spelt = undot(text)
    return names.get(spelt) or names.get(spelt.removesuffix("s"))


def _hits(question: QuestionText, places: _Places) -> Iterator[_Hit]:
    """The places and counties that are named, in order; the longest name counts."""
    words = question.words()
    at = 0
    before: _Hit | None = None
    while at < len(words):
        hit = None
        for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
            hit = _hit(question, words[at : at + length], before, places)
            if hit is not None:
                at += length
                break
        if hit is None:
            at += 1
            continue
        # "kommun" and "län" after a name belong to it.
        while at < len(words) and words[at].start() < hit.end:
            at += 1
        before = hit
        yield hit


def _hit(
    question: QuestionText, words: list[re.Match[str]], before: _Hit | None, places: _Places
) -> _Hit | None:
    start, end = words[0].start(), words[-1].end()
    text = question.rest[start:end]
    county, name, centre = places.county(text), places.place(text), places.centre(text)
    # What nobody knows can only be one word that a slip parts from a name.
    is_known = county is not None or name is not None
    if len(words) > 1 and (not is_known or re.search(r"[^\w\s'’-]", text)):
        return None
    hit = replace(_context(question, start, before), end=end)
    if name is None and centre is not None:
        return replace(hit, name=centre, near=True)
    after_county = _part("county").match(question.rest, end)
    if county is not None and after_county:
        return replace(hit, county=county, end=after_county.end())
    after = _part("municipality").match(question.rest, end)
    has_preposition = hit.first < start
    if county is not None and name is None:
        return replace(hit, county=county)
    if name is None or not (after or _is_meant(question, words[0], name, has_preposition, places)):
        return None
    hit = replace(hit, name=name, end=after.end() if after else end)
    around = _part("around").match(question.rest, hit.end)
    if around:
        hit = replace(hit, near=True, end=around.end())
    return hit


def _is_meant(
    question: QuestionText, word: re.Match[str], name: str, has_preposition: bool, places: _Places
) -> bool:
    """Whether the name of a place stands for it here, by a preposition or by its spelling."""
    text = word.group()
    if text in _words("common"):
        return has_preposition and question.is_name(word.start())
    written = text not in _words("unsure") or question.is_name(word.start())
    return has_preposition or (written and places.is_sure(name))


def _context(question: QuestionText, start: int, before: _Hit | None) -> _Hit:
    """What the words before a name tell of it; it shares those of the name that it is listed with.

    ``first`` is where the preposition begins, or the name itself where there is none.
    """
    lead = question.before(start)
    joint = _LISTED.search(lead)
    if before is not None and joint and start - len(joint.group()) == before.end:
        return replace(before, first=before.end, name=None, county=None)
    preposition = _part("before").search(lead)
    if preposition is None:
        return _Hit(start, start)
    return _Hit(
        start - len(preposition.group()),
        start,
        near=preposition["near"] is not None,
        home=preposition["home"] is not None,
    )


def _unknown(question: QuestionText, vocabulary: Shelf) -> str | None:
    """A name written as a place that nobody knows."""
    for match in islice(question.find_all(_part("unknown")), MOST_UNKNOWN):
        start, end = match.span("name")
        name = match["name"]
        if not question.is_name(start) or name in _words("no_place") or vocabulary.teaches(name):
            continue
        written = question.written(start, end)
        question.take("unknown_place", match.start(), end)
        return written
    return None


def _part(name: str) -> re.Pattern[str]:
    return compiled("place")[name]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_lists("place_words.toml", __package__)[name])
