"""What stands in a PDF and is no text to read: hidden words, line numbers, watermarks, pictures."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import Unreadable, ocr
from tests.ingest.readers import pdfs
from tests.ingest.readers.pdfs import at, drawn, pdf, text
from tests.ingest.readers.shown import lines, reading
from tests.ingest.readers.test_pdf_seen import PROSE, read


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    at(canvas, 60, 140, "Avgiften är 900 kronor")
    canvas.setFillGray(0)


def covered(canvas: Canvas) -> None:
    at(canvas, 60, 140, "Avgiften är 900 kronor")
    canvas.rect(50, pdfs.HEIGHT - 150, 300, 20, fill=1)


def invisible(canvas: Canvas) -> None:
    canvas.drawString(60, pdfs.HEIGHT - 140, "Avgiften är 900 kronor", mode=3)


def outside(canvas: Canvas) -> None:
    at(canvas, 60, -40, "Avgiften är 900 kronor")


@pytest.mark.parametrize("hidden", [white, covered, invisible, outside])
def test_text_that_no_viewer_shows_is_not_read_and_told(hidden: Callable[[Canvas], None]) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, PROSE)
        hidden(canvas)

    result = read(draw)
    assert result.pages[0].text == PROSE
    assert [piece.text for piece in result.dropped] == ["Avgiften är 900 kronor"]


def test_only_what_the_crop_box_shows_is_read_also_of_a_turned_page() -> None:
    rows = [["Kommun", "Antal"], ["Norrby", "120"], ["Söderby", "80"]]
    table = pdfs.table(rows, [100, 60])

    def draw(canvas: Canvas) -> None:
        at(canvas, 100, 200, PROSE)
        at(canvas, 100, 60, "Skärmärke: 12 345")
        table.wrapOn(canvas, 300, 300)
        table.drawOn(canvas, 100, 500)

    for turn in (0, 90, 180, 270):
        with pypdfium2.PdfDocument(drawn(draw)) as document:
            document[0].set_cropbox(80, 50, 560, 700)
            document[0].set_rotation(turn)
            buffer = io.BytesIO()
            document.save(buffer)
        (page,) = reading(buffer.getvalue(), "a.pdf").pages
        assert PROSE in page.text
        assert "| Norrby | 120" in lines(page)
        assert "12 345" not in page.text


@pytest.mark.parametrize(("step", "x"), [(1, 45), (5, 45), (1, 540)])
def test_line_numbers_in_the_margin_are_left_out_and_told(step: int, x: int) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 31):
            if number % step == 0:
                at(canvas, x, 80 + 14 * number, str(number), 8)
            at(canvas, 72, 80 + 14 * number, f"{PROSE}.")

    result = read(draw)
    assert result.pages[0].text.replace("\n", " ") == " ".join([f"{PROSE}."] * 30)
    assert [piece.rule for piece in result.dropped] == ["radnummer"]


def test_line_numbers_are_known_beside_a_head_and_the_number_of_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 72, 40, "Remissversion")
        for number in range(1, 9):
            at(canvas, 50, 80 + 20 * number, str(number), 8)
            at(canvas, 72, 80 + 20 * number, f"{PROSE}.")
        at(canvas, 295, 800, "1")

    result = read(draw)
    assert "radnummer" in [piece.rule for piece in result.dropped]
    assert " ".join([f"{PROSE}."] * 8) in result.pages[0].text.replace("\n", " ")


def test_a_list_of_numbered_rows_keeps_its_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 80, "Betygsordning")
        for number in range(1, 9):
            at(canvas, 60, 80 + 14 * number, str(number))
            at(canvas, 120, 80 + 14 * number, "Solvik")

    assert lines(read(draw).pages[0])[1:3] == ["| 1 | Solvik", "| 2 | Solvik"]


def test_a_font_that_does_not_tell_its_letters_is_recognised_or_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shifted = "".join(chr(ord(char) - 29) if char.islower() else char for char in PROSE * 2)

    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, shifted)

    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(Unreadable, match="teckensnitt"):
        read(draw)


def test_a_cover_that_is_a_picture_leaves_the_other_pages_as_text() -> None:
    if not ocr.is_installed():
        pytest.skip("tesseract with Swedish is not installed")
    scan = pdfs.scanned("Kurskatalog för regionen")
    with (
        pypdfium2.PdfDocument(scan) as cover,
        pypdfium2.PdfDocument(pdf([text(PROSE)])) as rest,
    ):
        cover.import_pages(rest)
        buffer = io.BytesIO()
        cover.save(buffer)
    pages = reading(buffer.getvalue(), "a.pdf").pages
    assert [page.ocr for page in pages] == [True, False]


def test_a_watermark_is_no_title_and_parts_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica-Bold", 80)
        canvas.setFillGray(0.85)
        canvas.translate(150, 500)
        canvas.rotate(45)
        canvas.drawString(0, 0, "UTKAST")
        canvas.restoreState()
        for line in range(12):
            at(canvas, 60, 100 + 14 * line, "Bidraget betalas ut varje månad till den som läser")

    read_ = read(draw)
    assert "UTKAST" not in read_.pages[0].text
    assert len(read_.pages[0].blocks) == 1
    assert ["UTKAST" in piece.text for piece in read_.dropped] == [True]


@pytest.mark.parametrize("angle", [6, 15, -12])
def test_a_stamp_is_read_though_it_stands_aslant(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, PROSE)
        canvas.translate(200, 500)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "INKOM 2026-03-14")
        canvas.drawString(0, -14, "Dnr VUX 2026/118")

    read_ = read(draw)
    assert "INKOM 2026-03-14" in read_.pages[0].text
    assert "Dnr VUX 2026/118" in read_.pages[0].text
    assert not read_.dropped


needs_tesseract = pytest.mark.skipif(not ocr.is_installed(), reason="tesseract is not installed")
SHOWN = ("Sista ansökningsdag är den 14 april", "Avgiften är 500 kronor och betalas i förväg")


@needs_tesseract
def test_a_scan_that_lies_on_its_side_is_turned() -> None:
    with pypdfium2.PdfDocument(pdfs.scanned(*SHOWN)) as document:
        document[0].set_rotation(270)
        buffer = io.BytesIO()
        document.save(buffer)
    assert reading(buffer.getvalue(), "a.pdf").pages[0].text.split()[:2] == [
        "Sista",
        "ansökningsdag",
    ]


@needs_tesseract
@pytest.mark.parametrize("mode", [3, 0])
def test_the_text_of_a_scan_is_what_is_seen_and_not_another_below_it(mode: int) -> None:
    def layer(canvas: Canvas) -> None:
        words = canvas.beginText(60, 700)
        words.setTextRenderMode(mode)
        words.textLines("Protokoll fran arsmotet\nForeningen har 4000 medlemmar")
        canvas.drawText(words)

    def draw(canvas: Canvas) -> None:
        layer(canvas)
        with pypdfium2.PdfDocument(pdfs.scanned(*SHOWN)) as document:
            picture = document[0].render(scale=200 / 72).to_pil()
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)

    read_ = read(draw)
    assert "14 april" in read_.pages[0].text
    assert "4000" not in read_.pages[0].text
    assert any("dolda texten" in note for note in read_.notes)


def test_words_that_a_rule_strikes_out_no_longer_hold() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, "Sista dag:")
        at(canvas, 130, 100, "1 maj")
        width = canvas.stringWidth("1 maj", "Times-Roman", 10)
        canvas.line(130, A4[1] - 97, 130 + width, A4[1] - 97)
        at(canvas, 170, 100, "15 maj")
        at(canvas, 60, 130, "Stapel 45")
        canvas.line(40, A4[1] - 127, 300, A4[1] - 127)
        at(canvas, 60, 160, "Understruket")
        canvas.line(60, A4[1] - 162, 110, A4[1] - 162)

    read_ = read(draw)
    assert read_.pages[0].text.replace(" | ", " ").split("\n") == [
        "Sista dag: 15 maj",
        "Stapel 45",
        "Understruket",
    ]
    assert [piece.text for piece in read_.dropped] == ["1 maj"]


def test_what_an_opaque_box_covers_is_not_read_though_new_text_stands_on_it() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, PROSE)
        at(canvas, 60, 140, "Ansökan görs till rektor senast den 1 mars.")
        canvas.setFillGray(1)
        canvas.rect(55, pdfs.HEIGHT - 144, 400, 14, stroke=0, fill=1)
        canvas.setFillGray(0)
        at(canvas, 60, 141, "Ansökan görs till nämnden senast den 15 april.")

    result = read(draw)
    assert result.pages[0].text.endswith("\nAnsökan görs till nämnden senast den 15 april.")
    assert [piece.text for piece in result.dropped] == [
        "Ansökan görs till rektor senast den 1 mars."
    ]


@pytest.mark.parametrize(("alpha", "clipped"), [(0.3, False), (1, True)])
def test_what_shows_through_or_beside_a_box_is_read(alpha: float, *, clipped: bool) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 140, PROSE)
        if clipped:
            corner = canvas.beginPath()
            corner.rect(0, 0, 50, 50)
            canvas.clipPath(corner, stroke=0)
        canvas.setFillColorRGB(1, 1, 0, alpha=alpha)
        canvas.rect(50, pdfs.HEIGHT - 150, 500, 20, stroke=0, fill=1)

    assert read(draw).pages[0].text == PROSE


def test_what_no_viewer_shows_is_not_read_where_other_words_stand_over_it() -> None:
    def draft(canvas: Canvas) -> None:
        canvas.drawString(60, pdfs.HEIGHT - 140, "Antal platser: 160", mode=3)
        at(canvas, 60, 140, "Antal platser: 95")
        at(canvas, 60, 200, PROSE)

    (page,) = read(draft).pages
    assert "Antal platser: 95" in page.text
    assert "160" not in page.text


def test_what_stands_on_a_layer_that_is_off_is_not_read_though_other_words_have_its_place() -> None:
    words = "BT /F1 12 Tf 72 700 Td (Studietakt: {} procent) Tj ET"
    content = f"/OC /MC0 BDC {words.format(75)} EMC /OC /MC1 BDC {words.format(50)} EMC".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R 6 0 R]"
        b" /D << /ON [5 0 R] /OFF [6 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
        b" << /Font << /F1 7 0 R >> /Properties << /MC0 5 0 R /MC1 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /OCG /Name (Beslut) >>",
        b"<< /Type /OCG /Name (Utkast) >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, held in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    end = b"xref\n0 8\n0000000000 65535 f \n%s" % b"".join(places)
    end += b"trailer << /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    result = reading(data + end, "a.pdf")
    assert result.pages[0].text == "Studietakt: 75 procent"
    assert [piece.text for piece in result.dropped] == ["Studietakt: 50 procent"]
