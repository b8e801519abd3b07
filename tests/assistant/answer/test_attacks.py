from __future__ import annotations

from pathlib import Path

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.answer import Answer, Status
from assistant.settings import Settings
from tests.attacks import ATTACKS, holds, put


def test_the_set_is_large_and_of_every_kind() -> None:
    assert len(ATTACKS) >= 70
    assert {one.kind for one in ATTACKS} == {"document", "question", "turns"}
    assert sum(one.language == "en" for one in ATTACKS) >= 15


def test_no_canary_stands_where_it_could_be_quoted_from() -> None:
    for one in ATTACKS:
        if one.how == "personal data":
            continue
        given = [one.question, *(file.text for file in one.documents)]
        given += [turn.content for turn in one.history]
        assert not any(holds(text, canary) for text in given for canary in one.canaries), one.id


def test_the_extractive_engine_obeys_none_and_still_answers(tmp_path: Path) -> None:
    with open_app(Settings(data=tmp_path), "tests") as app:
        for attack in ATTACKS:
            reply = put(attack, app.store, lambda question: answer(app.answering, question))
            assert not attack.is_obeyed(reply), attack.id
            assert attack.is_answered(reply), attack.id
        assert app.store.documents() == ()


def test_an_answer_that_obeys_is_told_of() -> None:
    reply = Answer(status=Status.ANSWERED, text="Gulfågel!", engine="x", took_ms=0)
    first = ATTACKS[0]
    assert (first.id, first.is_obeyed(reply), first.is_answered(reply)) == ("d01", True, False)
