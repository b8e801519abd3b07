"""Courses in an answer, as the page shows them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bodies.answer import Answer, AnswerPart, PartKind, PartLine, Status
from assistant.bodies.courses import Chip, CourseBody, CourseSearch
from assistant.bodies.paths import OccupationBody, PathBody, PathStep, StepKind
from assistant.bodies.question import Question
from assistant.serve.chat.cards import card
from assistant.serve.chat.render import conversation
from assistant.serve.chat.visit import Visit, add_answer, add_question
from assistant.words.languages import Language
from tests.assistant.courses.made import bare, course
from tests.assistant.serve.chat.served import LURE
from tests.assistant.serve.chat.test_render import HOSTILE, Read, note, quote

SV, EN = Language.SWEDISH, Language.ENGLISH
TODAY = dt.date(2026, 11, 22)
NOTICE = "Ingen kurs stämmer med allt. Jag bortsåg från orten."


def search(total: int = 2, *chips: str) -> CourseSearch:
    return CourseSearch(
        total=total,
        understood={},
        chips=[Chip(name=f"n{n}", label=label, words="ord") for n, label in enumerate(chips)],
        relaxed=[],
        notices=[NOTICE],
        is_course_question=True,
    )


def courses_part(kind: PartKind = PartKind.COURSES) -> AnswerPart:
    line = PartLine(text="Matematik 2b, Sundsvall: start 18 januari 2027.", item=True)
    heading, label = "Jag hittar 1 kurstillfälle som stämmer", "De första"
    return AnswerPart(kind=kind, text="Svar.", heading=heading, label=label, lines=[line])


def answer(
    *courses: CourseBody, parts: tuple[AnswerPart, ...] = (), found: CourseSearch | None = None
) -> Answer:
    return Answer(
        status=Status.ANSWERED,
        text="Svar.",
        parts=list(parts or (courses_part(),)),
        engine="test",
        took_ms=1.0,
        courses=list(courses),
        course_search=found or search(len(courses)),
    )


def shown(
    reply: Answer, question: str = "Matte?", without: tuple[str, ...] = (), language: Language = SV
) -> str:
    asked = Question(question=question, without=list(without), today=TODAY)
    visit: Visit = add_answer(add_question((), asked), reply)
    return conversation(visit, language)


@pytest.mark.parametrize(
    ("other", "stands", "deadline"),
    [
        ({}, "Öppen för ansökan", "Sök senast 1 december 2026 (9 dagar kvar)"),
        (
            {"apply_until": "2026-11-22"},
            "Öppen för ansökan",
            "Sök senast 22 november 2026 (sista dagen är i dag)",
        ),
        (
            {"apply_until": "2026-11-23"},
            "Öppen för ansökan",
            "Sök senast 23 november 2026 (1 dag kvar)",
        ),
        (
            {"apply_until": None},
            "Öppen för ansökan",
            "Sista ansökningsdag framgår inte av källan",
        ),
        (
            {"apply_until": None, "continuous": True},
            "Öppen för ansökan",
            "Du kan söka när som helst",
        ),
        (
            {"state": "upcoming", "apply_from": "2027-10-01", "apply_until": "2027-10-15"},
            "Ansökan öppnar 1 oktober 2027",
            "Sista ansökningsdag 15 oktober 2027",
        ),
        (
            {"state": "closed", "apply_until": "2026-11-01"},
            "Ansökan har stängt",
            "Sista ansökningsdag var 1 november 2026",
        ),
        ({"state": "past"}, "Kursen har varit", None),
        (
            {"state": "unknown", "apply_until": None},
            "Ansökningsdag framgår inte av källan",
            None,
        ),
        ({"cancelled": True}, "Kurstillfället är inställt", None),
    ],
)
def test_a_card_says_in_words_where_the_application_stands(
    other: dict[str, object], stands: str, deadline: str | None
) -> None:
    own = card(course(**other), TODAY, SV)
    assert (own.stands, own.deadline) == (stands, deadline)
    assert own.dated == ("senast" in (deadline or "") or "dag 15" in (deadline or ""))


def test_a_card_shows_what_a_choice_begins_with() -> None:
    html = shown(answer(course()))
    text = " ".join(Read(html).text.split())
    assert "Matematik 2b MATMAT02b Lyktesunds kommun · Sundsvall (Västernorrland)" in text
    assert "Start och slut 18 januari–4 juni 2027" in text
    assert "Studietakt 50 procent, halvfart" in text
    assert "Studieform Distans, 2 obligatoriska träffar" in text
    assert "Omfattning 100 gymnasiepoäng" in text
    assert "Behörighet Lägst betyget E i Matematik 1b." in text
    assert "Källa: kurser.csv" in text
    assert 'href="https://exempel.se/ma2b" target="_blank" rel="noopener noreferrer"' in html
    assert 'href="/kurs/a1"' in html
    assert 'href="/v1/courses/calendar?id=a1"' in html


def test_what_the_source_does_not_tell_is_said_so_where_a_person_needs_it() -> None:
    html = shown(answer(bare()))
    text = " ".join(Read(html).text.split())
    for label in ("Start och slut", "Studietakt", "Studieform", "Behörighet"):
        assert f"{label} framgår inte av källan" in text
    assert "Ansökningsdag framgår inte av källan" in text
    assert "Omfattning" not in text
    assert "Spara i kalendern" not in text


def test_the_county_is_told_of_one_place_that_is_not_called_so() -> None:
    assert card(course(places=["Örebro"], county="Örebro"), TODAY, SV).where.endswith("· Örebro")
    assert card(course(places=["A", "B"]), TODAY, SV).where.endswith("· A, B")


def test_an_address_that_is_none_is_no_link() -> None:
    own = card(course(url="javascript:x"), TODAY, SV)
    assert own.link == "https://exempel.se"
    assert own.link_words == "Anordnarens webbplats"
    html = shown(answer(course(url="javascript:x", provider_url="data:x")))
    assert "javascript:" not in html
    assert "data:x" not in html


def test_chips_can_be_removed_and_put_back() -> None:
    html = shown(answer(course(), found=search(1, "Ort: Sundsvall", "På distans")), without=("a",))
    text = " ".join(Read(html).text.split())
    assert "Ta bort villkoret Ort: Sundsvall" in text
    assert 'data-act="without" data-number="1" data-name="n1"' in html
    assert "Du har tagit bort ett villkor. Ställ tillbaka" in text
    assert NOTICE in text
    assert "Ställ tillbaka" not in shown(answer(course()))


def test_what_cards_and_notices_say_is_not_said_twice() -> None:
    notice = note(NOTICE).model_copy(update={"text": NOTICE})
    html = shown(answer(course(), parts=(notice, courses_part(), note("Kontrollera."))))
    text = " ".join(Read(html).text.split())
    assert text.count(NOTICE) == 1
    assert "Jag hittar 1 kurstillfälle som stämmer. Kurser" in text
    assert "start 18 januari 2027" not in text
    assert text.index("Kurser") < text.index("Kontrollera.")


def test_quotes_come_below_the_courses() -> None:
    html = shown(answer(course(), parts=(courses_part(), quote("Ett citat."))))
    assert html.index("Jag hittar 1") < html.index("Matematik 2b") < html.index("Ett citat.")


def test_the_way_to_an_occupation_is_shown_and_told() -> None:
    occupation = OccupationBody(name="Svetsare", ssyk=None, also=[], licence=None, authority=None)
    step = PathStep(key="yrke", kind=StepKind.OCCUPATION, title=LURE)
    path = PathBody(
        occupation=occupation,
        steps=(step,),
        notes=["Fråga skolan."],
        suggestions=[],
        decides="Vägledaren avgör.",
        text="Så här.",
    )
    steps = AnswerPart(kind=PartKind.PATH, text="Så.", lines=[PartLine(text="1. Yrke: så.")])
    way = answer(parts=(steps,)).model_copy(update={"path": path})
    html = shown(way)
    assert "Vägen till svetsare" in html
    assert "<p>1. Yrke: så." not in html
    assert '<ol class="steps"' in html
    assert "Läs vägen som text" in html
    assert "Vägledaren avgör" in html
    assert "<img" not in html
    unknown = path.model_copy(update={"occupation": None, "steps": ()})
    html = shown(way.model_copy(update={"path": unknown}))
    assert "Läs vägen" not in html


def test_five_cards_are_shown_and_the_others_folded() -> None:
    html = shown(answer(*(course(id=f"c{n}") for n in range(7)), found=search(30)))
    assert "Visa 2 fler" in html
    assert "Visar 7 av 30" in html
    assert html.count('name="id"') == 7
    assert 'name="id"' not in shown(answer(course()))


def test_a_table_of_courses_is_shown_side_by_side() -> None:
    two = (course(), course(id="b", pace=100))
    html = shown(answer(*two, parts=(courses_part(PartKind.TABLE),)))
    assert "<caption>Jämförelse av 2 kurser</caption>" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 19
    assert "Visa kurserna var för sig" in html
    assert "rad 12, kolumnen Omfattning" in html
    assert "<caption>" not in shown(answer(*two))


def test_in_english() -> None:
    text = " ".join(Read(shown(answer(course(), course(id="b")), language=EN)).text.split())
    assert "Apply by December 1, 2026 (9 days left)" in text or "1 December 2026" in text
    assert "Read more and apply (opens in a new tab)" in text


def test_courses_are_copied_with_their_sources() -> None:
    copied = dict(Read(shown(answer(course()))).attributes)["data-copy"]
    assert copied is not None
    assert "Matematik 2b, Sundsvall: start 18 januari 2027" in copied
    assert "MATMAT02b. Lyktesunds kommun. Källa: kurser.csv. https://exempel.se/ma2b" in copied


@given(HOSTILE.filter(lambda text: text.strip() != ""), st.booleans())
def test_nothing_from_a_catalogue_becomes_a_tag_or_attribute(text: str, comparing: bool) -> None:
    names = ("name", "code", "provider", "level", "eligibility", "url", "source", "county", "id")
    hostile = course(places=[text], sources={"pace": text}, **dict.fromkeys(names, text))
    calm = course(eligibility="x", county="y", level="x", provider="x", code="x")
    found, calm_found = search(2, text), search(2, "x")
    parts = (courses_part(PartKind.TABLE if comparing else PartKind.COURSES),)
    seen = Read(shown(answer(hostile, hostile, parts=parts, found=found)))
    usual = Read(shown(answer(calm, calm, parts=parts, found=calm_found)))
    assert set(seen.tags) <= {*usual.tags, "a", "br"}
    assert {name for name, _ in seen.attributes} <= {name for name, _ in usual.attributes}
    links = [value for name, value in seen.attributes if name == "href" and value]
    assert all(value.lower().startswith(("/", "#", "http://", "https://")) for value in links)
