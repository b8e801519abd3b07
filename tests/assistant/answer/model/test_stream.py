from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.model.schema import Claim
from assistant.answer.model.stream import Garbled, ReplyReader

texts = st.text(max_size=30)
numbers = st.builds("{}.{}".format, st.integers(0, 99), st.integers(0, 99))
claims = st.builds(Claim, at=st.lists(numbers, max_size=3, unique=True), text=texts)


@given(st.lists(claims, max_size=4), st.integers(1, 40), st.booleans())
def test_the_sentences_are_the_same_however_the_reply_is_cut(
    said: list[Claim], size: int, ascii_only: bool
) -> None:
    body = {"found": "part", "claims": [claim.model_dump() for claim in said]}
    reply = json.dumps(body, ensure_ascii=ascii_only)
    reader = ReplyReader()
    found = [
        claim for at in range(0, len(reply), size) for claim in reader.feed(reply[at : at + size])
    ]
    assert found == said
    assert reader.complete


@given(st.text(max_size=200))
def test_anything_else_is_no_answer(text: str) -> None:
    reader = ReplyReader()
    with suppress(Garbled):
        assert reader.feed(text) == []
    assert not reader.complete


def test_a_sentence_is_given_as_soon_as_it_is_whole() -> None:
    reader = ReplyReader()
    one = '{"at": ["1.2", "3.4-3.6"], "text": "a } ] \\" b"}'
    assert not reader.feed('{"found": "all", "claims": [')
    assert not reader.feed(one[:-1])
    (claim,) = reader.feed("}")
    assert claim.text == 'a } ] " b'
    assert claim.at == ["1.2", "3.4", "3.5", "3.6"]
    assert reader.begun
    assert not reader.complete
    reader.feed("]}")
    assert reader.complete
    assert reader.coverage == "all"


def test_what_stands_around_the_reply_is_passed_over() -> None:
    reader = ReplyReader()
    reply = 'Jaha [1] {"tanke": [{"a": 1}]} ```json\n{"found": "none", "claims": []}\n```'
    try:
        reader.feed(reply)
    except Garbled:
        pytest.fail("a thought is no sentence")
    assert reader.complete
    assert reader.coverage == "none"
