"""Questions whose answer is a row of a table, asked over HTTP of files in several formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from corpus.swedish import normalise
from ingest.pipeline import ingest
from tests.assistant.answer.test_small_stores import replies

TRADES = ("Undersköterska", "Barnskötare", "Fordonsmekaniker", "Elektriker", "Väktare", "Kock")

PLACES = f"""<html lang="sv"><body><main><h1>Platser i Lövnäs vuxenutbildning</h1>
<p>Tabellen visar hur många platser varje utbildning har, och hur många som sökte.</p>
<table><thead><tr><th>Utbildning</th><th>Platser hösten</th><th>Platser våren</th></tr></thead>
{"".join(f"<tr><td>{name}</td><td>{n}4</td><td>{n}8</td></tr>" for n, name in enumerate(TRADES, 1))}
</table></main></body></html>"""


def packages() -> bytes:
    """Each package's name stands in a cell that is merged over its courses."""
    document = Document()
    document.add_heading("Yrkespaket i Norråsa", 1)
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Yrkespaket", "Kurs", "Längd"), strict=True):
        cell.text = text
    for name, weeks in (("Kock", 15), ("Svetsare", 9), ("Lokalvårdare", 6)):
        first = table.add_row().cells
        second = table.add_row().cells
        first[0].merge(second[0]).text = name
        first[1].text, first[2].text = "Grunder", f"{weeks + 20} veckor"
        second[1].text, second[2].text = "Arbetsplatsförlagt lärande", f"{weeks} veckor"
    facts = document.add_table(rows=0, cols=2)
    for cells in (("Ansvarig rektor", "Lena Ask"), ("Kansli", "Storgatan 4")):
        for cell, text in zip(facts.add_row().cells, cells, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


FLORIST = """<html lang="sv"><body><main><h1>Florist</h1><p>Du lär dig att binda buketter och att
möta kunder i en butik. Utbildningen har praktik i två perioder, och leder till arbete.</p>
<dl><dt>Start</dt><dd>23 augusti 2027</dd><dt>Längd</dt><dd>40 veckor</dd></dl></main></body></html>
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("tables")
    files = folder / "files"
    files.mkdir()
    (files / "platser.html").write_text(PLACES, encoding="utf-8")
    (files / "florist.html").write_text(FLORIST, encoding="utf-8")
    for year, often in ((2023, "två gånger per termin"), (2026, "en gång i månaden")):
        (files / f"taxa_{year}.md").write_text(
            f"# Taxa för prövning {year}\n\nBeslutad {year}-01-10.\n\n"
            f"Prövning görs {often} på Högåsa lärcentrum.\n",
            encoding="utf-8",
        )
    (files / "budget.md").write_text(
        "# Budget för Högåsa lärcentrum\n\nBelopp i tusental kronor:\n\n| Post | 2025 | 2026 |\n"
        "| --- | --- | --- |\n| Löner | 4 100 | 4 350 |\n| Lokaler | 820 | 870 |\n",
        encoding="utf-8",
    )
    (files / "yrkespaket.docx").write_bytes(packages())
    with open_app(Settings(data=folder / "store"), "tests") as app:
        ingest([files], app.store)
        with TestClient(build(app)) as opened:
            yield opened


def ask(client: TestClient, question: str) -> dict[str, Any]:
    reply: dict[str, Any] = client.post("/v1/answers", json={"question": question}).json()
    return reply


def test_a_quoted_row_shows_the_names_of_its_columns(client: TestClient) -> None:
    reply = ask(client, "Hur många platser har barnskötare på hösten i Lövnäs?")
    names = "Utbildning | Platser hösten | Platser våren"
    assert f"{names}\nBarnskötare | 24 | 28" in reply["text"]
    (citation,) = reply["citations"]
    assert citation["columns"] == names
    page = client.get(f"/v1/documents/{citation['document']['id']}/pages/1").json()
    assert citation["quote"] in normalise(page["text"])
    assert names in page["text"]
    assert [line["head"] for line in reply["parts"][-1]["lines"]] == [True, False]


def test_the_unit_above_a_table_stands_with_a_quoted_row(client: TestClient) -> None:
    reply = ask(client, "Vad är budgeten för lokaler 2026?")
    assert "870" in reply["text"]
    assert "tusental kronor" in reply["citations"][0]["columns"]


@pytest.mark.parametrize(("trade", "weeks"), [("svetsare", 9), ("kock", 15), ("lokalvårdare", 6)])
def test_no_row_of_another_group_is_given(client: TestClient, trade: str, weeks: int) -> None:
    reply = ask(client, f"Hur många veckor är arbetsplatsförlagt lärande för {trade}?")
    assert f"{trade.capitalize()} | Arbetsplatsförlagt lärande | {weeks} veckor" in reply["text"]
    assert reply["text"].count("Arbetsplatsförlagt") == 1


def test_a_row_and_its_column_together_are_a_sure_answer(client: TestClient) -> None:
    reply = ask(client, "Hur många platser finns det för elektriker på våren?")
    assert reply["status"] == "answered"
    assert [c["quote"] for c in reply["citations"]] == ["Elektriker | 44 | 48"]


@pytest.mark.parametrize(
    "question",
    [
        "Hur många platser finns det för målare på våren?",
        "Hur många veckor är uniformen för kock?",
    ],
)
def test_what_no_row_or_no_column_is_named_after_is_never_sure(
    client: TestClient, question: str
) -> None:
    assert ask(client, question)["status"] != "answered"


def test_a_label_with_its_value_answers_for_what_the_page_is_about(client: TestClient) -> None:
    reply = ask(client, "Hur lång är floristutbildningen?")
    assert reply["status"] == "answered"
    assert "Längd: 40 veckor" in reply["citations"][0]["quote"]


def test_the_first_row_of_labels_and_values_is_an_answer_too(client: TestClient) -> None:
    reply = ask(client, "Vem är ansvarig rektor för yrkespaketen i Norråsa?")
    assert "Ansvarig rektor | Lena Ask" in reply["text"]


def test_of_two_editions_the_newest_comes_first(client: TestClient) -> None:
    reply = ask(client, "Hur ofta görs prövning i Högåsa?")
    assert [c["document"]["published"][:4] for c in reply["citations"]] == ["2026", "2023"]
    assert "en gång i månaden" in reply["citations"][0]["quote"]


def test_a_long_table_is_found_by_its_columns_wherever_a_passage_begins(tmp_path: Path) -> None:
    firsts = "Björk Gran Tall Ek Alm Lönn Asp Hassel Rönn Sälg Lind Ask".split()
    towns = [f"{one}{other}" for other in ("hamn", "vik", "bro", "näs", "dal") for one in firsts]
    rows = "".join(f"<tr><td>{o}</td><td>{n}00</td><td>{n}</td></tr>" for n, o in enumerate(towns))
    (tmp_path / "a.html").write_text(
        f"<main><h1>Orter</h1><table><tr><th>Ort</th><th>Elever</th><th>Lärare</th></tr>{rows}"
        "</table></main>"
    )
    with open_app(Settings(data=tmp_path / "store"), "tests") as app:
        ingest([tmp_path / "a.html"], app.store)
        (record,) = app.store.documents()
        later = app.store.passages_of(record.id)[1:]
        assert later
        assert all(p.heading == "Ort | Elever | Lärare" for p in later)
        with TestClient(build(app)) as opened:
            reply = ask(opened, "Hur många elever finns i Hasselnäs?")
    assert [c["quote"] for c in reply["citations"]] == ["Hasselnäs | 4300 | 43"]
    assert reply["citations"][0]["columns"] == "Ort | Elever | Lärare"


BOXES = {
    "elektriker.html": """<html lang="sv"><body><main><h1>Elektriker</h1><p>Du lär dig
installation.</p><table><tr><th>Studieort</th><td>Ekhamn</td></tr>
<tr><th>Kursansvarig</th><td>Alva Ros</td></tr>
<tr><th>Slutdatum</th><td>2027-12-17</td></tr><tr><th>Platser</th><td>16</td></tr></table>
</main></body></html>""",
    "moten.txt": "Protokoll branschråd vård\n\nOrdförande: Göte Blank\nPlats: Sal 3\n"
    "Nästa möte: 2026-11-26\n",
    "blankett.md": "# Kursbeskrivning\n\nKursens namn: Handledarutbildning  \n"
    "Första kursdag: 9 mars",
    "kansli.csv": "Enhet;Växel\nLärvux;0911-10 12\nSfi;0911-10 13\n",
    "regler.md": "# Söka till komvux i Ekhamn\n\nDu kan söka det år du fyller 20 år. "
    "Avgiften för en prövning är 650 kronor.",
    "laroplan.md": "# Läroplan\n\n## 2.4 Rektorns ansvar\n\nStudie- och yrkesvägledningen "
    "organiseras så att eleverna får information inför sina val.",
    "omraden.md": "# Behörighet\n\n| Område | Kurser |\n| --- | --- |\n| A6c – Fysik | Fysik 2 |\n"
    "| A6b – Kemi | Kemi C |\n",
}


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("boxes")
    for name, text in BOXES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_app(Settings(data=folder / "store"), "tests") as app:
        ingest([folder / name for name in BOXES], app.store)
        with TestClient(build(app)) as opened:
            yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Var ligger elektrikerutbildningen?", "Studieort | Ekhamn"),
        ("Vem håller i kursen till elektriker?", "Kursansvarig | Alva Ros"),
        ("När slutar utbildningen till elektriker?", "Slutdatum | 2027-12-17"),
        ("Vem ledde branschrådets möte?", "Ordförande: Göte Blank"),
        ("När träffas branschrådet igen?", "Nästa möte: 2026-11-26"),
        ("Vad heter kursen i kursbeskrivningen?", "Kursens namn: Handledarutbildning"),
        ("Vilken dag börjar handledarutbildningen?", "Första kursdag: 9 mars"),
        ("Vart ringer jag om lärvux?", "Lärvux | 0911-10 12"),
        ("Hur gammal måste jag vara för att söka till komvux?", "fyller 20 år"),
        ("Vad kostar en prövning i Ekhamn?", "650 kronor"),
        ("Vem ansvarar för studie- och yrkesvägledningen?", "Studie- och yrkesvägledningen"),
        ("Vad krävs för A6 c Fysik?", "A6c – Fysik | Fysik 2"),
    ],
)
def test_a_label_answers_what_is_asked_in_other_words(
    boxes: TestClient, question: str, told: str
) -> None:
    reply = ask(boxes, question)
    assert reply["status"] == "answered"
    assert told in reply["citations"][0]["quote"]


@pytest.mark.parametrize(
    "question",
    [
        "Hur många platser finns på snickarutbildningen?",
        "När slutade branschrådets möte?",
        "Vem är rektor för elektrikerutbildningen?",
        "Vart ringer jag om yrkesvux?",
        "Var hålls kursen till snickare?",
    ],
)
def test_the_label_of_another_thing_or_another_label_is_never_sure(
    boxes: TestClient, question: str
) -> None:
    assert ask(boxes, question)["status"] != "answered"


PLAN = """# Kursplan för svetsteknik

Tryck: Norråsa tryckeri 2024

Utfärdad den 3 mars 2024

Förkunskaper: Inga

| Kod | Inriktning | Timmar |
| --- | --- | --- |
| V3 | Rörsvets | 80 |
| V3 a | Rörsvets med tillägg | 120 |
| V4 a | Plåt | 60 |
"""


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("Hur många timmar har V3?", "80", "120"),
        ("Hur många timmar har V3 a?", "120", "80"),
        ("Vilka förkunskaper krävs?", "Förkunskaper: Inga", "Tryck"),
        ("När utfärdades kursplanen?", "3 mars 2024", "Tryck"),
    ],
)
def test_a_label_answers_for_what_is_asked_by_its_name(
    tmp_path: Path, question: str, told: str, not_told: str
) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "store"), "tests") as app:
        ingest([tmp_path / "plan.md"], app.store)
        with TestClient(build(app)) as client:
            reply = ask(client, question)
    assert reply["status"] == "answered"
    assert told in reply["text"]
    assert not_told not in reply["text"]


def test_a_compound_with_the_word_for_education_names_the_row(client: TestClient) -> None:
    reply = ask(client, "Hur många platser våren har väktarutbildningen?")
    assert "Väktare | 54 | 58" in reply["text"]
    assert "Kock" not in reply["text"]


def test_an_empty_cell_is_no_sure_answer(tmp_path: Path) -> None:
    table = (
        "# Kontakter\n\n| Område | Kontaktperson | Rum |\n| --- | --- | --- |\n"
        "| Lärvux | Sixten Ahlbro | 12 |\n| Yrkesvux |  | 14 |\n"
    )
    nobody, somebody, room = replies(
        tmp_path,
        {"a.md": table},
        "Vem är kontaktperson för yrkesvux?",
        "Vem är kontaktperson för lärvux?",
        "Vilket rum har yrkesvux?",
    )
    assert nobody["status"] != "answered"
    assert (somebody["status"], room["status"]) == ("answered", "answered")


def test_of_what_starts_in_a_month_no_row_with_another_day_in_that_month_is_told(
    tmp_path: Path,
) -> None:
    table = (
        "# Yrkesutbildningar\n\n| Utbildning | Ort | Start | Sista ansökan |\n"
        "| --- | --- | --- | --- |\n"
        "| Florist | Granliden | 2027-03-08 | 2027-01-29 |\n"
        "| Kock | Granliden | 2027-05-17 | 2027-03-19 |\n"
        "| Lokalvårdare | Granliden | 2027-03-29 | 2027-02-12 |\n"
    )
    (reply,) = replies(
        tmp_path, {"a.md": table}, "Vilka utbildningar i Granliden startar i mars 2027?"
    )
    assert "Florist" in reply["text"]
    assert "Lokalvårdare" in reply["text"]
    assert "Kock" not in reply["text"]


@pytest.mark.parametrize("verb", ["startar", "börjar"])
def test_days_in_words_and_columns_under_a_common_name_are_asked_for_as_others(
    tmp_path: Path, verb: str
) -> None:
    page = (
        "<h1>Utbildningar</h1><p>Det här ges under våren.</p><table>"
        "<tr><th rowspan=2>Ort</th><th rowspan=2>Utbildning</th><th colspan=2>Datum</th></tr>"
        "<tr><th>Kursstart</th><th>Sista ansökningsdag</th></tr>"
        "<tr><td>Granliden</td><td>Florist</td><td>8 mars 2027</td><td>29 januari 2027</td></tr>"
        "<tr><td>Torp</td><td>Kock</td><td>17 april 2027</td><td>19 mars 2027</td></tr>"
        "<tr><td>Torp</td><td>Lokalvårdare</td><td>29 mars 2027</td><td>5 mars 2027</td></tr>"
        "</table>"
    )
    (reply,) = replies(tmp_path, {"a.html": page}, f"Vilka utbildningar {verb} i mars 2027?")
    assert "Florist" in reply["text"]
    assert "Lokalvårdare" in reply["text"]
    assert "Kock" not in reply["text"]


def test_what_there_is_of_in_one_place_are_the_rows_of_that_place(tmp_path: Path) -> None:
    page = (
        "<h1>Kurser 2027</h1><p>Här är vuxenutbildningens kurser i Torp och Granliden.</p>"
        "<table><tr><th>Ort<th>Kurs<th>Kursstart<th>Sista ansökningsdag<th>Studietakt</tr>"
        "<tr><td rowspan=2>Torp<td>Svetsning<td>8 mars 2027<td>12 februari 2027<td>100 %</tr>"
        "<tr><td>Kock<td>23 augusti 2027<td>2 maj 2027<td>100 %</tr>"
        "<tr><td rowspan=2>Granliden<td>Florist<td>12 april 2027<td>14 mars 2027<td>75 %</tr>"
        "<tr><td>Lokalvård<td>22 mars 2027<td>5 mars 2027<td>50 %</tr></table>"
    )
    (reply,) = replies(tmp_path, {"a.html": page}, "Vilka kurser finns i Granliden?")
    assert "Florist" in reply["text"]
    assert "Lokalvård" in reply["text"]
    assert "Svetsning" not in reply["text"]


def test_what_starts_twice_a_year_starts_in_either_month(tmp_path: Path) -> None:
    page = (
        "<h1>Yrkeskurser 2027</h1><table><tr><th rowspan=2>Ort<th rowspan=2>Kurs"
        "<th colspan=2>Våren 2027<th colspan=2>Hösten 2027</tr>"
        "<tr><th>Start<th>Platser<th>Start<th>Platser</tr>"
        "<tr><td>Torp<td>Florist<td>1 mars 2027<td>12<td>23 augusti 2027<td>14</tr>"
        "<tr><td>Torp<td>Kock<td>12 april 2027<td>12<td>30 augusti 2027<td>14</tr>"
        "<tr><td>Torp<td>Murare<td>15 mars 2027<td>16<td><td></tr></table>"
    )
    (reply,) = replies(tmp_path, {"a.html": page}, "Vilka kurser i Torp startar i mars 2027?")
    assert "Florist" in reply["text"]
    assert "Murare" in reply["text"]
    assert "Kock" not in reply["text"]
