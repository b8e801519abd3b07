"""Presentations, OpenDocument, rich text, e-books, mail, pictures and old Office files."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.readers import FileReading, Unreadable, ocr
from ingest.readers.reading import LeftOut
from tests.ingest.readers.compound import compound
from tests.ingest.readers.shown import lines, only_page, reading
from tests.ingest.readers.test_docx import saved
from tests.ingest.zips import broken_zips

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)


def left_out(data: bytes, name: str) -> list[tuple[str, str]]:
    return [(str(piece.rule), piece.text) for piece in reading(data, name).dropped]


# Presentations


def slides() -> bytes:
    presentation = Presentation()
    layout = presentation.slide_layouts[1]
    first = presentation.slides.add_slide(layout)
    first.shapes.title.text = "Kompetensdagen"
    body = first.placeholders[1].text_frame
    body.text = "Fler lärlingar"
    raised = body.add_paragraph()
    raised.text = "1 250"
    mark = raised.add_run()
    mark.text = "3"
    mark.font._element.set("baseline", "30000")
    first.notes_slide.notes_text_frame.text = "Säg att siffran är från 2025."
    table = first.shapes.add_table(3, 3, Inches(1), Inches(5), Inches(6), Inches(1)).table
    for row, cells in enumerate([("Ort", "Höst", "Vår"), ("Ekhamn", "24", ""), ("", "9", "8")]):
        for place, text in enumerate(cells):
            table.cell(row, place).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    hidden = presentation.slides.add_slide(layout)
    hidden.shapes.title.text = "Utkast"
    hidden._element.set("show", "0")
    last = presentation.slides.add_slide(presentation.slide_layouts[5])
    last.shapes.title.text = "Tack"
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def test_slides_are_pages_with_tables_and_notes_and_hidden_ones_are_told() -> None:
    read = reading(slides(), "a.pptx")
    assert [page.sheet for page in read.pages] == [1, 3]
    assert lines(read.pages[0]) == [
        "# Kompetensdagen",
        "* Fler lärlingar",
        "* 1 250",
        "| Ort | Höst | Vår",
        "| Ekhamn | 24 |",
        "| Ekhamn | 9 | 8",
        "## Anteckningar",
        "Säg att siffran är från 2025.",
    ]
    assert (LeftOut.HIDDEN, "Utkast") in left_out(slides(), "a.pptx")


def test_a_card_of_a_slide_is_one_line_and_what_stands_beside_the_slide_is_left_out() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    for place, texts in enumerate([("Ansökan öppnar", "18 januari"), ("Besked", "30 juni")]):
        card = slide.shapes.add_group_shape()
        for row, text in enumerate(texts):
            at = Inches(1 + 3 * place), Inches(2 + row), Inches(2), Inches(0.5)
            card.shapes.add_textbox(*at).text_frame.text = text
    unseen = slide.shapes.add_group_shape()
    for row, text in enumerate(["Gammalt besked", "12 juni"]):
        at = Inches(1), Inches(5 + row), Inches(2), Inches(0.5)
        unseen.shapes.add_textbox(*at).text_frame.text = text
    unseen._element.nvGrpSpPr.cNvPr.set("hidden", "1")
    beside = slide.shapes.add_textbox(Inches(-4), Inches(2), Inches(3), Inches(1))
    beside.text_frame.text = "Preliminärt besked 2 juni"
    presentation.save(buffer := io.BytesIO())
    assert only_page(buffer.getvalue(), "a.pptx") == ["Ansökan öppnar 18 januari", "Besked 30 juni"]
    assert left_out(buffer.getvalue(), "a.pptx") == [
        (LeftOut.HIDDEN, "Gammalt besked 12 juni"),
        (LeftOut.HIDDEN, "Preliminärt besked 2 juni"),
    ]


def test_figures_and_labels_in_one_box_below_each_other_or_beside_pictures_are_cards() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(0.2), Inches(2), Inches(1)).text_frame
    box.text = "1 250"
    mark = box.paragraphs[0].add_run()
    mark.text = "3"
    mark.font._element.set("baseline", "30000")
    box.add_paragraph().text = "studerande"
    for row, text in enumerate(["14", "lärare", "52", "kurser"]):
        at = Inches(1), Inches(2 + 0.5 * row), Inches(2), Inches(0.5)
        slide.shapes.add_textbox(*at).text_frame.text = text
    slide.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(0.4)).text_frame.text = "2026"
    presentation.save(buffer := io.BytesIO())
    assert only_page(buffer.getvalue(), "a.pptx") == [
        "1 250 studerande",
        "14 lärare",
        "52 kurser",
        "2026",
    ]


# OpenDocument

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "presentation": "presentation",
    }.items()
)
STYLES = """<style:style style:name="R"><style:text-properties style:text-position="super 58%"/>
</style:style><style:style style:name="D"><style:text-properties text:display="none"/></style:style>
"""


def opendocument(body: str, kind: str = "text", header: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>",
        )
        file.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><style:header>{header}</style:header>"
            "</office:document-styles>",
        )
    return buffer.getvalue()


def test_an_opendocument_text_is_read_as_it_is_shown() -> None:
    data = opendocument(
        "<office:text><text:tracked-changes><text:p>Struket.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Bakgrund</text:h>'
        '<text:p>Antalet var 1<text:s/>250<text:span text:style-name="R">3</text:span> elever'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Enligt SCB."
        '</text:p></text:note-body></text:note>.<text:span text:style-name="D">Utkast.</text:span>'
        "<office:annotation><text:p>Stämmer det?</text:p></office:annotation></text:p>"
        '<text:section text:display="none"><text:p>Avsnitt.</text:p></text:section>'
        "<text:list><text:list-item><text:p>Punkt</text:p></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Ort</text:p></table:table-cell>"
        "<table:table-cell><text:p>Ansvarig</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>Ekhamn</text:p></table:table-cell>'
        "<table:table-cell><text:p>Vera</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:covered-table-cell/>"
        "<table:table-cell><text:p>Bo</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text>",
        header="<text:p>Storviks kommun</text:p>",
    )
    assert only_page(data, "a.odt") == [
        "## Bakgrund",
        "Antalet var 1 250 elever.",
        "Enligt SCB.",
        "* Punkt",
        "| Ort | Ansvarig",
        "| Ekhamn | Vera",
        "| Ekhamn | Bo",
    ]
    assert set(left_out(data, "a.odt")) == {
        (LeftOut.HEADER, "Storviks kommun"),
        (LeftOut.DELETED, "Struket."),
        (LeftOut.HIDDEN, "Utkast."),
        (LeftOut.HIDDEN, "Avsnitt."),
        (LeftOut.COMMENT, "Stämmer det?"),
    }


def test_an_opendocument_presentation_is_a_page_a_slide() -> None:
    box = "<draw:frame{}><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    data = opendocument(
        "<office:presentation><draw:page>"
        + box.format(' presentation:class="title"', "Mål")
        + box.format("", "Fler platser")
        + "</draw:page><draw:page>"
        + box.format("", "Tack")
        + "</draw:page></office:presentation>",
        "presentation",
    )
    read = reading(data, "a.odp")
    assert [(page.sheet, lines(page)) for page in read.pages] == [
        (1, ["# Mål", "Fler platser"]),
        (2, ["Tack"]),
    ]


# Rich text


def test_rich_text_is_read_as_it_is_shown() -> None:
    text = r"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\header Storviks kommun\par}
{\info{\title Plan}{\author N.N.}}\pard\outlinelevel0 M\'e5l\par\pard
V\'e4gledning \u8211? 1\~250{\super 3} elever.{\v Utkast.}{\deleted Struket.}
{\footnote\pard {\super\chftn} Enligt SCB.}\par
\trowd\cellx1000\cellx2000\pard\intbl Ort\cell Ansvarig\cell\row
\trowd\clvmgf\cellx1000\cellx2000\pard\intbl Ekhamn\cell Vera\cell\row
\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell Bo\cell\row
\pard Slut \{x\}.{\*\okand bort}\par}"""
    assert only_page(text, "a.rtf") == [
        "# Mål",
        "Vägledning – 1 250 elever.",
        "Enligt SCB.",
        "| Ort | Ansvarig",
        "| Ekhamn | Vera",
        "| Ekhamn | Bo",
        "Slut {x}.",
    ]
    assert left_out(text.encode(), "a.rtf") == [
        (LeftOut.HEADER, "Storviks kommun"),
        (LeftOut.HIDDEN, "Utkast."),
        (LeftOut.DELETED, "Struket."),
    ]
    assert reading(text, "a.rtf").facts.title == "Plan"


