"""What a question asks for: its words that matter, the sort of answer, and what goes before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.bodies.question import Turn
from assistant.question.sides import sides
from assistant.question.wants import Wants, wants
from assistant.question.words import carries_meaning, content_words, names, steers_undotted
from corpus.compounds import base_forms, compound, unfold_suspended
from corpus.dots import dotted, is_undotted
from corpus.glossary import Expansion, Glossary
from corpus.lexicon import Lexicon
from corpus.swedish import fold, grams

SYNONYMS = 3
"""How many synonyms of a word are searched for; the nearest stand first."""


FOLLOWED_SHARE = 0.5
"""How much a word of the question before counts, where a follow-up leans on it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that an answer should speak of, in lower case.

    ``alternatives`` are words that say the same, ``phrases`` words that do so together; ``parts``
    are the words that a compound is made of, which nearly say it together; ``is_name`` where it is
    written as a name, an abbreviation or with figures, so that nothing else will do. ``share`` is
    less than 1 for a word of the question before.
    """

    text: str
    is_name: bool = False
    alternatives: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    parts: tuple[str, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Understood:
    """A question made ready for the search.

    ``search`` is searched for in full; ``context`` (words of the question before, synonyms) counts
    less. ``terms`` are the words that an answer should speak of, in order and once each.
    ``sides`` are the questions that a comparison falls into. ``notes`` tell the person how it was
    understood. ``translation`` is an English question in Swedish words, ``respelt`` one with slips
    of the keyboard put right, ``before`` the question that this one leans on; all are empty
    otherwise. ``expansions`` are what the glossary added.
    """

    question: str
    search: str
    context: str = ""
    terms: tuple[Term, ...] = ()
    wants: frozenset[Wants] = frozenset()
    english: bool = False
    sides: tuple[Understood, ...] = ()
    notes: tuple[str, ...] = ()
    translation: str = ""
    respelt: str = ""
    before: str = ""
    expansions: tuple[Expansion, ...] = ()


_ANAPHORA = re.compile(
    r"\b(?:de|dem|den|det|där|dit|dessa|denna|detta|han|hon|honom|henne|deras|dess|hans|hennes"
    r"|they|them|there|it|he|she|this|that|these|those)\b"
)
_OPENING = re.compile(r"^(?:och|men|så|då|and|but|so)\b")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PHRASE = re.compile(
    r"(?<![\w-])(?P<last>[^\W\d_]{4,}) (?:för|av|i|inom|om|till|på) (?=(?P<first>[^\W\d_]{3,}))"
)


def understand(
    question: str,
    history: Sequence[Turn],
    glossary: Glossary,
    lexicon: Lexicon,
    frequency: Callable[[str], int],
) -> Understood:
    """A question made ready for the search.

    An English question is put into Swedish words; slips of the keyboard are put right; an
    abbreviation is searched for in full, too, and a word typed without its dots as it is spelt;
    compounds are searched for as phrases and the reverse; synonyms count less; a follow-up takes
    along the words of the question before. ``frequency`` tells in how many passages a gram occurs.
    """
    english = glossary.is_english(question)
    respelt = question if english else _respelt(question, glossary, lexicon, frequency)
    read = glossary.translate(question) if english else respelt
    whole = unfold_suspended(read, lexicon.knows)
    expansions = glossary.expand(whole)
    own = content_words(whole)
    spelt: dict[str, tuple[str, ...]] = {}
    if not english and is_undotted(question):
        own = tuple(word for word in own if not steers_undotted(word))
        spelt = {word: dotted(word, frequency) for word in own}
    named = names(question)
    spelt_out = [w for e in expansions if e.reason == "förkortning" for w in e.added[:1]]
    synonyms = [w for e in expansions if e.reason != "förkortning" for w in e.added[:SYNONYMS]]
    joined = _joined(whole, lambda word: lexicon.knows(word) or glossary.knows(word))
    before = next((turn.content for turn in reversed(history) if turn.role == "user"), "")
    followed = tuple(w for w in content_words(before) if w not in own)
    if not _leans_on_history(question, own):
        followed = ()
    named_before = names(before)
    topics = [word for word in followed if _is_name(word, named_before)]
    notes = []
    if respelt != question:
        notes.append(f"Jag läste frågan som: {respelt.strip()}")
    if followed:
        notes.append(f"Jag läste frågan tillsammans med den förra: {before.strip()}")
    if english:
        notes.append(f"I searched the Swedish texts for: {read}")
    added = dict.fromkeys([*spelt_out, *synonyms, *joined.values()])
    if added:
        notes.append(f"Jag sökte också på: {', '.join(added)}")
    return Understood(
        question=question,
        search=" ".join([whole, *spelt_out, *chain.from_iterable(spelt.values()), *topics]),
        context=" ".join([*synonyms, *joined.values(), *followed]),
        terms=tuple(
            Term(
                word,
                _is_name(word, named),
                (
                    *spelt.get(word, ()),
                    *_alternatives(word, expansions),
                    *(compound for pair, compound in joined.items() if word in pair),
                ),
                _phrases(word, expansions),
                () if _is_name(word, named) else lexicon.parts(word),
            )
            for word in own
        )
        + tuple(Term(w, _is_name(w, named_before), share=FOLLOWED_SHARE) for w in followed),
        wants=wants(question) | wants(read),
        english=english,
        sides=tuple(
            understand(side, (), glossary, lexicon, frequency) for side in sides(respelt) or ()
        ),
        notes=tuple(notes),
        translation=read if english else "",
        respelt=respelt if respelt != question else "",
        before=before if followed else "",
        expansions=tuple(expansions),
    )


def _respelt(
    question: str, glossary: Glossary, lexicon: Lexicon, frequency: Callable[[str], int]
) -> str:
    """The question with words that nobody knows spelt as the nearest common one.

    What may be a name, because it has a capital inside the question, stays as it is. So does a word
    whose every gram stands in some passage, unless one slip alone parts it from a common word.
    """
    capitals = names(question)

    def right(match: re.Match[str]) -> str:
        word = match.group().lower()
        forms = base_forms(word)
        if word in capitals or any(lexicon.knows(form) or glossary.knows(form) for form in forms):
            return match.group()
        if lexicon.parts(word):
            return match.group()
        in_store = all(frequency(gram) for gram in grams(word))
        return lexicon.respelt(word, most=1 if in_store else 2) or match.group()

    return _WORD.sub(right, question)


def _joined(text: str, is_known: Callable[[str], bool]) -> dict[tuple[str, str], str]:
    """The compounds that phrases of a text may be said as: "stöd till studier", "studiestöd".

    By the two words that each is made of.
    """
    found = {}
    for match in _PHRASE.finditer(text.lower()):
        last, first = match["last"], match["first"]
        if carries_meaning(last) and carries_meaning(first):
            whole = compound(first, last, is_known)
            if whole:
                found[last, first] = whole
    return found


def _is_name(word: str, named: frozenset[str]) -> bool:
    return not named.isdisjoint(word.split("-"))


def _alternatives(word: str, expansions: Sequence[Expansion]) -> tuple[str, ...]:
    """The single words that a term may be met by instead."""
    others = [said[0] for said in _said_instead(word, expansions) if len(said) == 1]
    return tuple(dict.fromkeys(other for other in others if other != word))


def _phrases(word: str, expansions: Sequence[Expansion]) -> tuple[tuple[str, ...], ...]:
    """The phrases that a term may be met by instead: only all their words say the same."""
    return tuple(dict.fromkeys(s for s in _said_instead(word, expansions) if len(s) > 1))


def _said_instead(word: str, expansions: Sequence[Expansion]) -> Iterator[tuple[str, ...]]:
    """What the phrase that a word stands in may be said as, by the words that carry meaning."""
    for expansion in expansions:
        if word in content_words(expansion.matched):
            yield from map(content_words, expansion.added)


def _leans_on_history(question: str, own: Sequence[str]) -> bool:
    folded = fold(question)
    return (
        len(own) <= 2
        or _OPENING.search(folded) is not None
        or (_ANAPHORA.search(folded) is not None and len(own) <= 4)
    )
