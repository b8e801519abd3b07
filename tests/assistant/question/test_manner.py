"""However a question is put, the same is asked: greetings, fillers and what people tell of
themselves are no part of it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app import App
from assistant.bodies.question import Question
from assistant.question.fillers import without_fillers
from assistant.question.form import Form
from assistant.question.parts import parts_of
from assistant.question.plan import Plan
from corpus.data_files import toml

TODAY = dt.date(2026, 11, 28)
QUESTIONS = (
    "Vad är validering?",
    "Hur många deltog i projektet?",
    "Vilka dokument nämner lärlingar?",
    "Sammanfatta handlingsplanen",
    "Vilka kurser i engelska finns på distans?",
)
FILLERS = {
    place: phrases.strip().split("\n")
    for place, phrases in toml("fillers.toml", "assistant.question").items()
}


def plan(app: App, question: str) -> Plan:
    return app.reader.read(Question(question=question), TODAY)


def asks(app: App, question: str) -> tuple[object, ...]:
    """What is asked: the form, what of, what is searched for, and of the courses."""
    read = plan(app, question)
    terms = [[term.text for term in query.terms] for query in read.queries]
    return read.forms, read.theme.strip(" ?"), terms, read.courses and read.courses.constraints


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "manner",
    [
        "Hej! {}",
        "hej, jag undrar {}",
        "Ursäkta en dum fråga: {}",
        "{} Tack på förhand! Mvh",
        "alltså vet du {} egentligen",
        "du, {}",
        "Jag är 34 år och har jobbat på lager hela livet. {}",
    ],
)
def test_the_manner_changes_nothing_of_what_is_asked(app: App, question: str, manner: str) -> None:
    if "Jag är 34" in manner and not question.endswith("?"):
        pytest.skip("an order beside what is told is read as it stands")
    assert asks(app, manner.format(question)) == asks(app, question)


@given(
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from(FILLERS["openings"]), max_size=3),
    st.lists(st.sampled_from(FILLERS["closings"]), max_size=2),
)
def test_any_fillers_around_a_question_are_taken_away(
    question: str, openings: list[str], closings: list[str]
) -> None:
    said = f"{', '.join([*openings, question])} {' '.join(closings)}"
    assert without_fillers(said).strip(" ?") == question.strip(" ?")


@given(st.text(max_size=200))
def test_what_is_left_of_a_question_stood_in_it(text: str) -> None:
    assert all(word.strip("?") in text for word in without_fillers(text).split())
    parts = parts_of(text)
    assert all(word in text for word in (parts.asks + " " + parts.tells).split())


@pytest.mark.parametrize(
    "question",
    ["Hej!", "tack", "Tack för hjälpen!", "Du måste betala", "Säg upp avtalet", "hej då"],
)
def test_what_is_no_filler_stays(question: str) -> None:
    assert without_fillers(question) == question


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("jag är 34 och har barn, vad kostar en prövning", "vad kostar en prövning"),
        ("jag har jobbat länge, får man csn till komvux?", "får man csn till komvux?"),
        ("Kan jag när jag är 19 år läsa på komvux?", None),
        ("Kan du berätta vad projektet Språnget var?", None),
        ("Förklara vad validering och prövning är", None),
        ("jag har en son på 19, kan han gå på komvux?", None),
        ("Min chef undrar hur många som deltog i Språnget", "hur många som deltog i Språnget"),
        ("Hur många deltog i Språnget, för jag är osäker?", "Hur många deltog i Språnget"),
        ("Om jag hoppar av kursen, vad händer då?", None),
        ("Om jag är 19 år, vilka kurser får jag söka?", None),
        ("jag vill bli svetsare, hur lång tid tar utbildningen?", None),
        ("Jag går på komvux. När börjar det?", None),
        ("jag heter Kim o undrar vad validering är", "vad validering är"),
        ("jag är 42, vad är en isp", "vad är en isp"),
        ("jag pluggar svetsning, vad är det", None),
        ("vad kostar det att söka pappret så man får kalla sig kock", None),
    ],
)
def test_what_a_question_needs_is_no_mere_telling(question: str, asks: str | None) -> None:
    assert parts_of(question).asks == (asks or question)


def test_a_greeting_before_a_question_to_the_assistant_is_answered_by_it(app: App) -> None:
    assert plan(app, "Hej! Vad kan du göra egentligen?").forms == (Form.ABOUT,)


def test_what_is_told_counts_where_the_question_needs_it(app: App) -> None:
    told = plan(app, "Jag vill läsa engelska i Norråsa. Vilka kurser finns?").courses
    assert told is not None
    assert told.is_course_question
    assert told.constraints.subject == "engelska"


@pytest.mark.parametrize(
    "question",
    [
        "Måste jag ha bank-id för att söka?",
        "Behöver jag ta med legitimation?",
        "Kan man validera till elektriker?",
    ],
)
def test_what_one_may_and_must_do_asks_for_no_courses(app: App, question: str) -> None:
    told = plan(app, question).courses
    assert told is None or not told.is_course_question
