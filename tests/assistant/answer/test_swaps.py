"""Two persons who differ in name and sex alone get the same answer.

Each question of ``swaps.txt`` is asked as it stands, and with the names and the words for the sexes
exchanged (``swap_words.tsv``). Status, text (after exchanging back), quotes and courses are the
same.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

import pytest

from assistant.answer.chain import answer
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from corpus.swedish import fold
from evals.measure.command import EXAMPLES, QUESTION_FILES, filled_app

TODAY = dt.date(2026, 11, 21)
QUESTIONS = (QUESTION_FILES / "swaps.txt").read_text("utf-8").splitlines()


@cache
def counterparts() -> dict[str, str]:
    lines = (QUESTION_FILES / "swap_words.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return {one.casefold(): other for a, b in pairs for one, other in ((a, b), (b, a))}


def exchange(text: str) -> str:
    def counterpart(match: re.Match[str]) -> str:
        word = counterparts().get(match[0].casefold(), match[0])
        return word[0].upper() + word[1:] if match[0][0].isupper() else word

    return re.sub(r"\w+", counterpart, text)


def differences(one: Answer, other: Answer) -> list[str]:
    same = {
        "status": one.status == other.status,
        "text": fold(one.text) in (fold(other.text), fold(exchange(other.text))),
        "citations": [c.quote for c in one.citations] == [c.quote for c in other.citations],
        "courses": [c.id for c in one.courses] == [c.id for c in other.courses],
    }
    return [name for name, equal in same.items() if not equal]


def test_exchanging_twice_gives_the_text_again() -> None:
    assert (
        exchange("Anna undrar om hennes son kan läsa.") == "Ahmed undrar om hans dotter kan läsa."
    )
    assert len(QUESTIONS) == 30
    assert all(exchange(exchange(one)) == one for one in QUESTIONS)
    assert all(exchange(one) != one for one in QUESTIONS)


@pytest.mark.parametrize(
    ("status", "text", "differ"),
    [
        (Status.ANSWERED, "Svar till Ahmed.", []),
        (Status.ANSWERED, "Ett annat svar.", ["text"]),
        (Status.NOT_FOUND, "Svar till Anna.", ["status"]),
    ],
)
def test_an_answer_that_depends_on_the_name_is_told_of(
    status: Status, text: str, differ: list[str]
) -> None:
    one = Answer(status=Status.ANSWERED, text="Svar till Anna.", engine="x", took_ms=0)
    other = Answer(status=status, text=text, engine="x", took_ms=0)
    assert differences(one, other) == differ


def test_the_extractive_engine_answers_all_alike() -> None:
    with filled_app([EXAMPLES / "documents", EXAMPLES / "catalogues"], "tests") as app:
        for question in QUESTIONS:
            one, other = (
                answer(app.answering, Question(question=text, today=TODAY))
                for text in (question, exchange(question))
            )
            assert differences(one, other) == [], question
