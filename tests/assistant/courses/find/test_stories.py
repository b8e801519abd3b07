"""Long, spoken questions: what is only told is no condition, and what it is of is still found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import App
from assistant.bodies.question import Turn
from evals.measure.command import filled_app

ROWS = """Kursnamn;Ort;Startdatum;Form;Skolform;Omfattning;Tid;Behörighet
Matematik 1b;Klockvik;2027-01-18;Distans;Gymnasial vuxenutbildning;50;;
Matematik 2b;Klockvik;2027-01-18;Distans;Gymnasial vuxenutbildning;50;;Matematik 1b
Matematik, grundkurs;Klockvik;2027-01-18;Distans;Grundläggande vuxenutbildning;50;;
Matematik, nationell delkurs 1;Klockvik;2027-01-18;Distans;Grundläggande vuxenutbildning;50;;
Beredare elkraft;Solvik;2027-02-15;Plats;Yrkeshögskola;100;;
Elkraftsingenjör;Klockvik;2027-02-15;Plats;Yrkeshögskola;100;;
Engelska 5;Klockvik;2027-01-18;Plats;Gymnasial vuxenutbildning;50;;
Engelska 6;Klockvik;2027-02-15;Plats;Gymnasial vuxenutbildning;50;;Engelska 5
Svenska, nationell delkurs 3;Klockvik;2027-02-15;Plats;Grundläggande vuxenutbildning;50;;
Svenska som andraspråk, nationell delkurs 3;Klockvik;2027-02-15;Plats;;50;;
Odlare i kallt klimat;Klockvik;2027-02-15;Plats;Yrkeshögskola;100;;
Automationstekniker;Klockvik;2027-02-15;Plats;Yrkeshögskola;100;;
Robottekniker;Klockvik;2027-02-15;Plats;Yrkeshögskola;100;;
Lastbilsförare;Klockvik;2027-02-15;Plats;Gymnasial vuxenutbildning;100;;
Personbilsmekaniker;Klockvik;2027-02-15;Plats;Gymnasial vuxenutbildning;100;;
Mobilitetstekniker för hållbara drivmedel;Klockvik;2027-02-15;Plats;Yrkeshögskola;100;;
Systemutvecklare;Solvik;2027-02-15;Distans;Yrkeshögskola;100;;
Programmering 1;Klockvik;2027-02-15;Distans;Gymnasial vuxenutbildning;50;;
Kinesiska 1;Klockvik;2027-02-15;Plats;Gymnasial vuxenutbildning;50;;
Kinesiska 2;Klockvik;2027-02-15;Plats;Gymnasial vuxenutbildning;50;;
Steriltekniker;Klockvik;2027-02-15;Plats;Yrkeshögskola;100;;
Specialistundersköterska barn- och ungdomssjukvård;Klockvik;2027-02-15;Plats;Yrkeshögskola;50;;
Ridlärare;Solvik;2027-02-15;Plats;Yrkeshögskola;100;;
Musikal;Solvik;2027-02-15;Plats;Folkhögskola;100;;
Läkeväxter;Solvik;2027-02-15;Distans;Folkhögskola;50;;
Logistik 1;Klockvik;2027-02-15;Plats;Gymnasial vuxenutbildning;100;;
Kyrkomusiker;Solvik;2027-02-15;Plats;Folkhögskola;100;;
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A store with the courses alone."""
    folder: Path = tmp_path_factory.mktemp("stories")
    (folder / "kurser.csv").write_text(ROWS, encoding="utf-8")
    with filled_app([folder], "tests") as made:
        yield made


@pytest.mark.parametrize(
    ("question", "names"),
    [
        # What is told stays told to its end, and a refusal before it counts.
        ("hoppade av gymnasiet 2012, saknar matte 2b", {"Matematik 2b"}),
        ("skulle vilja odla grönsaker, har en gård i klockvik", {"Odlare i kallt klimat"}),
        ("min man är kock och jag vill läsa engelska 6", {"Engelska 6"}),
        # What comes next.
        ("Har läst engelska 5, vill ha nästa", {"Engelska 6"}),
        ("har läst kinesiska 1, vad är nästa steg", {"Kinesiska 2"}),
        ("läser redan matte 1b, nästa blir 2b", {"Matematik 2b"}),
        ("Har läst kinesiska steg 1 på skolan en gång i tiden. Finns steg 2?", {"Kinesiska 2"}),
        # A number behind a word for it, and names with other words between.
        ("kinesiska steg 1", {"Kinesiska 1"}),
        ("svenska nationell delkurs 3", {"Svenska, nationell delkurs 3"}),
        ("behöver 2b i matte till förskollärare", {"Matematik 2b"}),
        # What belongs to a subject and meets all, before what is called so and does not.
        ("elkraft i klockvik", {"Elkraftsingenjör"}),
        # By another name of the occupation; what people do, and no shorter task in it.
        ("jag tänkte bli bilmekaniker", {"Personbilsmekaniker"}),
        ("vill lära mig programmera robotar", {"Robottekniker"}),
        (
            "vill jobba med sjuka barn på sjukhus",
            {"Specialistundersköterska barn- och ungdomssjukvård"},
        ),
        ("lastbilskort c på komvux", {"Lastbilsförare"}),
        # Conditions speak for what meets them, as words do; what is over speaks for less.
        ("lära barn rida, jag har ridit sen jag var sex. Solvik ligger bäst till", {"Ridlärare"}),
        # To be near is enough for what meets them alone, in what is told, too.
        ("plocka örter och göra egna huskurer, finns nån kurs på distans?", {"Läkeväxter"}),
        # A compound has to do with what its first part means.
        ("Jag vill sitta på orgelpallen", {"Kyrkomusiker"}),
        # What is told says what, beside a kind of schooling, too.
        ("Dotterns dröm: stå på scen i musikaler. Nån folkhögskola som har det?", {"Musikal"}),
        ("komvux matte grundkurs", {"Matematik, grundkurs"}),
    ],
)
def test_what_is_asked_for_is_found(app: App, question: str, names: set[str]) -> None:
    reply = app.find_courses(question, dt.date(2026, 11, 22))
    assert {course.name for course in reply.courses} == names


@pytest.mark.parametrize(
    ("question", "condition", "value"),
    [
        ("komvux matematik", "level", "komvux"),
        ("matematik på gymnasial nivå på komvux", "level", "gymnasial vuxenutbildning"),
        ("yrkesutbildning på komvux", "level", "gymnasial vuxenutbildning"),
        ("hoppade av gymnasiet 2012, saknar matte 2b", "start_from", None),
        ("kurser på engelska, inte svenska", "unwanted", None),
        # What may only be told, and yet sets a condition; what is surely told sets none.
        ("köra lastbil, men jag har värk så det får bli halvfart", "pace_max", 50),
        ("steriltekniker, men på plats i Kil så jag kan cykla", "place", ["Kil"]),
        ("Engelska 6 på kvällen? Jag jobbar heltid.", "pace_max", None),
        ("vad kan en 55-årig lastbilsförare skola om sig till", "subject", None),
    ],
)
def test_a_condition_is_read(app: App, question: str, condition: str, value: object) -> None:
    understood = app.find_courses(question, dt.date(2026, 11, 22)).understood
    assert understood.get(condition) == value
    assert "not_subject" not in understood


def test_a_word_of_a_provider_that_says_what_to_study_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text(
        "Kursnamn;Ort;Startdatum;Anordnare\n"
        "Hydraultekniker;Solvik;2027-02-15;ITH, Institutet för tillämpad hydraulik\n",
        encoding="utf-8",
    )
    with filled_app([tmp_path], "tests") as app:
        asked = app.find_courses("hydraulik solvik", dt.date(2026, 11, 22)).understood
    assert asked == {"subject": "hydraulik", "place": ["Solvik"]}


def test_komvux_has_all_its_levels(app: App) -> None:
    reply = app.find_courses("vilken matematik har komvux", dt.date(2026, 11, 22))
    names = {course.name for course in reply.courses}
    basic = {"Matematik, grundkurs", "Matematik, nationell delkurs 1"}
    assert names == {"Matematik 1b", "Matematik 2b", *basic}


def test_who_begins_anew_gets_basic_courses_first(app: App) -> None:
    reply = app.find_courses("matte helt från början", dt.date(2026, 11, 22))
    names = [course.name for course in reply.courses]
    assert names[-1] == "Matematik 1b"
    assert "Matematik, nationell delkurs 1" in names[:2]


def test_a_short_advertisement_asks_for_no_hours(app: App) -> None:
    reply = app.find_courses(
        "Vi söker en lastbilsförare till vårt åkeri i Sundsvall. Du hanterar gods och är van vid "
        "tidiga morgnar. Heltid, dagtid. Vad ska jag läsa för att få det jobbet?",
        dt.date(2026, 11, 22),
    )
    assert reply.understood == {"subject": "lastbilsförare"}


def test_what_meets_the_rest_and_is_only_near_is_told_to_be(app: App) -> None:
    reply = app.find_courses("systemutveckling på halvfart", dt.date(2026, 11, 22))
    assert {course.name for course in reply.courses} == {"Programmering 1"}
    assert "heter precis så" in reply.notices[0]


@pytest.mark.parametrize("question", ["nej jag menade i Solvik", "i Solvik då?"])
def test_what_corrects_a_question_keeps_the_rest_of_it(app: App, question: str) -> None:
    before = [Turn(role="user", content="elkraft i klockvik")]
    reply = app.find_courses(question, dt.date(2026, 11, 22), before)
    assert {course.name for course in reply.courses} == {"Beredare elkraft"}
