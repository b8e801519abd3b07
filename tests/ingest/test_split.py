from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Block, BlockKind, Page
from corpus.sentences import sentence_spans
from ingest.clean.contents import find_contents
from ingest.split import LIMIT, split
from tests.ingest.texts import document, heading, item, lines, paragraph, prose, row


def test_a_short_section_is_one_passage_with_its_heading() -> None:
    made = document(
        Page(3, (heading("Metod"), paragraph("Vi har frågat."), paragraph("Alla svarade.")))
    )
    (passage,) = split(made)
    assert passage.text == "Metod\nVi har frågat.\nAlla svarade."
    assert passage.heading == "Metod"
    assert passage.pages == (3,)
    assert passage.id == f"{made.id}-0000"


def test_the_path_of_headings_leaves_out_the_title_and_ended_sections() -> None:
    blocks = (
        heading("Rapport", 1),
        heading("Bakgrund", 2),
        heading("Läget", 3),
        paragraph("Ett."),
        heading("Förslag", 2),
        paragraph("Två."),
    )
    passages = split(document(Page(None, blocks), title="Rapport"))
    assert [passage.heading for passage in passages] == ["Bakgrund › Läget", "Förslag"]
    assert passages[0].text == "Rapport\nBakgrund\nLäget\nEtt."


def test_a_heading_that_nothing_follows_is_no_passage() -> None:
    passages = split(document(Page(None, (paragraph("Ett."), heading("Slut")))))
    assert [passage.text for passage in passages] == ["Ett."]
    assert [p.text for p in split(document(Page(None, (heading("Slut"),))))] == ["Slut"]
    assert split(document()) == []


def test_a_section_without_words_joins_the_next() -> None:
    blocks = (heading("Utland"), paragraph(".."), heading("Kommun"), paragraph("Ale"))
    (passage,) = split(document(Page(None, blocks)))
    assert passage.text == "Utland\n..\nKommun\nAle"


def test_passages_are_even_and_end_with_their_sentences() -> None:
    text = prose("lärande", 2000)
    passages = split(document(lines(text)))
    assert len(passages) == 3
    assert all(500 < len(passage.text) <= LIMIT for passage in passages)
    assert all(passage.text.endswith(".") for passage in passages)
    assert " ".join(passage.text for passage in passages) == text


def test_cuts_between_paragraphs_rather_than_inside_one() -> None:
    page = lines(prose("ett", 500), prose("två", 380), prose("tre", 450))
    assert [passage.text for passage in split(document(page))] == [
        f"{page.blocks[0].text}",
        f"{page.blocks[1].text}\n{page.blocks[2].text}",
    ]


def test_a_list_stays_with_the_line_that_announces_it() -> None:
    items = [item(f"• Åtgärd {n} för att stärka lärandet i hela länet.") for n in range(8)]
    page = Page(None, (paragraph(prose("läget", 800)), paragraph("Vi föreslår:"), *items))
    first, second = split(document(page))
    assert second.text.startswith("Vi föreslår:\n• Åtgärd 0")
    assert second.text.endswith("i hela länet.")
    assert first.text == page.blocks[0].text


def test_a_sentence_that_announces_keeps_those_that_follow() -> None:
    wishes = "Viktigt att göra: Öka stödet. Minska köerna. Anställ fler. Börja nu. Följ upp."
    text = f"{prose('mål', 850)} {wishes}"
    assert split(document(lines(text)))[-1].text.endswith(wishes)


def test_a_small_table_stays_whole() -> None:
    rows = [row(f"Kommun {n} | {n}00 elever | {n} lärcentrum") for n in range(1, 9)]
    page = Page(None, (paragraph(prose("läget", 780)), *rows))
    assert split(document(page))[-1].text == "\n".join(block.text for block in rows)


def test_a_sentence_over_a_page_break_stays_whole_and_names_both_pages() -> None:
    first = lines(f"{prose('ett', 700)} Sedan ska vägledningen stärkas i", number=7)
    second = lines(f"alla kommuner. {prose('två', 700)}", number=8)
    passages = split(document(first, second))
    (crossing,) = [p for p in passages if "stärkas i\nalla kommuner." in p.text]
    assert crossing.pages == (7, 8)
    assert {passage.pages for passage in passages} <= {(7,), (7, 8), (8,)}


def test_pages_without_number_are_not_named() -> None:
    (passage,) = split(document(lines("Ett."), lines("Två.", number=2)))
    assert passage.pages == (2,)


def test_a_sentence_longer_than_a_passage_is_cut_at_white_space() -> None:
    text = ", ".join(f"kommun nummer {n}" for n in range(150))
    passages = split(document(lines(text)))
    assert all(len(passage.text) <= LIMIT for passage in passages)
    assert " ".join(passage.text for passage in passages) == text
    assert all(passage.text.endswith((",", "149")) for passage in passages)
    assert max(len(p.text) for p in split(document(lines("x" * 2000)))) == LIMIT


