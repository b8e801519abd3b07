from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.comparison import sides
from assistant.model import Turn
from assistant.understand import Wants, names, understand, wants
from corpus.glossary import Glossary, load_glossary
from corpus.swedish import grams


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def nowhere(_gram: str) -> int:
    return 0


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Vem leder projektet?", Wants.PERSON),
        ("När öppnar ansökan, och var?", Wants.DATE),
        ("Vilket datum gäller?", Wants.DATE),
        ("Hur många platser finns?", Wants.COUNT),
        ("hur länge pågick det", Wants.NUMBER),
        ("Varför lades den ner?", Wants.REASON),
        ("Vilka kommuner deltog?", Wants.LIST),
        ("Vad har de för telefonnummer?", Wants.PHONE),
        ("Vilken e-postadress har de?", Wants.EMAIL),
        ("Vilken besöksadress gäller?", Wants.ADDRESS),
        ("Vad kostar kursen?", Wants.MONEY),
        ("Vad skiljer de två nivåerna?", Wants.COMPARISON),
        ("When does it start?", Wants.DATE),
        ("How many took part?", Wants.COUNT),
    ],
)
def test_the_wanted_sort_is_seen(question: str, wanted: Wants) -> None:
    assert wanted in wants(question)


def test_an_open_question_wants_no_sort() -> None:
    assert wants("Vad är syftet med vägledningen?") == frozenset()


def test_names_are_words_written_as_names() -> None:
    assert names("Vad gör Region Älvmarken för SYV?") == {"region", "älvmarken", "syv"}
    assert names("Vad gäller?") == frozenset()
    assert names("HUR MÅNGA PLATSER FINNS") == frozenset()


def test_an_abbreviation_is_searched_for_in_full(glossary: Glossary) -> None:
    query = understand("Vad gör kommunen för SYV?", (), glossary, nowhere)
    assert "yrkesvägledare" in query.search
    (term,) = [term for term in query.terms if term.text == "syv"]
    assert "yrkesvägledare" in term.alternatives
    assert any("yrkesvägledare" in note for note in query.notes)


def test_an_english_question_is_searched_for_in_swedish(glossary: Glossary) -> None:
    query = understand("How many municipalities took part in Spången?", (), glossary, nowhere)
    assert query.english
    assert "kommun" in query.search
    assert "Spången" in query.search
    assert Wants.COUNT in query.wants


def test_a_question_without_dots_is_spelt_as_the_corpus_spells(glossary: Glossary) -> None:
    there = set(grams("lärlingar i norråsa"))
    query = understand("hur manga larlingar finns i norrasa", (), glossary, there.__contains__)
    assert [term.text for term in query.terms] == ["larlingar", "norrasa"]
    assert "lärlingar" in query.terms[0].alternatives
    assert "norråsa" in query.search
    assert Wants.COUNT in query.wants


def test_a_follow_up_takes_along_the_question_before(glossary: Glossary) -> None:
    history = (
        Turn(role="user", content="Vad gjorde projektet Spången i Klockvik?"),
        Turn(role="assistant", content="De besökte företag."),
    )
    query = understand("Vad kostade det?", history, glossary, nowhere)
    assert "spången" in query.context
    assert query.notes


def test_a_whole_question_stands_alone(glossary: Glossary) -> None:
    history = (Turn(role="user", content="Vad gjorde projektet Spången i Klockvik?"),)
    query = understand(
        "Vilka kommuner deltog i utbildningen för skogsmaskinförare våren 2024?",
        history,
        glossary,
        nowhere,
    )
    assert "spången" not in query.context


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Vad säger Norråsa kommun respektive cheferna i Tallmora om lärlingar?",
            "Vad säger Norråsa kommun om lärlingar?",
            "Vad säger cheferna i Tallmora om lärlingar?",
        ),
        (
            "Hur skiljer sig Norråsa och Tallmora åt i arbetet med skolan?",
            "Hur skiljer sig Norråsa åt i arbetet med skolan?",
            "Hur skiljer sig Tallmora åt i arbetet med skolan?",
        ),
        (
            "Vilken roll har lärcentra i strategin jämfört med i slutrapporten?",
            "Vilken roll har lärcentra i strategin?",
            "Vilken roll har lärcentra i slutrapporten?",
        ),
        ("Vad är skillnaden mellan LIA och APL?", "LIA", "APL"),
    ],
)
def test_a_comparison_falls_into_its_sides(question: str, one: str, other: str) -> None:
    parted = sides(question)
    assert parted is not None
    assert one in parted[0]
    assert other in parted[1]
    assert "respektive" not in " ".join(parted)


def test_other_questions_have_no_sides() -> None:
    assert sides("Hur många platser finns i Norråsa och Tallmora?") is None


@given(st.text(max_size=200))
def test_any_text_is_understood(text: str) -> None:
    query = understand(text, (), load_glossary(), nowhere)
    assert [term.text for term in query.terms] == list(dict.fromkeys(t.text for t in query.terms))
    for side in query.sides:
        assert len(side.question) <= len(text)
