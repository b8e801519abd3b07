from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.model.schema import Claim, ClaimedQuote
from assistant.answer.model.stream import Garbled, ReplyReader

texts = st.text(max_size=30)
claims = st.builds(
    Claim,
    quotes=st.lists(st.builds(ClaimedQuote, passage=st.integers(0, 20), quote=texts), max_size=3),
    text=texts,
)


@given(st.lists(claims, max_size=4), st.integers(1, 40), st.booleans())
def test_the_sentences_are_the_same_however_the_reply_is_cut(
    said: list[Claim], size: int, ascii_only: bool
) -> None:
    body = {"found": "part", "sentences": [claim.model_dump() for claim in said]}
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
    one = '{"quotes": [{"passage": 1, "quote": "a } ] \\" b"}], "text": "c"}'
    assert not reader.feed('{"found": "all", "sentences": [')
    assert not reader.feed(one[:-1])
    (claim,) = reader.feed("}")
    assert claim.quotes[0].quote == 'a } ] " b'
    assert reader.begun
    assert not reader.complete
    reader.feed("]}")
    assert reader.complete
    assert reader.coverage == "all"


def test_what_stands_around_the_reply_is_passed_over() -> None:
    reader = ReplyReader()
    reply = 'Jaha [1] {"tanke": [{"a": 1}]} ```json\n{"found": "none", "sentences": []}\n```'
    try:
        reader.feed(reply)
    except Garbled:
        pytest.fail("a thought is no sentence")
    assert reader.complete
    assert reader.coverage == "none"
