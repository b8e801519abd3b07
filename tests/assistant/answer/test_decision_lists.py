"""Lists of courses and of decisions that say more than courses hold: their rows answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from assistant.settings import Settings
from assistant.words.sources import reference
from ingest.pipeline import ingest
from tests.assistant.answer.test_small_stores import replies
from tests.ingest.workbooks import book

DECISIONS = (
    ("Beslut om statsbidrag för yrkesvux 2027",),
    ("Nummer", "Kommun", "Utbildning", "Sökta platser", "Beslut", "Motivering"),
    ("Y-101", "Lövhult", "Lastbilsförare", 20, "Beviljad", None),
    ("Y-102", "Lövhult", "Frisör", 12, "Avslag", "Behovet är inte visat"),
    ("Y-103", "Tallåsa", "Svetsare", 18, "Beviljad", None),
    ("Y-104", "Tallåsa", "Florist", 10, "Avslag", "Ansökan kom in för sent"),
)
FILLERS = tuple(f"Uppgift {letter} för uppföljning av ansökningsomgången" for letter in "ABCDEFGH")
WIDE = (
    ("Diarienummer", "Utbildning", "Beslut", *FILLERS, "Sökta platser"),
    ("V 2026/7", "Drönarpilot", "Avslag", *("ingen",) * 8, 35),
    ("V 2026/8", "Ljudtekniker", "Beviljad", *("ingen",) * 8, 28),
)
COURSES = """\
Kurs;Ort;Studieform;Drar igång;Sal
Engelska 6;Åtorp;Distans;15/3 2027;A1
Engelska 6;Åtorp;Kväll;11/1 2027;B2
Keramik;Åtorp;Kväll;1/2 2027;B7
"""

PRICES = "Bok;Nytt pris;Begagnad\nSvetsboken;520 kr;300 kr\nRedovisningsboken;445 kr;210 kr\n"


def letter() -> bytes:
    """A mail with a table attached."""
    message = EmailMessage()
    message["From"], message["Subject"] = "vux@lindhaga.example", "Nyhetsbrev november"
    message["Date"] = "Tue, 17 Nov 2026 08:12:00 +0100"
    message.set_content("Hej! I bilagan finns priser på kurslitteratur.")
    message.add_attachment(PRICES.encode(), "text", "csv", filename="priser.csv")
    return message.as_bytes()


Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("decisions")
    (folder / "beslut.xlsx").write_bytes(book(DECISIONS))
    (folder / "vidare.xlsx").write_bytes(book(WIDE))
    (folder / "kurser.csv").write_text(COURSES, encoding="utf-8")
    (folder / "brev.eml").write_bytes(letter())
    with open_app(Settings(data=folder / "store"), "tests") as app:
        ingest([folder], app.store)
        yield lambda question: answer(app.answering, Question(question=question))


def test_a_quote_from_an_attached_table_names_the_file_and_the_mail(ask: Ask) -> None:
    reply = ask("Vad kostar Svetsboken begagnad?")
    assert "Svetsboken | 520 kr | 300 kr" in reply.text
    assert "Redovisningsboken" not in reply.text
    (quote,) = reply.citations
    assert reference(quote.document, quote) == "Nyhetsbrev november, 2026, bilagan priser.csv"


def test_what_was_refused_is_told_as_refused_with_its_reason(ask: Ask) -> None:
    reply = ask("Varför avslogs Tallåsas ansökan om floristutbildning?")
    assert "Florist | 10 | Avslag | Ansökan kom in för sent" in reply.text
    assert "Svetsare" not in reply.text
    assert not reply.courses


@pytest.mark.parametrize(
    "question",
    [
        "Fick Lövhult avslag på sin ansökan om Frisör?",
        "Hur många platser söktes för Svetsare i Tallåsa?",
    ],
)
def test_what_became_of_an_application_is_told_of_that_one_alone(ask: Ask, question: str) -> None:
    reply = ask(question)
    row = "Y-102 | Lövhult | Frisör | 12 | Avslag" if "Frisör" in question else "Y-103 | Tallåsa"
    assert row in reply.text
    assert "Lastbilsförare" not in reply.text
    assert not reply.courses


def test_all_that_was_refused_is_listed_and_nothing_between(ask: Ask) -> None:
    reply = ask("Vilka ansökningar om statsbidrag för yrkesvux avslogs?")
    assert "Frisör" in reply.text
    assert "Florist" in reply.text
    assert "Svetsare" not in reply.text


def test_what_was_refused_is_no_course(ask: Ask) -> None:
    reply = ask("Finns det någon utbildning till frisör i Lövhult?")
    assert not reply.courses
    assert "Avslag" in reply.text


def test_a_column_that_is_no_course_field_answers_where_courses_do_not(ask: Ask) -> None:
    reply = ask("När börjar Engelska 6 på distans?")
    assert "15/3 2027" in reply.text
    assert "11/1 2027" not in reply.text


def test_of_a_wide_row_stands_what_is_asked_for_with_the_decision(ask: Ask) -> None:
    reply = ask("Hur många platser söktes för Drönarpilot?")
    assert "Utbildning | Beslut | Sökta platser | …" in reply.text
    assert "Drönarpilot | Avslag | 35 | …" in reply.text
    assert reply.citations[0].quote == f"V 2026/7 | Drönarpilot | Avslag | {'ingen | ' * 8}35"


def test_rows_stand_under_the_name_of_their_table(tmp_path: Path) -> None:
    text = (
        "# Beslut 2026\n\n## Beviljade utbildningar\n\n| Utbildning | Ort |\n| --- | --- |\n"
        "| Svetsare | Solvik |\n\n## Utbildningar som fick avslag\n\n| Utbildning | Ort |\n"
        "| --- | --- |\n| Robotoperatör | Ekhamn |\n| Bagare | Ekhamn |\n"
    )
    (reply,) = replies(tmp_path, {"beslut.md": text}, "Var ges Robotoperatör?")
    told = "Utbildningar som fick avslag: ”Utbildning | Ort\nRobotoperatör | Ekhamn” [1]"
    assert told in reply["text"]


def test_a_unit_that_is_told_for_all_tables_makes_a_price(tmp_path: Path) -> None:
    text = (
        "# Taxor 2027\n\nBelopp anges i kronor.\n\n## Avgifter för uppdrag\n\n"
        "| Utbildning | Halvdag | Heldag |\n| --- | --- | --- |\n"
        "| Handledarutbildning | 5 100 | 9 000 |\n| Svenska | 4 200 | 7 400 |\n"
    )
    asked = ("Vad kostar heldag handledarutbildning?", "Vad är avgiften för Svenska?")
    reply, priced = replies(tmp_path, {"taxor.md": text}, *asked)
    assert "Handledarutbildning | 5 100 | 9 000" in reply["text"].partition("närmaste")[0]
    assert "ingen förklaring" not in priced["text"]


def test_courses_that_are_over_are_told_as_courses_and_not_as_rows(tmp_path: Path) -> None:
    past = "Kurs;Ort;Start;Slut;Kod\nKeramik;Åtorp;2025-02-01;2025-05-20;K7\n"
    (reply,) = replies(tmp_path, {"kurser.csv": past}, "Var ges Keramik?")
    assert [course["places"] for course in reply["courses"]] == [["Åtorp"]]
    assert not reply["citations"]