def test_letters_of_rich_text_are_those_of_the_code_page_of_their_font() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fnil\fcharset238{\*\panose 02}Arial CE;}}"
    text = rf"{{\rtf1\ansi\ansicpg1252{fonts}\f0 \'c5ke fr\'e5n \f1\'a3\'f3d\'9f\f0 , \'80 5\par}}"
    assert only_page(text, "a.rtf") == ["Åke från Łódź, € 5"]


def test_a_merged_head_of_rich_text_and_a_table_in_a_cell_keep_their_words_apart() -> None:
    def table_row(merges: str, *cells: str) -> str:
        return rf"\trowd{merges}\pard\intbl " + r"\cell ".join([*cells, r"\row"])

    wide = r"\clmgf\cellx1\clmrg\cellx2\clmgf\cellx3\clmrg\cellx4"
    plain = r"\cellx1\cellx2\cellx3\cellx4"
    rows = [
        table_row(wide, "2025", "", "2026", ""),
        table_row(plain, "Besok", "Platser", "Besok", "Platser"),
        table_row(plain, "12", "240", "15", r"310\nestcell 7\nestcell "),
    ]
    assert only_page(rf"{{\rtf1 {''.join(rows)}\pard\par}}", "a.rtf") == [
        "| 2025 Besok | 2025 Platser | 2026 Besok | 2026 Platser",
        "| 12 | 240 | 15 | 310 7",
    ]


