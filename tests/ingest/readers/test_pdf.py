from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import BlockKind
from tests.ingest.readers import pdfs
from tests.ingest.readers.pdfs import BOLD, BULLET, FIRST, SECOND, at, drawn, next_page, pdf, text
from tests.ingest.readers.shown import lines, reading

LONG = (
    "Vuxenutbildningen i regionen har vuxit under de senaste fem åren, och behovet av studie- och "
    "yrkesvägledning är större än någonsin. Kommunerna samverkar om kompetensförsörjningen genom "
    "gemensamma lärcentra och genom avtal med näringslivet."
)
OTHER = (
    "Projektet omfattade 340 deltagare i åldrarna 18–29 år, varav 58 procent var kvinnor. En "
    "viktig slutsats är att individanpassade lösningar ger bättre resultat än generella insatser."
)


def header(canvas: Canvas, page: int) -> None:
    at(canvas, 60, 30, "Strategi för kompetensförsörjning", 8)
    canvas.drawRightString(pdfs.WIDTH - 60, pdfs.HEIGHT - 30, "Region Norrsken")
    canvas.drawCentredString(pdfs.WIDTH / 2, 30, f"Sida {page + 4} av 45")


def test_two_columns_are_read_one_after_the_other() -> None:
    story = [text(f"Stycke {number}. {LONG}") for number in range(30)]
    read = reading(pdf(story, columns=2), "a.pdf")
    told = [block.text for page in read.pages for block in page.blocks]
    assert len(read.pages) == 2
    whole = " ".join(told)
    assert [whole.index(f"Stycke {number}. ") for number in range(30)] == sorted(
        whole.index(f"Stycke {number}. ") for number in range(30)
    )
    assert sum(text_.endswith(LONG) for text_ in told) >= 28


def test_columns_that_are_drawn_line_by_line_are_parted() -> None:
    left = [f"vänster spalt rad {n} med text" for n in range(12)]
    right = [f"höger spalt rad {n} med annan text" for n in range(12)]

    def draw(canvas: Canvas) -> None:
        for place in range(12):
            at(canvas, 60, 100 + 13 * place, left[place])
            at(canvas, 320, 100 + 13 * place, right[place])

    (page,) = reading(drawn(draw), "a.pdf").pages
    assert page.text.replace("\n", " ") == " ".join([*left, *right])


def test_a_box_below_two_columns_belongs_to_neither() -> None:
    def draw(canvas: Canvas) -> None:
        for place in range(6):
            at(canvas, 60, 100 + 13 * place, f"vänster spalt rad {place} med text")
            at(canvas, 320, 100 + 13 * place, f"höger spalt rad {place} med annan text")
        at(canvas, 60, 260, "Fakta om utbildningen")

    (page,) = reading(drawn(draw), "a.pdf").pages
    assert page.blocks[-1].text == "Fakta om utbildningen"


def test_headings_paragraphs_and_lists() -> None:
    story = [
        text("Handlingsplan för lärcentra i de fyra kommunerna längs norra kusten 2024", FIRST),
        text("1.1 Bakgrund", SECOND),
        text(LONG),
        text(OTHER),
        text("Fet mellanrubrik", BOLD),
        text("Vi ska:"),
        text(
            "öka antalet platser inom yrkesvux så att fler av dem som söker också får börja "
            "innan året är slut",
            BULLET,
            "•",
        ),
        text("stärka vägledningen", BULLET, "•"),
        text(LONG),
    ]
    (page,) = reading(pdf(story), "a.pdf").pages
    assert lines(page) == [
        "# Handlingsplan för lärcentra i de fyra kommunerna längs norra kusten 2024",
        "## 1.1 Bakgrund",
        LONG,
        OTHER,
        "### Fet mellanrubrik",
        "Vi ska:",
        "* • öka antalet platser inom yrkesvux så att fler av dem som söker också får börja innan "
        "året är slut",
        "* • stärka vägledningen",
        LONG,
    ]


def test_printed_page_numbers_and_running_lines() -> None:
    story = []
    for number in range(4):
        story += [text(f"Kapitel {number}", FIRST), text(LONG[number:]), text(OTHER[number:])]
        story += [text(f"Sista stycket {'är kort ' * number}"), next_page()]
    read = reading(pdf(story, around=header), "a.pdf")
    assert [page.number for page in read.pages] == [5, 6, 7, 8]
    assert {piece.text for piece in read.dropped} == {
        "Strategi för kompetensförsörjning Region Norrsken",
        *(f"Sida {number} av 45" for number in range(5, 9)),
    }
    for page in read.pages:
        assert page.blocks[0].kind is BlockKind.HEADING


@pytest.mark.parametrize("feet", [False, True])
def test_last_lines_that_count_are_text_where_they_stand_with_it(feet: bool) -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 6):
            if page > 1:
                canvas.showPage()
            for place, words in enumerate(
                [f"Skola {LONG[9 * page : 60]}", "Text om skolan", f"Summa platser: {page}"]
            ):
                at(canvas, 60, 60 + 14 * place, words)
            if feet:
                at(canvas, 60, pdfs.HEIGHT - 30, f"Skolor i Ekhamn {page}")

    read = reading(drawn(draw), "a.pdf")
    for number, page in enumerate(read.pages, 1):
        assert page.text.endswith(f"Summa platser: {number}")
        assert page.number == (number if feet else None)
    assert len(read.dropped) == (5 if feet else 0)


