"""Questions to drawn PDFs whose answer hangs on what stands where on the page."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table

from tests.assistant.answer.test_pages_as_seen import replies
from tests.ingest.readers.pdfs import FIRST, SECOND, at, drawn, pdf, text

FIELDS = (
    ("Sökande", "Kim Alm"),
    ("Antal platser", "14"),
    ("Ort", "Tranby"),
    ("Start", "3 maj 2027"),
)


def quoted(folder: Path, draw: Callable[[Canvas], None], question: str) -> str:
    """The columns and rows of what answers a question to one drawn page."""
    (reply,) = replies(folder, "a.pdf", drawn(draw), question)
    assert reply["status"] != "not_found", reply["text"]
    return "\n".join(f"{one['columns']}: {one['quote']}" for one in reply["citations"])


def seats(canvas: Canvas, names: tuple[str, ...]) -> None:
    """A table without rules whose names of columns stand sideways."""
    at(canvas, 60, 60, "Platser på yrkesutbildningarna i Tranby", 15)
    at(canvas, 60, 190, "Utbildning")
    for place, name in enumerate(names):
        canvas.saveState()
        canvas.translate(240 + 60 * place, A4[1] - 190)
        canvas.rotate(90)
        canvas.drawString(0, 0, name)
        canvas.restoreState()
    for row, (name, *figures) in enumerate(
        (("Svetsare", 41, 52), ("Kock", 33, 29), ("Florist", 12, 19))
    ):
        at(canvas, 60, 208 + 16 * row, name)
        for place, figure in enumerate(figures):
            at(canvas, 232 + 60 * place, 208 + 16 * row, str(figure))


def test_names_of_columns_that_stand_sideways_are_told_with_a_row(tmp_path: Path) -> None:
    names = ("Platser hösten 2026", "Platser våren 2027")
    shown = quoted(tmp_path, lambda c: seats(c, names), "Hur många platser har Kock våren 2027?")
    assert shown == "Utbildning | Platser hösten 2026 | Platser våren 2027: Kock | 33 | 29"


@pytest.mark.parametrize("names", [("Åk 8", "Åk 9"), ("16–19 år", "20–24 år")])
def test_a_name_with_a_figure_above_figures_names_its_column(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "Elever på skolorna i Tranby", 15)
        rows = (("Skola", *names), ("Ekskolan", "84", "79"), ("Almskolan", "66", "70"))
        for row, texts in enumerate(rows):
            for place, words in enumerate(texts):
                at(canvas, 60 + 120 * place, 100 + 16 * row, words)

    shown = quoted(tmp_path, draw, f"Hur många elever i {names[1]} har Almskolan?")
    assert f"Skola | {names[0]} | {names[1]}: Almskolan | 66 | 70" in shown


def bars(canvas: Canvas) -> None:
    """Bars from the left, drawn before their figures and names, which come from below."""
    at(canvas, 60, 60, "Vart eleverna går", 15)
    at(canvas, 60, 100, "Figur 1. Andel med arbete efter ett år per bransch, procent")
    shares = (("Vård", 83), ("Bygg", 76), ("Handel", 57), ("Hotell", 44))
    for row, (_, share) in reversed([*enumerate(shares)]):
        canvas.rect(150, A4[1] - 130 - 30 * row, 3 * share, 12)
        at(canvas, 156 + 3 * share, 130 + 30 * row, str(share))
    for row, (name, _) in enumerate(shares):
        canvas.drawRightString(140, A4[1] - 130 - 30 * row, name)
    at(canvas, 60, 300, "Uppgifterna kommer från skolornas egen uppföljning.")


def columns(canvas: Canvas) -> None:
    """Columns from below, each under its figure and over its name."""
    at(canvas, 60, 60, "Deltagare på kurserna i Tranby", 15)
    counts = (("Språk", 31), ("Data", 44), ("Musik", 52), ("Vård", 70))
    for place, (name, count) in enumerate(counts):
        canvas.drawCentredString(120 + 70 * place, A4[1] - 196 + count, str(count))
        canvas.drawCentredString(120 + 70 * place, A4[1] - 214, name)
    at(canvas, 60, 240, "Diagram 1. Antal deltagare per kurs")
    at(canvas, 60, 270, "Uppgifterna kommer från skolornas egen uppföljning.")


@pytest.mark.parametrize(
    ("draw", "question", "row"),
    [
        (bars, "Hur stor andel inom Handel hade arbete efter ett år?", "Handel | 57"),
        (columns, "Hur många deltagare hade kurserna i Musik?", "Musik | 52"),
    ],
)
def test_each_figure_of_a_chart_stands_with_its_name(
    tmp_path: Path, draw: Callable[[Canvas], None], question: str, row: str
) -> None:
    (reply,) = replies(tmp_path, "a.pdf", drawn(draw), question)
    (quote,) = reply["citations"]
    assert (quote["quote"], quote["page_labels"]) == (row, [])


def typed_over(data: bytes, *notes: tuple[float, float, str, int]) -> bytes:
    """A PDF with text typed over its page: left, distance from the top, words and flags."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        for left, top, words, flags in notes:
            note = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_FREETEXT)
            box = pdfium.FS_RECTF(left, A4[1] - top, left + 200, A4[1] - top - 16)
            pdfium.FPDFAnnot_SetRect(note, box)
            encoded = (words + "\0").encode("utf-16-le")
            text = ctypes.cast(ctypes.create_string_buffer(encoded), pdfium.FPDF_WIDESTRING)
            pdfium.FPDFAnnot_SetStringValue(note, b"Contents", text)
            pdfium.FPDFAnnot_SetFlags(note, flags)
            pdfium.FPDFPage_CloseAnnot(note)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("below", [-9, 6, -33], ids=["in the box", "below", "above a line"])
