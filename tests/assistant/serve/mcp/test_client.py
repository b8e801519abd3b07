"""A real client of the Model Context Protocol talks to a real server on the loopback address."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import anyio
import httpx
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from langchain_core.runnables import RunnableGenerator
from mcp import Client
from mcp_types import CallToolResult, TextContent

from assistant.answer.chain import AnswerChunk
from assistant.app import App
from assistant.bodies.answer import Answer, Status
from assistant.bodies.courses import CourseReply
from assistant.bodies.documents import PageReply
from assistant.bodies.paths import PathBody
from assistant.bodies.question import Question
from assistant.bodies.search import SearchReply
from tests.assistant.conftest import paged_report
from tests.assistant.serve.api.test_served import served

T = TypeVar("T")
NAMES = ["search_documents", "get_page", "find_courses", "course_path", "answer"]
MODES = ["legacy", "auto"]
"""The protocol with a handshake (to 2025-11-25), and the newest that both sides know."""


@pytest.fixture(scope="module")
def address(app: App) -> Iterator[str]:
    with served(app) as where:
        yield f"{where}/mcp"


def with_client(address: str, use: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    async def run() -> T:
        async with Client(address, mode=mode) as client:
            return await use(client)

    return anyio.run(run)


def call(address: str, name: str, /, mode: str = "auto", **arguments: Any) -> CallToolResult:
    return with_client(address, lambda client: client.call_tool(name, arguments), mode)


def words(result: CallToolResult) -> str:
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


def refused(address: str, name: str, /, **arguments: Any) -> str:
    result = call(address, name, **arguments)
    assert result.is_error
    assert result.structured_content is None
    return words(result)


@pytest.mark.parametrize("mode", MODES)
def test_the_tools_are_listed_with_what_they_take_and_give(address: str, mode: str) -> None:
    tools = with_client(address, lambda client: client.list_tools(), mode).tools

    assert [tool.name for tool in tools] == NAMES
    for tool in tools:
        Draft202012Validator.check_schema(tool.input_schema)
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"
        assert all("description" in one for one in tool.input_schema["properties"].values())
        assert tool.title
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


@pytest.mark.parametrize("mode", MODES)
def test_documents_are_searched_and_read(address: str, mode: str) -> None:
    result = call(
        address,
        "search_documents",
        mode,
        query="syftet med vägledning",
        k=1,
        kinds=["report"],
        publisher="Region Norrsken",
        year_from=2010,
        year_to=2024,
    )
    [passage] = SearchReply.model_validate(result.structured_content).passages
    page = call(address, "get_page", mode, document_id=passage.document.id, page=12)

    assert not result.is_error
    assert passage.text in words(result)
    assert f"2019 · s. 11–12 (document_id: {paged_report().id})" in words(result)
    assert PageReply.model_validate(page.structured_content).number == 12
    assert "Länsstyrelsen i Norrsken ansvarar" in words(page)


def test_a_search_that_finds_nothing_says_so(address: str) -> None:
    result = call(address, "search_documents", query="vägledning", year_to=1900)

    assert words(result) == "Inget textställe stämmer."
    assert not result.is_error


@pytest.mark.parametrize(
    "arguments",
    [
        {"question": "Matematik i Sundsvall på halvfart"},
        {"question": "matematik", "place": "Sundsvall", "pace_max": 50, "open": None},
        {"place": "Sundsvall", "start_from": "2027-01-01", "start_to": "2027-06-30", "limit": 3},
    ],
)
def test_courses_are_found(address: str, arguments: dict[str, Any]) -> None:
    result = call(address, "find_courses", **arguments)
    found = CourseReply.model_validate(result.structured_content)

    assert [course.name for course in found.courses] == ["Matematik 2b"]
    assert "– Matematik 2b, Sundsvall: start 11 januari 2027" in words(result)
    assert "Källa: validering.html" in words(result)


@pytest.mark.parametrize(
    ("occupation", "said"),
    [("undersköterska", "Vägen till undersköterska"), ("drakflygare", "Yrket finns inte")],
)
def test_the_way_to_an_occupation(address: str, occupation: str, said: str) -> None:
    result = call(address, "course_path", occupation=occupation)
    path = PathBody.model_validate(result.structured_content)

    assert said in words(result)
    assert (path.occupation is None) == (occupation == "drakflygare")


@pytest.mark.parametrize("mode", MODES)
def test_a_question_is_answered_with_its_sources(address: str, mode: str) -> None:
    result = call(
        address, "answer", mode, question="Vad är syftet med vägledning?", audience="staff"
    )
    reply = Answer.model_validate(result.structured_content)

    assert reply.status is Status.ANSWERED
    assert words(result).startswith(reply.text)
    assert f"2019, s. 11: ”{reply.citations[0].quote}”" in words(result)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("sok", {}, "Verktyget ”sok” finns inte. De som finns är search_documents,"),
        ("answer", {}, "Fältet ”question” saknas."),
        ("answer", {"question": " "}, "Frågan är tom."),
        ("answer", {"question": "a" * 4001}, "Frågan är för lång."),
        (
            "answer",
            {"question": "a", "audience": "chef"},
            "'jobseeker', 'counsellor' eller 'staff'",
        ),
        ("search_documents", {"query": ""}, "Frågan är tom."),
        ("search_documents", {"query": "a", "k": 0}, "”k” ska vara minst 1."),
        ("search_documents", {"query": "a", "kinds": ["bok"]}, "”kinds[0]” ska vara 'course'"),
        ("search_documents", {"query": "a", "antal": 3}, "Fältet ”antal” finns inte."),
        ("get_page", {"document_id": "x", "page": 1}, "Ta id ur ett svar från search_documents."),
        ("get_page", {"document_id": paged_report().id, "page": 99}, "Sidan 99 finns inte"),
        ("find_courses", {"level": "dagis"}, "Utbildningsformen ”dagis” finns inte."),
        ("find_courses", {"start_from": "i vår"}, "”start_from” ska vara ett datum"),
        (
            "find_courses",
            {"start_from": "2027-02-01", "start_to": "2027-01-01"},
            "Byt plats på dem.",
        ),
        ("course_path", {"occupation": "  "}, "Frågan är tom."),
    ],
)
def test_a_mistake_is_told_in_a_sentence(
    address: str, name: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in refused(address, name, **arguments)


def test_english_is_spoken_to_those_who_ask_for_it(address: str) -> None:
    request = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "answer", "arguments": {}},
    }
    headers = {"Accept": "application/json, text/event-stream", "Accept-Language": "en"}
    result = httpx.post(address, json=request, headers=headers).json()["result"]

    assert result["isError"]
    assert result["content"][0]["text"] == "The field “question” is missing."


def test_many_ask_at_once(address: str) -> None:
    async def use(client: Client) -> list[CallToolResult]:
        results: list[CallToolResult] = []

        async def ask() -> None:
            results.append(await client.call_tool("answer", {"question": "Vad är vägledning?"}))

        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(ask)
        return results

    results = with_client(address, use)

    assert len(results) == 8
    assert len({words(result) for result in results}) == 1


def test_a_failure_of_our_own_tells_nothing_of_itself(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
        for question in questions:
            raise ValueError(question.question)
        yield AnswerChunk()

    with (
        caplog.at_level(logging.INFO),
        served(replace(app, answering=RunnableGenerator(failing))) as where,
    ):
        said = refused(f"{where}/mcp", "answer", question="min hemliga fråga?")

    assert "Något gick fel i tjänsten" in said
    assert "ValueError" in caplog.text
    assert "hemliga" not in said + caplog.text


LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.mark.parametrize(
    "origin", ["https://ond.example", "http://ond.example:7860", "null", "http://[::1", "file://"]
)
def test_pages_of_other_sites_are_refused(address: str, origin: str) -> None:
    """Also one whose name leads to this machine: its own server's name says where it is from."""
    response = httpx.post(address, json=LIST, headers={**ACCEPT, "Origin": origin})

    assert response.status_code == 403
    assert response.json()["type"] == "urn:vagvis:problem:forbidden"
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "vagvis.exempel.se"},
    ],
)
def test_programs_and_pages_of_this_machine_are_served(
    address: str, headers: dict[str, str]
) -> None:
    response = httpx.post(address, json=LIST, headers={**ACCEPT, **headers})

    assert response.status_code == 200
    assert [tool["name"] for tool in response.json()["result"]["tools"]] == NAMES


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_are_no_sessions_to_listen_to_or_end(address: str, method: str) -> None:
    response = httpx.request(method, address)

    assert response.status_code == 405
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("content", [b"{", b"[]", b"null", b'{"jsonrpc": "2.0"}', b"\xff"])
def test_what_is_no_message_is_refused(address: str, content: bytes) -> None:
    headers = {**ACCEPT, "Content-Type": "application/json"}

    assert httpx.post(address, content=content, headers=headers).status_code == 400


def test_too_large_a_message_is_refused(address: str) -> None:
    response = httpx.post(address, json={**LIST, "params": {"a": "a" * 4_000_000}}, headers=ACCEPT)

    assert response.status_code == 413
