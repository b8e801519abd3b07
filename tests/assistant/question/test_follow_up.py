from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.follow_up import made_whole

PLACES = {"Lund", "Malmö", "Boden"}


def whole(*questions: str) -> str:
    themes = {"Vad är validering?": "validering"}
    return made_whole(questions, PLACES.__contains__, lambda one: themes.get(one, ""))[0]


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "Hur hög var arbetslösheten i Lund i maj 2025?",
            "Och i Malmö?",
            "Hur hög var arbetslösheten i Malmö i maj 2025?",
        ),
        (
            "hur hög var arbetslösheten i lund i maj 2025",
            "och i malmö då",
            "hur hög var arbetslösheten i malmö i maj 2025",
        ),
        ("Hur många sökte i Lund 2024?", "Malmö då?", "Hur många sökte i Malmö 2024?"),
        ("Hur många sökte i Lund 2024?", "Och året före?", "Hur många sökte i Lund 2023?"),
        ("Hur många sökte i Lund 2024?", "2022 då?", "Hur många sökte i Lund 2022?"),
        ("Hur många sökte i Lund?", "Och 2022?", "Hur många sökte i Lund 2022?"),
        ("Vad gäller för män?", "Hur är det för kvinnor?", "Vad gäller för kvinnor?"),
        ("Vad gäller?", "Och för kvinnor?", "Vad gäller för kvinnor?"),
        ("Vad gäller i Bodens kommun?", "Och i Lund?", "Vad gäller i Lund?"),
        ("Kurser som börjar i maj i Lund", "och i juni?", "Kurser som börjar i juni i Lund"),
        ("Vad är validering?", "Och reell kompetens?", "Vad är reell kompetens?"),
        ("Hur många män sökte i Lund?", "Och kvinnor?", "Hur många kvinnor sökte i Lund?"),
        ("Hur många behövs det?", "Och kockar?", "Hur många kockar behövs det?"),
        ("Vad tjänar svetsare i Lund?", "Snickare då?", "Vad tjänar snickare i Lund?"),
        ("Vad tjänar en kock i Lund?", "Och en svetsare?", "Vad tjänar en svetsare i Lund?"),
    ],
)
def test_what_names_one_thing_alone_takes_the_place_of_its_like(
    before: str, question: str, expected: str
) -> None:
    assert whole(before, question) == expected


def test_one_change_follows_another() -> None:
    asked = ("Hur många sökte i Lund 2024?", "Och i Malmö?", "Och året efter?")
    assert whole(*asked) == "Hur många sökte i Malmö 2025?"


@pytest.mark.parametrize(
    "question",
    [
        "Vad krävs?",
        "Hur många av dem var kvinnor?",
        "Finns det fler?",
        "Och när börjar den?",
        "Och kostnaden?",
        "Tack!",
        "Validering",
        "På halvfart i Lund",
        "Vilka kurser finns i Lund?",
    ],
)
def test_what_asks_something_itself_stays(question: str) -> None:
    assert whole("Hur många män sökte i Malmö 2024?", question) == question


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_the_first_question_is_never_changed(questions: list[str]) -> None:
    assert whole(questions[0]) == questions[0]
    assert isinstance(whole(*questions), str)
