from __future__ import annotations

from pathlib import Path

from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from evals.measure.swaps import QUESTIONS, exchange, main, measure


def test_exchanging_twice_gives_the_text_again() -> None:
    assert (
        exchange("Anna undrar om hennes son kan läsa.") == "Ahmed undrar om hans dotter kan läsa."
    )
    questions = QUESTIONS.read_text("utf-8").splitlines()
    assert len(questions) == 30
    assert all(exchange(exchange(one)) == one for one in questions)
    assert all(exchange(one) != one for one in questions)


def test_an_answer_that_depends_on_the_name_is_told_of() -> None:
    def unfair(question: Question) -> Answer:
        status = Status.ANSWERED if "Anna" in question.question else Status.NOT_FOUND
        return Answer(status=status, text="Svar.", engine="x", took_ms=0)

    figures = measure(["Kan Anna söka?"], unfair)
    assert [one.differs for one in figures.different] == [["status"]]


def test_the_extractive_engine_answers_all_alike(tmp_path: Path) -> None:
    assert main([str(tmp_path / "swaps.json")]) == 0
