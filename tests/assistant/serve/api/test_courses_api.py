"""Courses over HTTP: search, one occasion, the calendar; and what cannot be asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from assistant.app import open_app
from assistant.settings import Settings

TODAY = {"today": "2026-11-21"}


def found(client: TestClient, **query: Any) -> dict[str, Any]:
    response = client.get("/v1/courses", params=TODAY | query)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def keys(body: dict[str, Any]) -> list[str]:
    return [course["key"] for course in body["courses"]]


def test_a_question_is_understood_and_met(client: TestClient) -> None:
    body = found(client, q="Finns matte 2b i Sundsvall i vår?")
    assert keys(body) == ["o1"]
    assert body["understood"]["place"] == ["Sundsvall"]
    assert body["understood"]["start_from"] == "2027-01-01"
    assert body["relaxed"] == []
    course = body["courses"][0]
    assert (course["state"], course["county"]) == ("open", "Västernorrland")
    assert course["level"] is None
    assert course["sources"]["name"] == "rad 2, Namn"


def test_what_is_over_comes_last_and_is_told(client: TestClient) -> None:
    assert keys(found(client, q="matematik 2b")) == ["o1"]
    over = found(client, code="MATMAT02b", start_to="2026-12-31")
    assert keys(over) == ["o2"]
    assert over["relaxed"] == ["state"]
    assert over["courses"][0]["state"] == "past"
    assert "stängt" in over["notices"][0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"place": "Sundsvall"}, ["o1"]),
        ({"place": "sundsvall"}, ["o1"]),
        ({"place": ["Sundsvall", "Härnösand"]}, ["o3", "o1"]),
        ({"county": "Västernorrland", "distance": True}, ["o3"]),
        ({"provider": "Norrskens vuxenutbildning", "pace_max": 50}, ["o1"]),
        ({"code": "matmat02B"}, ["o1"]),
        ({"level": "gymnasial"}, ["o1"]),
        ({"start_from": "2027-01-01", "start_to": "2027-01-31"}, ["o1", "o3"]),
        ({"open": True, "sort": "name"}, ["o1", "o3"]),
        ({"place": "Härnösand", "near": True, "distance": True}, ["o3"]),
    ],
)
def test_parameters_are_met(client: TestClient, query: dict[str, Any], expected: list[str]) -> None:
    body = found(client, **query)
    assert sorted(keys(body)) == sorted(expected)
    assert body["relaxed"] == []


def test_a_constraint_that_nothing_meets_is_dropped_by_name(client: TestClient) -> None:
    body = found(client, q="matematik 2b", distance=True)
    assert (keys(body), body["relaxed"]) == (["o1"], ["distance"])
    assert body["notices"]


def test_a_constraint_of_the_question_can_be_taken_away(client: TestClient) -> None:
    asked = "matematik 2b i Härnösand"
    assert found(client, q=asked)["understood"]["place"] == ["Härnösand"]
    body = found(client, q=asked, without="place")
    assert "place" not in body["understood"]
    assert keys(body) == ["o1"]


def test_a_place_that_does_not_exist_is_told(client: TestClient) -> None:
    body = found(client, q="matematik 2b i Mordor")
    assert "Mordor" in " ".join(body["notices"])
    assert "place" in body["relaxed"]
    assert "Mordor" in " ".join(found(client, place="Mordor")["notices"])


def test_pages_and_order(client: TestClient) -> None:
    first = found(client, size=1, page=1, sort="start")
    second = found(client, size=1, page=2, sort="start")
    assert (first["total"], second["total"]) == (2, 2)
    assert keys(first) + keys(second) == ["o1", "o3"]
    assert keys(found(client, size=1, page=3)) == []


@pytest.mark.parametrize(
    "query",
    [
        {"pace_min": 75, "pace_max": 50},
        {"start_from": "2027-02-01", "start_to": "2027-01-01"},
        {"level": "trollkarlsskola"},
        {"page": 0},
        {"size": 100_000},
        {"sort": "färg"},
        {"today": "i går"},
        {"platz": "Sundsvall"},
    ],
)
def test_what_cannot_be_asked_is_a_problem(client: TestClient, query: dict[str, Any]) -> None:
    response = client.get("/v1/courses", params=query)
    assert response.status_code == 422
    assert response.headers["content-type"].startswith("application/problem+json")


def test_one_occasion_and_none(client: TestClient) -> None:
    shown = found(client, q="matematik 2b")["courses"][0]
    assert client.get(f"/v1/courses/{shown['id']}", params=TODAY).json() == shown
    missing = client.get("/v1/courses/0123")
    assert missing.status_code == 404
    assert missing.json()["type"].endswith("no-such-course")


def test_the_last_day_to_apply_comes_as_a_calendar(client: TestClient) -> None:
    (dated,) = found(client, q="matematik 2b")["courses"]
    (undated,) = found(client, q="svenska som andraspråk 1")["courses"]
    query = {"id": [dated["id"], undated["id"]], **TODAY}
    response = client.get("/v1/courses/calendar", params=query)
    assert response.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event.decoded("dtstart")) == "2026-12-15"
    none = client.get("/v1/courses/calendar", params={"id": undated["id"]})
    assert none.status_code == 404


def test_an_answer_has_courses_and_what_they_require(client: TestClient) -> None:
    body = client.post(
        "/v1/answers",
        json={"question": "Kan jag läsa matematik 2b i Sundsvall i vår, och vad krävs?", **TODAY},
    ).json()
    assert body["status"] == "answered"
    assert [course["key"] for course in body["courses"]] == ["o1"]
    assert body["course_search"]["understood"]["subject"] == "matematik 2b"
    assert "11 januari 2027" in body["text"]


def test_a_question_about_documents_gets_no_courses(client: TestClient) -> None:
    body = client.post("/v1/answers", json={"question": "Vad är syftet med vägledning?"}).json()
    assert body["courses"] == []
    assert body["course_search"] is None


def test_what_has_changed_since_a_day(own_client: TestClient) -> None:
    text = "Kursnamn;Kurskod;Ort;Start;Sista ansökningsdag\nBageri;B1;Norråsa;2027-01-18;{}\n"
    for last in ("2026-12-01", "2026-12-15"):
        file = ("kurser.csv", text.format(last).encode(), "text/csv")
        assert own_client.post("/v1/documents", files={"files": file}).status_code == 201
    body = own_client.get("/v1/courses/changes", params={"kind": "changed"}).json()
    (change,) = body["changes"]
    assert change["fields"] == ["apply_until"]
    assert change["before"]["apply_until"] == "2026-12-01"
    assert change["after"]["apply_until"] == "2026-12-15"
    assert body["counts"]["changed"] == body["total"] == 1
    assert own_client.get(f"/v1/courses/{change['after']['id']}").json()["name"] == "Bageri"
    for since in ("2999-01-01", "2999-01-01T00:00:00+01:00"):
        assert own_client.get("/v1/courses/changes", params={"since": since}).json()["total"] == 0
    today = own_client.get("/v1/courses/changes", params={"since": change["time"][:10]}).json()
    assert today["total"] == sum(body["counts"].values())
    assert own_client.get("/v1/courses/changes", params={"since": "i går"}).status_code == 422


def test_the_requirements_of_a_course_come_with_what_is_said_to_be_met(client: TestClient) -> None:
    course = found(client, q="matematik 2b")["courses"][0]
    body = client.post("/v1/paths", json=TODAY | {"course": course["id"]}).json()
    assert body["occupation"] is None
    assert body["ladder"]["name"] == course["name"]
    missing = client.post("/v1/paths", json={"course": "0" * 16})
    assert missing.status_code == 404
    assert missing.json()["type"].endswith("no-such-course")


def test_where_there_are_no_courses_none_is_found(tmp_path: Path) -> None:
    with open_app(Settings(data=tmp_path), "tests") as app:
        for question in ("matematik", "Jag vill bli svetsare", "köra tåg", "a nurse"):
            assert app.find_courses(question, dt.date(2026, 8, 1)).courses == []