def test_a_table_of_contents_makes_no_passage() -> None:
    listed = [paragraph(line) for line in ("Inledning 2", "Metod ... 3", "Slutord 4")]
    page = Page(1, (paragraph("Rapport 2024."), heading("Innehåll"), *listed))
    pages = find_contents((page, lines("Inledning följer.", number=2))).pages
    passages = split(document(*pages))
    assert [passage.text for passage in passages] == ["Rapport 2024.", "Inledning följer."]
    assert passages[1].heading == ""


def test_a_line_of_contents_is_in_no_passage_unless_there_is_nothing_else() -> None:
    line = Block(BlockKind.CONTENTS, "Vilka betyg används? 4")
    page = Page(None, (paragraph("Plan."), line, paragraph("Vi arbetar med betyg.")))
    assert [one.text for one in split(document(page))] == ["Plan.", "Vi arbetar med betyg."]
    assert [one.text for one in split(document(Page(None, (line,))))] == [line.text]


def test_a_heading_contents_over_real_text_is_kept() -> None:
    page = Page(
        None, (heading("Innehåll"), row("Moment A | 5"), paragraph("Kursen ger 100 poäng."))
    )
    assert split(document(page))[0].text == page.text


TEXTS = st.one_of(
    st.text(st.sampled_from("abÅ .,:;"), min_size=1, max_size=60),
    st.integers(1, 1500).map(lambda n: prose("allt", n)),
    st.integers(800, 2500).map(lambda n: "lång lista " * (n // 11)),
)
TEXT_KINDS = [kind for kind in BlockKind if kind is not BlockKind.CONTENTS]
BLOCKS = st.builds(
    lambda kind, text, level: Block(kind, text, level if kind is BlockKind.HEADING else 0),
    st.sampled_from([*TEXT_KINDS, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]),
    TEXTS.map(lambda text: " ".join(text.split())).filter(bool),
    st.integers(1, 3),
)
PAGES = st.lists(
    st.builds(
        Page, st.one_of(st.none(), st.integers(1, 99)), st.lists(BLOCKS, max_size=6).map(tuple)
    ),
    max_size=4,
)


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_passages_are_slices_in_order_that_cover_the_text(pages: list[Page]) -> None:
    made = document(*pages)
    passages = split(made)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    covered = [False] * len(made.text)
    end = 0
    for passage in passages:
        assert end <= passage.start < passage.end
        assert passage.text == made.text[passage.start : passage.end]
        assert passage.text == passage.text.strip()
        end = passage.end
        covered[passage.start : passage.end] = [True] * len(passage.text)
    for start, block in made.blocks():
        stop = start + len(block.text)
        if block.kind is not BlockKind.HEADING and any(map(str.isalnum, block.text)):
            missed = [made.text[i] for i in range(start, stop) if not covered[i]]
            assert not any(map(str.isalnum, missed))


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_no_passage_holds_text_from_two_sections(pages: list[Page]) -> None:
    made = document(*pages)
    for passage in split(made):
        inside = [
            block.kind is BlockKind.HEADING
            for start, block in made.blocks()
            if passage.start <= start < passage.end and any(map(str.isalnum, block.text))
        ]
        # Headings first, then text: no heading after the first line of text.
        assert inside == sorted(inside, reverse=True)


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_sentences_that_fit_are_never_cut(pages: list[Page]) -> None:
    made = document(*pages)
    edges = {edge for passage in split(made) for edge in (passage.start, passage.end)}
    for start, end in sentence_spans(made):
        if end - start <= LIMIT and any(map(str.isalnum, made.text[start:end])):
            assert not any(start < edge < end for edge in edges)


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_only_headings_make_a_passage_longer_than_the_limit(pages: list[Page]) -> None:
    made = document(*pages)
    ends = [
        start + len(block.text) + 1
        for start, block in made.blocks()
        if block.kind is BlockKind.HEADING
    ]
    for passage in split(made):
        inside = [end for end in ends if passage.start < end <= passage.end]
        assert passage.end - max([passage.start, *inside]) <= LIMIT


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_a_passage_carries_the_sentences_in_it(pages: list[Page]) -> None:
    made = document(*pages)
    for passage in split(made):
        edge = passage.start
        for start, end in passage.sentences:
            assert edge <= start < end <= passage.end
            edge = end
        whole = {span for span in sentence_spans(made) if passage.start <= span[0] < passage.end}
        assert {span for span in whole if span[1] <= passage.end} <= set(passage.sentences)
