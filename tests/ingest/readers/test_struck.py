"""What is struck out no longer holds, in whatever kind of file: it is left out and told."""

from __future__ import annotations

import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pptx import Presentation
from pptx.util import Inches

from ingest.readers.reading import LeftOut
from tests.ingest.readers import pdfs
from tests.ingest.readers.shown import only_page, reading
from tests.ingest.readers.test_docx import saved
from tests.ingest.readers.test_docx_shown import document_of, paragraph, run
from tests.ingest.readers.test_presentations import opendocument


def struck(data: bytes | str, name: str) -> list[str]:
    return [one.text for one in reading(data, name).dropped if one.rule == LeftOut.DELETED]


def test_a_run_of_word_ends_what_its_style_strikes_out() -> None:
    document = document_of(
        paragraph('<w:pPr><w:pStyle w:val="Utgar"/></w:pPr>', run("Den 18 december.")),
        paragraph(
            '<w:pPr><w:pStyle w:val="Utgar"/></w:pPr>',
            run("Den 22 januari", '<w:strike w:val="0"/>'),
            run(", tre träffar"),
        ),
        paragraph(run("Tre", "<w:dstrike/>"), run("Fem", '<w:dstrike w:val="false"/>')),
    )
    document.styles.add_style("Utgar", 1).font.strike = True
    assert only_page(saved(document), "a.docx") == ["Den 22 januari", "Fem"]
    assert struck(saved(document), "a.docx") == ["Den 18 december.", ", tre träffar", "Tre"]


def test_an_opendocument_strikes_out_paragraphs_and_pieces() -> None:
    data = opendocument(
        '<office:text><text:p text:style-name="S">Den 12<text:s/>januari</text:p>'
        '<text:p text:style-name="Child">Tre <text:span text:style-name="N">Fem</text:span>'
        '</text:p><text:p>Avgift <text:span text:style-name="S">500 '
        '<text:span text:style-name="R">2</text:span></text:span>650 kr</text:p></office:text>'
    )
    assert only_page(data, "a.odt") == ["Fem", "Avgift 650 kr"]
    assert "".join(struck(data, "a.odt")) == "Den 12januariTre5002"


def test_a_slide_strikes_out_pieces_of_its_text_and_tables() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Kurskvällar"
    table = slide.shapes.add_table(1, 2, *[Inches(2)] * 4).table
    table.cell(0, 0).text, cell = "Pris", table.cell(0, 1)
    box = slide.shapes.add_textbox(*[Inches(5)] * 4)
    for shape, manner in ((cell, "sngStrike"), (box, "dblStrike")):
        for text in ("900 kr", "950 kr"):
            shape.text_frame.paragraphs[0].add_run().text = text
        shape.text_frame.paragraphs[0].runs[0].font._element.set("strike", manner)
        shape.text_frame.paragraphs[0].runs[1].font._element.set("strike", "noStrike")
    buffer = io.BytesIO()
    presentation.save(buffer)
    assert only_page(buffer.getvalue(), "a.pptx") == ["# Kurskvällar", "| Pris | 950 kr", "950 kr"]
    assert struck(buffer.getvalue(), "a.pptx") == ["900 kr"]


@pytest.mark.parametrize(
    "mark", ['class="u"', 'class="a line-through"', 'style="text-decoration: red line-through"']
)
def test_a_web_page_strikes_out_paragraphs_items_rows_and_cells(mark: str) -> None:
    page = (
        f"<style>.u{{text-decoration:line-through}}</style><p {mark}>Den 12 januari.</p>"
        f"<p>Den 21 januari.</p><ul><li {mark}>Lund<li>Almvik</ul><table><tr><th>Kurs<th>Pris"
        f"<th>Ort</tr><tr><td>Svets<td {mark}>500 kr<td>Lund</tr><tr {mark}><td>Vård<td>8<td>Kil"
        "</tr></table>"
    )
    assert only_page(page, "a.html") == [
        "Den 21 januari.",
        "* Almvik",
        "| Kurs | Pris | Ort",
        "| Svets | | Lund",
    ]
    assert struck(page, "a.html") == ["Den 12 januari.", "Lund", "500 kr", "Vård 8 Kil"]


def test_a_comment_of_a_pdf_strikes_out_the_words_below_it() -> None:
    old, new = "Avgiften är 500 kronor.", "Avgiften är 650 kronor."
    data = pdfs.drawn(lambda canvas: pdfs.at(canvas, 60, 100, f"{old} {new}"))
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    textpage = page.get_textpage()
    left, low, _, high = textpage.get_charbox(0, loose=True)
    right = textpage.get_charbox(len(old) - 1, loose=True)[2]
    comment = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_STRIKEOUT)
    points = pdfium.FS_QUADPOINTSF(left, high, right, high, left, low, right, low)
    pdfium.FPDFAnnot_AppendAttachmentPoints(comment, points)
    pdfium.FPDFPage_CloseAnnot(comment)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    assert only_page(buffer.getvalue(), "a.pdf") == [new]
    assert struck(buffer.getvalue(), "a.pdf") == [old]


def test_the_name_of_what_is_called_off_stays_beside_the_word_that_says_so() -> None:
    page = (
        "<style>.old{text-decoration:line-through}</style><table><tr><th>Kurs<th>Start</tr>"
        "<tr><td><span class=old>Truckkort</span> Inställd<td><s>15 mars</s></tr>"
        "<tr><td>Kock<td><s>3 maj</s> 4 maj</tr></table>"
    )
    assert only_page(page, "a.html") == [
        "| Kurs | Start",
        "| Truckkort Inställd |",
        "| Kock | 4 maj",
    ]
    assert struck(page, "a.html") == ["15 mars", "3 maj"]
    document = document_of(
        paragraph(run("Truckkort", "<w:strike/>"), run(" – INSTÄLLT")),
        paragraph(run("Tre", "<w:strike/>"), run(" Fem")),
    )
    assert only_page(saved(document), "a.docx") == ["Truckkort – INSTÄLLT", "Fem"]
