from __future__ import annotations

import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.persons import impersonal as impersonal_with
from corpus.places import load_gazetteer


def impersonal(question: str) -> str:
    return impersonal_with(question, load_gazetteer())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jag heter Anna och undrar om jag får lön.", "Jag heter Ahmed och undrar om jag får lön."),
        ("Jag är kvinna, 45 år. Vad kan jag läsa?", "Jag är man, 45 år. Vad kan jag läsa?"),
        ("Min dotter vill bli svetsare. Kan hon det?", "Min son vill bli svetsare. Kan han det?"),
        ("Min klient Maria vill läsa.", "Min klient Mohammed vill läsa."),
        ("Erik vill byta yrke. Vem hjälper honom?", "Amina vill byta yrke. Vem hjälper henne?"),
        ("My daughter Anna wants to study.", "My son Ahmed wants to study."),
    ],
)
def test_the_name_and_sex_of_who_is_guided_make_no_difference(one: str, other: str) -> None:
    assert impersonal(one) == impersonal(other)


@pytest.mark.parametrize(
    "question",
    [
        "Vem är Lena Gustafsson?",
        "Hur många kvinnor och män deltog?",
        "Vad sa Märta Lindvik om validering?",
        "Finns det kurser i Sundsvall?",
        "När börjar Engelska 6?",
    ],
)
def test_names_and_sexes_that_are_asked_about_stay(question: str) -> None:
    assert impersonal(question) == question


def test_a_place_is_no_person() -> None:
    assert "Kramfors" in impersonal("Kan Kramfors betala kursen som hon läser?")


@given(st.text(min_size=1, max_size=200))
def test_something_is_always_left(question: str) -> None:
    assert impersonal(question)


@pytest.mark.parametrize(
    "piece", ["Anna ", "Anna-", "A" * 40, "a", "Hej. ", " ", "jag heter Anna "]
)
def test_time_grows_with_the_length_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return min(timeit.repeat(lambda: impersonal(text), number=1, repeat=3))

    assert seconds(32_000) < 40 * seconds(4_000) + 0.05
