"""Who does what to whom, where and whither must be as in the quotes: prepositions and order."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.answer.model.case import Case, Fault
from assistant.answer.model.matching import CARRIED
from assistant.answer.model.segments import Segment, Unit, Word
from assistant.answer.model.wording import ACTED_UPON, ACTS
from corpus.word_match import INFLECTED

RUNS = 3
"""How many unbroken runs of another's words a sentence may be made of."""

_WHERE = frozenset("i på vid hos inom under bland".split())
_TOWARDS = frozenset("till mot åt".split())
_UNASKED = frozenset({*_WHERE, "av", "för"})
"""Prepositions that may come or go where a sentence is turned round."""

_WHITHER = re.compile(r"\b(?:från|mot|efter|utom|trots|över|åt)\b", re.IGNORECASE)
_THAN = re.compile(r"\bän\b", re.IGNORECASE)
_GOT = re.compile(r"\b(?:får|fick|fått)\b", re.IGNORECASE)
_DOES = re.compile(r"(?:[aeiouyåäö]r|de|te|it|at|tt|a|ås)$")


def roles(case: Case) -> Fault | None:
    """One who goes, gets or acts where the quotes have it otherwise."""
    told = " ".join(unit.text for unit in case.held).lower()
    if _called_and_calling(case, told) or any(
        not _holds(told, match.group().lower()) for match in _WHITHER.finditer(case.said.text)
    ):
        return Fault.ROLE
    moved: list[tuple[str, str]] = []
    for word in case.said.terms:
        met = _governors(case, word)
        if not met or word.preposition in met:
            continue
        if not any(_governed_alike(held, word.preposition) for held in met):
            return Fault.ROLE
        if word.preposition and _takes_the_place(case, word):
            return Fault.ROLE
        moved += [(held, word.preposition) for held in met]
    exchanged = any((there, here) in moved for here, there in moved)
    pairs = ((part, s) for part in case.said.segments for s in case.segments)
    if exchanged or any(_reversed(case, part, s) for part, s in pairs):
        return Fault.ROLE
    return Fault.ROLE if _compared_the_other_way(case) else None


def order(case: Case) -> Fault | None:
    """Words taken from another sentence here and there, or exchanged in it."""
    return None if all(_in_order(case, unit) for unit in case.prose) else Fault.ORDER


def _in_order(case: Case, unit: Unit) -> bool:
    """Whether a sentence has what it takes from another in few unbroken runs.

    Swedish moves one part of a sentence to its beginning; to exchange two words takes more.
    """
    places: list[int] = []
    for word in case.said.terms:
        if at := case.places(word, unit):
            after = places[-1] if places else -1
            places.append(min(at, key=lambda i: (abs(i - after - 1), i)))
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)))}
    steps = [ranks[b] - ranks[a] for a, b in pairwise(places)]
    # What is moved to the beginning makes verb and subject change places.
    inverted = bool(places) and ranks[places[0]] > 0 and -1 in steps
    runs = 1 + sum(step not in (0, 1) for step in steps)
    return runs <= RUNS + case.changes_voice() + inverted


def _called_and_calling(case: Case, told: str) -> bool:
    """Whether "du" stands where the quotes have "dig", or the reverse."""
    spoken = case.said.text.lower()
    return any(
        _holds(spoken, here) and _holds(told, there) and not _holds(told, here)
        for here, there in (("du", "dig"), ("dig", "du"))
    )


def _governors(case: Case, word: Word) -> list[str]:
    """The prepositions that govern a word in the quotes, as they would in this sentence."""
    if ACTS.search(word.text):
        return []
    met = [
        other.preposition
        for unit in case.prose
        for other in unit.words
        if case.degree(word, other) >= INFLECTED and not ACTS.search(other.text)
    ]
    if _GOT.search(case.said.text) or case.changes_voice():
        # One who "fick" something is whom it went to.
        met = ["" if held == "till" else held for held in met]
    elif not word.preposition and _acted_upon_alike(case):
        met = ["by" if held == "av" else held for held in met]
    if not word.preposition and _left_behind(case, set(met) - {""}):
        met.append("")
    return met


def _left_behind(case: Case, prepositions: set[str]) -> bool:
    """Whether a preposition stands without its word, which was moved: "har du rätt till"."""
    either = "|".join(map(re.escape, prepositions))
    pattern = rf"\b(?:{either})(?=\s(?:om|att|när)\b|[,.]|$)"
    return bool(prepositions) and re.search(pattern, case.said.text) is not None


def _acted_upon_alike(case: Case) -> bool:
    """Whether what is acted upon in a quote is so in the sentence."""
    held = {word.text for word in case.held_words}
    said = {word.text for word in case.said.words if not word.is_name}
    return any(ACTED_UPON.search(word) for word in said & held)


def _governed_alike(held: str, said: str) -> bool:
    """Whether a word may be governed by one preposition in a quote and another in a sentence."""
    if held == said or any({held, said} <= group for group in (_WHERE, _TOWARDS)):
        return True
    return (not said and held in _UNASKED) or (not held and said in {*_UNASKED, "med"})


def _takes_the_place(case: Case, word: Word) -> bool:
    """Whether a word stands after the preposition of another that is left out: "av …"."""
    return any(
        other.preposition == word.preposition and not case.says(other)
        for unit in case.prose
        if case.stands_in(word, unit)
        for other in unit.terms
    )


def _reversed(case: Case, part: Segment, segment: Segment) -> bool:
    """Whether two that act on each other have changed places: "A ger B", "B ger A".

    One who acts by "av" must have stood before what is acted upon.
    """
    acted_upon = any(ACTED_UPON.search(w.text) for w in part.words if not w.is_name)
    placed = [
        (word, other)
        for word in part.words
        if word.fact is None
        and (other := next((o for o in segment.words if case.degree(word, o) >= CARRIED), None))
    ]
    for i, (one, there) in enumerate(placed):
        for j, (other, beside) in enumerate(placed[i + 1 :], i + 1):
            if one.preposition or there.preposition or beside.preposition:
                continue
            if other.preposition == "av" and acted_upon and there.at < beside.at:
                return True
            if other.preposition or there.at < beside.at:
                continue
            acts = any(
                beside.at < verb.at < there.at and _DOES.search(word.text)
                for word, verb in placed[i + 1 : j]
            )
            if acts or (one.is_name and other.is_name):
                return True
    return False


def _compared_the_other_way(case: Case) -> bool:
    """Whether what is "mer än" something has changed places with it."""
    more = _THAN.search(case.said.text)
    for unit in case.held:
        less = _THAN.search(unit.text)
        if less is None or more is None:
            continue
        for word in case.said.terms:
            at = [unit.words[i].at for i in case.places(word, unit)]
            before = word.at < more.start()
            if at and not any((place < less.start()) is before for place in at):
                return True
    return False


def _holds(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None
