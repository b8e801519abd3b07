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

from assistant.answer.claims.claim_text import ClaimText
from assistant.answer.claims.figures import DATED
from assistant.question.words import carries_meaning
from corpus.data_files import word_list
from corpus.facts import Fact, states
from corpus.word_match import INFLECTED, word_match

SAME = 0.6
"""How well one word must meet another to be it."""

SKIPPED = 0.3
"""The share of a stretch of a sentence that a claim may leave out."""

ALONE = 2
"""Parts that a claim takes from a sentence at least, where one is a figure or a name."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*(?::[a-z]+)?")
_ENDS = re.compile(r"[,.:;!?–(]")
_OPENS = re.compile(r"(?:^|[.!?:]\s+|[”\"(])$")


@dataclass(frozen=True, slots=True)
class Element:
    """A figure, or a word that says something.

    ``before`` is the preposition that governs it, ``role`` what else tells parts apart that change
    places: that it tells a time, what its clause begins with, what governs the word beside it.
    """

    text: str
    fact: Fact | None
    is_name: bool
    before: str
    role: tuple[str, ...] = ()

    @property
    def is_strict(self) -> bool:
        """Whether nothing else will do for it: a figure, or a name."""
        return self.fact is not None or self.is_name

    def says(self, other: Element) -> bool:
        """Whether it says another."""
        if self.fact is not None or other.fact is not None:
            return (
                self.fact is not None and other.fact is not None and states(self.fact, other.fact)
            )
        degree = word_match(other.text, self.text)
        long = min(len(self.text), len(other.text)) >= 4
        return degree >= INFLECTED or (degree >= SAME and long and not self.is_name)


def is_mixed(
    claim: ClaimText,
    sentences: Sequence[ClaimText],
    cells: Sequence[ClaimText],
    is_name: Callable[[str], bool],
) -> bool:
    """Whether parts of different places are put together in a claim, or in another order.

    ``cells`` are what stands under each column of rows, with the row's first cell and the column's
    name; a claim takes all that it says of them from one.
    """
    left = elements(claim, is_name)
    whole = len(left)
    rows = [elements(cell, is_name) for cell in cells]
    places_of_rows = [_laid(left, items) for items in rows]
    best = max(places_of_rows, key=len, default={})
    if any(item not in best for places in places_of_rows for item in places):
        return True
    held = [*(elements(sentence, is_name) for sentence in sentences), *rows]
    while left and held:
        items, places = max(((one, _laid(left, one)) for one in held), key=lambda one: len(one[1]))
        if not places:
            break  # what is left stands in a heading, or is said in other words
        if _stands_otherwise(items, places, whole):
            return True
        left = [item for item in left if item not in places]
    return False


def elements(read: ClaimText, is_name: Callable[[str], bool]) -> list[Element]:
    """The figures of a text and the words that say something, in order."""
    text = read.text
    governing, joining = word_list("governing", __package__), word_list("joining", __package__)
    items: list[Element] = []
    before = clause = ""
    end = 0
    by_start = {fact.start: fact for fact in read.facts}
    spans = [(start, fact.end) for start, fact in by_start.items()]
    spans += [match.span() for match in _WORD.finditer(text)]
    for start, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        is_beside = bool(items) and text[end:start].isspace() and not before
        clause = "" if _ENDS.search(text, end, start) else clause
        end = last
        word, fact = text[start:last], by_start.get(start)
        lower = word.lower()
        capital = any(map(str.isupper, word)) and not _OPENS.search(text[:start])
        named = fact is None and (capital or is_name(lower))
        if fact is None and not named and (lower in governing or not carries_meaning(lower)):
            before = lower if lower in governing else before
            clause = lower if lower in joining else clause
            continue
        timed = fact is not None and fact.sort in DATED
        role = (str(timed), clause, items[-1].before if is_beside else before)
        items.append(Element(lower, fact, named, before, role))
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
    turns = any(a > b for a, b in pairwise(order))
    # What Swedish moves to the front moves within a whole sentence.
    between = [items[i] for i in range(0 if turns else min(order), max(order)) if i not in order]
    governed = [(item.before, items[place].before) for item, place in places.items()]
    return (
        _is_exchanged(items, order)
        or (len(places) < min(ALONE, whole) and any(item.is_strict for item in places))
        or any(item.is_strict for item in between)
        or len(between) > SKIPPED * (len(between) + len(order))
        or any(one != other and (turns or (one and other)) for one, other in governed)
    )


def _is_exchanged(items: Sequence[Element], order: Sequence[int]) -> bool:
    """Whether two parts of one role have changed places: "B lär A" for "A lär B".

    Figures and names that nothing governs need no third between them.
    """
    for first, last in combinations(range(len(order)), 2):
        one, other = items[order[first]], items[order[last]]
        if order[first] > order[last] and one.role == other.role:
            free = one.is_strict and other.is_strict and not one.before and not other.before
            if free or any(order[last] < at < order[first] for at in order[first + 1 : last]):
                return True
    return False