def test_pages_numbers_of_lists_and_boxes_of_rich_text_are_read() -> None:
    text = r"""{\rtf1\ansi{\footer Sida {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}\pgnstart4
\pard {\listtext\pard 1.\tab}Skicka in{\striked1 struket}\par {\pntext 2.\tab}Pris 340{\up6 3}\par
\page Andra {\shp{\*\shpinst{\shptxt Fakta\par}}{\shprslt Fakta}}sidan.\par\sect
\sectd\sbknone Kvar.\par}"""
    assert [(page.number, lines(page)) for page in reading(text, "a.rtf").pages] == [
        (4, ["1. Skicka in", "2. Pris 340"]),
        (5, ["Andra sidan.", "Fakta", "Kvar."]),
    ]


WORDS = st.lists(st.text("abcåäöÅÄÖé–%0123456789€", min_size=1, max_size=8), min_size=1)


@settings(max_examples=50)
@given(WORDS)
def test_every_word_of_a_rich_text_is_read(words: list[str]) -> None:
    written = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in " ".join(words))
    assert only_page(f"{{\\rtf1\\ansi x {written}\\par}}", "a.rtf") == [f"x {' '.join(words)}"]


@given(st.binary(max_size=300))
def test_any_rich_text_is_read_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        reading(b"{\\rtf1 " + data, "a.rtf")


# E-books


