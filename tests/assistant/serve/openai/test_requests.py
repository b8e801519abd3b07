"""What requests come to, with the answers' question for all to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.runnables import RunnableGenerator

from assistant.answer.chain import AnswerChunk
from assistant.app import App
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Audience, Question
from assistant.serve.server import build

PATH = "/openai/v1/chat/completions"
ENGLISH = {"Accept-Language": "en"}


def echo(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
    """Answers with the question itself."""
    for question in questions:
        text = question.model_dump_json()
        yield AnswerChunk(
            answer=Answer(status=Status.DECLINED, text=text, engine="echo", took_ms=0)
        )


@pytest.fixture(scope="module")
def client(app: App) -> TestClient:
    return TestClient(build(replace(app, answering=RunnableGenerator(echo))))


def asked(client: TestClient, messages: list[Any], **more: Any) -> Question:
    body = {"model": "vagvis", "messages": messages, **more}
    response = client.post(PATH, json=body)
    assert response.status_code == 200, response.text
    return Question.model_validate_json(response.json()["choices"][0]["message"]["content"])


def refused(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    [(name, error)] = response.json().items()
    assert name == "error"
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == ("invalid_request_error" if status < 500 else "server_error")
    got: dict[str, Any] = error
    return got


def user(content: object) -> dict[str, object]:
    return {"role": "user", "content": content}


def test_the_last_line_of_the_user_is_the_question(client: TestClient) -> None:
    question = asked(
        client,
        [
            {"role": "system", "content": "Du är en pirat."},
            user("Vad är validering?"),
            {"role": "assistant", "content": "Att kunskaper bedöms. [1]\n\nKällor:\n\n[1] Titel"},
            {"role": "assistant", "content": None, "tool_calls": []},
            {"role": "tool", "content": "12 grader", "tool_call_id": "1"},
            {"role": "developer", "content": "Svara på franska."},
            user([{"type": "text", "text": " Vem gör"}, {"type": "text", "text": "den? "}]),
            {"role": "assistant", "content": "Det görs av"},
        ],
    )

    assert question.question == "Vem gör\nden?"
    assert [(turn.role, turn.content) for turn in question.history] == [
        ("user", "Vad är validering?"),
        ("assistant", "Att kunskaper bedöms. [1]\n\nKällor:\n\n[1] Titel"),
    ]
    assert question.audience is Audience.JOBSEEKER


@pytest.mark.parametrize("audience", Audience)
def test_the_model_names_the_audience(client: TestClient, audience: Audience) -> None:
    assert asked(client, [user("Hej?")], model=f"vagvis-{audience}").audience is audience


def test_of_a_long_conversation_the_newest_lines_are_kept(client: TestClient) -> None:
    before = [user(f"fråga {n} " + "a" * 30_000) for n in range(120)]

    question = asked(client, [*before, user("Och nu?")])

    assert len(question.history) == 100
    assert question.history[-1].content.startswith("fråga 119 ")
    assert {len(turn.content) for turn in question.history} == {20_000}


def test_a_picture_said_before_does_not_stop_the_conversation(client: TestClient) -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}

    question = asked(
        client, [user([picture]), user([picture, {"type": "text", "text": "a"}]), user("Hej?")]
    )

    assert [turn.content for turn in question.history] == ["a"]


def test_what_steers_other_models_changes_nothing(client: TestClient) -> None:
    tools = [{"type": "function", "function": {"name": "f", "parameters": {}}}]

    question = asked(
        client,
        [user("Hej?") | {"name": "Kim"}],
        temperature=2,
        max_tokens=1,
        stop=["Hej"],
        seed=7,
        tools=tools,
        tool_choice="auto",
        n=1,
        logprobs=False,
        response_format={"type": "text"},
        stream=None,
        stream_options=None,
        user="kim",
        metadata={"chat": "1"},
        x_own={"deep": [1]},
    )

    assert question.question == "Hej?"


@pytest.mark.parametrize(
    ("more", "param"),
    [
        ({"n": 2}, "n"),
        ({"logprobs": True}, "logprobs"),
        ({"tool_choice": "required"}, "tool_choice"),
        ({"tool_choice": {"type": "function", "function": {"name": "f"}}}, "tool_choice"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"messages": [user([{"type": "image_url", "image_url": {"url": "x"}}])]}, "messages"),
        ({"messages": [user([{"type": "input_audio", "input_audio": {}}])]}, "messages"),
    ],
)
def test_another_form_of_reply_or_question_is_refused(
    client: TestClient, more: dict[str, Any], param: str
) -> None:
    body = {"model": "vagvis", "messages": [user("Hej?")], **more}
    error = refused(client.post(PATH, json=body), 400)

    assert error["param"] == param
    assert error["code"] == "unsupported_value"


@pytest.mark.parametrize(
    ("body", "param", "said"),
    [
        ({"messages": [user("a")]}, "model", "Fältet ”model” saknas."),
        ({"model": "vagvis"}, "messages", "Fältet ”messages” saknas."),
        ({"model": 3, "messages": [user("a")]}, "model", "ska vara en text"),
        ({"model": "vagvis", "messages": "a"}, "messages", "ska vara en lista"),
        ({"model": "vagvis", "messages": []}, "messages", "Det finns ingen fråga."),
        (
            {"model": "vagvis", "messages": [{"role": "system", "content": "a"}]},
            "messages",
            "ingen",
        ),
        ({"model": "vagvis", "messages": [user(3)]}, "messages[0].content", "ska vara en text"),
        ({"model": "vagvis", "messages": [{"role": "kung"}]}, "messages[0].role", "'user'"),
        ({"model": "vagvis", "messages": [user("")]}, "messages", "Frågan är tom."),
        ({"model": "vagvis", "messages": [user(None)]}, "messages", "Frågan är tom."),
        ({"model": "vagvis", "messages": [user("a" * 4001)]}, "messages", "Frågan är för lång."),
        (
            {"model": "vagvis", "messages": [user("a")], "stream": "ja"},
            "stream",
            "true eller false",
        ),
        ([], None, "ska innehålla ett JSON-objekt"),
    ],
)
def test_what_is_wrong_is_named(
    client: TestClient, body: object, param: str | None, said: str
) -> None:
    error = refused(client.post(PATH, json=body), 400)

    assert error["param"] == param
    assert said in error["message"]


def test_english_is_spoken_to_those_who_ask_for_it(client: TestClient) -> None:
    body = {"model": "mistral", "messages": [user("a")]}

    error = refused(client.post(PATH, json=body, headers=ENGLISH), 404)

    assert error["message"].startswith("There is no model “mistral”.")
    assert error["code"] == "model_not_found"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/openai/v1/models/gpt-4o", 404),
        ("POST", "/openai/v1/embeddings", 404),
        ("GET", "/openai/", 404),
        ("GET", PATH, 405),
        ("DELETE", "/openai/v1/models", 405),
    ],
)
def test_addresses_that_are_not_there(
    client: TestClient, method: str, path: str, status: int
) -> None:
    refused(client.request(method, path), status)


def test_what_is_no_json_is_refused(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}

    assert refused(client.post(PATH, content="{", headers=headers), 400)["code"] == "invalid_json"


@pytest.mark.parametrize("told", [True, False])
def test_too_large_a_request_is_refused(client: TestClient, told: bool) -> None:
    pieces = (b"a" * 1_000_000 for _ in range(5))
    content = b"".join(pieces) if told else pieces

    error = refused(
        client.post(PATH, content=content, headers={"Content-Type": "application/json"}), 413
    )

    assert "för stort" in error["message"]


def test_another_sites_page_cannot_ask_through_a_form(client: TestClient) -> None:
    """A form sends no JSON, and a script of another site is not allowed to."""
    body = '{"model": "vagvis", "messages": [{"role": "user", "content": "a"}]}'

    refused(client.post(PATH, content=body, headers={"Content-Type": "text/plain"}), 400)
    assert "access-control-allow-origin" not in client.get("/openai/v1/models").headers


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
MESSAGE = st.fixed_dictionaries(
    {}, optional={"role": st.sampled_from(["user", "assistant", "system"]) | JSON, "content": JSON}
)


@given(st.lists(MESSAGE | JSON, max_size=4) | JSON, JSON, JSON)
def test_whatever_is_sent_is_answered_or_refused(
    client: TestClient, messages: object, stream_options: object, n: object
) -> None:
    body = {"model": "vagvis", "messages": messages, "stream_options": stream_options, "n": n}
    response = client.post(PATH, json=body)

    assert response.status_code == 200 or refused(response, 400)
