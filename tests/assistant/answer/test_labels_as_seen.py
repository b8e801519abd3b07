"""What a label, a heading or a head of columns belongs to, as a page shows it, asked over HTTP."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from tests.assistant.answer.test_pages_as_seen import replies

COURSES = """<html lang="sv"><body><main><h1>Kurser på kvällstid och dagtid</h1>
<p>Lärhuset i Ekby har öppet alla vardagar. Välkommen att titta in hos oss!</p>
<h2>Spanska 1</h2><h3>Dagtid</h3><p>Start måndag 11 januari 2027. Vi ses i sal 4.</p>
<h3>Kvällstid</h3><p>Start tisdag 2 mars 2027. Vi ses i sal 9.</p>
<h2>Besked</h2><p>Du får besked senast tre veckor före kursstart. Det kommer med post.</p>
</main></body></html>"""

PROJECTS = """<html lang="sv"><body><main><h1>Projekt med stöd</h1>
<p>Regionen Västhed ger stöd till projekt två gånger om året. Här är några av dem.</p>
{}</main></body></html>""".format(
    "".join(
        f'<div class="card"><div class="top"><a href="#">{name}</a></div>'
        f'<div class="kv"><div class="k">Projektägare</div><div class="v">{owner}</div></div>'
        f'<div class="kv"><div class="k">Projektperiod</div><div class="v">{period}</div></div>'
        "</div>"
        for name, owner, period in (
            ("Blå skärgård", "Sjövike kommun", "2026-02-01–2028-01-31"),
            ("Trä i norr", "Hedens folkhögskola", "2025-09-01–2026-12-31"),
        )
    )
)

FACTS = (
    ("Kurskod", "KD214G"),
    ("Benämning", "Planering för en hållbar bygd"),
    ("Fastställd", "2026-03-18"),
    ("Fastställd av", "Utbildningsnämnden"),
    ("Giltig från", "Höstterminen 2026"),
)


def test_of_what_is_said_alike_only_what_stands_under_the_asked_heading_answers(
    tmp_path: Path,
) -> None:
    evening, both = replies(
        *(tmp_path, "a.html", COURSES.encode()),
        "När startar Spanska 1 på kvällstid?",
        "När startar Spanska 1?",
    )
    assert "2 mars 2027" in evening["text"]
    assert "11 januari" not in evening["text"]
    assert "2 mars 2027" in both["text"]
    assert "11 januari" in both["text"]


def test_a_span_from_something_else_says_when(tmp_path: Path) -> None:
    (reply,) = replies(
        *(tmp_path, "a.html", COURSES.encode()), "När får man besked om man kommit in?"
    )
    assert reply["status"] in {"answered", "partly"}
    assert "tre veckor före kursstart" in reply["text"]


def test_labels_of_a_card_are_read_with_their_values_and_the_name_above(tmp_path: Path) -> None:
    owner, period = replies(
        *(tmp_path, "a.html", PROJECTS.encode()),
        "Vem är projektägare för Trä i norr?",
        "Vilken projektperiod har Trä i norr?",
    )
    assert "Projektägare: Hedens folkhögskola" in owner["text"]
    assert "Sjövike" not in owner["text"]
    assert "2025-09-01–2026-12-31" in period["text"]
    assert "2028" not in period["text"]


def test_labels_that_are_drawn_before_their_values_are_read_beside_them(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "drawn.pdf"))
    canvas.drawString(60, 780, "Kursplan för planering på landsbygden i Ekby")
    for column in (0, 1):
        for row, fact in enumerate(FACTS):
            canvas.drawString(60 + 160 * column, 740 - 22 * row, fact[column])
    canvas.drawString(60, 560, "Kursen ges på halvfart och har tre träffar på plats i Ekby.")
    canvas.save()
    data = (tmp_path / "drawn.pdf").read_bytes()
    (reply,) = replies(tmp_path, "a.pdf", data, "När är kursplanen fastställd?")
    assert "Fastställd | 2026-03-18" in reply["text"]


def test_rows_that_are_called_by_numbers_have_a_head_though_the_table_has_two_columns(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.active
    for line in (
        ("Diarienummer", "Motivering till avslag"),
        ("851-107-2026", "Insatsen överlappar en annan."),
        ("851-120-2026", "Ansökan saknar budget."),
    ):
        sheet.append(line)
    book.save(data := io.BytesIO())
    (reply,) = replies(
        *(tmp_path, "a.xlsx", data.getvalue()),
        "Vilken är motiveringen till avslag för 851-120-2026?",
    )
    assert "saknar budget" in reply["text"]
    assert "överlappar" not in reply["text"]


FEES = """# Frågor och svar om vuxenutbildningen

