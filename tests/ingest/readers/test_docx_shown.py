"""What a person sees of a Word document is what is read, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.reading import LeftOut
from tests.ingest.readers.shown import lines, only_page, reading
from tests.ingest.readers.test_docx import W, saved, with_part

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def raised(text: str) -> str:
    return run(text, '<w:vertAlign w:val="superscript"/>')


def document_of(*pieces: str) -> WordDocument:
    document = Document()
    for place, piece in enumerate(pieces):
        document.element.body.insert(place, parse_xml(piece.replace(">", f" {W}>", 1)))
    return document


def shown(*pieces: str) -> list[str]:
    return only_page(saved(document_of(*pieces)), "a.docx")


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def left_out(document: WordDocument) -> list[tuple[str, str]]:
    return [(str(piece.rule), piece.text) for piece in reading(saved(document), "a.docx").dropped]


@pytest.mark.parametrize(
    ("before", "mark", "after", "right"),
    [
        ("1 250", "3", " elever", "1 250 elever"),
        ("42 procent", "4", ".", "42 procent."),
        ("2024", "5, 6", "", "2024"),
        ("340", "a)", " elever", "340 elever"),
        ("45 m", "2", " lokal", "45 m² lokal"),
        ("10", "6", " bitar", "10^6 bitar"),
        ("Avgiften*", "*", " är", "Avgiften** är"),
        ("", "1", "Se rapporten", "1 Se rapporten"),
    ],
)
def test_a_raised_mark_never_melts_into_what_it_follows(
    before: str, mark: str, after: str, right: str
) -> None:
    assert shown(paragraph(run(before), raised(mark), run(after))) == [right]


def test_hidden_text_is_left_out_and_told() -> None:
    document = document_of(
        paragraph(run("Avgiften är 650 kronor."), run(" Utkast: 900 kronor.", "<w:vanish/>")),
        paragraph(run("Synlig", '<w:vanish w:val="0"/>'), run("punkt", '<w:sz w:val="2"/>')),
    )
    style = document.styles.add_style("Dold", 2)
    style.font.hidden = True
    document.add_paragraph("Kvar ").add_run("borta").style = style
    assert only_page(saved(document), "a.docx") == ["Avgiften är 650 kronor.", "Synlig", "Kvar"]
    assert [text for rule, text in left_out(document) if rule == LeftOut.HIDDEN] == [
        "Utkast: 900 kronor.",
        "punkt",
        "borta",
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    cut = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    table = (
        "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    document = document_of(
        paragraph(
            run("Avgiften är "),
            "<w:del><w:r><w:delText>500</w:delText></w:r></w:del>",
            f"<w:ins>{run('650')}</w:ins>",
            run(" (900)", "<w:strike/>"),
            run(" kronor."),
        ),
        paragraph(f"<w:moveFrom>{run('Flyttat hit.')}</w:moveFrom>"),
        paragraph(f"<w:moveTo>{run('Flyttat hit.')}</w:moveTo>"),
        paragraph(cut, run("Ett stycke ")),
        paragraph(run("utan gräns.")),
        table.format(run("Pris"), run("12"), run("struken rad")),
    )
    assert only_page(saved(document), "a.docx") == [
        "Avgiften är 650 kronor.",
        "Flyttat hit.",
        "Ett stycke utan gräns.",
        "| Pris | 12",
    ]
    assert left_out(document)[:2] == [(LeftOut.DELETED, "500"), (LeftOut.DELETED, "(900)")]


def test_headers_and_comments_are_told_and_not_text() -> None:
    document = Document()
    document.add_heading("Riktlinje för validering", 0)
    spoken = document.add_paragraph("Riktlinjen gäller alla.")
    document.add_comment(spoken.runs, text="Stämmer detta?", author="A", initials="A")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Storviks kommun\tFastställd 2026-03-12"
    section.footer.paragraphs[0].text = "Dnr BUN 2026/114"
    section.first_page_header.paragraphs[0].text = "Visas aldrig"
    section.different_first_page_header_footer = False
    assert only_page(saved(document), "a.docx") == [
        "# Riktlinje för validering",
        "Riktlinjen gäller alla.",
    ]
    assert left_out(document) == [
        (LeftOut.HEADER, "Storviks kommun | Fastställd 2026-03-12"),
        (LeftOut.HEADER, "Dnr BUN 2026/114"),
        (LeftOut.COMMENT, "Stämmer detta?"),
    ]


def numbered(document: WordDocument, *levels: tuple[str, str]) -> None:
    """Gives a document a list with number 77 that counts as told: format and text a level."""
    root = document.part.numbering_part.element
    drawn = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{drawn}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def counted(text: str, level: int, extra: str = "") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    return paragraph(f"<w:pPr>{extra}{properties}</w:pPr>", run(text))


def test_numbers_that_word_counts_itself_are_read() -> None:
    heading = '<w:pStyle w:val="Heading{}"/>'
    document = document_of(
        counted("Inledning", 0, heading.format(1)),
        counted("Syfte", 1, heading.format(2)),
        counted("Mål", 1, heading.format(2)),
        counted("Villkor", 2),
        counted("Undantag", 2),
        counted("Ansvar", 0, heading.format(1)),
        counted("Nämnden", 1, heading.format(2)),
    )
    numbered(document, ("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "%3)"))
    assert only_page(saved(document), "a.docx") == [
        "# 1 Inledning",
        "## 1.1 Syfte",
        "## 1.2 Mål",
        "** a) Villkor",
        "** b) Undantag",
        "# 2 Ansvar",
        "## 2.1 Nämnden",
    ]


def test_rows_and_cells_in_content_controls_are_read_and_their_prompts_are_not() -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    row = "<w:tr>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tr>"
    rows = [
        row.format(cell.format(run(unit)), cell.format(run(person)))
        for unit, person in (("Enhet", "Ansvarig"), ("Komvux", "Vera"), ("Lärvux", "Sixten"))
    ]
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert shown(
        f"<w:tbl>{rows[0]}<w:sdt><w:sdtContent>{rows[1]}{rows[2]}</w:sdtContent></w:sdt></w:tbl>",
        paragraph(run("Datum: "), prompt.format(run("Klicka här för att ange datum."))),
    ) == ["| Enhet | Ansvarig", "| Komvux | Vera", "| Lärvux | Sixten", "Datum:"]


def test_a_note_in_a_table_stands_below_it() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    table = f"<w:tr>{cell.format(run('Kock'))}{cell.format(run('15 veckor') + reference)}</w:tr>"
    document = document_of(f"<w:tbl>{table}</w:tbl>", paragraph(run("Efter")))
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2">{paragraph(run("Endast hösten."))}</w:footnote>'
        "</w:footnotes>"
    )
    data = with_part(saved(document), "word/footnotes.xml", notes, NOTES)
    assert only_page(data, "a.docx") == ["| Kock | 15 veckor", "Endast hösten.", "Efter"]


def test_white_letters_on_white_paper_are_hidden_and_those_in_a_cell_are_not() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    cell = f"<w:tc>{paragraph(run('Vit i ruta', white))}</w:tc>"
    table = f"<w:tbl><w:tr>{cell}<w:tc>{paragraph(run('Svart'))}</w:tc></w:tr></w:tbl>"
    document = document_of(paragraph(run("Avgiften är 650 kronor."), run(" 900?", white)), table)
    assert only_page(saved(document), "a.docx") == [
        "Avgiften är 650 kronor.",
        "| Vit i ruta | Svart",
    ]
    assert (LeftOut.HIDDEN, "900?") in left_out(document)


def test_the_lines_of_a_table_of_contents_are_marked_as_such() -> None:
    document = Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Vilka betyg används?\t7", style="toc 1")
    document.add_paragraph("Betygen är A till F.")
    assert only_page(saved(document), "a.docx") == [
        ". Vilka betyg används? 7",
        "Betygen är A till F.",
    ]


def test_the_first_row_of_a_table_whose_style_sets_it_in_bold_names_the_columns() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    for cell, text in zip(table._cells, ("Ansvarig", "Plats", "Vera", "Storvik"), strict=True):
        cell.text = text
    (page,) = reading(saved(document), "a.docx").pages
    assert [block.is_head for block in page.blocks] == [True, False]
    assert lines(page) == ["| Ansvarig | Plats", "| Vera | Storvik"]


WORD = st.text("abcdefghijklmnopqrstuvwxyzåäö0123456789%", min_size=1, max_size=8)


@st.composite
def marked_words(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Words, some with the number of a note behind them."""
    marks = st.one_of(st.just(""), st.integers(1, 99).map(str))
    words = draw(st.lists(st.tuples(WORD, marks), min_size=1, max_size=12))
    # After these a raised figure is a power.
    return [(word, "" if word.endswith(("m", "10")) else mark) for word, mark in words]


