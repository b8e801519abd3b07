"""What stands beside or above something else on a page of a PDF: headings, labels, fields."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from ingest.clean import clean
from tests.ingest.readers.shown import lines, reading


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 780, "Antagning till komvux")
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def _read(draw: Callable[[Canvas], None]) -> list[str]:
    (page,) = clean(reading(_drawn(draw), "a.pdf").pages, title=None).pages
    return lines(page)


def test_headings_in_the_margin_stand_above_the_text_beside_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for place, words in enumerate(("Tio dagar från beslutet.", "Tre veckor från beslutet.")):
            canvas.drawString(200, 700 - 50 * place, words)
            canvas.drawString(200, 687 - 50 * place, "Därefter är det för sent.")
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(60, 700, "Komplettering")
        canvas.drawString(60, 650, "Överklagande")

    marks = [line.lstrip("# ") for line in _read(draw)]
    assert marks == [
        "Antagning till komvux",
        "Komplettering",
        "Tio dagar från beslutet. Därefter är det för sent.",
        "Överklagande",
        "Tre veckor från beslutet. Därefter är det för sent.",
    ]


def test_a_label_with_its_value_that_is_set_as_a_heading_is_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 750, "Välkommen till utbildningen, som börjar i augusti.")
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(60, 700, "Studieort: Hus B, Lärcentrum")

    assert _read(draw)[-1] == "Studieort: Hus B, Lärcentrum"


def test_small_labels_above_values_stand_before_them() -> None:
    def draw(canvas: Canvas) -> None:
        for left, top, label, value in (
            (60, 700, "Namn", "Karin Ek"),
            (300, 700, "Studieort", "Granvik"),
            (60, 660, "Önskad start", "Augusti 2027"),
            (300, 660, "Studietakt", "75 procent"),
        ):
            canvas.setFont("Helvetica", 7)
            canvas.drawString(left, top + 12, label)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(left, top, value)

    assert _read(draw)[1:] == [
        "Namn: Karin Ek",
        "Studieort: Granvik",
        "Önskad start: Augusti 2027",
        "Studietakt: 75 procent",
    ]


def test_labels_above_form_fields_stand_before_their_values() -> None:
    def draw(canvas: Canvas) -> None:
        for left, name, value in ((60, "Yrkesområde", "Bygg"), (320, "Antal personer", "14")):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(left, 724, name)
            canvas.acroForm.textfield(name=name, value=value, x=left, y=700, width=180, height=18)

    assert _read(draw)[1:] == ["Yrkesområde: Bygg", "Antal personer: 14"]