def test_the_chapters_of_a_book_are_read_in_its_order() -> None:
    buffer = io.BytesIO()
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>{}</h1><p>{}</p></body></html>"
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='OEBPS/bok.opf'/></rootfiles></container>",
        )
        book.writestr(
            "OEBPS/bok.opf",
            """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
            <dc:title>Vägledning i praktiken</dc:title><dc:language>sv</dc:language>
            <dc:date>2024-05-01</dc:date><dc:publisher>Norra förlaget</dc:publisher></metadata>
            <manifest><item id="b" href="tv%C3%A5.xhtml" media-type="application/xhtml+xml"/>
            <item id="a" href="ett.xhtml" media-type="application/xhtml+xml"/>
            <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
            </manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine>
            </package>""",
        )
        book.writestr("OEBPS/ett.xhtml", chapter.format("Ett", "Början."))
        book.writestr("OEBPS/två.xhtml", chapter.format("Två", "Slutet."))
        book.writestr("OEBPS/nav.xhtml", chapter.format("Innehåll", "Ett 1"))
    read = reading(buffer.getvalue(), "bok.epub")
    title, *chapters = [lines(page) for page in read.pages]
    assert title == ["# Vägledning i praktiken"]
    assert chapters == [["# Ett", "Början."], ["# Två", "Slutet."]]
    assert (read.facts.title, read.facts.publisher) == ("Vägledning i praktiken", "Norra förlaget")
    assert (read.facts.published, read.facts.language) == ("2024-05-01", "sv")


def packed(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_a_book_has_the_pages_of_its_printed_edition() -> None:
    opf = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata/><manifest>
    <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
    <item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    book = packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfile full-path='x.opf'/></container>",
            "x.opf": opf,
            "a.xhtml": "<html><body><span epub:type='pagebreak' title='iv'/><p>Förord.</p><p>Text "
            "<span role='doc-pagebreak' aria-label='Sida 12.'/>som går vidare.</p></body></html>",
            "b.xhtml": "<html><body><p>Nytt kapitel.</p></body></html>",
        }
    )
    pages = reading(book, "bok.epub").pages
    assert [(page.name, lines(page)) for page in pages if page.blocks] == [
        ("iv", ["Förord.", "Text"]),
        ("12", ["som går vidare.", "Nytt kapitel."]),
    ]


