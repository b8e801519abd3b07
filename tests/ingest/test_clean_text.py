from __future__ import annotations

import pytest

from corpus.model import Page
from ingest.clean import clean
from tests.ingest.texts import heading, headings, item, kept, kinds, lines, paragraph, prose, row

TEXT = prose("lärande")


def test_parts_labels_from_values() -> None:
    page = lines(
        "Lärlänken",
        "ProgramområdeKompetens i norr",
        "ProjektfasFörstudie",
        "KontaktpersonAnna Ek",
        "E-postanna.ek@kommun.example",
        "Telefonnummer08-12 34 56",
        "Beviljat ESF-stöd327 460 kr",
        "Projektperiod2019-01-07 till 2019-07-07",
        "RegionÖvre Mellansverige",
        TEXT,
    )
    assert kinds(clean([page], title=None))[1:9] == [
        ("row", "Programområde Kompetens i norr"),
        ("row", "Projektfas Förstudie"),
        ("row", "Kontaktperson Anna Ek"),
        ("row", "E-post anna.ek@kommun.example"),
        ("row", "Telefonnummer 08-12 34 56"),
        ("row", "Beviljat ESF-stöd 327 460 kr"),
        ("row", "Projektperiod 2019-01-07 till 2019-07-07"),
        ("row", "Region Övre Mellansverige"),
    ]


def test_parts_labels_that_no_list_knows_where_several_stand_together() -> None:
    page = lines("AvläsareBengt", "Grundton i styckeDjup", "StämmaAndra", TEXT)
    assert kept(clean([page], title=None))[:3] == [
        "Avläsare Bengt",
        "Grundton i stycke Djup",
        "Stämma Andra",
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("LinkedIn", "YouTube", "GitHub"),
        ("LärLyftet i norr", "LärLyftet i söder", "LärLyftet i väster"),
        ("Gy11 och Gy25", "Vux12 för alla", "Sfi2 på kvällen"),
        ("AcadeMedia",),
    ],
)
def test_keeps_names_spelt_with_a_capital_or_figure_inside(names: tuple[str, ...]) -> None:
    page = lines(TEXT, *names, TEXT)
    assert kept(clean([page], title=None))[1:-1] == list(names)


def test_parts_sentences_without_a_space() -> None:
    page = lines("Det gick bra i kommunen.Projektet fortsätter nästa år.", TEXT)
    assert kept(clean([page], title=None))[0] == (
        "Det gick bra i kommunen. Projektet fortsätter nästa år."
    )


@pytest.mark.parametrize(
    "text",
    ["Se www.Larande.Example eller a.Ek@Lund.Example.", "Läs https://ex.example/En.Sida nu."],
)
def test_keeps_addresses_whole(text: str) -> None:
    assert kept(clean([lines(text, TEXT)], title=None))[0] == text


def test_joins_a_word_that_a_soft_hyphen_splits() -> None:
    page = lines("Vi talar om kompe\u00adtens och kompe\ufffe tens.", TEXT)
    assert kept(clean([page], title=None))[0] == "Vi talar om kompetens och kompetens."


def test_joins_a_word_split_by_a_hyphen_where_the_text_writes_it_whole() -> None:
    page = lines("Deras kompe- tens växer. All kompetens behövs i studie- och yrkesval.", TEXT)
    assert kept(clean([page], title=None))[0] == (
        "Deras kompetens växer. All kompetens behövs i studie- och yrkesval."
    )


def test_leaves_a_hyphen_that_nothing_explains() -> None:
    page = lines("Det gäller kontor- lager och vård.", TEXT)
    assert kept(clean([page], title=None))[0] == "Det gäller kontor- lager och vård."


def test_joins_a_paragraph_that_a_column_broke() -> None:
    page = lines(
        "Kommunen har under flera år arbetat med att stärka",
        "lärcentrum i alla delar av länet.",
        "Nästa stycke börjar här.",
    )
    assert kept(clean([page], title=None)) == [
        "Kommunen har under flera år arbetat med att stärka lärcentrum i alla delar av länet.",
        "Nästa stycke börjar här.",
    ]


def test_does_not_join_short_lines_or_items() -> None:
    page = Page(None, (paragraph("te"), paragraph("kaffe"), item("- mjölk"), paragraph("saft")))
    assert kept(clean([page], title=None)) == ["te", "kaffe", "- mjölk", "saft"]


