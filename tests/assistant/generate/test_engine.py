from __future__ import annotations

import json
from pathlib import Path

from assistant.answer.chain import answer
from assistant.model import Question, Status
from tests.assistant.generate.conftest import opened
from tests.model_server import Asked

ANSWERING = "Länsstyrelsen i Norrsken ansvarar för uppföljningen."


def holding(asked: Asked, words: str) -> int:
    """The number of the passage that holds some words."""
    return next(number for number, text in asked.passages.items() if words in text)


def faithful(asked: Asked) -> str:
    quote = {"passage": holding(asked, ANSWERING), "quote": ANSWERING}
    said = {"quotes": [quote], "text": "Uppföljningen ansvarar Länsstyrelsen i Norrsken för."}
    return json.dumps({"found": "all", "sentences": [said]}, ensure_ascii=False)


def test_an_answer_is_the_models_words_with_the_quotes_that_carry_them(filled: Path) -> None:
    with opened(filled, faithful) as (app, _):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert given.engine == "generative"
    assert given.model == "openai:test"
    assert given.status is Status.ANSWERED
    assert given.text == "Uppföljningen ansvarar Länsstyrelsen i Norrsken för. [1]"
    assert [c.quote for c in given.citations] == [ANSWERING]
    assert given.citations[0].pages == [12]


def test_the_stream_adds_up_to_the_text(filled: Path) -> None:
    with opened(filled, faithful) as (app, _):
        chunks = list(app.answering.stream(Question(question="Vem ansvarar för uppföljningen?")))
    assert list(chunks[0]) == ["sources"]
    assert "".join(c["delta"] for c in chunks[1:-1]) == chunks[-1]["answer"].text
