"""Conversations about documents: what leans on the question before it, and what does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import App, open_app
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question, Turn
from assistant.settings import Settings
from ingest.pipeline import ingest

REPORT = """\
# Slutrapport för projektet Bron

Projektet Bron hjälpte unga vuxna i Lund och Boden tillbaka till studier.

## Deltagare

I Lund deltog 64 personer i projektet. I Boden deltog 31 personer i projektet.

## Ekonomi

Kostnaden blev 2,4 miljoner kronor. Styrgruppen leddes av Maj Ring.

## Konferens

Konferensen om Bron hölls den 12 november 2025 i Boden. 124 personer deltog.
Nästa konferens hålls den 18 november 2026.

## Vägledning

Boden har frågat alla unga som varken arbetar eller studerar. Det visade sig vara 94 personer.
"""
PLAN = """\
# Plan för biblioteken

Kostnaden blev 900 000 kronor. Biblioteken har öppet till klockan 19. Nästa möte hålls den 4 maj.

Rektor för Ekskolan är Siv Berg.
"""
ANSWERS = """\
# Frågor och svar om sfi

## Kan jag läsa sfi på kvällen?

Ja, i Lund tisdagar klockan 18. I Boden finns bara dagtid. Där kan du i stället läsa på distans.
"""
TABLE = """\
Kursnamn;Ort;Startdatum;Beskrivning
Engelska 5;Boden;2027-01-18;
Svetsare;Lund;2027-02-01;
Allmän kurs;Boden;2027-01-18;Du får ett studieomdöme i stället för betyg.
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("texts")
    files = {"bron.md": REPORT, "bibliotek.md": PLAN, "sfi.md": ANSWERS, "kurser.csv": TABLE}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_app(Settings(data=folder / "data"), "tests") as opened:
        ingest([folder / name for name in files], opened.store)
        yield opened


def ask(app: App, *questions: str, without: Sequence[str] = ()) -> Answer:
    """The answer to the last of some questions."""
    *before, last = questions
    history = [Turn(role="user", content=one) for one in before]
    return answer(app.answering, Question(question=last, history=history, without=list(without)))


def test_the_same_is_asked_of_another_place_and_told_how_it_was_read(app: App) -> None:
    reply = ask(app, "Hur många deltog i projektet Bron i Lund?", "Och i Boden?")
    assert "31 personer" in reply.text
    assert "Jag läste frågan som: Hur många deltog i projektet Bron i Boden?" in reply.understood
    assert not reply.courses


@pytest.mark.parametrize("talk", [(), ("Vem ledde styrgruppen?",), ("Tack!",)])
def test_what_leans_is_asked_of_the_document_that_was_spoken_of(
    app: App, talk: tuple[str, ...]
) -> None:
    reply = ask(app, "Hur många deltog i projektet Bron i Lund?", *talk, "Vad kostade det?")
    assert "2,4 miljoner" in reply.text
    assert "900 000" not in reply.text


def test_next_is_one_of_what_was_spoken_of(app: App) -> None:
    reply = ask(app, "När hölls konferensen om Bron?", "När är nästa?")
    assert "18 november 2026" in reply.text
    assert "4 maj" not in reply.text


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("Vad har Boden gjort för unga som inte studerar?", "Hur många var det?", "94 personer"),
        ("När hölls konferensen om Bron?", "Hur många kom?", "124 personer"),
    ],
)
def test_what_goes_on_from_the_answer_before_answers_next(
    app: App, first: str, then: str, told: str
) -> None:
    assert told in ask(app, first, then).text


def test_what_documents_surely_answer_stands_beside_courses_that_do_not(app: App) -> None:
    talk = ("Kan jag läsa sfi på kvällen i Lund?", "Och i Boden?")
    assert "i stället läsa på distans" in ask(app, *talk, "Vad kan man göra i stället då").text


def test_what_was_made_whole_leans_on_the_question_before_no_more(app: App) -> None:
    reply = ask(app, "Vad kostade projektet Bron?", "Vem ledde styrgruppen?", "Och biblioteken?")
    assert not [line for line in reply.understood if "Vem ledde styrgruppen" in line]


def test_who_takes_the_document_away_asks_all(app: App) -> None:
    talk = ("Hur många deltog i projektet Bron i Lund?", "Vad kostade det?")
    told = "Jag letade bara i ”Slutrapport för projektet Bron”."
    assert told in ask(app, *talk).understood
    assert told not in ask(app, *talk, without=["document"]).understood


def test_a_new_subject_in_few_words_is_read_without_the_conversation(app: App) -> None:
    reply = ask(app, "Hur många deltog i projektet Bron i Lund?", "Vem är rektor för Ekskolan?")
    assert reply.status is Status.ANSWERED
    assert "Siv Berg" in reply.text


def test_a_place_that_documents_were_asked_about_is_no_wish_for_courses(app: App) -> None:
    talk = ("Hur många deltog i projektet Bron i Lund?", "Och i Boden?")
    reply = ask(app, *talk, "Jag vill bli svetsare")
    assert [course.name for course in reply.courses] == ["Svetsare"]
    assert reply.course_search is not None
    assert "places" not in reply.course_search.understood
    assert not reply.course_search.relaxed
