from __future__ import annotations

from corpus.model import Page
from ingest.clean import DropReason, clean
from ingest.readers import read
from tests.ingest.texts import dropped, kept, lines, prose, row

TOPICS = ("Ale", "Boden", "Ceske", "Dals-Ed", "Eda", "Falun", "Gagnef", "Habo")
TEXTS = [f"{topic} {prose(topic)}" for topic in TOPICS]


def numbers(pages: tuple[Page, ...]) -> list[int | None]:
    return [page.number for page in pages]


def test_parts_a_transcript_at_the_numbers_before_and_after_its_pages() -> None:
    texts = [f"{n} {text} {n}" for n, text in enumerate(TEXTS, 1)]
    texts[2] = f"3 {texts[2].removesuffix(' 3')}"
    texts[4] = texts[4].removesuffix(" 5")
    cleaned = clean([lines(*texts)], title=None)
    assert numbers(cleaned.pages) == list(range(1, 9))
    assert kept(cleaned) == TEXTS
    assert len(dropped(cleaned, DropReason.PAGE_NUMBER)) == 15


def test_takes_the_printed_number_where_a_portal_counts_covers_too() -> None:
    texts = [f"{n} {text} {n - 2}" if n > 2 else f"{n} {text}" for n, text in enumerate(TEXTS, 1)]
    cleaned = clean([lines(*texts)], title=None)
    assert numbers(cleaned.pages) == [None, None, 1, 2, 3, 4, 5, 6]
    assert kept(cleaned) == TEXTS


def test_a_paragraph_that_begins_with_a_number_is_no_page() -> None:
    texts = [f"{n} {text} {n}" for n, text in enumerate(TEXTS, 1)]
    texts.insert(3, f"40 kommuner svarade. {prose('svar')}")
    cleaned = clean([lines(*texts)], title=None)
    assert numbers(cleaned.pages) == list(range(1, 9))
    assert f"40 kommuner svarade. {prose('svar')}" in kept(cleaned)


def test_parts_a_transcript_at_its_running_head_with_number() -> None:
    heads = [f"KOMMUNFÖRBUNDET {n} (45)" for n in range(3, 11)]
    texts = [f"{head} {text}" for head, text in zip(heads, TEXTS, strict=True)]
    texts[1] = heads[1]
    cleaned = clean([lines("Minska avståndet! Förstudie Maj 2012", *texts)], title=None)
    assert numbers(cleaned.pages) == [None, 3, 4, 5, 6, 7, 8, 9, 10]
    assert kept(cleaned) == ["Minska avståndet! Förstudie Maj 2012", TEXTS[0], *TEXTS[2:]]
    assert dropped(cleaned, DropReason.PAGE_NUMBER) == heads


def test_keeps_words_before_the_number_that_are_not_the_same() -> None:
    texts = [f"Sida {n} av 8 {text}" for n, text in enumerate(TEXTS, 1)]
    cleaned = clean([lines(*texts)], title=None)
    assert numbers(cleaned.pages) == list(range(1, 9))
    assert kept(cleaned) == TEXTS


def test_numbers_alone_on_a_line_below_the_pages() -> None:
    texts = [part for n, text in enumerate(TEXTS, 1) for part in (text, f"{n}")]
    cleaned = clean([lines(*texts)], title=None)
    assert numbers(cleaned.pages) == list(range(1, 9))
    assert kept(cleaned) == TEXTS


def test_numbers_alone_on_a_line_above_the_pages() -> None:
    texts = [part for n, text in enumerate(TEXTS[1:], 2) for part in (f"Sida {n} (8)", text)]
    cleaned = clean([lines("Lärvägen", *texts)], title=None)
    assert numbers(cleaned.pages) == [None, *range(2, 9)]
    assert kept(cleaned) == ["Lärvägen", *TEXTS[1:]]


def test_numbers_at_the_end_of_the_pages() -> None:
    texts = [f"{text} {n}" for n, text in enumerate(TEXTS, 1)]
    cleaned = clean([lines(*texts)], title=None)
    assert numbers(cleaned.pages) == list(range(1, 9))
    assert kept(cleaned) == TEXTS


def test_numbered_headings_are_no_pages() -> None:
    texts = [part for n, text in enumerate(TEXTS, 1) for part in (f"{n} Om {TOPICS[n - 1]}", text)]
    assert numbers(clean([lines(*texts)], title=None).pages) == [None]


