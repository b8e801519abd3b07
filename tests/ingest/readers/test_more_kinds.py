"""Rich text, pictures, old Office files, and what is told of files that cannot be read."""

from __future__ import annotations

import io
import struct
import sys
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from pptx import Presentation

from ingest.readers import Unreadable, ocr
from ingest.readers.reading import LeftOut
from tests.ingest.readers.compound import compound
from tests.ingest.readers.shown import lines, only_page, reading
from tests.ingest.readers.test_docx import saved
from tests.ingest.readers.test_mail_and_books import packed
from tests.ingest.readers.test_presentations import left_out, opendocument, slides
from tests.ingest.zips import broken_zips

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)


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
