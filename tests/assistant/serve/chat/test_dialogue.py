from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from langchain_core.runnables import Runnable, RunnableGenerator

from assistant.answer.chain import AnswerChunk
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Audience, FilterBody, Question
from assistant.serve.chat.dialogue import Step, objection, reply
from assistant.serve.chat.visit import Visit
from assistant.words.languages import Language
from corpus.model import Kind

SV = Language.SWEDISH
ANSWER = Answer(status=Status.ANSWERED, text="Hela svaret.", engine="test", took_ms=1)


def chain(
    chunks: list[AnswerChunk | Exception], seen: list[Question]
) -> Runnable[Question, AnswerChunk]:
    def stream(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
        for question in questions:
            seen.append(question)
            for chunk in chunks:
                if isinstance(chunk, Exception):
                    raise chunk
                yield chunk

    return RunnableGenerator(stream)


def steps(chunks: list[AnswerChunk | Exception], visit: Visit = ()) -> tuple[list[Step], Question]:
    seen: list[Question] = []
    shown = list(
        reply(
            chain(chunks, seen),
            visit,
            "  Hur gick det?\n",
            audience=Audience.STAFF,
            filters=FilterBody(kind=[Kind.REPORT]),
            language=SV,
        )
    )
    return shown, seen[0]


def test_the_answer_grows_and_ends_whole() -> None:
    whole = [AnswerChunk(sources=[]), AnswerChunk(delta="Hela "), AnswerChunk(delta="svaret.")]
    shown, asked = steps([*whole, AnswerChunk(answer=ANSWER)])
    drafts = [step.draft.text for step in shown if step.draft]
    assert drafts == ["", "", "Hela ", "Hela svaret."]
    assert shown[-1].draft is None
    assert shown[-1].visit[0].answer == ANSWER
    assert shown[-1].status == "Svaret är klart."
    assert asked.question == "Hur gick det?"
    assert asked.audience is Audience.STAFF
    assert asked.filters.kind == [Kind.REPORT]


def test_a_follow_up_carries_what_was_said() -> None:
    first, _ = steps([AnswerChunk(answer=ANSWER)])
    _, asked = steps([AnswerChunk(answer=ANSWER)], first[-1].visit)
    assert [turn.content for turn in asked.history] == ["Hur gick det?", "Hela svaret."]


def test_a_fault_becomes_a_kind_word_and_the_log_keeps_no_content(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        shown, _ = steps([AnswerChunk(delta="Hel"), ValueError("Hur gick det?")])
    assert shown[-1].visit[0].answer is None
    assert shown[-1].status.startswith("Något gick fel")
    assert "ValueError" in caplog.text
    assert "Hur gick det" not in caplog.text


def test_a_stream_without_an_answer_is_a_fault() -> None:
    shown, _ = steps([AnswerChunk(delta="Hel")])
    assert shown[-1].status.startswith("Något gick fel")


def test_what_cannot_be_asked_is_told() -> None:
    assert objection(" \n", SV) == "Skriv en fråga först."
    assert objection("x" * 4000, SV) is None
    told = objection("x" * 4001, SV)
    assert told is not None
    assert "4001" in told
    assert "4000" in told
