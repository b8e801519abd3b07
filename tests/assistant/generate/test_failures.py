"""The model's failure never fails the answer: whatever its server does, quotes are given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.model import Question, Status
from assistant.settings import Settings
from tests.assistant.conftest import fill
from tests.assistant.generate.conftest import opened
from tests.assistant.generate.test_engine import ANSWERING, faithful, holding
from tests.model_server import Asked, Reply, Script

ASKED = Question(question="Vem ansvarar för uppföljningen?")


def invented(asked: Asked) -> str:
    quote = {"passage": holding(asked, ANSWERING), "quote": "Kommunen ansvarar för allt."}
    said = {"quotes": [quote], "text": "Kommunen ansvarar för allt."}
    return json.dumps({"found": "all", "sentences": [said]}, ensure_ascii=False)


FAILURES: dict[str, tuple[Script, str]] = {
    "refused": (lambda _: Reply(status=401), "släppte inte in oss"),
    "busy": (lambda _: Reply(status=429), "var upptagen"),
    "broken": (lambda _: Reply(status=500), "fungerade inte"),
    "too slow": (lambda _: Reply(first=5.0), "svarade inte i tid"),
    "cut off": (lambda asked: Reply(faithful(asked), cut=10), "Språkmodellen"),
    "garbage": (lambda _: Reply("Hej! Självklart, så här är det:"), "obegripligt"),
    "not the protocol": (lambda _: Reply(raw=b"<html>502</html>"), "Språkmodellen"),
    "empty": (lambda _: Reply(""), "obegripligt"),
    "wrong shape": (lambda _: {"answer": 42}, "Språkmodellen"),
    "invented": (invented, "gick inte att belägga"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_quotes_are_given_and_why_is_told(name: str, filled: Path) -> None:
    script, why = FAILURES[name]
    with opened(filled, script, model_timeout=2) as (app, _):
        given = answer(app.answering, ASKED)
    assert given.engine == "extractive"
    assert given.status in (Status.ANSWERED, Status.PARTLY)
    assert ANSWERING in given.citations[0].quote
    assert why in given.notices[0]
    assert "kommunen ansvarar" not in given.text.lower()


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path, model="openai:test", model_url="http://127.0.0.1:9/v1", model_timeout=5
    )
    with open_app(settings, "tests") as app:
        fill(app)
        given = answer(app.answering, ASKED)
    assert (given.engine, given.status) == ("extractive", Status.ANSWERED)
    assert "gick inte att nå" in given.notices[0]


def test_what_was_whole_before_the_model_broke_off_stands(filled: Path) -> None:
    def broken(asked: Asked) -> Reply:
        whole = json.loads(faithful(asked))
        more = json.dumps({**whole, "sentences": whole["sentences"] * 2}, ensure_ascii=False)
        return Reply(more, size=10, cut=len(faithful(asked)) + 20)

    with opened(filled, broken) as (app, _):
        given = answer(app.answering, ASKED)
    assert (given.engine, given.status) == ("generative", Status.PARTLY)
    assert given.text == "Uppföljningen ansvarar Länsstyrelsen i Norrsken för. [1]"
    assert any("ofullständigt" in notice for notice in given.notices)


def test_a_busy_server_is_asked_again(filled: Path) -> None:
    def once_busy(asked: Asked) -> Reply:
        first = not hasattr(once_busy, "asked")
        once_busy.asked = True  # type: ignore[attr-defined]
        busy = Reply(status=429, headers={"Retry-After": "0"})
        return busy if first else Reply(faithful(asked))

    with opened(filled, once_busy) as (app, _):
        assert answer(app.answering, ASKED).engine == "generative"


def test_the_context_keeps_to_its_budget(filled: Path) -> None:
    with opened(filled, faithful, model_tokens=1200) as (app, server):
        answer(app.answering, ASKED)
    sent = sum(len(message["content"]) for message in server.asked[0].body["messages"])
    assert sent < 1200 * 4
