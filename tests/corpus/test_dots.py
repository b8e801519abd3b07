from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dots import dotted, is_undotted, undot
from corpus.swedish import grams
from tests.corpus.counting import Counting

LETTERS_OF_A_QUESTION = 4_000
PER_LETTER = 81
"""The grams that end at one letter: three spellings of each of their four letters."""


def frequency_in(*texts: str) -> Counting[int]:
    """In how many of some texts a gram occurs."""
    held = [set(grams(text)) for text in texts]
    return Counting(lambda gram: sum(gram in each for each in held))


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("kompetensforsorjning", "kompetensförsörjning"),
        ("ostersund", "östersund"),
        ("a-kassa", "a-kassa"),
        ("vagen", "vägen"),
        ("o-vik", "ö-vik"),
        ("esf-ateruppbyggnad", "esf-återuppbyggnad"),
    ],
)
def test_a_word_is_spelt_as_the_texts_have_it(typed: str, spelt: str) -> None:
    assert dotted(typed, frequency_in(spelt)) == ((spelt,) if spelt != typed else ())


def test_the_commonest_spelling_comes_first() -> None:
    frequency = frequency_in("våren", "våren", "vären", "vaken")
    assert dotted("varen", frequency) == ("våren", "vären")
    assert dotted("varen", frequency, most=1) == ("våren",)


@pytest.mark.parametrize("word", ["", "ar", "arm", "xyzz"])
def test_short_words_and_unknown_ones_stay(word: str) -> None:
    assert dotted(word, frequency_in("vägen")) == ()


@given(st.text("aoåäöbrs-", max_size=12))
def test_a_spelling_is_the_word_with_dots(word: str) -> None:
    for spelling in dotted(word, lambda _: 1):
        assert undot(spelling) == undot(word)
        assert spelling != word


def test_a_word_of_any_length_takes_few_look_ups() -> None:
    frequency = Counting(lambda _: 1)
    for length in (500, LETTERS_OF_A_QUESTION):
        assert dotted("a" * length, frequency) == ()
    assert frequency.times == 0
    assert len(dotted("a" * 40, frequency)) == 2
    assert frequency.times <= 40 * PER_LETTER


def test_a_question_of_short_words_takes_few_look_ups() -> None:
    frequency = Counting(lambda _: 1)
    words = [f"oaoa{number:04}" for number in range(LETTERS_OF_A_QUESTION // 9)]
    for word in words:
        dotted(word, frequency)
    assert frequency.times <= LETTERS_OF_A_QUESTION * PER_LETTER


def test_letters_with_dots_are_told() -> None:
    assert is_undotted("vag och stig" * 400)
    assert not is_undotted("VÄG")