def test_joins_a_short_sentence_that_its_writer_broke() -> None:
    page = lines(
        "Avgiften är 500 kronor och betalas", "innan prövningen.", "Ta med", "penna", "bok"
    )
    assert kept(clean([page], title=None)) == [
        "Avgiften är 500 kronor och betalas innan prövningen.",
        "Ta med",
        "penna",
        "bok",
    ]


def test_finds_headings_by_their_look_and_what_follows() -> None:
    page = Page(
        None,
        (
            paragraph("Lärmäklare i Mitt - Försök"),
            paragraph("Syfte"),
            paragraph(TEXT),
            paragraph("VAD ska vi göra?"),
            paragraph("Vi prioriterar följande:"),
            item("• Pröva nya vägar."),
            paragraph("Tidplan och plats"),
            paragraph("1 maj 2024 - 30 juni 2025"),
            paragraph(TEXT),
            paragraph("2.1 Nästa steg"),
            paragraph(TEXT),
            paragraph("KONTAKT"),
            paragraph("Anna Ek"),
            paragraph("Telefon: 08-12 34 56"),
        ),
    )
    assert headings(clean([page], title=None)) == [
        "Lärmäklare i Mitt - Försök",
        "Syfte",
        "VAD ska vi göra?",
        "Tidplan och plats",
        "2.1 Nästa steg",
        "KONTAKT",
    ]


def test_short_lines_that_are_no_headings() -> None:
    page = lines(
        TEXT, "Med vänlig hälsning", "Anna Ek", "Rektor, Lärcentrum", "E-post: a@ek.example", TEXT
    )
    assert headings(clean([page], title=None)) == []


def test_the_matters_of_minutes_are_headings_beside_each_other() -> None:
    page = lines("§ 11 Val av justerare", TEXT, "§ 112 Bidrag till Fria Lärverket", TEXT)
    found = clean([page], title=None).pages[0].blocks
    assert [(b.text, b.level) for b in found if b.level] == [
        ("§ 11 Val av justerare", 2),
        ("§ 112 Bidrag till Fria Lärverket", 2),
    ]


def test_a_sentence_that_the_next_page_goes_on_with_is_no_heading() -> None:
    pages = lines(TEXT, "Nämnden beslutar att terminen börjar den"), lines("11 januari. " + TEXT)
    assert headings(clean(pages, title=None)) == []


def test_adds_no_headings_where_the_file_marks_them() -> None:
    page = Page(None, (heading("Ett"), paragraph("Syfte"), paragraph(TEXT)))
    assert headings(clean([page], title=None)) == ["Ett"]


def test_a_first_line_that_says_the_title_is_its_heading() -> None:
    page = lines("Lärvägen - en väg, för alla.", "Anna Ek, Bo Al, 2024", TEXT)
    cleaned = clean([page], title="Lärvägen – en väg för alla")
    assert headings(cleaned) == ["Lärvägen - en väg, för alla."]


CONTENTS = (
    "Innehållsförteckning Sammanfattning 2 I Kommunernas svar 3 1. Frågor om lärande... 3 "
    "2. Samarbete - Europa 2020 4 II Slutord 5 Referenser Bilagor"
)
PAGES = [
    lines(CONTENTS, number=1),
    lines(f"Sammanfattning {TEXT} En sammanfattning Finns", number=2),
    lines(f"{TEXT} I Kommunernas svar 1. Frågor om lärande {TEXT}", number=3),
    lines(f"2. Samarbete - Europa 2020 {TEXT}", number=4),
    lines(f"{TEXT} II Slutord {TEXT}", number=5),
]


def test_keeps_a_flattened_table_of_contents_on_its_page() -> None:
    first = clean(PAGES, title=None).pages[0]
    assert [block.kind.value for block in first.blocks] == ["heading", *["contents"] * 6]
    assert first.text.replace("\n", " ") == CONTENTS


def test_breaks_the_text_at_the_headings_of_its_contents() -> None:
    cleaned = clean(PAGES, title=None)
    found = [
        (block.text, block.level)
        for page in cleaned.pages[1:]
        for block in page.blocks
        if block.kind.value == "heading"
    ]
    assert found == [
        ("Sammanfattning", 1),
        ("I Kommunernas svar", 1),
        ("1. Frågor om lärande", 2),
        ("2. Samarbete - Europa 2020", 2),
        ("II Slutord", 1),
    ]


