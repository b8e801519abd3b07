"""What stands beside or above something else on a page of a PDF: headings, labels, fields."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
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


FORM = (
    (("Namn", "Karin Ek"), ("E-post", "karin@post.example")),
    (("Arbetsgivare", "Granviks Bageri"), ("Chefens e-post", "chef@bageri.example")),
)


@pytest.mark.parametrize(
    ("label_at", "size", "is_field"),
    [
        ((0, 12), 7, False),
        ((0, 13), 10, False),
        ((0, -11), 7, False),
        ((-80, 0), 10, False),
        ((0, 23), 10, True),
        ((-80, 0), 10, True),
    ],
)
def test_each_of_two_fields_side_by_side_has_its_own_label(
    label_at: tuple[float, float], size: float, *, is_field: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        form = canvas.acroForm
        for row, fields in enumerate(FORM):
            places = [(140 + 250 * column, 700 - 44 * row) for column in range(2)]
            canvas.setFont("Helvetica", size)
            for (x, y), (label, _) in zip(places, fields, strict=True):
                colon = ":" if label_at[0] and not is_field else ""
                canvas.drawString(x + label_at[0], y + label_at[1], label + colon)
            canvas.setFont("Helvetica", 10)
            for (x, y), (label, value) in zip(places, fields, strict=True):
                if is_field:
                    form.textfield(name=label, value=value, x=x, y=y, width=160, height=18)
                else:
                    canvas.drawString(x, y, value)

    assert _read(draw)[1:] == [
        "Namn: Karin Ek",
        "E-post: karin@post.example",
        "Arbetsgivare: Granviks Bageri",
        "Chefens e-post: chef@bageri.example",
    ]


def test_a_note_that_is_typed_over_the_page_is_text_and_no_heading() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 740, "Uppropet är den 11 januari.")
        note = "Uppropet är flyttat till den 18 januari."
        canvas.freeTextAnnotation(note, "0 g /Helv 10 Tf", Rect=(60, 690, 500, 716), relative=0)

    assert _read(draw)[1:] == [
        "Uppropet är den 11 januari.",
        "Uppropet är flyttat till den 18 januari.",
    ]


def test_columns_of_texts_with_headings_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(3):
            y = 700 - 50 * row
            for font, step, words in (
                ("Helvetica-Bold", 0, ("Kurs {} för nybörjare", "Prov {} i teori")),
                ("Helvetica", 12, ("Börjar den {} mars.", "Skrivs den {} maj i sal 4.")),
                ("Helvetica", 24, ("Ledare är Bo Ek.", "Anmälan till expeditionen.")),
            ):
                canvas.setFont(font, 9)
                for column, text in enumerate(words):
                    canvas.drawString(60 + 260 * column, y - step, text.format(row + 1))

    read = [line.lstrip("# ") for line in _read(draw)[1:]]
    assert read[:3] == ["Kurs 1 för nybörjare", "Börjar den 1 mars.", "Ledare är Bo Ek."]
    assert " ".join(read[-2:]).endswith("Skrivs den 3 maj i sal 4. Anmälan till expeditionen.")
