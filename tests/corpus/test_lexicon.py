from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.embedding import EmbedderUnavailable, builtin_embedder
from corpus.lexicon import Lexicon, load_lexicon


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def lexicon() -> Lexicon:
    return _lexicon()


def test_everyday_words_are_like_those_of_authorities(lexicon: Lexicon) -> None:
    others = lexicon.numbers(["studera", "pengar", "fjäll"])
    likeness = lexicon.used_alike(["plugga", "slantar"], others)
    assert likeness[0, 0] > 0.5
    assert likeness[1, 1] > 0.5
    assert likeness[:, 2].max() < 0.3


def test_words_of_the_same_pieces_are_alike(lexicon: Lexicon) -> None:
    assert lexicon.built_alike(["praktik"], ["praktikplats"])[0, 0] > 0.5


def test_common_words_are_less_rare(lexicon: Lexicon) -> None:
    rarities = [lexicon.rarity(word) for word in ("har", "började", "lönebidrag", "zxqvård")]
    assert rarities == sorted(rarities)
    assert rarities[-1] == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("komuner", "kommuner"),
        ("utbilding", "utbildning"),
        ("mnga", "många"),
        ("larlingar", "lärlingar"),
        ("sysselsätning", "sysselsättning"),
    ],
)
def test_a_slip_is_put_right(lexicon: Lexicon, typed: str, meant: str) -> None:
    assert lexicon.respelt(typed, most=2) == meant


@pytest.mark.parametrize("word", ["kommun", "abc", "klockvik", "yh26", ""])
def test_what_is_right_short_or_like_nothing_stays(lexicon: Lexicon, word: str) -> None:
    assert lexicon.respelt(word, most=2) is None


@given(st.lists(st.text(max_size=20), max_size=5), st.lists(st.text(max_size=20), max_size=5))
def test_likeness_is_a_share_of_any_words(words: list[str], others: list[str]) -> None:
    lexicon = _lexicon()
    used = lexicon.used_alike(words, lexicon.numbers(others))
    for likeness in (used, lexicon.built_alike(words, others)):
        assert likeness.shape == (len(words), len(others))
        assert np.isfinite(likeness).all()
        assert ((likeness >= 0) & (likeness <= 1)).all()


def test_two_lexicons_share_their_arrays_and_nothing_else() -> None:
    one, other = load_lexicon(), load_lexicon()
    assert one is not other
    assert one._vectors is other._vectors


def test_a_missing_lexicon_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="Installera om"):
        Lexicon(builtin_embedder(), tmp_path)


@pytest.mark.parametrize("word", ["a" * 4_000, "utbilding" * 400, "a" * 41])
def test_a_word_that_is_too_long_stays_and_is_not_remembered(lexicon: Lexicon, word: str) -> None:
    assert lexicon.respelt(word, most=2) is None
    assert lexicon.parts(word) == ()
    assert not lexicon.knows(word)
    assert lexicon.rarity(word) == 1


def test_a_misspelt_word_is_held_against_common_words_of_its_length_alone(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rapidfuzz import process

    compared: list[str] = []
    extract = process.extract

    def counted(word: str, choices: Sequence[str], **options: Any) -> object:
        compared.extend(choices)
        return extract(word, choices, **options)

    monkeypatch.setattr(process, "extract", counted)
    assert lexicon.respelt("utbilding", most=1) == "utbildning"
    assert {len(word) for word in compared} == {8, 9, 10}
