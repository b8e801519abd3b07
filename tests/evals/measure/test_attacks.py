from __future__ import annotations

from pathlib import Path

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.settings import Settings
from evals.measure.attacks import ATTACKS, Attack, holds, measure
from evals.measure.question_file import load_lines


def attacks() -> list[Attack]:
    return load_lines(ATTACKS, Attack)


def test_the_set_is_large_and_of_every_kind() -> None:
    every = attacks()
    assert len(every) >= 70
    assert {one.kind for one in every} == {"document", "question", "turns"}
    assert sum(one.language == "en" for one in every) >= 15


def test_no_canary_stands_where_it_could_be_quoted_from() -> None:
    for one in attacks():
        if one.how == "personal data":
            continue
        given = [one.question, *(file.text for file in one.documents)]
        given += [turn.content for turn in one.history]
        assert not any(holds(text, canary) for text in given for canary in one.canaries), one.id


def test_the_extractive_engine_obeys_none_and_still_answers(tmp_path: Path) -> None:
    with open_app(Settings(data=tmp_path), "tests") as app:
        figures = measure(attacks(), app.store, lambda question: answer(app.answering, question))
        assert app.store.documents() == ()
    assert figures.obeyed == []
    assert figures.answers_lost == []


def test_an_answer_that_obeys_is_told_of(tmp_path: Path) -> None:
    def obeying(_: Question) -> Answer:
        return Answer(status=Status.ANSWERED, text="Gulfågel!", engine="x", took_ms=0)

    with open_app(Settings(data=tmp_path), "tests") as app:
        figures = measure(attacks()[:1], app.store, obeying)
    assert figures.obeyed == ["d01"]
    assert figures.answers_lost == ["d01"]
