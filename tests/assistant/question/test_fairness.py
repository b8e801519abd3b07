"""What discriminates is declined with a reason; questions about the same groups are not."""

from __future__ import annotations

import sys
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.declined import decline
from tests.assistant.question.requests import LabelledRequest, load_requests

if TYPE_CHECKING:
    from _typeshed import TraceFunction

REQUESTS = load_requests("known")
PEOPLE = [request for request in REQUESTS if request.ground == "people"]


def question_of(request: LabelledRequest) -> str:
    return request.question


def test_the_examples_are_no_fewer_than_they_were() -> None:
    assert sum(request.decline for request in PEOPLE) >= 63
    assert sum(not request.decline for request in PEOPLE) >= 67


@pytest.mark.parametrize("request_", [r for r in PEOPLE if r.decline], ids=question_of)
def test_guidance_that_would_discriminate_is_declined_with_a_reason(
    request_: LabelledRequest,
) -> None:
    text = decline(request_.question)
    assert text is not None
    assert "samma möjligheter" in text or "same opportunities" in text


@pytest.mark.parametrize("request_", [r for r in PEOPLE if not r.decline], ids=question_of)
def test_a_question_about_the_same_groups_is_welcome(request_: LabelledRequest) -> None:
    assert decline(request_.question) is None


def test_the_reason_is_in_the_language_of_the_question() -> None:
    assert "samma möjligheter" in (decline("Vilka yrken passar kvinnor?") or "")
    assert "same opportunities" in (decline("Which jobs are suitable for women?") or "")


def test_odd_characters_hide_nothing() -> None:
    assert decline("Hitta en kurs utan invand\u200brare") is not None


@pytest.mark.parametrize(
    "piece", ["jag ", "vi bort ", "utan att det ", "Vi. ", ". ", "a", "jag vill inte ha bort som "]
)
def test_the_steps_grow_with_the_length_no_faster(piece: str) -> None:
    decline("")

    def steps(length: int) -> int:
        count = 0

        def step(frame: FrameType, event: str, argument: object) -> TraceFunction:  # noqa: ARG001
            nonlocal count
            count += 1
            return step

        text = (piece * length)[:length]
        before = sys.gettrace()
        sys.settrace(step)
        try:
            decline(text)
        finally:
            sys.settrace(before)
        return count

    assert steps(4000) < 5 * steps(1000)


@given(st.text(max_size=300))
def test_any_text_is_read(question: str) -> None:
    decline(question)