## Vad kostar en prövning?

Avgiften är 500 kronor per kurs. Den betalas inte tillbaka om du uteblir.

## Behöver jag egna böcker?

Utbildning på komvux är avgiftsfri, men du köper ofta böckerna själv.
"""


def test_what_a_heading_asks_of_something_else_is_no_answer(tmp_path: Path) -> None:
    for text, says in ((FEES, "avgiftsfri"), (FEES.partition("## Behöver")[0], "")):
        course, exam = replies(
            *(tmp_path, "a.md", text.encode()), "Kostar komvux något?", "Vad kostar en prövning?"
        )
        assert says in course["text"]
        assert course["status"] != "answered" or "500" not in course["text"]
        assert "500 kronor" in exam["text"]


MEETINGS = """# Kurs i samtal

Här står vad vi gör på våra träffar. Alla som går kursen är med på dem.

| Vecka | Moment | Träff |
|---|---|---|
| 34 | Samtalets grunder | Träff 1, 19 augusti |
| 45 | Utbildningssystemet | Träff 3, 4 november |
| 3 | Dokumentation | Träff 4, 20 januari |
"""


def test_a_thing_asked_for_by_its_number_is_that_one(tmp_path: Path) -> None:
    (reply,) = replies(*(tmp_path, "a.md", MEETINGS.encode()), "Vilken dag är träff 3?")
    assert "4 november" in reply["text"]
    assert "20 januari" not in reply["text"]


LINES = """<html lang="sv"><body><main><h1>Yrkesvux i Ekby</h1><h2>Vårdbiträde</h2>
<p>Du lär dig ge omsorg till äldre och att dokumentera ditt arbete.</p>
<table><tr><td>Start</td><td>1 mars</td></tr><tr><td>Längd</td><td>28 veckor</td></tr>
<tr><td>Platser</td><td>32</td></tr><tr><td>Ansök senast</td><td>24 januari</td></tr></table>
</main></body></html>"""


def test_the_first_of_lines_with_values_is_one_of_them(tmp_path: Path) -> None:
    (reply,) = replies(*(tmp_path, "a.html", LINES.encode()), "När är starten för Vårdbiträde?")
    assert "1 mars" in reply["text"]
    assert "24 januari" not in reply["text"]


def test_a_label_may_name_the_thing_that_it_is_of(tmp_path: Path) -> None:
    plan = "# Linjär algebra\n\nKursens omfattning: 20p\n\nFörkunskaper: Inga\n\nValbar kurs: Nej\n"
    (reply,) = replies(tmp_path, "kursplan.md", plan.encode(), "Hur många poäng är kursen?")
    assert reply["status"] == "answered"
    assert "”Kursens omfattning: 20p”" in reply["text"]


def test_of_the_boxes_of_a_form_the_ticked_one_answers(tmp_path: Path) -> None:
    form = (
        "# Ansökan till komvux\n\n## Studieform\n\n☐ Dagtid\n\n☐ Kvällskurs\n\n☒ Distans\n\n"
        "## Stöd som önskas\n\n☑ Uppläst litteratur\n\n☐ Språkstöd\n"
    )
    form_of_study, support = replies(
        tmp_path,
        "blankett.md",
        form.encode(),
        "Vilken studieform är ikryssad i ansökan?",
        "Vilket stöd önskas?",
    )
    assert form_of_study["text"].startswith("Studieform: ”☒ Distans”")
    assert support["text"].startswith("Stöd som önskas: ”☑ Uppläst litteratur”")
    assert "☐" not in form_of_study["text"] + support["text"]
