from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assistant.bodies.courses import CourseBody, CourseReply, CourseState
from corpus.courses import Level
from corpus.places import Gazetteer, load_gazetteer
from evals.measure.course_checks import (
    breaches,
    is_over,
    is_right,
    plain,
    understood,
    wrongly_recommended,
)
from evals.measure.course_questions import CourseQuestion, Value, load_course_questions
from evals.measure.courses import CourseReport, measure
from evals.measure.question_file import QuestionFileError

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).parents[3]
QUESTIONS = sorted((ROOT / "evals" / "questions").glob("courses_*.jsonl"))
CATALOGUES = ROOT / "corpus" / "examples" / "catalogues"
GOOD: dict[str, object] = {
    "id": "a",
    "question": "Matematik 2b i Sundsvall?",
    "today": "2026-11-21",
    "kind": "subject+place",
    "course": True,
    "constraints": {"subject": "matematik 2b", "place": ["Sundsvall"]},
    "expect": {"names": ["^matematik 2b"], "total": None, "state": ["open", "upcoming", "unknown"]},
}
BLANK: dict[str, object] = dict.fromkeys(CourseBody.model_fields)
OPEN = CourseBody.model_construct(
    None,
    **BLANK
    | {
        "key": "1",
        "keys": ["1"],
        "name": "Matematik 2b",
        "code": "MATMAT02b",
        "provider": "Sundsvalls kommun",
        "places": ["Sundsvall"],
        "county": "Västernorrland",
        "level": Level.UPPER,
        "distance": False,
        "pace": 50,
        "start": "2027-01-18",
        "end": "2027-06-11",
        "apply_from": "2026-11-01",
        "apply_until": "2026-12-10",
        "state": CourseState.OPEN,
        "language": "sv",
    },
)
CLOSED = OPEN.model_copy(
    update={"key": "2", "apply_until": "2026-11-20", "state": CourseState.CLOSED, "pace": 25}
)


def reply_of(courses: Sequence[CourseBody] = (), **fields: object) -> CourseReply:
    """A reply made by hand, such as the search gives."""
    made = {"understood": {}, "relaxed": [], "notices": [], "total": 0, "is_course_question": True}
    return CourseReply.model_construct(None, **made | fields | {"courses": list(courses)})


def question(**fields: object) -> CourseQuestion:
    return CourseQuestion.model_validate_json(json.dumps(GOOD | fields))


def stating(**constraints: Value) -> CourseQuestion:
    return question(constraints=constraints)


def write(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


def asked(reply: CourseReply, *questions: CourseQuestion) -> CourseReport:
    return measure(lambda _question, _today, _history: reply, "test.jsonl", questions)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_the_question_sets_can_be_read_and_hold_something_else_too(path: Path) -> None:
    questions = load_course_questions(path)
    others = [q for q in questions if not q.course]
    if "spoken" in path.stem or "typed" in path.stem:
        return
    assert len(questions) >= (40 if "examples" in path.stem else 18)
    assert 0.1 <= len(others) / len(questions) <= 0.25
    assert {"refused", "past", "closed", "county", "near", "compare", "mixed"} <= {
        q.kind for q in questions
    }


def test_the_occasions_that_the_example_questions_name_stand_in_the_catalogues() -> None:
    files = ("komvux_avux.csv", "emil3_klockvik.json", "emil2_inlandet.xml")
    told = " ".join((CATALOGUES / f"exempel_{name}").read_text("utf-8") for name in files)
    book = openpyxl.load_workbook(CATALOGUES / "exempel_yh_ansokningar.xlsx")
    told += " ".join(str(row[5]) for row in book["Tabell 3"].iter_rows(values_only=True))
    for path in QUESTIONS:
        for asks in load_course_questions(path) if "examples" in path.stem else []:
            for key in (*asks.expect.keys, *asks.expect.never):
                assert re.search(rf"\b{re.escape(key)}\b", told), (asks.id, key)


def test_no_question_stands_in_two_sets() -> None:
    texts = [plain(q.question) for path in QUESTIONS for q in load_course_questions(path)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"constraints": {"ort": "Sundsvall"}}, "constraints.ort"),
        ({"today": "i dag"}, "today"),
        ({"expect": {"names": ["("], "total": None, "state": []}}, "reguljärt uttryck"),
        ({"expect": {"names": [], "total": None, "state": ["gone"]}}, "expect.state"),
        ({"course": False}, "frågar inte efter kurser"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_line_that_is_no_course_question_is_told_by_its_number(
    tmp_path: Path, fields: dict[str, object], said: str
) -> None:
    path = write(tmp_path / "q.jsonl", GOOD, GOOD | {"id": "b"} | fields)
    with pytest.raises(QuestionFileError, match="rad 2") as raised:
        load_course_questions(path)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("constraints", "fields"),
    [
        ({"distance": True}, {}),
        ({"place": ["Umeå"]}, {}),
        ({"place": ["Hittepå"]}, {}),
        ({"place": ["Sundsvall"]}, {"places": ["Sundsbruk där det inte ligger"]}),
        ({"place": ["Luleå"], "near": True}, {}),
        ({"county": "Norrbotten"}, {}),
        ({"provider": "Timrå"}, {}),
        ({"provider": "Timrå"}, {"provider": None}),
        ({"level": "folkhögskola"}, {}),
        (
            {"level": "gymnasial vuxenutbildning"},
            {"level": "Kommunal vuxenutbildning som anpassad utbildning på gymnasial nivå"},
        ),
        ({"level": "högskola"}, {"level": "yrkeshögskola"}),
        ({"code": "MATMAT02c"}, {}),
        ({"evening": True}, {}),
        ({"language": "en"}, {}),
        ({"apprenticeship": True}, {}),
        ({"student_aid": True}, {}),
        ({"pace_min": 75.0}, {}),
        ({"pace_max": 25.0}, {}),
        ({"pace_max": 75.0}, {"pace": None}),
        ({"start_from": "2027-02-01"}, {}),
        ({"start_to": "2026-12-31"}, {}),
        ({"start_from": "2027-01-01"}, {"start": None}),
        ({"open": True}, {"apply_from": "2026-12-01"}),
        ({"subject": "kemi"}, {"name": "Kemi 1"}),
        ({"subject": "matematik 2b"}, {"apply_until": "2026-11-20"}),
        ({"subject": "matematik 2b"}, {"state": "past"}),
    ],
)
def test_a_course_that_does_not_meet_what_is_stated(
    gazetteer: Gazetteer, constraints: dict[str, Value], fields: dict[str, object]
) -> None:
    course = OPEN.model_copy(update=fields)
    (broken,) = breaches(stating(**constraints), {}, course, gazetteer)
    assert broken in {*constraints, "state", "subject", "place"}


