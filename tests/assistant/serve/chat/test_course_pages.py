from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.app import App
from assistant.serve.chat import course_pages
from tests.assistant.serve.chat.served import LURE, small_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("store")
    with small_app(folder) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: App) -> TestClient:
    api = FastAPI()
    course_pages.mount(api, app.courses, app.paths, app.settings.current_date)
    return TestClient(api)


@pytest.fixture(scope="module")
def ids(app: App) -> list[str]:
    return [course.id for course in app.courses.shelf().courses]


def test_a_course_has_a_page_with_all_its_fields_and_their_sources(
    client: TestClient, ids: list[str]
) -> None:
    reply = client.get(f"/kurs/{ids[0]}")
    assert reply.status_code == 200
    assert "<h1>Matematik 2b</h1>" in reply.text
    assert "Sök senast 1 december 2026 (9 dagar kvar)" in reply.text
    assert "Källa: rad 2, kolumnen pace" in reply.text
    assert "Källan säger inget om: kvällstid" in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    english = client.get(f"/kurs/{ids[0]}?lang=en").text
    assert '<html lang="en">' in english
    assert "50 percent, half time" in english


def test_what_a_catalogue_says_stays_text(client: TestClient, ids: list[str]) -> None:
    text = client.get(f"/kurs/{ids[-1]}").text
    assert "<img" not in text
    assert LURE in unescape(text)
    assert text.count("framgår inte av källan") >= 6


def test_a_course_that_is_not_there_is_told_kindly(client: TestClient) -> None:
    for path in ("/kurs/finns-inte", "/kurser/jamfor?id=finns-inte"):
        reply = client.get(path)
        assert reply.status_code == 404
        assert "Kursen finns inte" in reply.text


def test_courses_stand_side_by_side(client: TestClient, ids: list[str]) -> None:
    reply = client.get("/kurser/jamfor", params={"id": [ids[0], ids[1], ids[0]]})
    assert reply.status_code == 200
    assert "<caption>Jämförelse av 2 kurser</caption>" in reply.text
    assert "100 procent, heltid" in reply.text
    assert "lika för alla" in reply.text
    assert f"/v1/courses/calendar?id={ids[0]}&amp;id={ids[1]}" in reply.text


def test_too_many_too_few_and_lost_courses_are_told(client: TestClient, ids: list[str]) -> None:
    many = client.get("/kurser/jamfor", params={"id": ids[:6]}).text
    assert "Du har valt 6 kurser. Högst 4 går att jämföra" in many
    assert "<caption>Jämförelse av 4 kurser</caption>" in many
    lost = client.get("/kurser/jamfor", params={"id": [*ids[:2], "borta"]}).text
    assert "1 av kurserna finns inte kvar" in lost
    one = client.get("/kurser/jamfor", params={"id": ids[:1]}).text
    assert "Välj minst två kurser" in one
    none = client.get("/kurser/jamfor")
    assert none.status_code == 200
    assert "<table" not in none.text


def test_what_a_course_requires_is_quoted_one_by_one_and_ticked_without_being_judged(
    client: TestClient, ids: list[str]
) -> None:
    pages = {course_id: client.get(f"/kurs/{course_id}").text for course_id in ids}
    course_id, page = next((own, page) for own, page in pages.items() if 'class="ladder' in page)
    assert "Det här krävs" in page
    assert "Jag har det" in page
    assert "Du har angett" not in page
    tick = unescape(page.split('href="?har=')[1].split('"')[0]).split("#")[0]
    ticked = client.get(f"/kurs/{course_id}?har={tick}").text
    assert "Du har angett att du har det." in ticked
    assert "Ta bort" in ticked
    assert "Studie- och yrkesvägledaren avgör" in ticked
    assert client.get(f"/kurs/{course_id}?har=%00&har=okänt").status_code == 200
