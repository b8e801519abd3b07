"""Which educations the words for a subject mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.find.index import CourseIndex, Tier
from tests.assistant.courses.path.made import course

NAMES = (
    "Svenska 1",
    "Svenska som andraspråk 1",
    "Svenska som andraspråk, grundläggande nivå",
    "Matematik 1b",
    "Matematik 2b",
    "Matematik nivå 2c",
    "Engelska 5",
    "Engelska 6",
    "Undersköterska",
    "Undersköterska med språkstöd",
    "Specialistundersköterska, äldre",
    "Kock med säsongsanpassning",
    "Svetsare",
    "Barnskötare",
    "Svenska för invandrare, kurs B",
    "Svenska för invandrare, kurs C",
    "Medicinsk sekreterare",
    "Systemutvecklare",
    "Utbildning i bildanalys",
    "IT-tekniker",
    "Maskinförare i skogsbruk",
)
SPECIALISTS = ("Specialistundersköterska, äldre",)
TOLD: dict[str, dict[str, Any]] = {
    "Systemutvecklare": {"subjects": ("Data/IT", "Språk - Kinesiska")},
    "Medicinsk sekreterare": {"description": "Du lär dig journalföring och bokning."},
    "Svetsare": {"code": "SVE0800"},
}
INDEX = CourseIndex(
    [course(name, **TOLD.get(name, {})) for name in NAMES],
    {"matte": "matematik", "sfi": "svenska för invandrare"},
)


def meant(subject: str) -> list[str]:
    """The names that a subject means, best first."""
    found = INDEX.about(subject)
    ranked = sorted(zip(-found.scores, found.numbers, strict=True))
    return [NAMES[number] for _, number in ranked]


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("svenska 1", {"Svenska 1"}),
        ("svenska som andraspråk 1", {"Svenska som andraspråk 1"}),
        ("matematik 2", {"Matematik 2b", "Matematik nivå 2c"}),
        ("matematik nivå 2b", {"Matematik 2b"}),
        ("matte 2b", {"Matematik 2b"}),
        ("engelska 5 och 6", {"Engelska 5", "Engelska 6"}),
        ("engelska 5 eller svenska 1", {"Engelska 5", "Svenska 1"}),
        ("engelska 7", set()),
        ("svetsutbildning", {"Svetsare"}),
        ("kockutbildning", {"Kock med säsongsanpassning"}),
        ("svetsning", {"Svetsare"}),
        ("barnskotare", {"Barnskötare"}),
        ("sfi c", {"Svenska för invandrare, kurs C"}),
        ("it", {"IT-tekniker", "Systemutvecklare"}),
        ("bild", {"Utbildning i bildanalys"}),
        ("journalföring", {"Medicinsk sekreterare"}),
        ("maskiner i skogen", {"Maskinförare i skogsbruk"}),
        ("astronaut", set()),
    ],
)
def test_a_subject_means(subject: str, names: set[str]) -> None:
    assert set(meant(subject)) == names


def test_the_whole_name_comes_before_a_part_of_one() -> None:
    assert meant("undersköterska") == [
        "Undersköterska",
        "Undersköterska med språkstöd",
        "Specialistundersköterska, äldre",
    ]


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("undersköterska", {"Undersköterska", "Undersköterska med språkstöd"}),
        ("undersköterskeutbildning", {"Undersköterska", "Undersköterska med språkstöd"}),
        ("kockutbildning", {"Kock med säsongsanpassning"}),
        ("engelska 5 och 6", {"Engelska 5", "Engelska 6"}),
        ("sköterska", {"Undersköterska", "Undersköterska med språkstöd", *SPECIALISTS}),
        ("astronaut", set()),
    ],
)
def test_a_kind_of_it_is_not_called_so(subject: str, names: set[str]) -> None:
    assert {NAMES[i] for i in INDEX.about(subject).only_in_name().numbers} == names


@pytest.mark.parametrize(
    ("subject", "tier"),
    [
        ("matematik", Tier.NAME),
        ("data", Tier.NAME),
        ("kinesiska", Tier.FILING),
        ("bokning", Tier.TEXT),
        ("astronaut", Tier.NONE),
        ("", Tier.NONE),
    ],
)
def test_it_is_told_by_what_they_answer(subject: str, tier: Tier) -> None:
    assert INDEX.about(subject).tier is tier


def test_codes_are_known_in_small_letters_too() -> None:
    assert INDEX.with_code("sve0800") == [NAMES.index("Svetsare")]


def test_it_tells_whether_something_is_taught() -> None:
    assert INDEX.teaches("undersköterska")
    assert not INDEX.teaches("bokning")


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for(subject: str) -> None:
    found = INDEX.about(subject)
    assert len(found.numbers) == len(found.scores) == len(set(found.numbers.tolist()))
    assert (found.scores > 0).all()


@given(st.lists(st.sampled_from(NAMES), unique=True))
def test_every_name_is_found_by_itself(names: list[str]) -> None:
    index = CourseIndex([course(name) for name in names], {})
    for number, name in enumerate(names):
        assert number in index.about(name).numbers
