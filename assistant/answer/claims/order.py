"""Whether a claim puts together what stands apart in its sentences, or puts it in another order.

A claim is laid along the sentence that says most of it, and what is left along the next. Along each
nothing may be left out that could be taken for what is meant: no name and no figure, and few words.
So "A ansvarar för B, C för D" carries neither "A ansvarar för D" nor "B ansvarar för A".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from assistant.question.words import carries_meaning
from corpus.data_files import word_lists
from corpus.facts import Fact, facts, states
from corpus.word_match import INFLECTED, word_match

SAME = 0.6
"""How well one word must meet another to be it."""

SKIPPED = 0.3
"""The share of a stretch of a sentence that a claim may leave out."""

ALONE = 2
"""Parts that a claim takes from a sentence at least, where one is a figure or a name."""

MOVED = 2
"""How often a claim may go back in a sentence: Swedish moves one part of it, and the verb, to the
front."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*(?::[a-z]+)?")
_OPENS = re.compile(r"(?:^|[.!?:]\s+|[”\"(])$")
_PREPOSITIONS = frozenset(word_lists("words.toml", __package__)["prepositions"])


@dataclass(frozen=True, slots=True)
class Element:
    """A figure, or a word that says something; ``before`` is the preposition that governs it."""

    text: str
    fact: Fact | None
    is_name: bool
    before: str

    @property
    def is_strict(self) -> bool:
        """Whether nothing else will do for it: a figure, or a name."""
        return self.fact is not None or self.is_name

    @property
    def is_subject(self) -> bool:
        """Whether it may be taken for another: strict, and no preposition tells what it does."""
        return self.is_strict and not self.before

    def says(self, other: Element) -> bool:
        """Whether it says another."""
        if self.fact is not None or other.fact is not None:
            return (
                self.fact is not None and other.fact is not None and states(self.fact, other.fact)
            )
        degree = word_match(other.text, self.text)
        long = min(len(self.text), len(other.text)) >= 4
        return degree >= INFLECTED or (degree >= SAME and long and not self.is_name)


def is_mixed(claim: str, sentences: Sequence[str], is_name: Callable[[str], bool]) -> bool:
    """Whether parts of different places are put together in a claim, or in another order.

    Args:
        claim: what is said.
        sentences: what it is held against.
        is_name: tells whether a word in lower case names a place or an occupation.
    """
    left = elements(claim, is_name)
    whole = len(left)
    held = [elements(sentence, is_name) for sentence in sentences]
    while left and held:
        laid = [(items, _laid(left, items)) for items in held]
        items, places = max(laid, key=lambda one: len(one[1]))
        if not places:
            break  # what is left stands in a heading, or is said in other words
        if _stands_otherwise(items, places, whole):
            return True
        left = [item for item in left if item not in places]
    return False


def is_of_one_cell(claim: str, cells: Sequence[str], is_name: Callable[[str], bool]) -> bool:
    """Whether a claim takes all that it says of some rows from one of their cells.

    Args:
        claim: what is said.
        cells: what stands under each column, with the row's first cell and the column's name.
        is_name: tells whether a word in lower case names a place or an occupation.
    """
    parts = elements(claim, is_name)
    laid = [_laid(parts, elements(cell, is_name)) for cell in cells]
    best = max(laid, key=len)
    return all(item in best for places in laid for item in places)


def elements(text: str, is_name: Callable[[str], bool]) -> list[Element]:
    """The figures of a text and the words that say something, in order."""
    items: list[Element] = []
    before = ""
    end = 0
    by_start = {fact.start: fact for fact in facts(text)}
    spans = [(start, fact.end) for start, fact in by_start.items()]
    spans += [match.span() for match in _WORD.finditer(text)]
    for start, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        end = last
        word, fact = text[start:last], by_start.get(start)
        lower = word.lower()
        capital = any(map(str.isupper, word)) and not _OPENS.search(text[:start])
        named = fact is None and (capital or is_name(lower))
        if fact is None and not named and not carries_meaning(lower):
            before = lower if lower in _PREPOSITIONS else before
            continue
        items.append(Element(lower, fact, named, before))
        before = ""
    if items and before and not items[0].before:
        # What it governs was moved to the front: "Planen ansvarar nämnden för."
        items[0] = replace(items[0], before=before)
    return items


def _laid(claim: Sequence[Element], items: Sequence[Element]) -> dict[Element, int]:
    """The places of a claim's parts in a sentence, each as near to the one before as can be."""
    places: dict[Element, int] = {}
    last = -1
    for item in claim:
        held = [place for place, other in enumerate(items) if other.says(item)]
        if held:
            places[item] = last = min(held, key=lambda place: (abs(place - last - 1), place))
    return places


def _stands_otherwise(items: Sequence[Element], places: Mapping[Element, int], whole: int) -> bool:
    """Whether what a claim, of so many parts, takes from a sentence stands there otherwise."""
    order = list(places.values())
    turns = sum(a > b for a, b in pairwise(order))
    pairs = combinations(order, 2)
    # What Swedish moves to the front moves within a whole sentence.
    between = [items[i] for i in range(0 if turns else min(order), max(order)) if i not in order]
    governed = [(item.before, items[place].before) for item, place in places.items()]
    return (
        turns > MOVED
        or any(a > b and items[a].is_subject and items[b].is_subject for a, b in pairs)
        or (len(places) < min(ALONE, whole) and any(item.is_strict for item in places))
        or any(item.is_strict for item in between)
        or len(between) > SKIPPED * (len(between) + len(order))
        or any(one != other and (turns or (one and other)) for one, other in governed)
    )