@pytest.mark.parametrize(
    ("constraints", "fields"),
    [
        ({"distance": False, "place": ["sundsvall"], "open": True}, {}),
        ({"place": ["Sundsvall"], "near": True}, {"places": ["Timrå"]}),
        ({"place": ["Ånge"]}, {"places": ["Fränsta"]}),
        ({"level": "sfi"}, {"level": "svenska för invandrare"}),
        ({"level": "yrkeshögskola"}, {"level": "yrkeshögskoleutbildning"}),
        (
            {"level": "anpassad utbildning på gymnasial nivå"},
            {"level": "Kommunal vuxenutbildning som anpassad utbildning på gymnasial nivå"},
        ),
        ({"place": ["Lyktesund"], "near": True}, {"places": ["Klockvik"]}),
        ({"place": ["Tallmora"]}, {"places": ["Biblioteket i Tallmora"]}),
        ({"place": ["Umeå", "Sundsvall"]}, {}),
        ({"county": "Västernorrlands län"}, {"county": None}),
        ({"county": "Älvmarken"}, {"county": "Älvmarken", "places": ["Norråsa"]}),
        ({"provider": "Sundsvalls kommun, vuxenutbildningen"}, {}),
        ({"level": "gymnasial vuxenutbildning", "language": "sv", "code": "matmat02B"}, {}),
        ({"pace_min": 50.0, "pace_max": 50.0}, {}),
        ({"start_from": "2027-01-01", "start_to": "2027-06-30"}, {}),
        ({"start_from": "2027-01-01"}, {"start": None, "rolling": True}),
    ],
)
def test_a_course_that_meets_what_is_stated(
    gazetteer: Gazetteer, constraints: dict[str, Value], fields: dict[str, object]
) -> None:
    course = OPEN.model_copy(update=fields)
    assert breaches(stating(**constraints), {}, course, gazetteer) == []


def test_another_reading_as_good_is_what_a_course_has_to_meet(gazetteer: Gazetteer) -> None:
    asks = question(constraints={"distance": True}, accept={"distance": [False, None]})
    assert breaches(asks, understood({"distance": False}), OPEN, gazetteer) == []
    assert breaches(asks, understood({}), OPEN, gazetteer) == []
    assert breaches(asks, understood({"distance": True}), OPEN, gazetteer) == ["distance"]


@pytest.mark.parametrize(
    ("fields", "over"),
    [
        ({}, False),
        ({"apply_until": "2026-11-21"}, False),
        ({"apply_until": "2026-11-20"}, True),
        ({"apply_until": None, "start": "2026-11-01"}, True),
        ({"apply_until": None, "start": "2026-11-01", "rolling": True}, False),
        ({"apply_until": None, "start": None, "end": "2026-11-01"}, True),
        ({"apply_until": None, "start": None, "end": None}, False),
    ],
)
def test_when_it_is_too_late(fields: dict[str, object], over: bool) -> None:
    assert is_over(OPEN.model_copy(update=fields), TODAY) is over


