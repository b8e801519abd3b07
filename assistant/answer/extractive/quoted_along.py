"""What is quoted along with the sentences that were chosen, to make one text of them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.extractive.sentences import Sentence, adjoin
from assistant.search.patterns import compiled
from corpus.model import CELL_SEPARATOR

BRIDGE_CHARACTERS = 160
"""A sentence up to so long between two chosen ones is quoted along, to make one text of them."""

ANTECEDENT_CHARACTERS = 250
"""Sentences before one that tells little without are quoted along when they are no longer."""

ITEM_CHARACTERS = 250
"""A sentence up to so long may be an item of a list that has lost its lines."""

LIST_CHARACTERS = 900
"""A list may grow up to here, to be whole."""


def with_lists(sentences: Sequence[Sentence], chosen: Sequence[int], *, run_in: bool) -> set[int]:
    """A chosen sentence that announces a list brings the list along, as far as there is room.

    A chosen list item that is no whole sentence brings the items before it, and the sentence that
    announces them. With
    ``run_in`` a list is also what follows on a sentence with a colon inside, as it is left where a
    text has lost its lines ("Tre mål: Fler lärlingar. Kortare köer.").
    """
    result = set(chosen)
    used = sum(len(sentences[i].text) for i in result)
    for index in chosen:
        listed = _list_around(sentences, index)
        if run_in and not listed and ": " in sentences[index].text:
            listed = _run_in_list(sentences, index)
        for other in listed:
            if other not in result and used + len(sentences[other].text) <= LIST_CHARACTERS:
                result.add(other)
                used += len(sentences[other].text)
    return result


def _list_around(sentences: Sequence[Sentence], index: int) -> range:
    """The sentences of the list that one announces or stands in; empty where there is none."""
    start = index
    if sentences[index].is_item and _is_whole(sentences[index].text):
        return range(0)
    while start > 0 and sentences[start].is_item and adjoin(*sentences[start - 1 : start + 1]):
        start -= 1
    end = start + 1
    while end < len(sentences) and sentences[end].is_item and adjoin(*sentences[end - 1 : end + 1]):
        end += 1
    announces = sentences[start].text.rstrip().endswith(":")
    if end == start + 1 and announces and end < len(sentences):
        # A list that the flattened text does not show: what follows the colon belongs to it.
        end += adjoin(*sentences[start : end + 1])
    return _of_one_name(sentences, range(start, end), index) if end > start + 1 else range(0)


def _is_whole(text: str) -> bool:
    """Whether an item says something without what announces it: "Provet är muntligt."."""
    return text[:1].isupper() and text.endswith((".", "!"))


def _of_one_name(sentences: Sequence[Sentence], listed: range, index: int) -> range:
    """The items of a list that stand inside the same item as one; all where none stands inside.

    Each of those begins with the name of what it stands inside: "Rektor: utser mentorer".
    """
    names = {i: sentences[i].text.partition(": ")[0] for i in listed if ": " in sentences[i].text}
    if index not in names or len(set(names.values())) == len(names):
        return listed
    own = [i for i, name in names.items() if name == names[index]]
    return range(own[0], own[-1] + 1)


def _run_in_list(sentences: Sequence[Sentence], start: int) -> range:
    """The short sentences that follow on one, up to the next that has a colon of its own."""
    end = start + 1
    while (
        end < len(sentences)
        and adjoin(*sentences[end - 1 : end + 1])
        and len(sentences[end].text) <= ITEM_CHARACTERS
        and ":" not in sentences[end].text
    ):
        end += 1
    return range(start, end)


def with_bridges(sentences: Sequence[Sentence], chosen: set[int]) -> set[int]:
    """The short sentences between two chosen ones come along; a row or a question does not."""
    bridges = {
        i + 1
        for i in chosen
        if i + 2 in chosen
        and CELL_SEPARATOR not in sentences[i + 1].text
        and not sentences[i + 1].text.endswith("?")
        and len(sentences[i + 1].text) <= BRIDGE_CHARACTERS
        and adjoin(*sentences[i : i + 2])
        and adjoin(*sentences[i + 1 : i + 3])
    }
    return chosen | bridges


def with_antecedents(sentences: Sequence[Sentence], chosen: set[int]) -> set[int]:
    """A chosen sentence brings along those before it that it tells little without, if short."""
    return chosen.union(*(antecedents(sentences, index) for index in chosen))


def antecedents(sentences: Sequence[Sentence], index: int) -> range:
    """What says who "Hon" is, what is answered, or that the answer is "Nej."."""
    first, room = index, ANTECEDENT_CHARACTERS
    while first > 0 and adjoin(*sentences[first - 1 : first + 1]):
        room -= len(sentences[first - 1].text)
        if room < 0:
            break
        first -= 1
    if sentences[index].heading.endswith("?") and room >= 0:
        return range(first, index)
    points = compiled("sentences")["points_back"].match(sentences[index].text)
    before = sentences[index - 1]
    leans = points or (before.text.endswith("?") and before.is_item <= sentences[index].is_item)
    return range(index - 1, index) if first < index and leans else range(0)