def test_a_book_may_list_its_pages_in_its_contents_alone() -> None:
    opf = """<package><metadata/><manifest>
    <item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
    <item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    links = "<a href='a.xhtml#p11'>11</a><a href='a.xhtml#p12'>12</a><a href='b.xhtml'>13</a>"
    book = packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfile full-path='x.opf'/></container>",
            "x.opf": opf,
            "n.xhtml": f"<html><body><nav epub:type='page-list'>{links}</nav></body></html>",
            "a.xhtml": "<html><body><p id='p11'>Förord.</p><p>Text <b id='p12'>som</b> går.</p>"
            "</body></html>",
            "b.xhtml": "<html><body class='x'><p>Nytt kapitel.</p></body></html>",
        }
    )
    pages = reading(book, "bok.epub").pages
    assert [(page.number, lines(page)) for page in pages if page.blocks] == [
        (11, ["Förord.", "Text"]),
        (12, ["som går."]),
        (13, ["Nytt kapitel."]),
    ]


def test_the_mark_of_a_note_in_a_book_is_no_part_of_its_word() -> None:
    text = "<html><body><p>två gånger<a epub:type='noteref' href='#a'>1</a>.</p></body></html>"
    assert only_page(text, "a.html") == ["två gånger."]


# Files with a password

ODF = "application/vnd.oasis.opendocument"
LOCKED = "<manifest><file-entry><encryption-data/></file-entry></manifest>"


@pytest.mark.parametrize(
    "data",
    [
        *(
            packed({"mimetype": f"{ODF}.{kind}", "META-INF/manifest.xml": LOCKED})
            for kind in ("text", "spreadsheet", "presentation")
        ),
        OLE + "EncryptedPackage".encode("utf-16-le"),
        compound({"WordDocument": struct.pack("<5HH", 0xA5EC, 0, 0, 0, 0, 0x100)}),
        compound({"Current User": struct.pack("<4I", 0, 0, 20, 0xF3D1C4DF)}),
        compound({"Workbook": struct.pack("<8H", 0x809, 4, 0x600, 5, 0x2F, 4, 0, 0)}),
        broken_zips()["lösenord"],
    ],
    ids=["odt", "ods", "odp", "docx", "doc", "ppt", "xls", "zip"],
)
def test_a_file_with_a_password_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="lösenord"):
        reading(data, "a.bin")


def test_a_book_whose_chapters_are_encrypted_and_an_encrypted_mail_say_so() -> None:
    chapter = "<encryption><CipherReference URI='ett.xhtml'/></encryption>"
    with pytest.raises(Unreadable, match="kopieringsskyddad"):
        reading(packed({"mimetype": "x", "META-INF/encryption.xml": chapter}), "bok.epub")
    with pytest.raises(Unreadable, match="krypterat"):
        reading("MIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nMIAG", "a.eml")


# Mail


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Beslut om läromedel"
    message["From"], message["To"] = "Vera Ek <vera@storvik.example>", "alla@storvik.example"
    message["Date"] = "Tue, 09 Feb 2027 10:00:00 +0100"
    message.set_content("Hej!\n\nAvgiften är 900 kronor.")
    message.add_alternative("<p>Hej!</p><p>Avgiften är <b>900</b> kronor.</p>", subtype="html")
    return message


def test_a_mail_is_read_with_its_attachments_and_says_what_was_not() -> None:
    message = letter()
    document = Document()
    document.add_heading("Taxa", 1)
    document.add_paragraph("Prövning kostar 650 kronor.")
    message.add_attachment(saved(document), "application", "docx", filename="taxa.docx")
    message.add_attachment(b"MZ\0\0", "application", "octet-stream", filename="prog.exe")
    archive = packed({"plan.txt": "Planen gäller 2027."})
    message.add_attachment(archive, "application", "zip", filename="allt.zip")
    locked = broken_zips()["lösenord"]
    message.add_attachment(locked, "application", "zip", filename="last.zip")
    read = reading(message.as_bytes(), "beslut.eml")
    assert [lines(page) for page in read.pages] == [
        ["# Beslut om läromedel", "Hej!", "Avgiften är 900 kronor."],
        ["# taxa.docx", "## Taxa", "Prövning kostar 650 kronor."],
        ["# allt.zip/plan.txt", "Planen gäller 2027."],
    ]
    assert (read.facts.title, read.facts.published) == ("Beslut om läromedel", "2027-02-09")
    assert [page.label for page in read.pages] == [
        None,
        "bilagan taxa.docx",
        "bilagan allt.zip/plan.txt",
    ]
    locked_note, note = read.notes
    assert "last.zip" in locked_note
    assert "lösenord" in locked_note
    assert "prog.exe" in note
    assert "program" in note


def test_a_mail_of_outlook_is_read_with_its_attachment() -> None:
    def string(text: str) -> bytes:
        return text.encode("utf-16-le")

    def listed(*properties: tuple[int, int]) -> bytes:
        return b"".join(struct.pack("<HHIQ", kind, one, 6, 1) for one, kind in properties)

    text, number, data_kind = 0x1F, 0x03, 0x102
    attachment = {
        "__properties_version1.0": bytes(8)
        + listed((0x3705, number), (0x3707, text), (0x3701, data_kind)),
        "__substg1.0_3707001F": string("taxa.txt"),
        "__substg1.0_37010102": "Prövning kostar 650 kronor.".encode(),
    }
    data = compound(
        {
            "__properties_version1.0": bytes(32) + listed((0x37, text), (0x1000, text)),
            "__substg1.0_0037001F": string("Beslut om läromedel"),
            "__substg1.0_1000001F": string("Hej!\r\nAvgiften är 900 kronor."),
            "__attach_version1.0_#00000000": attachment,
        }
    )
    read = reading(data, "beslut.msg")
    assert [lines(page) for page in read.pages] == [
        ["# Beslut om läromedel", "Hej!", "Avgiften är 900 kronor."],
        ["# taxa.txt", "Prövning kostar 650 kronor."],
    ]
    with pytest.raises(Unreadable, match="skadat"):
        reading(data[: len(data) // 2], "beslut.msg")


def test_a_saved_web_page_is_that_page() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "Vux"
    message["Snapshot-Content-Location"] = "https://vux.example/"
    message.set_content("<main><h1>Vux</h1><p>Sök senast 15 maj.</p></main>", subtype="html")
    message.make_related()
    assert only_page(message.as_bytes(), "vux.mhtml") == ["# Vux", "Sök senast 15 maj."]


# Pictures and old files


@pytest.mark.skipif(not ocr.is_installed(), reason="tesseract is not installed")
def test_the_text_of_a_picture_is_recognised() -> None:
    picture = Image.new("RGB", (1400, 300), "white")
    font = ImageFont.load_default(60)
    ImageDraw.Draw(picture).text((40, 100), "Kursen startar i augusti", "black", font)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    read = reading(buffer.getvalue(), "affisch.png")
    assert "startar i augusti" in read.pages[0].text
    assert read.pages[0].ocr


@pytest.mark.skipif(not ocr.is_installed(), reason="tesseract is not installed")
def test_a_page_that_lay_aslant_in_the_scanner_has_its_table_and_its_columns() -> None:
    picture = Image.new("RGB", (1600, 1500), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(34)
    rows = [("Kurs", "Tid", "Avgift"), ("Historia", "13.00", "500 kr"), ("Kemi", "08.15", "750 kr")]
    for row, cells in enumerate(rows):
        for left, text in zip((120, 420, 720), cells, strict=True):
            draw.text((left, 150 + 80 * row), text, "black", font)
            draw.rectangle(
                (left - 30, 130 + 80 * row, left + 270, 210 + 80 * row), None, "black", 3
            )
    columns = [
        ["Kursen startar i augusti, och", "den som vill vara med skriver", "till oss senast",
         "den tolfte februari."],
        ["Betyget kommer inom fyra", "veckor. Brevet hittar du hos", "Marit Lund i huset eller",
         "skickas med post till eleven."],
    ]  # fmt: skip
    for left, texts in zip((120, 900), columns, strict=True):
        for row, text in enumerate(texts):
            draw.text((left, 600 + 50 * row), text, "black", font)
    picture.rotate(-1, fillcolor="white").save(buffer := io.BytesIO(), "PNG")
    read = only_page(buffer.getvalue(), "anslag.png")
    assert "| Kemi | 08.15 | 750 kr" in read
    text = " ".join(read)
    assert " ".join(columns[0]) in text
    assert " ".join(columns[1]) in text


def test_a_picture_without_character_recognition_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(Unreadable, match=r"är en bild.*tesseract"):
        reading(b"\x89PNG\r\n\x1a\n", "a.png")


def test_a_damaged_picture_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    with pytest.raises(Unreadable, match="skadad"):
        reading(b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.png")


def test_an_old_file_without_libreoffice_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable, match=r"spara som \.docx, eller installera LibreOffice"):
        reading(OLE + "WordDocument".encode("utf-16-le"), "a.doc")


def test_an_old_file_is_read_as_libreoffice_converts_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("Ur ett gammalt dokument.")
    (tmp_path / "new.docx").write_bytes(saved(document))
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport shutil, sys\n"
        f"out = sys.argv[sys.argv.index('--outdir') + 1]\n"
        f"shutil.copy({str(tmp_path / 'new.docx')!r}, out + '/fil.docx')\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    old = OLE + "WordDocument".encode("utf-16-le")
    assert only_page(old, "a.doc") == ["Ur ett gammalt dokument."]
    program.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
    with pytest.raises(Unreadable, match="kunde inte läsa"):
        reading(old, "a.doc")


@pytest.mark.parametrize("name", ["a.pptx", "a.odt", "a.epub"])
def test_damaged_files_say_so(name: str) -> None:
    whole = {
        "a.pptx": slides(),
        "a.odt": opendocument("<office:text><text:p>Hej</text:p></office:text>"),
        "a.epub": opendocument("<x/>").replace(
            b"vnd.oasis.opendocument.text", b"epub+zip                   "
        ),
    }[name]
    with pytest.raises(Unreadable, match="skadad"):
        reading(whole[: len(whole) // 2], name)


def test_pictures_in_documents_whose_text_is_not_read_are_told() -> None:
    large, logo = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (800, 300)).save(large, "PNG")
    Image.new("RGB", (90, 90)).save(logo, "PNG")
    document = Document()
    document.add_paragraph("Ansökan görs på webben.")
    document.add_picture(logo)
    assert reading(saved(document), "a.docx").notes == ()
    document.add_picture(large)
    assert reading(saved(document), "a.docx").notes == ("har 1 bild vars text inte lästes.",)
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Ansökan"
    slide.shapes.add_picture(large, 0, 0)
    buffer = io.BytesIO()
    presentation.save(buffer)
    assert reading(buffer.getvalue(), "a.pptx").notes == ("har 1 bild vars text inte lästes.",)
    workbook = openpyxl.Workbook()
    workbook.active.append(["Ort", "Elever"])
    workbook.active.add_image(openpyxl.drawing.image.Image(large), "D2")
    workbook.save(buffer := io.BytesIO())
    assert "har 1 bild vars text inte lästes." in reading(buffer.getvalue(), "a.xlsx").notes


@pytest.mark.parametrize("shown", [True, False])
def test_the_figures_of_a_chart_are_read_where_it_writes_them(*, shown: bool) -> None:
    chart_data: Any = CategoryChartData
    data = chart_data(number_format="0%")
    data.categories = ["2025", "2026"]
    data.add_series("Kvinnor", (0.31, 0.4))
    data.add_series("Män", (0.69, 0.6))
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    size = [Inches(4)] * 4
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *size, data).chart
    chart.chart_title.text_frame.text = "Andel i arbete"
    chart.plots[0].has_data_labels = True
    chart.plots[0].data_labels.show_value = shown
    presentation.save(buffer := io.BytesIO())
    read = reading(buffer.getvalue(), "a.pptx")
    table = ["| | Kvinnor | Män", "| 2025 | 31 % | 69 %", "| 2026 | 40 % | 60 %"]
    assert lines(read.pages[0]) == ["Andel i arbete", *(table if shown else [])]
    assert read.notes == (() if shown else ("har 1 diagram vars siffror inte lästes.",))


ANSWERED = {
    "svar.eml": "Den 5 okt. 2026 kl. 09:00 skrev Bo <bo@x.se>:\n> Startar kursen i januari?",
    "outlook.eml": "Från: Bo <bo@x.se>\nSkickat: den 5 oktober 2026\nStartar kursen i januari?",
}


@pytest.mark.parametrize("quoted", ANSWERED.values(), ids=ANSWERED)
def test_the_mail_that_a_mail_answers_is_left_out_and_told(quoted: str) -> None:
    def mail(subject: str, text: str) -> FileReading:
        return reading(f"MIME-Version: 1.0\nSubject: {subject}\n\n{text}\n", "a.eml")

    answer = "Kursen startar den 23 augusti."
    read = mail("Sv: Start", f"{answer}\n\n{quoted}")
    assert lines(read.pages[0]) == ["# Sv: Start", answer]
    assert read.dropped[-1].text.endswith("Startar kursen i januari?")
    # What is passed on is what the mail says, and what is parted by answers is one talk.
    for other in (
        mail("VB: Start", f"{answer}\n\n{quoted}"),
        mail("Sv: Start", f"Hej!\n> Startar kursen i januari?\n{answer}"),
    ):
        assert "Startar kursen i januari?" in other.pages[0].text
        assert answer in other.pages[0].text
