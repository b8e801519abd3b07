"""Kinds of files that offices have, each made small and asked over HTTP."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx import Presentation
from pptx.util import Cm

from ingest.readers.html import read_html
from ingest.readers.pptx import read_pptx
from ingest.sheets.number_format import as_seen
from tests.assistant.answer.test_drawn_figures import asked
from tests.ingest.workbooks import book

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/>'
    "</w:lvl>"
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>'
    "</w:lvl>"
)

LIST = (
    '<html lang="sv"><main><h1>Lokaler</h1><p>Lokalerna hyrs ut till föreningar i kommunen.</p>'
    '<div class="tabell">{}</div></main></html>'
)


def say(folder: Path, name: str, data: bytes, question: str) -> str:
    """The text of what a store with one file answers."""
    (folder / name).write_bytes(data)
    reply = asked(folder / name, question)
    assert reply["status"] == "answered"
    return str(reply["text"])


def rules() -> bytes:
    """Paragraphs in bold and their points, both counted by Word."""
    document = Document()
    root = document.part.numbering_part.element
    lists = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{LEVELS}</w:abstractNum>'
    root.insert(0, parse_xml(lists))
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )

    def add(text: str, level: int | None = None) -> None:
        run = document.add_paragraph().add_run(text)
        run.bold = level == 0
        if level is not None:
            place = f'<w:ilvl w:val="{level}"/><w:numId w:val="90"/>'
            properties = run._r.getparent().get_or_add_pPr()
            properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))

    document.add_heading("Regler för lån av dator", 1)
    add("Vem som får låna", 0)
    add("Den som är antagen till en kurs får låna en dator.")
    add("Deposition", 0)
    add("Depositionen är 400 kronor. Den betalas inte av")
    add("den som har försörjningsstöd", 1)
    add("den som är under 20 år", 1)
    add("Återlämning", 0)
    add("Datorn lämnas tillbaka senast en vecka efter kursens slut.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("I vilken paragraf står det om depositionen?", "§ 2 Deposition"),
        ("Vilken paragraf handlar om återlämning?", "§ 3 Återlämning"),
        ("Vilken rubrik har § 1?", "§ 1 Vem som får låna"),
        ("Vad står i § 2 punkt b?", "”b) den som är under 20 år” [1]"),
        ("Vad är punkt a i § 2?", "”a) den som har försörjningsstöd” [1]"),
    ],
)
def test_numbers_that_word_counts_are_found_and_told(
    tmp_path: Path, question: str, told: str
) -> None:
    assert told in say(tmp_path, "regler.docx", rules(), question)


def test_what_only_a_heading_says_is_told_with_the_heading(tmp_path: Path) -> None:
    minutes = (
        "# Protokoll\n\n## § 41 Val av justerare\n\nKarin Wede utses.\n\n"
        "## § 42 Ny organisation för komvux\n\nFörvaltningen får i uppdrag att samla enheterna.\n"
    )
    question = "Vilken paragraf har ärendet Ny organisation för komvux?"
    assert "– § 42 Ny organisation för komvux: ”Förv" in say(
        tmp_path, "protokoll.md", minutes.encode(), question
    )


def slides() -> bytes:
    """A column of labels beside wider values, and two columns of boxes below lower ones."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Projektet Väg till jobb"
    boxes = [
        (1, 5, 5, 1, "Projektägare"),
        (7, 5, 12, 1, "Ekby kommun"),
        (1, 7, 5, 1, "Budget"),
        (7, 7, 12, 1, "8,2 miljoner kronor"),
    ]
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Läget i dag"
    below = [
        (1, 5, 11, 1, "Styrkor"),
        (13, 5, 11, 1, "Svagheter"),
        (1, 6.5, 11, 4, "Många söker till våra yrkesutbildningar."),
        (13, 6.5, 11, 4, "Det saknas lärare i yrkesämnen."),
    ]
    for place, texts in ((slide, boxes), (second, below)):
        for left, top, width, height, text in texts:
            box = place.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height))
            box.text_frame.text = text
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def test_labels_beside_values_on_a_slide_are_told_with_them(tmp_path: Path) -> None:
    text = say(tmp_path, "a.pptx", slides(), "Hur stor är budgeten för Väg till jobb?")
    assert "”Budget: 8,2 miljoner kronor” [1]" in text


def test_columns_of_boxes_on_a_slide_are_read_one_after_the_other() -> None:
    lines = [block.text for block in read_pptx(slides()).pages[1].blocks]
    assert lines[1:3] == ["Styrkor", "Många söker till våra yrkesutbildningar."]
    assert lines[3:] == ["Svagheter", "Det saknas lärare i yrkesämnen."]


SIDES: list[list[object]] = [
    ["Kurser våren 2027"],
    [],
    ["Ekby lärcenter", None, None, None, None, "Torps lärcenter"],
    ["Kurs", "Start", "Takt", "Sal", None, "Kurs", "Start", "Takt", "Sal"],
    ["Svetsning 1", "2027-03-08", "100 %", "A", None, "Spanska 2", "2027-03-01", "25 %", "B"],
    ["Kemi 1", "2027-01-18", "50 %", "A", None, "Psykologi 1", "2027-02-01", "50 %", "B"],
    [],
    ["Viks filial"],
    ["Kurs", "Start", "Takt", "Sal"],
    ["Matematik 1a", "2027-03-03", "50 %", "C"],
]


