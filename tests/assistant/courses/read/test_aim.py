"""Whether a question asks for courses or the documents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.read.aim import TRAITS, load_aim
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


def test_a_model_of_other_traits_is_refused(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    path = tmp_path / "other.safetensors"
    save_file({"bias": np.zeros(1, np.float32)}, path, {"traits": "colour"})
    with pytest.raises(ValueError, match=r"evals\.training\.course_aim"):
        load_aim(path)
