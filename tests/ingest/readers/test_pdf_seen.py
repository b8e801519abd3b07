"""PDF as a viewer shows it: raised marks, accents, forms, turned pages and labels."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import FileReading
from tests.ingest.readers import pdfs
from tests.ingest.readers.pdfs import at, drawn, pdf, text
from tests.ingest.readers.shown import lines, reading

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


@pytest.mark.parametrize("figure", [("1", "250"), ("12", "400", "000")])
def test_a_gap_without_a_sign_parts_the_thousands_of_a_figure(figure: tuple[str, ...]) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, "Kostnaden är")
        left = 130.0
        for group in figure:
            at(canvas, left, 100, group)
            left += canvas.stringWidth(group, "Helvetica", 10) + 1.5
        at(canvas, left + 2, 100, "kronor år 20252026.")

    assert read(draw).pages[0].text == f"Kostnaden är {' '.join(figure)} kronor år 20252026."
