from __future__ import annotations

import pytest

from assistant.question.distress import tells_of_distress


@pytest.mark.parametrize(
    "said",
    [
        "Jag mår dåligt och orkar inte mer",
        "hej, jag mår så dåligt...",
        "Allt känns hopplöst. Jag har gett upp!",
        "Jag vill inte leva längre, vilka kurser finns det?",
        "I want to die",
    ],
)
def test_who_is_in_danger_or_tells_nothing_but_feeling_low_is_heard(said: str) -> None:
    assert tells_of_distress(said)


@pytest.mark.parametrize(
    "asked",
    [
        "Jag mår dåligt på jobbet, vad kan jag läsa i stället?",
        "Vilka utbildningar handlar om självmordsprevention?",
        "Jag orkar inte stå hela dagarna, vilka yrken passar?",
        "Min lärare är ensam, och jag vill läsa på distans",
        "Vilka insatser gäller unga som mår dåligt?",
        "Hej",
        "",
    ],
)
def test_what_asks_for_something_is_a_question(asked: str) -> None:
    assert not tells_of_distress(asked)
