"""Questions to web pages and PDFs whose answer hangs on how the page looks, asked over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from reportlab.pdfgen.canvas import Canvas

from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from ingest.pipeline import ingest

PAGE = """<html lang="sv"><head><style>.modal {display: none}</style></head><body><main>
<h1>Hyra av lokal</h1>
<p>Föreningar kan hyra lokaler av kommunen för möten, kurser och träning. Bokningen gäller för en
termin i taget och betalas i förskott. Lokalerna har plats för högst fyrtio personer, och där finns
stolar, bord, en skrivtavla och ett litet kök med spis och kyl.</p>
<div class="item"><h2><button aria-expanded="false" aria-controls="p1">Avboka</button></h2>
<div id="p1" style="display:none"><p>Avbokning görs senast tio dagar före hyrtiden.</p></div></div>
<div class="modal"><p>Avbokning görs senast tre dagar före, tyckte du att svaret var bra?</p></div>
</main><aside><div class="card"><h2>Kontakt</h2>
<p><strong>Bokningen</strong><br>Telefon: 0555-312 40<br>Telefontid: tisdag 10.15–11.45</p>
<p>E-post: bokning@ekby.example</p></div>
<div class="card"><h2>Mer</h2><ul><li><a href="/a">Priser på lokaler</a></li>
<li><a href="/b">Regler för föreningar</a></li></ul></div></aside></body></html>"""


def replies(folder: Path, name: str, data: bytes, *questions: str) -> list[dict[str, Any]]:
    """What a store with this file alone answers."""
    (folder / name).write_bytes(data)
    with open_app(Settings(data=folder / "data"), "tests") as app:
        ingest([folder / name], app.store)
        with TestClient(build(app)) as client:
            return [client.post("/v1/answers", json={"question": q}).json() for q in questions]


def drawn(folder: Path, *lines: tuple[float, float, str]) -> Canvas:
    """A page with words at places, from the left and from below."""
    canvas = Canvas(str(folder / "drawn.pdf"))
    for x, y, words in lines:
        canvas.drawString(x, y, words)
    return canvas


def test_what_no_button_opens_is_no_answer_though_a_button_stands_before_it(tmp_path: Path) -> None:
    question = "När måste man avboka en lokal senast?"
    (reply,) = replies(tmp_path, "a.html", PAGE.encode(), question)
    assert "tio dagar" in reply["text"]
    assert "tre dagar" not in str(reply)


def test_a_card_beside_the_text_is_read_where_links_stand_below_it(tmp_path: Path) -> None:
    hours, number = replies(
        *(tmp_path, "a.html", PAGE.encode()),
        "Vilken telefontid har bokningen?",
        "Vad har bokningen för telefonnummer?",
    )
    assert (hours["status"], hours["citations"][0]["quote"]) == (
        "answered",
        "Telefontid: tisdag 10.15–11.45",
    )
    assert (number["status"], number["citations"][0]["quote"]) == (
        "answered",
        "Telefon: 0555-312 40",
    )


def test_a_filled_field_stands_beside_its_label_however_far_off(tmp_path: Path) -> None:
    canvas = drawn(tmp_path, (60, 760, "Avtal om praktik hos Ekby Bageri"), (60, 700, "Tid"))
    canvas.drawString(60, 660, "Vi lånar ut")
    form, bottom = canvas.acroForm, 650
    form.textfield(value="vecka 5 till 9", x=260, y=690, width=200, height=20, name="tid")
    for place, words in enumerate(("Hätta", "Rock")):
        form.checkbox(checked=words == "Rock", x=260, y=bottom - 20 * place, size=12, name=words)
        canvas.drawString(280, bottom + 2 - 20 * place, words)
    canvas.save()
    data = (tmp_path / "drawn.pdf").read_bytes()
    (reply,) = replies(tmp_path, "a.pdf", data, "Vilken tid gäller praktiken hos Ekby Bageri?")
    assert "Tid: vecka 5 till 9" in reply["text"]


def test_columns_whose_names_stand_closer_than_their_figures_are_columns(tmp_path: Path) -> None:
    rows = [
        ("Insats", "Ansvar", "2026", "2027", "2028", "Summa"),
        ("Lots", "Ekby", "12", "34", "56", "102"),
        ("Coach", "Norra", "21", "43", "65", "129"),
        ("Alla", "", "33", "77", "121", "231"),
    ]
    edges = (60, 200, 330, 375, 420, 470)
    lines = [
        (x - 12 * (words == "Summa"), 700 - 16 * at, words)
        for at, row in enumerate(rows)
        for x, words in zip(edges, row, strict=True)
    ]
    canvas = drawn(tmp_path, (60, 760, "Antal deltagare per insats och år"), *lines)
    canvas.save()
    data = (tmp_path / "drawn.pdf").read_bytes()
    (reply,) = replies(tmp_path, "a.pdf", data, "Hur många deltagare har Lots 2027?")
    assert reply["citations"][0]["columns"] == "Insats | Ansvar | 2026 | 2027 | 2028 | Summa"
    assert reply["citations"][0]["quote"] == "Lots | Ekby | 12 | 34 | 56 | 102"


def test_a_row_has_the_unit_that_stands_above_its_table(tmp_path: Path) -> None:
    rows = ((name, f"{n},3", f"{n},8") for n, name in enumerate(("Lots", "Coach", "Verkstad"), 2))
    cells = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    page = f"# Insatser i Ekby\n\nKostnad per insats och år, miljoner kronor\n\n{{}}{cells}"
    page = page.format("| Insats | 2026 | 2027 |\n|---|---|---|\n")
    told, other = replies(
        *(tmp_path, "a.md", page.encode(), "Vad kostar Coach 2027?", "Vad kostar Coach 2031?")
    )
    assert (told["status"], told["citations"][0]["quote"]) == ("answered", "Coach | 3,3 | 3,8")
    assert other["status"] == "not_found"


def test_a_box_whose_headings_part_facts_from_links_is_read_without_these(tmp_path: Path) -> None:
    page = PAGE.partition("<aside>")[0] + (
        "<aside><h2>Fakta om Lärhuset</h2><dl><dt>Besöksadress</dt><dd>Smedjegatan 14</dd>"
        "<dt>Telefontid</dt><dd>måndag klockan 9–11</dd></dl><h2>Fler sidor</h2><ul>"
        '<li><a href="/a">Svenska för invandrare, start varje vecka</a></li>'
        '<li><a href="/b">Yrkesvux har nya platser i januari</a></li></ul></aside></body></html>'
    )
    address, others = replies(
        *(tmp_path, "a.html", page.encode()),
        "Vilken besöksadress har Lärhuset?",
        "Vad har nya platser i januari?",
    )
    assert "Smedjegatan 14" in address["text"]
    assert "nya platser" not in others["text"]


def test_the_note_of_a_figure_is_quoted_with_it_and_that_of_another_is_not(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    drawn_words = [
        *((60, 760, "Bidraget för resor är 320", "1"), (190, 760, "kronor per dag på orten.", "")),
        *((60, 720, "Ort", ""), (200, 720, "2024", ""), (300, 720, "2025", "2")),
        *((60, 704, "Kvarnby", ""), (200, 704, "398", ""), (300, 704, "415", "3")),
        *((60, 688, "Stenhult", ""), (200, 688, "2 051", ""), (300, 688, "1 987", "")),
        *((60, 120, "", "1"), (64, 120, "Gäller inte distanskurser.", "")),
        *((60, 106, "", "2"), (64, 106, "Preliminära uppgifter.", "")),
        *((60, 92, "", "3"), (64, 92, "En skola saknas i underlaget.", "")),
    ]
    for x, y, words, mark in drawn_words:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x, y, words)
        end = x + canvas.stringWidth(words)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end, y + 4, mark)
    canvas.save()
    travel, one, two = replies(
        *(tmp_path, "a.pdf", (tmp_path / "a.pdf").read_bytes()),
        "Hur stort är bidraget för resor?",
        *(f"Hur många hade {town} 2025?" for town in ("Kvarnby", "Stenhult")),
    )
    notes = [[one["quote"] for one in reply["citations"][1:]] for reply in (travel, one, two)]
    assert notes == [
        ["Gäller inte distanskurser."],
        ["Preliminära uppgifter.", "En skola saknas i underlaget."],
        ["Preliminära uppgifter."],
    ]