def test_a_numbered_list_is_no_pages() -> None:
    texts = [f"{n} Kommunen ska ta fram en plan." for n in range(1, 9)]
    assert clean([lines(TEXTS[0], *texts)], title=None).dropped == ()


def test_a_column_of_figures_is_no_pages() -> None:
    assert clean([lines(TEXTS[0], *"12345678", TEXTS[1])], title=None).dropped == ()


def test_rows_that_end_in_a_count_are_no_pages() -> None:
    rows = tuple(row(f"{topic} | 08-12 34 {n}") for n, topic in enumerate(TOPICS, 41))
    assert clean([Page(None, (*lines(TEXTS[0]).blocks, *rows))], title=None).dropped == ()


def test_finds_the_numbers_of_pages_that_a_file_keeps_apart() -> None:
    for line in ("{n}", "Sida {n} (9)", "Bilaga {n}"):
        texts = ["Lärvägen", *(f"{t}\n{line.format(n=n)}" for n, t in enumerate(TEXTS, 1))]
        cleaned = clean(read("a.txt", "\f".join(texts).encode()).pages, title=None)
        assert numbers(cleaned.pages) == [None, *range(1, 9)]
        assert [page.sheet for page in cleaned.pages] == list(range(1, 10))
        assert kept(cleaned) == ["Lärvägen", *TEXTS]


def test_a_page_number_on_the_fourth_line_of_a_page() -> None:
    head = "Ale kommun\nKommunstyrelsen\nProtokoll\nSida {n} (9)\n"
    texts = [head.format(n=n) + text for n, text in enumerate(TEXTS, 1)]
    cleaned = clean(read("a.txt", "\f".join(texts).encode()).pages, title=None)
    assert numbers(cleaned.pages) == list(range(1, 9))
    assert kept(cleaned) == TEXTS


def test_numbered_headings_at_the_head_of_pages_are_no_page_numbers() -> None:
    texts = [
        f"{n} {topic}\n{text}" for n, (topic, text) in enumerate(zip(TOPICS, TEXTS, strict=True), 1)
    ]
    cleaned = clean(read("a.txt", "\f".join(texts).encode()).pages, title=None)
    assert numbers(cleaned.pages) == [None] * 8
    assert "1 Ale" in kept(cleaned)


def test_keeps_known_numbers_and_drops_the_lines_that_print_them() -> None:
    pages = [lines(text, f"Sida {n} (9)", number=n) for n, text in enumerate(TEXTS, 2)]
    cleaned = clean(pages, title=None)
    assert numbers(cleaned.pages) == list(range(2, 10))
    assert kept(cleaned) == TEXTS


def test_drops_running_heads_and_feet_with_changing_numbers() -> None:
    pages = [
        lines("Regionen Rapport 2012:3", text, f"Tryckt {n} gånger 2012", number=n)
        for n, text in enumerate(TEXTS, 1)
    ]
    cleaned = clean(pages, title=None)
    assert kept(cleaned) == TEXTS
    assert len(dropped(cleaned, DropReason.RUNNING)) == 16


def test_keeps_last_lines_that_are_alike_but_for_their_figures() -> None:
    pages = [lines(text, f"Antal platser: {n * n}", number=n) for n, text in enumerate(TEXTS, 1)]
    assert clean(pages, title=None).dropped == ()


def test_drops_heads_that_change_between_left_and_right_pages() -> None:
    heads = ("Lärvägen i korthet", "Regionförbundet Mitt")
    pages = [lines(heads[n % 2], text, number=n) for n, text in enumerate(TEXTS, 1)]
    assert kept(clean(pages, title=None)) == TEXTS


def test_keeps_the_head_of_a_table_that_every_page_repeats() -> None:
    pages = [
        Page(n, (row("Kommun | Elever"), row(f"{topic} | {n}00")))
        for n, topic in enumerate(TOPICS, 1)
    ]
    assert clean(pages, title=None).dropped == ()


def test_two_pages_that_begin_alike_keep_their_beginning() -> None:
    pages = [lines("Sammanträde", text, number=n) for n, text in enumerate(TEXTS[:2], 1)]
    assert clean(pages, title=None).dropped == ()
