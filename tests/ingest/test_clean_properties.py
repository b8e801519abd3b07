"""What holds for cleaning whatever the text: letters are neither made up, changed nor lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Block, BlockKind, Page
from ingest.clean import clean
from tests.ingest.texts import prose

# Lines of the sorts that the rules look for, so that they meet in every order.
LINES = st.sampled_from(
    [
        "Relevanta dokument",
        "Transkript:",
        "Läs mer",
        "Storlek: px",
        "RSS",
        "Dela",
        "Facebook",
        "Syfte",
        "KONTAKT",
        "Innehåll",
        "Innehåll Inledning 2 Metod... 3 Slutord 4",
        "Inledning 2",
        "Metod ..... 3",
        "Slutord 4",
        "ProjektfasFörstudie",
        "RegionÖvre Norrland",
        "Telefonnummer08-12 34 56",
        "Vi använder kakor på webbplatsen.",
        "Länkenöppnas i nytt fönster (pdf, 1 kB)",
        "Rapport 2 (9) " + prose("rapporter", 200),
        "Rapport 3 (9) " + prose("rapporter", 200),
        "Metod " + prose("metoder", 450),
        "Vi vill: * Öka stödet. * Minska köerna. Det går bra.",
        "en mening som bryts mitt i en rad som är full med ord och",
        "fortsätter här med kompe\u00adtens.",
        "Slut i lundSenast ändrad: 2024-01-02",
        prose("allt", 300),
        "1",
        "2",
        "3",
    ]
)
WORDS = st.text(st.sampled_from("abåÖ 1.,:-•*\u00ad(é)\n|"), min_size=1, max_size=40)
NUMBERED = st.builds(lambda n, text: f"{n} {text} {n}", st.integers(1, 9), LINES)
TEXTS = st.one_of(LINES, NUMBERED, WORDS).map(lambda text: " ".join(text.split()))
BLOCKS = st.builds(
    lambda kind, text: Block(kind, text, 1 if kind is BlockKind.HEADING else 0),
    st.sampled_from([*BlockKind, *[BlockKind.PARAGRAPH] * 6]),
    TEXTS.filter(bool),
)
PAGES = st.lists(
    st.builds(
        Page, st.one_of(st.none(), st.integers(1, 9)), st.lists(BLOCKS, max_size=9).map(tuple)
    ),
    max_size=6,
)


def letters(*texts: str) -> Counter[str]:
    return Counter(char for text in texts for char in text if char.isalnum())


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_every_letter_is_kept_or_shown_as_dropped(pages: list[Page]) -> None:
    cleaned = clean(pages, title="Syfte")
    before = letters(*(page.text for page in pages))
    after = letters(*(page.text for page in cleaned.pages), *(p.text for p in cleaned.dropped))
    assert after == before


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_what_is_kept_stands_in_its_old_order(pages: list[Page]) -> None:
    old = iter(char for page in pages for char in page.text if char.isalnum())
    new = (char for page in clean(pages, title=None).pages for char in page.text if char.isalnum())
    assert all(any(char == other for other in old) for char in new)


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_blocks_are_single_lines_without_space_around(pages: list[Page]) -> None:
    for page in clean(pages, title=None).pages:
        for block in page.blocks:
            assert block.text
            assert block.text == " ".join(block.text.split())
            assert (block.level > 0) == (block.kind is BlockKind.HEADING)


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_pages_with_numbers_keep_them(pages: list[Page]) -> None:
    if any(page.number is not None for page in pages):
        cleaned = clean(pages, title=None).pages
        assert [page.number for page in cleaned] == [page.number for page in pages]
