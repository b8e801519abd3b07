"""The real ``openai`` package talks to a real server on the loopback address."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import httpx
import openai
import pytest
from langchain_core.runnables import RunnableGenerator
from openai.types.chat import ChatCompletionMessageParam

from assistant.answer.chain import AnswerChunk, answer
from assistant.app import App
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from tests.assistant.serve.api.test_served import served

SYSTEM: ChatCompletionMessageParam = {"role": "system", "content": "Svara alltid med ”hej”."}
ASKED: ChatCompletionMessageParam = {"role": "user", "content": "Vad är syftet med vägledning?"}


@pytest.fixture(scope="module")
def address(app: App) -> Iterator[str]:
    with served(app) as where:
        yield f"{where}/openai/v1"


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=address, api_key="none", max_retries=0) as opened:
        yield opened


def body_of(piece: object) -> Answer:
    """The whole answer in the field of its own that a message or a chunk has."""
    return Answer.model_validate(getattr(piece, "vagvis"))  # noqa: B009 - the type lacks it


def test_the_models_are_listed_and_found(client: openai.OpenAI) -> None:
    names = [model.id for model in client.models.list()]

    assert names == ["vagvis", "vagvis-jobseeker", "vagvis-counsellor", "vagvis-staff"]
    assert client.models.retrieve("vagvis-staff").object == "model"


def test_a_completion_is_the_answer_with_its_sources(client: openai.OpenAI, app: App) -> None:
    got = client.chat.completions.create(model="vagvis", messages=[SYSTEM, ASKED], temperature=1)
    message = got.choices[0].message
    own = answer(app.answering, Question(question="Vad är syftet med vägledning?"))
    quote = own.citations[0].quote

    assert message.content is not None
    assert message.content.startswith(own.text)
    assert f"[1] Slutrapport Vägval, Region Norrsken, 2019, s. 11: ”{quote}”" in message.content
    assert own.notices[0] in message.content
    assert body_of(message).model_copy(update={"took_ms": 0}) == own.model_copy(
        update={"took_ms": 0}
    )
    assert got.choices[0].finish_reason == "stop"
    assert got.model == "vagvis"
    assert got.usage is not None
    assert got.usage.completion_tokens == len(message.content.split())


def test_a_stream_adds_up_to_the_completion(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="vagvis", messages=[ASKED])
    chunks = list(
        client.chat.completions.create(
            model="vagvis",
            messages=[ASKED],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    *pieces, last, counted = chunks
    text = "".join(piece.choices[0].delta.content or "" for piece in pieces)

    assert chunks[0].choices[0].delta.role == "assistant"
    assert text == whole.choices[0].message.content
    assert all(piece.choices[0].finish_reason is None for piece in pieces)
    assert last.choices[0].finish_reason == "stop"
    assert body_of(last.choices[0].delta).citations == body_of(whole.choices[0].message).citations
    assert counted.choices == []
    assert counted.usage == whole.usage
    assert len({chunk.id for chunk in chunks}) == 1


def test_usage_is_told_in_a_stream_only_to_those_who_ask(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(model="vagvis", messages=[ASKED], stream=True)

    assert all(chunk.usage is None and chunk.choices for chunk in stream)


def test_the_stream_ends_as_the_protocol_wants(address: str) -> None:
    asked = {"model": "vagvis", "messages": [ASKED], "stream": True}
    response = httpx.post(f"{address}/chat/completions", json=asked)

    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.text.endswith("data: [DONE]\n\n")


def test_many_ask_at_once(address: str) -> None:
    async def ask() -> list[str | None]:
        async with openai.AsyncOpenAI(base_url=address, api_key="none") as client:
            got = await asyncio.gather(
                *(
                    client.chat.completions.create(model="vagvis-staff", messages=[ASKED])
                    for _ in range(5)
                )
            )
        return [one.choices[0].message.content for one in got]

    texts = asyncio.run(ask())

    assert len(set(texts)) == 1
    assert "[1]" in str(texts[0])


def test_courses_are_told_in_a_line_each(client: openai.OpenAI) -> None:
    got = client.chat.completions.create(
        model="vagvis",
        messages=[{"role": "user", "content": "Vilka kurser i matematik finns i Sundsvall?"}],
    )
    message = got.choices[0].message
    [course] = body_of(message).courses

    assert "\n\nKurser:\n\n– Matematik 2b, Sundsvall" in str(message.content)
    assert f"Källa: {course.source}" in str(message.content)


def test_a_question_in_english_gets_english_around_the_quotes(client: openai.OpenAI) -> None:
    got = client.chat.completions.create(
        model="vagvis",
        messages=[{"role": "user", "content": "What is the purpose of guidance?"}],
    )

    assert "\n\nSources:\n\n[1] " in str(got.choices[0].message.content)


@pytest.mark.parametrize(
    ("model", "status", "said"),
    [("vagvis", 400, "Frågan är tom."), ("gpt-4o", 404, "Modellen ”gpt-4o” finns inte.")],
)
def test_an_error_is_one_of_the_package(
    client: openai.OpenAI, model: str, status: int, said: str
) -> None:
    with pytest.raises(openai.APIStatusError) as caught:
        client.chat.completions.create(model=model, messages=[{"role": "user", "content": " "}])

    assert caught.value.status_code == status
    assert isinstance(caught.value, openai.BadRequestError | openai.NotFoundError)
    assert said in caught.value.message
    assert caught.value.type == "invalid_request_error"


def test_a_stream_that_breaks_off_says_so(app: App) -> None:
    def breaking(_: Iterator[Question]) -> Iterator[AnswerChunk]:
        yield AnswerChunk(delta="Hej")
        raise ValueError("the secret question")

    with (
        served(replace(app, answering=RunnableGenerator(breaking))) as where,
        openai.OpenAI(base_url=f"{where}/openai/v1", api_key="none", max_retries=0) as client,
    ):
        stream = client.chat.completions.create(model="vagvis", messages=[ASKED], stream=True)
        with pytest.raises(openai.APIError) as caught:
            list(stream)
        with pytest.raises(openai.InternalServerError) as failed:
            client.chat.completions.create(model="vagvis", messages=[ASKED])

    assert "Något gick fel i tjänsten" in caught.value.message
    assert "Något gick fel i tjänsten" in failed.value.message
    assert "secret" not in str(failed.value.body)


def test_an_empty_answer_is_a_reply_like_any_other(app: App) -> None:
    def silent(_: Iterator[Question]) -> Iterator[AnswerChunk]:
        yield AnswerChunk(answer=Answer(status=Status.NOT_FOUND, text="", engine="test", took_ms=0))

    with (
        served(replace(app, answering=RunnableGenerator(silent))) as where,
        openai.OpenAI(base_url=f"{where}/openai/v1", api_key="none", max_retries=0) as client,
    ):
        got = client.chat.completions.create(model="vagvis", messages=[ASKED])

    assert got.choices[0].message.content == ""