def test_feet_that_differ_left_and_right_and_by_chapter_are_no_text() -> None:
    chapters = ["Uppdrag", "Uppdrag", "Mål", "Mål", "Mål", "Mål", "Mål", "Mål", "Ansvar", "Ansvar"]

    def around(canvas: Canvas, page: int) -> None:
        left = f"{page} Förordning om läroplan"
        words = left if page % 2 == 0 else f"{chapters[page - 1]} {page}"
        at(canvas, 60, pdfs.HEIGHT - 30, words, 8)

    story = [part for n in range(10) for part in (text(f"{LONG[n:]} {OTHER[n:]}"), next_page())]
    read = reading(pdf(story, around=around), "a.pdf")
    assert [page.number for page in read.pages] == list(range(1, 11))
    whole = " ".join(page.text for page in read.pages)
    assert "Förordning" not in whole
    assert "Ansvar" not in whole


def test_a_word_split_by_a_hyphen_is_whole_again() -> None:
    def draw(canvas: Canvas) -> None:
        for place, words in enumerate(
            [
                "Kommunernas gemensamma kompetens-",
                "försörjning bygger på ESF-",
                "projekt och på studie-",
                "och yrkesvägledning hela året.",
            ]
        ):
            at(canvas, 60, 100 + 13 * place, words)

    (page,) = reading(drawn(draw), "a.pdf").pages
    assert lines(page) == [
        "Kommunernas gemensamma kompetensförsörjning bygger på ESF-projekt och på studie- och "
        "yrkesvägledning hela året."
    ]


def test_a_ruled_table_is_rows_and_stands_once() -> None:
    rows = [
        ["Mål", "2024", "2030"],
        ["Andel med\ngymnasieexamen", "71 %", "80 %"],
        ["Platser i yrkesvux", "", "1 800"],
    ]
    story = [text(LONG), pdfs.table(rows, [150, 60, 60]), text(OTHER)]
    (page,) = reading(pdf(story), "a.pdf").pages
    assert lines(page) == [
        LONG,
        "| Mål | 2024 | 2030",
        "| Andel med gymnasieexamen | 71 % | 80 %",
        "| Platser i yrkesvux | | 1 800",
        OTHER,
    ]


def test_a_table_in_one_of_two_columns_leaves_the_other_alone() -> None:
    rows = [["Kommun", "Antal"], ["Norrby", "120"], ["Söderby", "80"]]
    story = [text(LONG), pdfs.table(rows, [100, 60]), *[text(LONG) for _ in range(16)]]
    pages = reading(pdf(story, columns=2), "a.pdf").pages
    told = [line for page in pages for line in lines(page)]
    assert told[1:4] == ["| Kommun | Antal", "| Norrby | 120", "| Söderby | 80"]
    assert " ".join(told).count(LONG) == 17


def test_a_table_without_rules_is_rows() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 80, "Antal platser per kommun och år:")
        for place, cells in enumerate([("Kommun", "2023", "2024"), ("Norrby", "120", "140")]):
            for column, cell in enumerate(cells):
                at(canvas, 60 + 150 * column, 110 + 14 * place, cell)

    (page,) = reading(drawn(draw), "a.pdf").pages
    assert lines(page) == [
        "Antal platser per kommun och år:",
        "| Kommun | 2023 | 2024",
        "| Norrby | 120 | 140",
    ]


def test_lines_of_a_table_of_contents_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 80, "Innehåll", 16)
        for place, words in enumerate(["Inledning", "Mål och insatser", "Uppföljning"]):
            at(canvas, 60, 110 + 13 * place, f"{words} {'.' * 60} {place + 3}")

    (page,) = reading(drawn(draw), "a.pdf").pages
    assert [block.kind for block in page.blocks[-3:]] == [BlockKind.ROW] * 3
    assert page.blocks[-1].text.startswith("Uppföljning ...")


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -pdfs.WIDTH)
        for place, words in enumerate([LONG[:60], LONG[61:119], "Andra stycket."]):
            canvas.drawString(60, pdfs.WIDTH - 100 - 13 * place - 20 * (place > 1), words)

    (page,) = reading(drawn(draw, rotate=90), "a.pdf").pages
    assert page.text.endswith("\nAndra stycket.")
    assert len(page.blocks) == 2


def test_the_outline_names_headings() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("Sammanfattning", "a", 0)
        canvas.bookmarkPage("b")
        canvas.addOutlineEntry("Resultat i korthet", "b", 1)
        at(canvas, 60, 100, "Sammanfattning")
        at(canvas, 60, 130, "Projektet har nått sina mål.")
        at(canvas, 60, 160, "Resultat i korthet")

    (page,) = reading(drawn(draw), "a.pdf").pages
    assert lines(page) == [
        "# Sammanfattning",
        "Projektet har nått sina mål.",
        "## Resultat i korthet",
    ]


def test_the_title_that_the_file_states() -> None:
    data = pdf([text(LONG)], title="Strategi för alla")
    assert reading(data, "a.pdf").facts.title == "Strategi för alla"
    assert reading(data, "a.pdf").facts.published is None


def test_a_cover_title_is_no_running_header() -> None:
    def around(canvas: Canvas, page: int) -> None:
        if page > 1:
            at(canvas, 60, 30, "Vägar till arbete", 8)

    story = [text("Vägar till arbete", FIRST), next_page()]
    story += [part for n in range(4) for part in (text(LONG[9 * n :]), next_page())]
    pages = reading(pdf(story, around=around), "a.pdf").pages
    assert lines(pages[0]) == ["# Vägar till arbete"]
    assert [lines(page) for page in pages[1:]] == [[LONG[9 * n :]] for n in range(4)]