def test_a_closed_course_may_be_shown_as_closed_where_that_is_said() -> None:
    asks = question()
    posing = CLOSED.model_copy(update={"state": "open"})
    assert wrongly_recommended(asks, OPEN, []) is None
    assert wrongly_recommended(asks, CLOSED, ["state"]) is None
    assert wrongly_recommended(asks, CLOSED, []) == "over"
    assert wrongly_recommended(asks, posing, ["state"]) == "over"


def test_a_cancelled_course_is_never_recommended() -> None:
    cancelled = OPEN.model_copy(update={"cancelled": True})
    assert wrongly_recommended(question(), cancelled, ["state"]) == "never"
    shown = cancelled.model_copy(update={"state": "closed"})
    assert wrongly_recommended(question(), shown, ["state"]) is None


def test_a_refused_course_is_told_by_any_of_its_keys() -> None:
    expect = {"names": [], "total": None, "state": [], "never": ["EX 1"]}
    twin = OPEN.model_copy(update={"keys": ["1", "EX 1"]})
    assert wrongly_recommended(question(expect=expect), twin, ["place"]) == "never"


def test_values_are_compared_by_what_they_say() -> None:
    assert plain(["Klockvik"]) == plain("klockvik")
    assert plain(("A", "B")) == plain(["b", "a"])
    assert plain(Level.SFI) == "sfi"
    assert plain("Språk,  svenska!") == "språk svenska"
    told = {"places": [], "near": False, "unknown_place": "Ankeborg", "distance": False}
    assert understood(told) == {"place": "ankeborg", "distance": False}


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("kocken", True),
        ("kockutbildningar", True),
        ("matlagning kock", True),
        ("kock lärling", False),
        ("och", False),
        ("kokerska", False),
    ],
)
def test_a_subject_is_right_that_says_a_reading_and_nothing_else(read: str, right: bool) -> None:
    of_cook = question(constraints={"subject": "kock"}, accept={"subject": ["matlagning"]})
    assert is_right(of_cook, "subject", read) is right


def test_a_right_reply_has_no_fault() -> None:
    read = {"subject": "Matematik 2B", "place": ["Sundsvall"]}
    reply = reply_of([OPEN], understood=read, total=1)
    expect = {"names": ["^mat"], "total": 1, "state": ["open"], "keys": ["1"]}
    report = asked(reply, question(expect=expect))
    figures = report.figures
    assert figures.constraints_exact == figures.courses_satisfy == figures.totals_right == 1
    assert figures.questions_satisfied == figures.keys_found == 1
    assert figures.recommended == figures.offered == figures.missed == 0
    assert report.by_kind["subject+place"] == figures
    assert report.table().row_count == 2


def test_a_reply_that_goes_wrong_is_told_how() -> None:
    wrong = OPEN.model_copy(update={"places": ["Umeå"]})
    reply = reply_of([OPEN, wrong, CLOSED], understood={"subject": "matte", "distance": True})
    report = asked(reply, question())
    (outcome,) = report.outcomes
    assert outcome.misread == ["subject", "place", "distance"]
    assert outcome.breaches == [["place"], ["state"]]
    assert outcome.recommended == ["over"]
    assert report.figures.courses_satisfy == pytest.approx(1 / 3)
    assert report.figures.questions_satisfied == 0


def test_only_the_first_five_are_looked_at() -> None:
    wrong = OPEN.model_copy(update={"places": ["Umeå"]})
    (outcome,) = asked(reply_of([*[OPEN] * 5, wrong]), question()).outcomes
    assert (outcome.judged, outcome.breaches) == (5, [])


def test_an_empty_reply_and_one_that_drops_a_condition_have_missed_what_exists() -> None:
    assert asked(reply_of(), question()).figures.missed == 1
    dropped = asked(reply_of([OPEN], relaxed=["place"]), question()).figures
    assert (dropped.missed, dropped.courses_satisfy) == (1, None)


def test_where_nothing_exists_only_an_honest_reply_is_right() -> None:
    nothing = question(expect={"names": [], "total": None, "state": ["open"], "none": True})
    assert asked(reply_of([OPEN]), nothing).figures.offered == 1
    told = reply_of([OPEN], notices=["Frågan ber om både distans och klassrum."])
    assert asked(told, nothing).figures.offered == 0
    honest = asked(reply_of([CLOSED], relaxed=["state"]), nothing).figures
    assert (honest.offered, honest.recommended, honest.missed) == (0, 0, None)


def test_courses_and_documents_are_told_apart() -> None:
    expect = {"names": [], "total": 0, "state": [], "none": True}
    other = question(id="b", course=False, constraints={}, expect=expect)
    as_course = asked(reply_of([OPEN]), question(), other).figures
    assert (as_course.course_as_document, as_course.document_as_course) == (0, 1)
    as_document = asked(reply_of(is_course_question=False), question(), other).figures
    assert (as_document.course_as_document, as_document.document_as_course) == (1, 0)
    assert as_document.course_questions == 1
