"""Whether a question asks for courses or the documents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.read.aim import BUCKETS, MODEL, TRAITS, load_aim
from corpus.swedish import fold


@given(
    st.text(max_size=300),
    st.lists(st.floats(0, 1), min_size=len(TRAITS), max_size=len(TRAITS)),
)
def test_any_text_has_a_probability(text: str, known: list[float]) -> None:
    assert 0 <= load_aim().probability(fold(text), np.array(known)) <= 1


@pytest.mark.parametrize("text", ["", "  ", "?!", "\0"])
def test_what_has_no_words_asks_for_nothing(text: str) -> None:
    assert load_aim().probability(text) == 0


def test_the_model_was_trained_on_the_traits_that_are_read() -> None:
    from safetensors import safe_open

    with safe_open(MODEL, framework="numpy") as file:
        assert file.metadata()["traits"].split(" ") == list(TRAITS)


def test_a_model_of_other_traits_counts_those_that_it_knows(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    path = tmp_path / "other.safetensors"
    own = {"traits": np.ones(2), "usual": np.ones(2), "bias": np.zeros(1)}
    save_file({"weights": np.zeros(BUCKETS), **own}, path, {"traits": "colour short"})
    assert load_aim(path).of_traits.sum() == 1