def noted(paragraphs: Sequence[Sequence[tuple[str, str]]]) -> tuple[bytes, list[str]]:
    """A document with its notes, and the words that it shows."""
    pieces, notes, shown_words, number = [], [], [], 1
    for words in paragraphs:
        runs, waiting = [], []
        for word, mark in words:
            runs.append(run(word))
            shown_words.append(word)
            if mark and len(mark) == 1:
                number += 1
                runs.append(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>')
                notes.append(
                    f'<w:footnote w:id="{number}">{paragraph(run("not" + mark))}</w:footnote>'
                )
                waiting.append(f"not{mark}")
            elif mark:
                runs.append(raised(mark))
            runs.append(run(" "))
        pieces.append(paragraph(*runs))
        shown_words += waiting
    root = f"<w:footnotes {W}>{''.join(notes)}</w:footnotes>"
    data = with_part(saved(document_of(*pieces)), "word/footnotes.xml", root, NOTES)
    return data, shown_words


@settings(max_examples=40)
@given(st.lists(marked_words(), min_size=1, max_size=4))
def test_a_text_with_marks_and_notes_reads_back_with_the_same_words(
    paragraphs: list[list[tuple[str, str]]],
) -> None:
    data, words = noted(paragraphs)
    (page,) = reading(io.BytesIO(data).read(), "a.docx").pages
    assert page.text.split() == words


def test_ticked_and_empty_boxes_of_form_fields_are_read() -> None:
    def box(state: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox>'
            '</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    boxes = box('<w:default w:val="0"/><w:checked/>'), box('<w:default w:val="1"/>'), box("")
    assert shown(paragraph(*boxes)) == ["☒☒☐"]


def test_of_a_field_its_result_is_read_and_what_was_chosen() -> None:
    def mark(kind: str, form: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{form}</w:fldChar></w:r>'

    entries = '<w:listEntry w:val="Dag"/><w:listEntry w:val="Kväll"/>'
    choice = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    inner = mark("begin"), mark("separate"), run("fel"), mark("end")
    outer = mark("begin"), *inner, mark("separate"), run("12 sidor"), mark("end")
    assert shown(paragraph(run("Bilagan är "), *outer, run("."))) == ["Bilagan är 12 sidor."]
    assert shown(paragraph(mark("begin", choice), mark("end"))) == ["Kväll"]


def test_a_file_that_a_program_put_into_the_document_stands_at_its_place() -> None:
    document = document_of(
        paragraph(run("Före.")), "<w:altChunk></w:altChunk>", paragraph(run("Efter."))
    )
    page = "<h1>Plan</h1><p>Praktiken är 400 timmar.</p>".encode()
    part = Part(PackURI("/word/a.html"), "text/html", page, document.part.package)
    key = document.part.relate_to(part, f"{RELATIONS}/aFChunk")
    document.element.body[1].set(f"{{{RELATIONS}}}id", key)
    assert only_page(saved(document), "a.docx") == [
        "Före.",
        "# Plan",
        "Praktiken är 400 timmar.",
        "Efter.",
    ]


def test_a_short_table_in_a_cell_is_rows_of_the_table_around_it() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for place, text in enumerate(["Ort", "Tider", "Ekhamn"]):
        table.cell(place // 2, place % 2).text = text
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Måndag", "9–11"
    assert only_page(saved(document), "a.docx")[1:] == ["| Ekhamn | Måndag | 9–11"]


def test_a_watermark_is_told_and_not_read() -> None:
    document = Document()
    document.add_paragraph("Vägledningen finns på plan 3.")
    header = document.sections[0].header.paragraphs[0]
    shape = (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="UTKAST"/></v:shape>'
    )
    header._p.append(parse_xml(f"<w:r {W}><w:pict>{shape}</w:pict></w:r>"))
    assert (LeftOut.HEADER, "UTKAST") in left_out(document)


def test_words_that_tabs_set_under_each_other_are_a_table() -> None:
    document = Document()
    for line in (
        "Namn\tTelefon\tOrt",
        "Eva Lind\t0123-11 22 33\tSolberga",
        "Per Ek\t0123-4\tTvärås",
    ):
        document.add_paragraph(line)
    document.add_paragraph("Plats:\tStadshuset")
    document.add_paragraph("1.\tMötet öppnas")
    assert only_page(saved(document), "a.docx") == [
        "| Namn | Telefon | Ort",
        "| Eva Lind | 0123-11 22 33 | Solberga",
        "| Per Ek | 0123-4 | Tvärås",
        "Plats: Stadshuset",
        "1. Mötet öppnas",
    ]
