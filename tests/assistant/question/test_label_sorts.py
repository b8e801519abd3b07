"""The sorts of label that a question asks for."""

from __future__ import annotations

import pytest

from assistant.question.label_sorts import asked_labels


@pytest.mark.parametrize(
    ("question", "sorts"),
    [
        ("vilka kom på mötet?", {"attendance"}),
        ("vilka kommuner ingår i länet?", set()),
    ],
)
def test_words_that_ask_for_a_label_are_whole(question: str, sorts: set[str]) -> None:
    assert {asked.sort for asked in asked_labels(question)} & {"attendance", "absence"} == sorts
