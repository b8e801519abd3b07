"""What a person sees on a page is what is read of it: marks, notes, layers, forms and margins."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import pypdfium2
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from ingest.readers import FileReading, Unreadable, ocr
from tests.ingest.readers import pdfs
from tests.ingest.readers.pdfs import at, drawn, pdf, text
from tests.ingest.readers.shown import lines, only_page, reading

PROSE = "Kommunen erbjuder vägledning till alla vuxna som vill börja studera eller byta yrke"


def read(*pages: Callable[[Canvas], None]) -> FileReading:
    return reading(drawn(*pages), "a.pdf")


def raised(  # noqa: PLR0917 - a drawing has places
    canvas: Canvas, x: float, y: float, words: str, mark: str, rise: float = 4
) -> float:
    """Words with a small mark behind them; gives where the mark ends."""
    at(canvas, x, y, words)
    end: float = x + canvas.stringWidth(words, "Helvetica", 10)
    at(canvas, end, y - rise, mark, 6)
    mark_width: float = canvas.stringWidth(mark, "Helvetica", 6)
    return end + mark_width


@pytest.mark.parametrize(
    ("words", "mark", "rest", "right"),
    [
        ("Antalet elever var 1 250", "3", " under året", "Antalet elever var 1 250 under året"),
        ("Beslutet togs 2024", "12", ".", "Beslutet togs 2024."),
        ("Det gäller 42 procent", "4, 5", " av dem", "Det gäller 42 procent av dem"),
        ("Läromedel", "*", " ingår", "Läromedel ingår"),
        ("Lokalen är 250 m", "2", " stor", "Lokalen är 250 m² stor"),
        ("Det är 10", "6", " gånger fler", "Det är 10⁶ gånger fler"),
    ],
)
def test_a_raised_mark_is_no_part_of_a_figure(words: str, mark: str, rest: str, right: str) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, raised(canvas, 60, 100, words, mark), 100, rest)

    (page,) = read(draw).pages
    assert page.text == right


def test_a_mark_that_is_drawn_after_all_text_is_no_line_and_no_page_number() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, "Antalet elever var 1 250 under året")
        end = 60 + canvas.stringWidth("Antalet elever var 1 250", "Helvetica", 10)
        at(canvas, end, 96, "3", 6)

    (page,) = read(draw).pages
    assert (page.number, page.text) == (None, "Antalet elever var 1 250 under året")


def test_lowered_figures_stay_with_letters_and_apart_from_figures() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, raised(canvas, 60, 100, "Utsläpp av CO", "2", -2), 100, " minskar")
        at(canvas, raised(canvas, 60, 140, "Antal 250", "1", -2), 140, " elever")

    (page,) = read(draw).pages
    assert page.text.split("\n") == ["Utsläpp av CO2 minskar", "Antal 250 1 elever"]


def test_footnotes_are_notes_of_their_own_and_no_page_numbers() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            at(canvas, raised(canvas, 60, 100, f"{PROSE[number:]} 870", str(number)), 100, " och")
            at(canvas, 60, 113, f"det gäller {'hela ' * number}länet.")
            raised(canvas, 60, 704, "", str(number))
            at(canvas, 64, 704, "Räknat i april.", 8)
            at(canvas, 290, 800, str(number + 6), 8)

        return draw

    pages = read(*map(page, range(1, 6))).pages
    assert [one.number for one in pages] == [7, 8, 9, 10, 11]
    assert lines(pages[2])[:2] == [
        f"{PROSE[3:]} 870 och det gäller hela hela hela länet.",
        "* Räknat i april.",
    ]


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


def test_a_cell_merged_over_rows_stands_in_each_of_them() -> None:
    from reportlab.lib import colors
    from reportlab.platypus import Table, TableStyle

    table = Table(
        [
            ["Paket", "Kurs", "Veckor"],
            ["Svetsare", "MIG", "15"],
            ["", "TIG", "9"],
            ["Kock", "Kök", "12"],
            ["Summa", "", "36"],
        ]
    )
    spans = [("SPAN", (0, 1), (0, 2)), ("SPAN", (0, 4), (1, 4))]
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans]))
    (page,) = reading(pdf([table]), "a.pdf").pages
    assert lines(page) == [
        "| Paket | Kurs | Veckor",
        "| Svetsare | MIG | 15",
        "| Svetsare | TIG | 9",
        "| Kock | Kök | 12",
        "| Summa | Summa | 36",
    ]


def test_a_table_without_rules_whose_rows_are_tinted_keeps_its_cells() -> None:
    rows = [["Utbildning", "Ort", "Platser"], ["Svets", "Ekhamn", "12"], ["Kock", "Åby", "9"]]
    tinted = Table(rows, colWidths=[150, 100, 80])
    tinted.setStyle([("BACKGROUND", (0, 1), (-1, 1), colors.lightgrey)])
    (page,) = reading(pdf([text("Platser", pdfs.FIRST), tinted]), "a.pdf").pages
    assert lines(page)[1:] == ["| " + " | ".join(row) for row in rows]


def test_a_value_that_goes_on_below_itself_stays_with_its_label() -> None:
    rows = [
        ("Kursens namn", "Svetsteknik"),
        ("Behörighet", "Grundläggande behörighet och kun-"),
        ("", "skaper i svenska"),
        ("Kostnad", "Avgiftsfri"),
        ("Start", "17 augusti eller"),
        ("", "24 augusti"),
    ]

    def draw(canvas: Canvas) -> None:
        for place, (label, value) in enumerate(rows):
            at(canvas, 60, 100 + 18 * place, label)
            at(canvas, 200, 100 + 18 * place, value)

    assert only_page(drawn(draw), "a.pdf") == [
        "| Kursens namn | Svetsteknik",
        "| Behörighet | Grundläggande behörighet och kunskaper i svenska",
        "| Kostnad | Avgiftsfri",
        "| Start | 17 augusti eller 24 augusti",
    ]


def test_a_table_in_one_of_two_columns_keeps_its_rows() -> None:
    left, right = ("lärcentrum ger stöd åt elever", "Under året ökade antalet elever")

    def draw(canvas: Canvas) -> None:
        for place in range(5):
            at(canvas, 60, 100 + 14 * place, left)
            at(canvas, 320, 100 + 14 * place, right)
        for row, cells in enumerate([("Ort", "2024", "2025"), ("Ekhamn", "120", "140")]):
            for column, cell in enumerate(cells):
                at(canvas, 60 + 90 * column, 190 + 14 * row, cell)

    (page,) = read(draw).pages
    assert [line for line in lines(page) if line.startswith("|")] == [
        "| Ort | 2024 | 2025",
        "| Ekhamn | 120 | 140",
    ]
    assert left not in next(line for line in lines(page) if right in line)


def test_lines_with_a_label_each_are_no_running_text() -> None:
    facts = [
        "Kursen ingår i utbildningen: Utvecklare inom maskininlärning",
        "Kursens omfattning: 20 poäng som läses på halvfart i tio veckor",
        "Undervisningsspråk: Svenska",
    ]

    def draw(canvas: Canvas) -> None:
        for place, fact in enumerate(facts):
            at(canvas, 60, 100 + 13 * place, fact)

    (page,) = read(draw).pages
    assert lines(page) == facts


def test_strips_of_colour_around_the_words_of_a_head_are_no_columns() -> None:
    """As Word writes a shaded row: each cell is three rectangles side by side."""
    edges = (60, 160, 280, 360)

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.lightgrey)
        for left, right in pairwise(edges):
            for start, end in ((left, left + 5), (left + 5, right - 5), (right - 5, right)):
                canvas.rect(start, pdfs.HEIGHT - 120, end - start, 20, stroke=0, fill=1)
        canvas.setFillColor(colors.black)
        for row in range(1, 4):
            for left, right in pairwise(edges):
                canvas.rect(left, pdfs.HEIGHT - 120 - 20 * row, right - left, 20)
        cells = [("Kurs", "Start", "Ort"), ("Kock", "2 maj", "Boden"), ("Svets", "3 juni", "Åby")]
        for row, words in enumerate(cells):
            for left, word in zip(edges, words, strict=False):
                at(canvas, left + 7, 115 + 20 * row, word)

    (page,) = read(draw).pages
    assert lines(page) == [
        "| Kurs | Start | Ort",
        "| Kock | 2 maj | Boden",
        "| Svets | 3 juni | Åby",
    ]


def test_a_long_cell_does_not_break_its_table() -> None:
    rows = [["Mål", "Insats", "Ansvar"], ["Fler platser", f"{PROSE} " * 12, "Nämnden"]]
    cells = [[text(cell) for cell in row] for row in rows]
    table = pdfs.table([["a", "b", "c"]], [80, 300, 80])
    (page,) = reading(pdf([type(table)(cells, [80, 300, 80], style=GRID)]), "a.pdf").pages
    assert lines(page)[0] == "| Mål | Insats | Ansvar"
    assert lines(page)[1].startswith("| Fler platser | Kommunen erbjuder")
    assert lines(page)[1].endswith("| Nämnden")


GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("angle", [90, -90])
def test_a_turned_table_on_an_upright_page(angle: int, *, ruled: bool) -> None:
    rows = [["Utbildning", "Ort", "Platser"], ["Undersköterska", "Ekhamn", "48"],
            ["Barnskötare", "Granby", "24"]]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "Bilaga med platser")
        canvas.translate(300, 400)
        canvas.rotate(angle)
        if ruled:
            table = pdfs.table(rows, [120, 90, 60])
            table.wrapOn(canvas, 300, 300)
            table.drawOn(canvas, -150, 0)
            return
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                canvas.drawString(-150 + 120 * column, -16 * place, cell)

    (page,) = read(draw).pages
    assert lines(page) == [
        "Bilaga med platser",
        "| Utbildning | Ort | Platser",
        "| Undersköterska | Ekhamn | 48",
        "| Barnskötare | Granby | 24",
    ]


def test_an_accent_drawn_over_a_letter_is_one_with_it() -> None:
    def draw(canvas: Canvas) -> None:
        x = 60.0
        for letters, accent in (("V", ""), ("a", "¨"), ("gled p", ""), ("a", "`"), (" 20 °C", "")):
            at(canvas, x, 100, letters)
            width = canvas.stringWidth(letters, "Helvetica", 10)
            if accent:
                across = canvas.stringWidth(accent, "Helvetica", 10)
                at(canvas, x + width / 2 - across / 2, 100, accent)
            x += width

    (page,) = read(draw).pages
    assert page.text == "Vägled på 20 °C".replace("å", "à")


def test_a_word_goes_on_behind_a_letter_with_an_accent() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, "Va")
        end = 60 + canvas.stringWidth("Va", "Helvetica", 10)
        at(canvas, end - 5.5, 100, "¨")
        at(canvas, end, 100, "gledning ges")

    assert read(draw).pages[0].text == "Vägledning ges"


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


def test_a_filled_form_is_read_with_its_values() -> None:
    def draw(canvas: Canvas) -> None:
        form = canvas.acroForm
        for place, (label, value) in enumerate([("Kursens namn:", "Handledare"), ("Ort:", "Åby")]):
            at(canvas, 60, 100 + 30 * place, label)
            form.textfield(
                value=value, x=200, y=pdfs.HEIGHT - 108 - 30 * place, width=200, height=20,
                name=f"f{place}",
            )  # fmt: skip
        for place, ticked in enumerate([True, False]):
            at(canvas, 60, 200 + 30 * place, ("Distans:", "Praktik:")[place])
            form.checkbox(
                checked=ticked, x=200, y=pdfs.HEIGHT - 204 - 30 * place, size=12, name=f"c{place}"
            )

    assert lines(read(draw).pages[0]) == [
        "Kursens namn: Handledare",
        "Ort: Åby",
        "Distans: ☒",
        "Praktik: ☐",
    ]


def spread(left: int) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize(landscape(A4))
        height = landscape(A4)[1]
        for place, number in enumerate((left, left + 1)):
            x = 60 + 420 * place
            canvas.setFont("Helvetica", 10)
            for row in range(12):
                canvas.drawString(x, height - 100 - 13 * row, f"Text på uppslagets sida {number}.")
            canvas.drawString(x, 30, str(number))

    return draw


def test_two_printed_pages_on_a_sheet_are_two_pages() -> None:
    pages = read(*(spread(left) for left in (4, 6, 8))).pages
    assert [(page.number, page.sheet) for page in pages] == [
        (4, 1), (5, 1), (6, 2), (7, 2), (8, 3), (9, 3),
    ]  # fmt: skip
    assert all(f"sida {page.number}." in page.text for page in pages)
    assert not any(f"sida {page.number + 1}." in page.text for page in pages if page.number)


def test_labels_of_the_file_name_pages_without_a_number() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, PROSE)

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(5):
        draw(canvas)
        canvas.showPage()
    canvas.addPageLabel(0, style="ROMAN_LOWER")
    canvas.addPageLabel(3, style="ARABIC", prefix="A-")
    canvas.save()
    pages = reading(buffer.getvalue(), "a.pdf").pages
    assert [page.name for page in pages] == ["i", "ii", "iii", "A-1", "A-2"]
    assert [page.number for page in pages] == [None] * 5
    assert [page.sheet for page in pages] == [1, 2, 3, 4, 5]


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


def turned(data: bytes, degrees: int) -> bytes:
    """A PDF whose first page a viewer turns."""
    with pypdfium2.PdfDocument(data) as document:
        document[0].set_rotation(degrees)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_reads_as_it_does_upright(turn: int, *, stored: bool) -> None:
    lines_ = ["Anvisning till deltagare", "Resor betalas med 640 kronor.", "Ta med lunch."]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.translate(*{90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[turn])
    canvas.rotate(turn)
    for place, line in enumerate(lines_):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(40, 400 - 40 * place, line)
    for place, word in enumerate(["Ort", "Platser", "Ekhamn", "48"]):
        canvas.rect(40 + 100 * (place % 2), 200 - 20 * (place // 2), 100, 20)
        canvas.drawString(45 + 100 * (place % 2), 206 - 20 * (place // 2), word)
    canvas.showPage()
    canvas.save()
    data = turned(buffer.getvalue(), turn) if stored else buffer.getvalue()
    (page,) = reading(data, "a.pdf").pages
    assert lines(page) == [*lines_, "| Ort | Platser", "| Ekhamn | 48"]


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


def test_files_attached_to_a_pdf_are_read_or_told() -> None:
    with pypdfium2.PdfDocument(pdf([text(PROSE)])) as document:
        for name, data in (("avgifter.txt", b"Boken kostar 345 kronor."), ("faktura.bin", b"\0")):
            document.new_attachment(name).set_data(data)
        buffer = io.BytesIO()
        document.save(buffer)
    read_ = reading(buffer.getvalue(), "a.pdf")
    assert lines(read_.pages[1]) == ["# avgifter.txt", "Boken kostar 345 kronor."]
    assert ["faktura.bin" in note for note in read_.notes] == [True]


def test_words_that_are_read_from_the_right_are_read() -> None:
    try:
        registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    except TTFError:
        pytest.skip("the font is not installed")

    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, "Kursen börjar i maj.")
        canvas.setFont("DejaVu", 11)
        canvas.drawRightString(400, 600, "\u05e1\u05e8\u05d5\u05e7 \u05d9\u05d0\u05de\u05d1")

    read_ = read(draw)
    assert read_.pages[0].blocks[-1].text == "\u05d1\u05de\u05d0\u05d9 \u05e7\u05d5\u05e8\u05e1"
    assert not read_.dropped


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
