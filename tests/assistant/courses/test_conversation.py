"""Questions about courses in a conversation: what is kept, what is not wanted, what ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from assistant.answer.chain import answer
from assistant.app import App, open_app
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question, Turn
from assistant.settings import Settings
from ingest.pipeline import ingest

TODAY = date(2026, 11, 21)
COLUMNS = (
    "Kursnamn;Poäng;Ort;Startdatum;Slutdatum;Sista ansökningsdag;Studietakt;Distans;"
    "Kvällstid;Anordnare;Behörighet;Innehåll"
)
ROWS = """
Matematik 1b;100;Björkvik;2027-01-18;2027-06-04;2026-12-06;50%;nej;nej;Björkviks skola;Inga krav.;
Matematik 2b;100;Björkvik;2027-01-18;2027-06-04;2026-12-06;50%;ja;nej;Björkviks skola;Ma 1b.;
Matematik 2b;100;Tallnäs;2027-03-22;2027-08-06;2027-02-07;25%;ja;nej;Tallnäs skola;Ma 1b.;
Engelska 5;100;Björkvik;2027-02-15;2027-06-04;2026-12-06;50%;nej;ja;Björkviks skola;Grundskola.;
Engelska 6;100;Tallnäs;2027-03-22;2027-08-06;2027-02-07;50%;ja;nej;Tallnäs skola;Engelska 5.;
Svetsare;1200;Tallnäs;2027-02-01;2027-12-17;2027-01-08;100%;nej;nej;Tallnäs skola;Inga krav.;
Barnskötare;1300;Björkvik;2027-02-01;2028-05-26;2027-01-05;75%;nej;nej;Björkviks skola;Krav.;Gratis.
"""
GUIDE = "# Om sommarskolan\n\nSommarskolan började hösten 2019. Till den krävs inga förkunskaper.\n"


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("courses")
    table, guide = folder / "kurser.csv", folder / "guide.md"
    table.write_text(f"{COLUMNS}\n{ROWS.strip()}\n", "utf-8")
    guide.write_text(GUIDE, "utf-8")
    with open_app(Settings(data=folder / "store"), "tests") as app:
        ingest([table, guide], app.store)
        yield app


def ask(app: App, *questions: str) -> Answer:
    """The answer to the last of some questions."""
    *before, last = questions
    history: list[Turn] = []
    for one in before:
        history += [Turn(role="user", content=one), Turn(role="assistant", content="…")]
    return answer(app.answering, Question(question=last, history=history, today=TODAY))


def names(found: Answer) -> list[str]:
    """The courses of an answer, each by its place in the table: "a1" is its first row."""
    rows = [row.split(";") for row in ROWS.strip().splitlines()]
    numbers = {(row[0], row[2]): f"a{number}" for number, row in enumerate(rows, 1)}
    return [numbers[course.name, course.places[0]] for course in found.courses]


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        (
            "matematik 1b",
            "Är den på distans?",
            ["Nej, Matematik 1b, Björkvik", "På plats", "rad 2"],
        ),
        ("engelska 5", "går den på kvällstid?", ["Ja, Engelska 5, Björkvik", "Kvällstid", "rad 5"]),
        (
            "svetsare",
            "Är det på halvfart?",
            ["Nej, Svetsare, Tallnäs", "100 procent", "Studietakt"],
        ),
        ("svetsare", "Ger den csn?", ["Svetsare, Tallnäs: Studiestöd framgår inte av källan"]),
        ("svetsare", "Är kursen gratis?", ["Vad det kostar framgår inte"]),
        ("barnskötare", "Kostar den något?", ["”Gratis.” (rad 8, Innehåll)"]),
    ],
)
def test_what_is_asked_of_a_course_that_was_shown_is_answered_yes_or_no(
    courses: App, before: str, question: str, told: list[str]
) -> None:
    text = ask(courses, before, question).text
    assert [part for part in told if part not in text] == []


def keys(found: Answer) -> set[str]:
    return set(names(found))


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (["Kurser i matematik i Björkvik", "Och i Tallnäs?"], {"a3"}),
        (["Kurser i matematik i Björkvik", "Finns de på distans?"], {"a2"}),
        (["Kurser i matematik i Björkvik", "Och i Tallnäs?", "Finns de på distans?"], {"a3"}),
        (["Kurser i matematik i Björkvik", "Och engelska då?"], {"a4"}),
        (["Matematik 2b", "men inte i Tallnäs"], {"a2"}),
        (["Kan jag läsa till svetsare?", "När börjar den?"], {"a6"}),
    ],
)
def test_what_is_not_said_is_kept(
    courses: App, questions: Sequence[str], expected: set[str]
) -> None:
    found = ask(courses, *questions)
    assert keys(found) == expected
    assert "2019" not in found.text


def test_what_is_required_is_quoted_of_the_course_that_was_found(courses: App) -> None:
    found = ask(courses, "Engelska 6", "Vad krävs?")
    assert [citation.quote for citation in found.citations] == ["Engelska 5."]


def test_more_are_those_that_were_not_named_and_then_there_are_no_more(courses: App) -> None:
    first = ask(courses, "Vilka kurser finns i Björkvik?")
    assert len(first.courses) == 4
    more = ask(courses, "Vilka kurser finns i Björkvik?", "Finns det fler?")
    assert names(more) == names(first)[3:]
    none = ask(courses, "Vilka kurser finns i Björkvik?", "Finns det fler?", "Visa fler")
    assert none.text == (
        "Det finns inga fler. Ändra gärna ett villkor, till exempel ort eller starttid."
    )
    assert not none.courses
    assert not none.citations


def test_a_question_to_the_documents_is_no_follow_up(courses: App) -> None:
    found = ask(courses, "Kurser i matematik i Björkvik", "Vad är sommarskolan?")
    assert not found.courses


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Kurser i engelska som inte ges i Björkvik", {"a5"}),
        ("Matematik, inte i Tallnäs", {"a1", "a2"}),
        ("Vilka utbildningar startar inte i januari?", {"a3", "a4", "a5", "a6", "a7"}),
        ("Jag vill inte läsa matematik, vilka andra kurser finns i Björkvik?", {"a4", "a7"}),
        ("Alla kurser utom engelska i Björkvik", {"a1", "a2", "a7"}),
        ("Vilka kurser i Björkvik är inte på distans?", {"a1", "a4", "a7"}),
    ],
)
def test_what_is_not_wanted_is_left_out(courses: App, question: str, expected: set[str]) -> None:
    found = ask(courses, question)
    assert keys(found) == expected
    assert found.status is Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("jag drömmer om att svetsa, är så trött på kontoret", {"a6"}),
        ("jag vill jobba med barn", {"a7"}),
        ("mattekurser i Tallnäs", {"a3"}),
        ("enelska 6 Talnäs", {"a5"}),
        ("utbildning på minst 1250 poäng", {"a7"}),
        ("kurser på 100 poäng i engelska", {"a4", "a5"}),
        ("nåt utan förkunskaper i Tallnäs", {"a6"}),
    ],
)
def test_no_word_is_required(courses: App, question: str, expected: set[str]) -> None:
    assert keys(ask(courses, question)) == expected


def test_which_begins_first_and_which_is_shortest(courses: App) -> None:
    assert names(ask(courses, "vilken kurs i Tallnäs börjar först?"))[0] == "a6"
    assert names(ask(courses, "Vilken är den kortaste utbildningen i Björkvik?"))[-1] == "a7"


def test_how_many_is_told_and_the_question_that_parts_them_is_asked_back(courses: App) -> None:
    assert "4 kurstillfällen" in ask(courses, "Hur många kurser finns i Björkvik?").text
    search = ask(courses, "Vilka kurser har ansökan öppen just nu?").course_search
    assert search is not None
    assert search.clarifying is not None
    assert sum(choice.total for choice in search.clarifying.choices) <= search.total
    assert search.clarifying.name in {"distance", "pace", "place"}


def test_a_long_advertisement_and_a_year_gone_by_get_an_honest_answer(courses: App) -> None:
    text = "Vi söker en svetsare till vår verkstad. " + "Du är noggrann och trivs i grupp. " * 55
    found = ask(courses, f"{text} Vad ska jag läsa för det här?")
    assert keys(found) <= {"a6"}
    past = ask(courses, "engelska 5 som började 2019")
    assert past.course_search is None or past.course_search.relaxed or not past.courses


def test_what_is_asked_of_courses_that_were_shown_is_told_without_the_list(courses: App) -> None:
    length = ask(courses, "Kurser i engelska", "Hur länge håller de på?")
    assert length.text.startswith("Längd: ")
    assert " veckor (" in length.text
    assert not length.courses
    assert "Jag hittar" not in length.text
    start = ask(courses, "Kan jag läsa till svetsare?", "När börjar den?")
    assert start.text.startswith("Start: 1 februari 2027.")
    assert start.status is Status.ANSWERED
    place = ask(courses, "Kan jag läsa till svetsare?", "Var går den?")
    assert "Ort: " in place.text


def test_how_many_comes_first_with_what_was_counted(courses: App) -> None:
    text = ask(courses, "Hur många kurser i matematik finns i Björkvik?").text
    assert text.startswith("Det är 2 kurstillfällen av 2 olika utbildningar (")
    assert "Ort: Björkvik" in text.split(")")[0]
    none = ask(courses, "Hur många kurser till svetsare finns i Björkvik?").text
    assert "Det är 0 kurstillfällen som stämmer med allt" in none


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Jag är svetsare och vill bli barnskötare", {"a7"}),
        ("trött på att vara svetsare, hur blir jag barnskötare?", {"a7"}),
        ("har jobbat som barnskötare i tio år men vill läsa engelska nu", {"a4", "a5"}),
        ("Jag är svetsare. Vad kan jag bli i stället?", set()),
        ("Jag vill bli svetsare", {"a6"}),
    ],
)
def test_what_somebody_works_as_is_not_what_they_ask_for(
    courses: App, question: str, shown: set[str]
) -> None:
    assert set(names(ask(courses, question))) == shown
