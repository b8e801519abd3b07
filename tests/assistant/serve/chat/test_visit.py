from __future__ import annotations

from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.serve.chat.visit import (
    KEPT,
    Visit,
    add_answer,
    add_question,
    before,
    find,
    history,
    with_change,
)


def ask(visit: Visit, text: str, reply: str | None = "svar") -> Visit:
    visit = add_question(visit, Question(question=text, history=history(visit)))
    if reply is None:
        return visit
    answer = Answer(status=Status.ANSWERED, text=reply, engine="test", took_ms=1)
    return add_answer(visit, answer)


def test_history_holds_answered_exchanges_in_order() -> None:
    visit = ask(ask(ask((), "ett"), "två", None), "tre", "x" * 30_000)
    turns = history(visit)
    assert [turn.role for turn in turns] == ["user", "assistant"] * 2
    assert [turn.content[:4] for turn in turns] == ["ett", "svar", "tre", "xxxx"]
    assert len(turns[-1].content) == 20_000


def test_a_long_conversation_keeps_the_newest_and_can_always_be_asked_on() -> None:
    visit: Visit = ()
    for n in range(KEPT + 5):
        visit = ask(visit, f"fråga {n}")
    assert len(visit) == KEPT
    assert visit[-1].question.question == f"fråga {KEPT + 4}"
    assert [exchange.number for exchange in visit] == list(range(6, KEPT + 6))


def test_a_vote_belongs_to_one_answer_and_leaves_the_former_conversation_as_it_was() -> None:
    former = ask(ask((), "ett"), "två")
    after = with_change(former, 1, vote="down")
    assert [exchange.vote for exchange in after] == ["down", None]
    assert [exchange.vote for exchange in former] == [None, None]
    assert find(after, 2) is after[1]
    assert find(after, 9) is None


def test_a_question_asked_anew_takes_its_own_place_only_where_it_was_the_last() -> None:
    visit = ask(ask((), "ett"), "två")
    assert before(visit, visit[1]) == visit[:1]
    assert before(visit, visit[0]) == visit
