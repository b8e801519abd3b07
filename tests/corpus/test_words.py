"""The words of passages: the vocabulary, and the files that keep them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.store.words import WordIndex
from corpus.swedish import grams, words
from corpus.vocabulary import StoreVocabulary, gram_codes

TEXTS = [["studier", "i", "länet"], [], ["praktik", "i", "länet"]]
OTHERS = [["esf-projekt"]]
FIRST = np.array([[1.0, 0.0]], np.float32)
BOTH = np.array([[0.6, 0.8], [0.0, 1.0]], np.float32)


def texts_of(index: WordIndex, serial: int, ordinal: int) -> list[list[str]] | None:
    [passage] = index.read([(serial, ordinal)])
    if passage is None:
        return None
    texts = np.split(passage.numbers, passage.starts[1:-1])
    return [[index.vocabulary.words[number] for number in text] for text in texts]


def test_words_are_read_as_they_were_added(tmp_path: Path) -> None:
    index = WordIndex(tmp_path)
    index.add(3, [TEXTS, OTHERS], BOTH)
    index.add(1, [OTHERS], FIRST)
    assert index.ids() == set()
    index.commit()
    for one in (index, WordIndex(tmp_path)):
        assert one.ids() == {"3-0000", "3-0001", "1-0000"}
        assert texts_of(one, 3, 0) == TEXTS
        assert texts_of(one, 3, 1) == texts_of(one, 1, 0) == OTHERS
        assert [texts_of(one, *place) for place in ((3, 2), (2, 0), (4, 0))] == [None] * 3


def test_vectors_are_those_that_were_added_and_all_are_compared(tmp_path: Path) -> None:
    index = WordIndex(tmp_path)
    index.add(3, [TEXTS, OTHERS], BOTH)
    index.add(1, [OTHERS], FIRST)
    index.commit()
    for one in (index, WordIndex(tmp_path)):
        vectors = one.vectors([(3, 1), (1, 0), (3, 2), (7, 0)])
        assert vectors.tolist() == [[0, 1], [1, 0], [0, 0], [0, 0]]
        found = one.nearest({1, 3, 9}, FIRST[0], 2)
        assert [key for key, _ in found] == ["1-0000", "3-0000"]
        assert [score for _, score in found] == pytest.approx([1, 0.6])
        assert [key for key, _ in one.nearest([3], BOTH[1], 9)] == ["3-0001", "3-0000"]
        assert one.nearest([9], FIRST[0], 2) == []


def test_what_is_not_committed_is_gone(tmp_path: Path) -> None:
    index = WordIndex(tmp_path)
    index.add(1, [TEXTS], FIRST)
    index.commit()
    index.add(2, [OTHERS], FIRST)
    index.remove([1])
    index.close()
    index.commit()
    assert index.ids() == WordIndex(tmp_path).ids() == {"1-0000"}


def test_what_is_removed_is_overwritten(tmp_path: Path) -> None:
    index = WordIndex(tmp_path)
    index.add(1, [TEXTS], FIRST)
    index.add(2, [OTHERS], BOTH[:1])
    index.commit()
    [before] = index.read([(1, 0)])
    assert before is not None
    words_of = before.numbers.tobytes()
    files = tmp_path / "passages-0", tmp_path / "vectors-0"
    assert words_of in files[0].read_bytes()
    index.remove([1])
    index.commit()
    assert words_of not in files[0].read_bytes()
    assert FIRST.tobytes() not in files[1].read_bytes()
    assert before.numbers.tobytes() == words_of
    assert index.ids() == WordIndex(tmp_path).ids() == {"2-0000"}
    assert texts_of(index, 2, 0) == OTHERS


def test_what_a_stop_left_behind_is_passed_over(tmp_path: Path) -> None:
    index = WordIndex(tmp_path)
    index.add(1, [TEXTS], FIRST)
    index.commit()
    for name in ("passages-0", "vectors-0", "vocabulary.txt"):
        with (tmp_path / name).open("ab") as file:
            file.write(b"half")
    (tmp_path / "head.new").write_bytes(b"half")
    index = WordIndex(tmp_path)
    index.add(2, [OTHERS], FIRST)
    index.commit()
    index = WordIndex(tmp_path)
    assert texts_of(index, 1, 0) == TEXTS
    assert texts_of(index, 2, 0) == OTHERS
    assert index.vectors([(1, 0), (2, 0)]).tolist() == [[1, 0], [1, 0]]


def test_the_room_of_what_is_gone_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.words.SPARE", 100)
    index = WordIndex(tmp_path)
    index.add(1, [TEXTS], FIRST)
    index.commit()
    [before] = index.read([(1, 0)])
    for serial in range(2, 60):
        index.remove([serial - 1] if serial > 2 else [])
        index.add(serial, [OTHERS] * 3, BOTH[[0, 1, 0]])
        index.commit()
    assert before is not None
    assert [index.vocabulary.words[number] for number in before.numbers[:2]] == ["studier", "i"]
    for name in ("passages-*", "vectors-*"):
        [file] = tmp_path.glob(name)
        assert file.stat().st_size < 1_000
    for one in (index, WordIndex(tmp_path)):
        assert one.ids() == {"1-0000", "59-0000", "59-0001", "59-0002"}
        assert texts_of(one, 1, 0) == TEXTS
        assert texts_of(one, 59, 2) == OTHERS
        assert one.vectors([(1, 0), (59, 1)]).tolist() == [[1, 0], [0, 1]]


def test_facts_are_asked_for_once() -> None:
    asked: list[str] = []

    def lengths(words: Sequence[str]) -> NDArray[np.int64]:
        asked.extend(words)
        return np.array([len(word) for word in words])

    vocabulary = StoreVocabulary(["ett", "fyra"])
    assert vocabulary.facts(lengths).tolist() == [3, 4]
    assert vocabulary.add(["fyra", "tjugo", "ett", "tjugo"]) == [1, 2, 0, 2]
    assert vocabulary.facts(lengths).tolist() == [3, 4, 5]
    assert asked == vocabulary.words == ["ett", "fyra", "tjugo"]


def code(gram: str) -> int:
    return sum(
        (ord(letter) & 0xFFFF) << 16 * (3 - i) for i, letter in enumerate(gram.ljust(4, "_"))
    )


@given(st.lists(st.text(max_size=12), max_size=4))
def test_codes_are_those_of_the_grams(texts: list[str]) -> None:
    said = [word for text in texts for word in words(text)]
    wanted = [(code(gram), i) for i, word in enumerate(said) for gram in grams(word)]
    codes, owners = gram_codes(said)
    assert list(zip(codes.tolist(), owners.tolist(), strict=True)) == wanted
    vocabulary = StoreVocabulary()
    numbers = np.array([number for word in said for number in vocabulary.add([word])], np.int32)
    some = np.unique(codes)[::2]
    places, found = vocabulary.sharing(numbers, some)
    shared = zip(some[found].tolist(), places.tolist(), strict=True)
    assert list(shared) == [pair for pair in wanted if pair[0] in some]
