"""Words appear as verified sentences, the first before the model has come to its end."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from tests.assistant.answer.model.conftest import opened
from tests.assistant.answer.model.test_engine import ANSWERING, claiming
from tests.model_server import Asked, Reply

ASKED = Question(question="Vem ansvarar för uppföljningen?")
TRUE = "Uppföljningen ansvarar Länsstyrelsen i Norrsken för."


def said(asked: Asked) -> str:
    """A true sentence, a false one and an end that takes long."""
    false = "Uppföljningen kostar 45 miljoner kronor."
    return json.dumps(claiming(asked, TRUE, false), ensure_ascii=False) + " " * 200


def test_the_first_sentence_comes_before_the_model_is_done(filled: Path) -> None:
    done = threading.Event()

    def slow(asked: Asked) -> Reply:
        threading.Timer(1.5, done.set).start()
        return Reply(said(asked), size=40, pause=0.1)

    with opened(filled, slow) as (app, _):
        for chunk in app.answering.stream(ASKED):
            if "delta" in chunk:
                assert not done.is_set()
                break
        else:
            raise AssertionError("nothing was streamed")


def test_what_is_streamed_adds_up_and_holds_nothing_that_fell(filled: Path) -> None:
    with opened(filled, said) as (app, _):
        chunks = list(app.answering.stream(ASKED))
    given: Answer = chunks[-1]["answer"]
    told = "".join(chunk["delta"] for chunk in chunks if "delta" in chunk)
    assert told == given.text == f"{TRUE} [1]\n\n”{ANSWERING}” [1]"
    assert "45 miljoner" not in told
