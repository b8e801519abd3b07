from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes import Highlight, Standing, locate

TEXT = "Målet är 400 platser.\nKostnaden blev\n12,5 miljoner kronor. Målet är 400 platser."


def quote(words: str, start: int) -> Highlight:
    return locate(TEXT, Highlight(start, start + len(words), words))


def test_a_quote_stands_where_it_stood_whatever_the_white_space() -> None:
    assert quote("Kostnaden blev 12,5 miljoner", 22).standing is Standing.SAME


def test_a_quote_that_moved_is_marked_at_the_nearest_place_of_its_words() -> None:
    last = quote("Målet är 400 platser.", 50)
    assert last.standing is Standing.MOVED
    assert last.start == TEXT.rindex("Målet")
    assert TEXT[last.start : last.end] == "Målet är 400 platser."
    assert quote("Kostnaden blev 12,5 miljoner", 3).start == 22


def test_a_changed_figure_is_another_quote() -> None:
    for words in ("Målet är 4000 platser.", "Kostnaden blev 125 miljoner", "målet är 400 platser."):
        changed = quote(words, 0)
        assert changed.standing is Standing.GONE
        assert changed.words == words


def test_offsets_alone_are_taken_as_they_are() -> None:
    assert locate(TEXT, Highlight(3, 9)) == Highlight(3, 9)


@given(st.text("ab \n", max_size=60), st.integers(0, 60), st.integers(0, 60), st.text(max_size=5))
def test_words_of_a_text_are_found_again_after_something_came_before_them(
    text: str, one: int, two: int, before: str
) -> None:
    start, end = sorted((one, two))
    words = text[start:end]
    moved = locate(before + text, Highlight(start, end, words))
    assert moved.standing is not Standing.GONE
    if moved.standing is Standing.MOVED:
        assert "".join((before + text)[moved.start : moved.end].split()) == "".join(words.split())
