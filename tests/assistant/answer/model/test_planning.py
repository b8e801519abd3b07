"""How the model plans a search, over HTTP: what is asked for, what comes of it, what never does."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.bodies.answer import Status
from assistant.bodies.question import Question
from assistant.question.plan import Constraints, Plan
from tests.assistant.answer.model.conftest import opened
from tests.assistant.answer.model.scripts import faithful
from tests.model_server import Asked, Script

TODAY = dt.date(2026, 11, 22)
PARAPHRASE = "Hur kan man få papper på sina talanger?"
FOR_COURSES = (
    "Jag vill räkna, helst inte långt från Härnösand, jag har barn, så bara när det är ljust"
)


def planning(**plan: object) -> Script:
    """A model that plans like this, and answers faithfully."""
    whole: dict[str, object] = {"language": "sv", "searches": [], "words": []}

    def script(asked: Asked) -> str:
        return json.dumps(whole | plan) if asked.plans else faithful(asked)

    return script


def read(folder: Path, question: str, **plan: object) -> Plan:
    with opened(folder, planning(**plan)) as (app, _):
        return app.reader.read(Question(question=question), TODAY, weak=True)


def test_a_clear_question_that_finds_its_answer_is_not_planned(filled: Path) -> None:
    with opened(filled, planning()) as (app, server):
        answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert [one.plans for one in server.asked] == [False]


def test_what_finds_little_is_searched_for_in_the_models_words_too(filled: Path) -> None:
    with opened(filled, planning(words=["validering", "reell kompetens"])) as (app, server):
        given = answer(app.answering, Question(question=PARAPHRASE))
    assert [one.plans for one in server.asked] == [True, False]
    assert "Validering av reell kompetens" in server.asked[1].user
    assert given.engine == "generative"
    assert not any("validering" in note for note in given.understood)


def test_each_part_of_a_question_is_searched_for(filled: Path) -> None:
    parts = ["Vem ansvarar för uppföljningen?", "Vad betyder validering?"]
    whole = "Vem ansvarar för uppföljningen, och vad betyder validering?"
    with opened(filled, planning(searches=parts)) as (app, server):
        answer(app.answering, Question(question=whole))
        further = app.reader.read(Question(question=whole), TODAY).further
    assert [one.plans for one in server.asked] == [True, False, True]
    assert [one.text for one in further] == parts


@pytest.mark.parametrize(
    "reply", ["", "{}", '{"language": 7}', '{"language": "sv", "searches": 1}']
)
def test_a_plan_that_cannot_be_used_takes_nothing_away(filled: Path, reply: str) -> None:
    def script(asked: Asked) -> str:
        return reply if asked.plans else faithful(asked)

    with opened(filled, script) as (app, _):
        given = answer(app.answering, Question(question=PARAPHRASE))
    assert given.engine == "generative"


def test_a_follow_up_with_words_that_nobody_said_is_read_as_without_a_model(filled: Path) -> None:
    asked = {
        "question": "Vem ansvarar för den?",
        "history": [{"role": "user", "content": "Görs det någon uppföljning?"}],
    }
    invented = "Varför skjuter Karin Modig upp uppföljningen?"
    with opened(filled, planning(question=invented)) as (app, _):
        given = answer(app.answering, Question.model_validate(asked))
    assert given.status is Status.ANSWERED
    assert "Modig" not in given.model_dump_json()


def test_what_a_model_reads_of_courses_fills_what_the_words_left_open(filled: Path) -> None:
    wanted = {"q": "räkna", "place": ["Härnösand", "Umeå"], "near": True, "evening": False}
    plan = read(filled, FOR_COURSES, courses=wanted | {"start_from": "2027-01-11", "pace_max": 50})
    assert plan.courses is not None
    assert plan.courses.is_course_question
    found = plan.courses.constraints
    assert (found.subject, found.places, found.evening) == ("räkna", ("Härnösand",), False)
    assert (found.start_from, found.pace_max) == (dt.date(2027, 1, 11), 50)


@pytest.mark.parametrize(
    "wanted",
    [
        {"q": "hacka banker"},
        {"place": ["Umeå"]},
        {"place": "Härnösand"},
        {"provider": "Nordiska skolan"},
        {"start_from": "2060-01-01"},
        {"start_from": "snart"},
        {"pace_min": -3},
        {"level": "överallt"},
        {"sort": "name", "without": ["place"], "x": 1},
    ],
)
def test_what_was_not_said_or_cannot_be_is_no_condition(
    filled: Path, wanted: dict[str, object]
) -> None:
    plan = read(filled, "Jag vill hitta något nytt för mig", courses=wanted)
    assert plan.courses is not None
    assert plan.courses.constraints == Constraints()
