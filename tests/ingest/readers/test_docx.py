from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from PIL import Image

from ingest.readers import Unreadable
from tests.ingest.readers.shown import only_page, reading

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_headings_lists_and_tables() -> None:
    document = Document()
    document.core_properties.title = "Handlingsplan 2024"
    document.add_heading("Handlingsplan för lärcentra", 0)
    document.add_paragraph("Inledning med ").add_run("fet text").bold = True
    document.add_heading("Mål", 1)
    document.add_paragraph("Fler platser", style="List Bullet")
    document.add_paragraph("Bättre vägledning", style="List Number")
    document.add_heading("Delmål", 2)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ["Mål", "2024", "2030"], strict=True):
        cell.text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "Platser\ni yrkesvux"
    table.rows[1].cells[2].text = "1 800"
    document.add_paragraph("Slut.")

    assert only_page(saved(document), "plan.docx") == [
        "# Handlingsplan för lärcentra",
        "Inledning med fet text",
        "# Mål",
        "* Fler platser",
        "* 1. Bättre vägledning",
        "## Delmål",
        "| Mål | 2024 | 2030",
        "| Platser i yrkesvux | Platser i yrkesvux | 1 800",
        "Slut.",
    ]
    read = reading(saved(document), "plan.docx")
    assert read.facts.title == "Handlingsplan 2024"
    assert read.facts.published is None
    assert read.pages[0].number is None


def test_swedish_style_names_and_outline_levels_make_headings() -> None:
    document = Document()
    document.styles.add_style("Rubrik 2", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Bakgrund", style="Rubrik 2")
    own = document.add_paragraph("Syfte")
    own.paragraph_format.element.get_or_add_pPr().append(
        parse_xml(f'<w:outlineLvl {W} w:val="2"/>')
    )
    assert only_page(saved(document), "a.docx") == ["## Bakgrund", "### Syfte"]


def test_text_that_plain_readers_lose_is_read() -> None:
    document = Document()
    body = document.element.body
    pieces = [
        f"<w:p {W}><w:r><w:t>Före </w:t></w:r><w:ins><w:r><w:t>infogat</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>struket</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>efter</w:t><w:br/><w:t>ny rad</w:t></w:r></w:p>",
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>I en innehållskontroll</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
        f"<w:p {W}><w:r><w:t>Vid rutan</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>I textrutan</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
    ]
    for place, piece in enumerate(pieces):
        body.insert(place, parse_xml(piece))
    assert only_page(saved(document), "a.docx") == [
        "Före infogat efter",
        "ny rad",
        "I en innehållskontroll",
        "Vid rutan",
        "I textrutan",
    ]


def test_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    document = Document()
    document.element.body.insert(
        0,
        parse_xml(
            f'<w:p {W}><w:r><w:t>Enligt lagen</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
            "</w:p>"
        ),
    )
    document.add_paragraph("Nästa stycke")
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>SFS 2010:800.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    data = with_part(
        saved(document),
        "word/footnotes.xml",
        notes,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    )
    assert only_page(data, "a.docx") == ["Enligt lagen", "SFS 2010:800.", "Nästa stycke"]


def with_part(data: bytes, name: str, content: str, kind: str) -> bytes:
    """A Word file with one part more."""
    buffer = io.BytesIO()
    relation = (
        '<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/footnotes" Target="{name.removeprefix("word/")}"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            text = old.read(entry)
            if entry == "[Content_Types].xml":
                override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", override.encode())
            if entry == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", relation.encode())
            new.writestr(entry, text)
        new.writestr(name, content)
    return buffer.getvalue()


def test_a_table_of_one_column_is_text() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "Faktaruta"
    cell.add_paragraph("Punkt", style="List Bullet")
    assert only_page(saved(document), "a.docx") == ["Faktaruta", "* Punkt"]


def test_bold_lines_below_tables_and_pictures_are_no_headings() -> None:
    document = Document()
    document.add_paragraph().add_run("Bakgrund").bold = True
    document.add_table(1, 2).cell(0, 0).text = "Svets"
    document.add_paragraph().add_run("Tabell 1. Platser 2026").bold = True
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document.add_paragraph().add_run().add_picture(picture)
    document.add_paragraph().add_run("Elever i verkstaden").bold = True
    document.add_paragraph("Text om annat.")
    document.add_paragraph().add_run("Mål").bold = True
    headings = [line for line in only_page(saved(document), "a.docx") if line.startswith("#")]
    assert headings == ["## Bakgrund", "## Mål"]


def test_bold_lines_are_headings_where_no_style_marks_any() -> None:
    document = Document()
    document.add_paragraph().add_run("Verksamhetsplan").bold = True
    document.add_paragraph("Planen gäller ett år.")
    document.add_paragraph().add_run("Obs:").bold = True
    document.add_paragraph("Den kan ändras.")
    assert only_page(saved(document), "a.docx") == [
        "## Verksamhetsplan",
        "Planen gäller ett år.",
        "Obs:",
        "Den kan ändras.",
    ]
    document.add_heading("Mål", 1)
    document.add_heading("Medel", 1)
    assert only_page(saved(document), "a.docx")[0] == "Verksamhetsplan"


def test_bold_lines_above_text_are_headings_below_those_that_a_style_marks() -> None:
    document = Document()
    document.add_heading("Protokoll", 1)
    document.add_paragraph().add_run("Ada Berg").bold = True
    document.add_paragraph().add_run("Bo Ek").bold = True
    document.add_heading("§ 4 Avgift", 2)
    document.add_paragraph().add_run("Nämndens beslut").bold = True
    document.add_paragraph("Avgiften höjs.")
    lines = only_page(saved(document), "a.docx")
    assert lines[-2:] == ["### Nämndens beslut", "Avgiften höjs."]
    assert lines[1:3] == ["Ada Berg", "Bo Ek"]


def test_a_document_of_the_strict_form_is_read_as_any() -> None:
    document = Document()
    document.add_heading("Mål", 1)
    usual, strict = io.BytesIO(saved(document)), io.BytesIO()
    with zipfile.ZipFile(usual) as file, zipfile.ZipFile(strict, "w") as copy:
        for name in file.namelist():
            names = rb"schemas\.openxmlformats\.org/(officeDocument|wordprocessingml)/2006/"
            copy.writestr(name, re.sub(names, rb"purl.oclc.org/ooxml/\1/", file.read(name)))
    assert only_page(strict.getvalue(), "a.docx") == ["# Mål"]


def test_a_damaged_document_says_what_to_do() -> None:
    document = Document()
    document.add_paragraph("Text")
    data = saved(document)
    with pytest.raises(Unreadable, match="skadad"):
        reading(data[: len(data) // 2], "a.docx")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as broken:
        broken.writestr("word/document.xml", "<w:document")
    with pytest.raises(Unreadable, match="skadad"):
        reading(buffer.getvalue(), "a.docx")