@pytest.mark.parametrize(
    ("school", "course"),
    [
        ("Ekby lärcenter", "Svetsning 1"),
        ("Torps lärcenter", "Spanska 2"),
        ("Viks filial", "Matematik 1a"),
    ],
)
def test_courses_in_lists_side_by_side_are_given_by_whom_their_list_names(
    tmp_path: Path, school: str, course: str
) -> None:
    question = f"Vilka kurser på {school} startar i mars 2027?"
    text = say(tmp_path, "kurser.xlsx", book(SIDES), question)
    assert [name for name in ("Svetsning", "Spanska", "Matematik") if name in text] == [
        course.split(maxsplit=1)[0]
    ]


def test_a_table_beside_another_has_its_own_title_and_unit(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Antal elever", None, None, None, "Kostnad, tkr"],
        ["Område", 2025, 2026, None, "Område", 2025, 2026],
        ["Bygg", 120, 130, None, "Bygg", 900, 950],
        ["Vård", 240, 260, None, "Vård", 1800, 1900],
    ]
    text = say(tmp_path, "utfall.xlsx", book(rows), "Vad var kostnaden för Vård 2026?")
    assert text.startswith("Kostnad, tkr: ”Område | 2025 | 2026\nVård | 1800 | 1900” [1]")


@pytest.mark.parametrize("style", ["etiketter", ""])
def test_boxes_of_short_texts_are_a_table_where_one_line_names_the_others(
    tmp_path: Path, style: str
) -> None:
    lines = [
        ("kol", "Aulan", "60 platser", "2 100 kr"),
        ("kol", "Labbet", "16 platser", "1 600 kr"),
        (f"kol {style}", "Lokal", "Antal platser", "Pris per dag"),
    ]
    cells = "".join(
        f'<div class="{name}">{"".join(f"<div>{text}</div>" for text in texts)}</div>'
        for name, *texts in lines
    )
    (tmp_path / "lokaler.html").write_text(LIST.format(cells), encoding="utf-8")
    reply = asked(tmp_path / "lokaler.html", "Vad är pris per dag för Labbet?")
    table = "Lokal | Antal platser | Pris per dag\nLabbet | 16 platser | 1 600 kr"
    assert (table in reply["text"]) == bool(style)


def test_labels_and_values_by_turns_are_read_together(tmp_path: Path) -> None:
    parts = ("Hyra", "350 kronor", "Yta", "80 kvm")
    box = "".join(f"<p class='{at % 2}'>{part}</p>" for at, part in enumerate(parts))
    page = LIST.format(f"<p>Lokalerna städas varje dag.</p><div>{box}</div>")
    text = say(tmp_path, "lokaler.html", page.encode(), "Hur stor är ytan?")
    assert "Yta: 80 kvm" in text


def test_an_open_house_asks_for_a_day_and_not_for_opening_hours(tmp_path: Path) -> None:
    page = "# Kalender\n\n| Dag | Vad |\n| --- | --- |\n| 11 februari | Öppet hus på lärcentrum |\n"
    text = say(tmp_path, "kalender.md", page.encode(), "När är det öppet hus på lärcentrum?")
    assert "11 februari" in text


def test_the_last_of_several_facts_is_no_heading(tmp_path: Path) -> None:
    order = "# Order\n\nBeställare: Ekby Omsorg AB\n\n## Ort: Norrvik\n\nVi svarar inom kort.\n"
    (tmp_path / "b.md").write_text(order, encoding="utf-8")
    reply = asked(tmp_path / "b.md", "Vilken ort gäller beställningen?")
    assert "”Ort: Norrvik”" in str(reply["text"])


def test_hours_in_a_footer_are_told_and_its_links_are_not(tmp_path: Path) -> None:
    text = (
        "Komvux i Vik ger kurser på dagtid, kväll och distans, och har plats för 400 elever. " * 4
    )
    page = (
        f"<html lang='sv'><main><h1>Komvux i Vik</h1><p>{text}</p></main><footer><div>"
        "<h2>Besök oss</h2><p>Storgatan 4<br>Fredag 8–14.30</p></div><div><h2>Genvägar</h2>"
        "<ul><li><a href='/a'>Lediga jobb</a></li></ul></div></footer></html>"
    )
    (tmp_path / "vik.html").write_text(page, encoding="utf-8")
    reply = asked(tmp_path / "vik.html", "Vilka tider är det öppet på fredagar?")
    assert "Fredag 8–14.30" in reply["text"]
    assert "Lediga jobb" not in read_html(page.encode()).pages[0].text


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (12345, "000 00", "123 45"),
        (2120001234, "000000-0000", "212000-1234"),
        (12345, "000\\ 00", "123 45"),
        (0.1, "+0%;-0%", "+10 %"),
        (12345, "# ##0", "12 345"),
    ],
)
def test_numbers_that_count_nothing_have_their_signs(value: float, form: str, shown: str) -> None:
    assert as_seen(value, form) == shown


def test_minutes_are_called_by_their_header_where_they_only_have_the_list_of_who_was_there(
    tmp_path: Path,
) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Ulvtorps kommun\tSammanträdesprotokoll"
    document.add_paragraph("Utbildningsnämnden")
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Ordförande", "Birgit Askerlund"
    document.add_heading("Närvarolista", 1)
    document.add_heading("§ 71 Dagordning", 1)
    document.add_paragraph("Nämnden godkänner dagordningen.")
    document.save(str(tmp_path / "un.docx"))
    (cited,) = asked(tmp_path / "un.docx", "Vem godkänner dagordningen?")["citations"]
    assert cited["document"]["title"] == "Sammanträdesprotokoll"
    assert cited["document"]["publisher"] == "Utbildningsnämnden"
