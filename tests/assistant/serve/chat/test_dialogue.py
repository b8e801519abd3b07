from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from langchain_core.runnables import Runnable, RunnableGenerator

from assistant.answer.chain import AnswerChunk
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.serve.chat.dialogue import Moment, ask, objection
from assistant.serve.chat.visit import Visit, history
from assistant.words.languages import Language

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


def moments(
    chunks: list[AnswerChunk | Exception], visit: Visit = ()
) -> tuple[list[Moment], Question]:
    seen: list[Question] = []
    question = Question(question="Hur gick det?", history=history(visit))
    shown = list(ask(chain(chunks, seen), visit, question, SV))
    return shown, seen[0]


def test_the_answer_grows_and_ends_whole() -> None:
    whole = [AnswerChunk(sources=[]), AnswerChunk(delta="Hela "), AnswerChunk(delta="svaret.")]
    shown, asked = moments([*whole, AnswerChunk(answer=ANSWER)])
    texts = [moment.progress.text for moment in shown if moment.progress]
    assert texts == ["", "", "Hela ", "Hela svaret."]
    assert shown[-1].progress is None
    assert shown[-1].visit[0].answer == ANSWER
    assert shown[-1].status == "Svaret är klart."
    assert asked.question == "Hur gick det?"


def test_a_follow_up_carries_what_was_said() -> None:
    first, _ = moments([AnswerChunk(answer=ANSWER)])
    _, asked = moments([AnswerChunk(answer=ANSWER)], first[-1].visit)
    assert [turn.content for turn in asked.history] == ["Hur gick det?", "Hela svaret."]


def test_a_fault_becomes_a_kind_word_and_the_log_keeps_no_content(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        shown, _ = moments([AnswerChunk(delta="Hel"), ValueError("Hur gick det?")])
    assert shown[-1].visit[0].answer is None
    assert shown[-1].status.startswith("Något gick fel")
    assert "ValueError" in caplog.text
    assert "Hur gick det" not in caplog.text


def test_a_stream_without_an_answer_is_a_fault() -> None:
    shown, _ = moments([AnswerChunk(delta="Hel")])
    assert shown[-1].status.startswith("Något gick fel")


def test_what_cannot_be_asked_is_told() -> None:
    assert objection(" \n", SV) == "Skriv en fråga först."
    assert objection("x" * 4000, SV) is None
    told = objection("x" * 4001, SV)
    assert told is not None
    assert "4001" in told
    assert "4000" in told
