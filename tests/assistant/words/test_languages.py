from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.words.languages import Language, Text, preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "sv"),
        ("", "sv"),
        ("*", "sv"),
        ("de", "sv"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("en-US,en;q=0.9,sv;q=0.8", "en"),
        ("de, en;q=0.3", "en"),
        ("en;q=0.5, sv;q=0.7", "sv"),
        ("en;q=0", "sv"),
        ("en; q=0.4, sv; q=0.2", "en"),
    ],
)
def test_the_best_liked_language_is_taken(header: str | None, language: str) -> None:
    assert preferred(header) == language


@given(st.text())
def test_any_header_gives_a_language(header: str) -> None:
    assert preferred(header) in set(Language)


def test_a_text_is_filled_in_its_language() -> None:
    text = Text("högst {n} tecken", "at most {n} characters")

    assert text.get(Language.SWEDISH, n=3) == "högst 3 tecken"
    assert text.get(Language.ENGLISH, n=3) == "at most 3 characters"