def test_finds_a_numbered_heading_that_the_contents_word_otherwise() -> None:
    pages = [
        lines("Innehåll I Svaren 2 II Vad pågår på arbetsmarknaden 3 III Slut 4", number=1),
        lines(f"I Svaren {TEXT}", number=2),
        lines(f"{TEXT} II Vad pågår i länet och på arbetsmarknaden {TEXT}", number=3),
        lines(f"III Inget om det {TEXT}", number=4),
    ]
    assert headings(clean(pages, title=None)) == [
        "Innehåll",
        "I Svaren",
        "II Vad pågår i länet och på arbetsmarknaden",
    ]


def test_contents_whose_titles_stand_nowhere_change_nothing_else() -> None:
    pages = [lines("Innehåll Ale... 2 Boden...3 Eda...4", number=1), lines(TEXT, number=2)]
    assert clean(pages, title=None).pages[1] == pages[1]


def test_finds_contents_in_lines() -> None:
    page = lines("Innehåll", "Inledning ..... 2", "Om lärande 3", "Slutord 12", "Inledning", TEXT)
    assert kinds(clean([page], title=None))[:5] == [
        ("heading", "Innehåll"),
        ("contents", "Inledning ..... 2"),
        ("contents", "Om lärande 3"),
        ("contents", "Slutord 12"),
        ("heading", "Inledning"),
    ]


def test_a_paragraph_about_contents_is_no_table() -> None:
    text = "Innehåll och upplägg i kursen beslutas av läraren. Kursen ger 100 poäng."
    assert kinds(clean([lines(text)], title=None)) == [("paragraph", text)]


def test_contents_without_a_heading_are_found_below_a_title_and_with_a_wrapped_line() -> None:
    chapters = ["Inledning", "Ansökan", "Antagning"]
    contents = ["1 Inledning 3", "2 Vilka betyg används på kurser i", "kommunen 5", "3 Ansökan 8"]
    contents += ["4 Antagning 11"]
    body = [part for n, name in zip("134", chapters, strict=True) for part in (f"{n} {name}", TEXT)]
    cleaned = clean([lines("Studieguide", *contents, *body)], title=None)
    marked = [text for kind, text in kinds(cleaned) if kind == "contents"]
    assert marked == contents
    assert kinds(cleaned)[0] == ("paragraph", "Studieguide")


PRICES = ("Kaffe ........ 15", "Te ............ 20", "Bulle ........ 25")


def test_leaders_lead_to_pages_only_where_there_are_some() -> None:
    prices = lines(*PRICES, "Kaféet är öppet varje dag, och alla är välkomna dit.")
    assert {kind for kind, _ in kinds(clean([prices], title=None))} == {"paragraph"}


def test_three_titles_that_stand_further_on_are_contents() -> None:
    titles = ("Bakgrund", "Mål", "Resultat")
    table = [row(f"{title} | {number}") for number, title in enumerate(titles, 2)]
    text = [heading(title) for title in titles]
    cleaned = clean([Page(None, (*table, *text))], title=None)
    assert [kind for kind, _ in kinds(cleaned)] == ["contents"] * 3 + ["heading"] * 3


@pytest.mark.parametrize("leader", [" ", " .. ", " ------ ", " . . . . "])
def test_numbered_titles_with_pages_are_contents_also_without_a_heading(leader: str) -> None:
    titles = ("1 Inledning", "2 Bakgrund", "2.1 Tidigare arbete", "3 Åtgärder")
    listed = [f"{title}{leader}{page}" for page, title in enumerate(titles, 3)]
    page = lines("Plan för vuxna", *listed, "3 Åtgärder", TEXT, number=1)
    assert kinds(clean([page], title=None))[1:5] == [("contents", line) for line in listed]


def test_a_numbered_list_of_figures_is_no_contents() -> None:
    page = lines("Platser", "1 Solvik 24", "2 Granvik 30", "3 Norra Ö 41", TEXT, number=1)
    assert "contents" not in dict(kinds(clean([page], title=None)))
