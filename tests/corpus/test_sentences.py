from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page
from corpus.sentences import ends_sentence, goes_on, sentence_spans


def document(*pages: Page) -> Document:
    return Document(
        "/mapp/rapport.txt", "rapport.txt", "0", Metadata("Rapport", Kind.REPORT), pages
    )


def page(*texts: str) -> Page:
    return Page(None, tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def sentences(*pages: Page) -> list[str]:
    made = document(*pages)
    return [made.text[start:end] for start, end in sentence_spans(made)]


def test_a_sentence_runs_on_over_a_page_break() -> None:
    assert sentences(page("Först. Sedan stärks vägledningen i"), page("alla kommuner. Sist.")) == [
        "Först.",
        "Sedan stärks vägledningen i\nalla kommuner.",
        "Sist.",
    ]


@pytest.mark.parametrize("figure", ["640 000 kronor.", "2027.", "4,5 procent av alla."])
def test_a_sentence_goes_on_with_a_figure_on_the_next_page(figure: str) -> None:
    assert sentences(page("Nämnden beslutar att avsätta"), page(figure)) == [
        f"Nämnden beslutar att avsätta\n{figure}"
    ]


def test_a_sentence_runs_on_over_an_empty_page() -> None:
    assert sentences(page("Vi ska öka"), page(), page("stödet.")) == ["Vi ska öka\n\nstödet."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Det är klart.", "men inte allt."),
        ("Frågorna är:", "vad gör vi?"),
        ("Rubrik utan punkt", "Nästa sida börjar."),
        ("Rubrik utan punkt", "2 Övriga frågor"),
        ("Rubrik utan punkt", "3. antagning"),
    ],
)
def test_a_page_that_ends_with_its_sentence_is_not_joined(first: str, second: str) -> None:
    assert sentences(page(first), page(second)) == [first, second]


def test_an_open_word_joins_whatever_follows() -> None:
    assert sentences(page("Arbetet sker i"), page("Sundsvall och Timrå.")) == [
        "Arbetet sker i\nSundsvall och Timrå."
    ]


def test_blocks_of_one_page_are_not_joined() -> None:
    assert sentences(page("en rad", "och en till")) == ["en rad", "och en till"]


def test_headings_are_no_sentences_and_end_them() -> None:
    heading = Page(None, (Block(BlockKind.HEADING, "Metod", 1),))
    assert sentences(page("Vi ska öka"), heading, page("stödet.")) == ["Vi ska öka", "stödet."]


def test_the_mark_of_an_item_stands_outside() -> None:
    items = Page(None, tuple(Block(BlockKind.ITEM, text) for text in ("• Ett. Två.", "- tre")))
    assert sentences(items) == ["Ett.", "Två.", "tre"]


def test_ends_sentence_looks_through_quotes_and_brackets() -> None:
    assert ends_sentence('Han sade "nej."')
    assert ends_sentence("Så här:")
    assert not ends_sentence("till exempel (se ovan)")
    assert not goes_on("", "text")
    assert not goes_on("text", "")


TEXTS = st.text(st.sampled_from("abÅ .,:-•("), min_size=1, max_size=30).map(str.strip).filter(bool)
BLOCKS = st.builds(Block, st.sampled_from(BlockKind), TEXTS)
PAGES = st.lists(st.builds(Page, st.none(), st.lists(BLOCKS, max_size=4).map(tuple)), max_size=5)


@given(PAGES)
def test_spans_follow_one_another_and_miss_no_word(pages: list[Page]) -> None:
    made = document(*pages)
    spans = sentence_spans(made)
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = "".join(made.text[start:end] for start, end in spans)
    texts = [b.text for p in pages for b in p.blocks if b.kind is not BlockKind.HEADING]
    assert sum(map(str.isalnum, covered)) == sum(char.isalnum() for t in texts for char in t)