def test_text_typed_over_a_form_is_read_at_its_label(tmp_path: Path, below: int) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "Beställning av utbildning", 15)
        at(canvas, 60, 90, "Blanketten skickas till lärcentrum i Tranby.")
        for place, (label, _) in enumerate(FIELDS):
            at(canvas, 64, 130 + 50 * place, label, 8)

    notes = [(62.0, 130.0 + 50 * at_ + below, value, 4) for at_, (_, value) in enumerate(FIELDS)]
    data = typed_over(drawn(draw), *reversed(notes), (300, 130, "internt: 99", 2))
    (reply,) = replies(tmp_path, "a.pdf", data, "Vilket antal platser står i beställningen?")
    assert "Antal platser: 14" in reply["citations"][0]["quote"]
    assert "internt" not in str(reply)


def test_large_figures_stand_with_what_they_count(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "Lärcentrum i Tranby", 15)
        for place, (figure, words) in enumerate((("2 310", "studerande"), ("64", "anordnare"))):
            at(canvas, 60 + 200 * place, 110, figure, 22)
            at(canvas, 60 + 200 * place, 128, f"{words} under året", 9)
        at(
            canvas,
            60,
            180,
            "Uppgifterna avser läsåret 2025/26 och hela förbundet med dess kommuner.",
        )

    assert "64 anordnare under året" in quoted(
        tmp_path, draw, "Hur många anordnare fanns det under året?"
    )


def test_boxes_of_contacts_in_columns_are_read_one_by_one(tmp_path: Path) -> None:
    people = (
        ("Rektor", "Anna Berg", "0555-55 20 11", "Rum 214"),
        ("Studievägledare", "Olle Frid", "0555-55 20 12", "Rum 118"),
        ("Kurator", "Siv Ek", "0555-55 20 13", "Rum 301"),
    )

    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "Lärcentrum i Tranby", 15)
        for row in range(4):
            for place, lines in enumerate(people):
                at(canvas, 60 + 170 * place, 100 + 15 * row, lines[row])

    shown = quoted(tmp_path, draw, "Vad har studievägledaren för telefonnummer?")
    assert "0555-55 20 12" in shown
    assert "0555-55 20 11" not in shown


def test_a_pdf_that_a_mail_shows_inside_it_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Schema för skogskursen", "kansli@tranby.example"
    message.set_content("Hej! Schemat finns i filen. Hälsningar från kursens kansli i Tranby.")
    data = drawn(lambda canvas: at(canvas, 60, 60, "Provet är den 2 juni 2027 i Tranby."))
    message.add_attachment(
        data, "application", "octet-stream", filename="schema.pdf", disposition="inline"
    )
    (reply,) = replies(tmp_path, "a.eml", message.as_bytes(), "När är provet i Tranby?")
    assert reply["citations"][0]["quote"] == "Provet är den 2 juni 2027 i Tranby."


def test_a_bold_row_names_the_columns_and_is_no_answer(tmp_path: Path) -> None:
    levels = {
        "Kurs: Muranalys": ("Kan mura en rak vägg.", "Kan mura en båge utan hjälp."),
        "Kurs: Fogning": ("Kan foga en vägg.", "Kan välja bruk efter väder."),
        "Kurs: Examensarbete": ("Kan göra ett arbete enligt plan.", "Kan motivera sina val."),
    }
    story: list[Flowable] = [text("Kursplan murare", FIRST)]
    for name, told in levels.items():
        table = Table([["Godkänt (G)", "Väl godkänt (VG)"], list(told)])
        bold = ("FONT", (0, 0), (-1, 0), "Helvetica-Bold")
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), bold])
        story += [text(name, SECOND), table]
    (reply,) = replies(
        tmp_path,
        "a.pdf",
        pdf(story),
        "Vad krävs för betyget Väl godkänt i kursen Examensarbete?",
    )
    assert "Kan motivera sina val." in reply["text"]
    assert "båge" not in reply["text"]
