"""Reading a text takes steps in proportion to its length, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from corpus.compounds import base_forms, decompound, unfold_suspended
from corpus.english import english_forms
from corpus.foreign import foreign
from corpus.glossary import Glossary, load_glossary
from corpus.phrases import MOST_WORDS, Phrases, key_of, tokens_of
from corpus.places import load_gazetteer
from corpus.swedish import grams, sentences, words
from tests.corpus.counting import Counting, steps

LONG = 4_000
"""Characters of the longest question."""

PIECES = [
    *("a", "å", "csn", "utbildning", "och", "ing", "'", "a-", "a.", "\u0301", "ﷺ"),
    *("csn ", "CSN ", "af tc ", "studier ", "vux ", "studie- och ", "studie-, ", "in- och ut "),
    *("studieoch yrke ", "adult education ", "how to ", "school's ", "studievägledare ", "kurs-"),
    *("arbetsmarknad ", "är i å ", "a b c ", "Mark ", "komvux ", "как ", "1 ", "m.m. A", "hur, "),
]


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def reading(glossary: Glossary) -> dict[str, Callable[[str], object]]:
    gazetteer = load_gazetteer()
    return {
        "expand": glossary.expand,
        "translate": glossary.translate,
        "is_english": glossary.is_english,
        "foreign": lambda text: foreign(text, glossary.knows),
        "unfold": lambda text: unfold_suspended(text, glossary.knows),
        "decompound": lambda text: decompound(text, glossary.knows),
        "base_forms": lambda text: list(base_forms(text)),
        "english_forms": lambda text: list(english_forms(text)),
        "words": words,
        "grams": grams,
        "sentences": sentences,
        "county": gazetteer.county,
        "place": gazetteer.place,
    }


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_takes_at_most_twice_the_steps(glossary: Glossary, piece: str) -> None:
    long = piece * (LONG // len(piece))
    half = piece * (LONG // len(piece) // 2)
    for name, read in reading(glossary).items():
        read(long)
        once, twice = steps(partial(read, half)), steps(partial(read, long))
        assert twice <= 2.2 * once + 200, name
        assert twice <= 500 * LONG / len(piece) + 1_000, name


def test_words_of_many_forms_are_no_more_phrases() -> None:
    """As many forms as there are, only what a phrase begins with is followed."""
    forms = Counting(lambda word: [word, *(word + letter for letter in "abcdef")])
    entries = {key_of("vuxna studier"): 1, key_of("vuxnaa"): 2, key_of("studiera studier"): 3}
    phrases = Phrases.of(entries, forms)
    text = "vuxna studier " * 20
    tokens = tokens_of(text)
    matches = [phrases.longest(text, tokens, at) for at in range(len(tokens))]
    assert [match and match.value for match in matches[:2]] == [1, None]
    assert forms.times <= len(tokens) * MOST_WORDS
