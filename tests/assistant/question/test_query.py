from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bodies.question import Turn
from assistant.question.query import Understood, understand
from assistant.question.sides import sides
from assistant.question.wants import Wants, wants
from assistant.question.words import names
from corpus.embedding import BUILTIN_FOLDER, StaticEmbedder
from corpus.glossary import load_glossary
from corpus.lexicon import Lexicon
from corpus.swedish import grams


@cache
def lexicon() -> Lexicon:
    return Lexicon(StaticEmbedder(BUILTIN_FOLDER))


def nowhere(_gram: str) -> int:
    return 0


def understood(
    question: str,
    history: Sequence[Turn] = (),
    frequency: Callable[[str], int] = nowhere,
) -> Understood:
    return understand(question, history, load_glossary(), lexicon(), frequency)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Vem leder projektet?", Wants.PERSON),
        ("Vad heter rektorn på komvux?", Wants.NAME),
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


@pytest.mark.parametrize(
    "question", ["Får jag lön som lärling?", "Kostar kursen pengar?", "Is there a budget?"]
)
def test_yes_or_no_needs_no_figure(question: str) -> None:
    assert wants(question) == frozenset()


def test_a_question_that_begins_with_a_verb_may_ask_further() -> None:
    assert Wants.COUNT in wants("Kan du säga hur många platser som finns?")


def test_names_are_words_written_as_names() -> None:
    assert names("Vad gör Region Älvmarken för SYV?") == {"region", "älvmarken", "syv"}
    assert names("Vad gäller?") == frozenset()
    assert names("HUR MÅNGA PLATSER FINNS") == frozenset()


def test_an_abbreviation_is_searched_for_in_full() -> None:
    query = understood("Vad gör kommunen för SYV?")
    assert "yrkesvägledare" in query.search
    (term,) = [term for term in query.terms if term.text == "syv"]
    assert "studievägledare" in term.alternatives
    assert any("yrkesvägledare" in phrase for phrase in term.phrases)
    assert any("yrkesvägledare" in note for note in query.notes)


def test_an_english_question_is_searched_for_in_swedish() -> None:
    query = understood("How many municipalities took part in Spången?")
    assert query.english
    assert "kommun" in query.search
    assert "Spången" in query.search
    assert Wants.COUNT in query.wants


def test_a_question_without_dots_is_spelt_as_the_corpus_spells() -> None:
    there = set(grams("lärlingar i norråsa"))
    query = understood("hur manga larlingar finns i norrasa", frequency=there.__contains__)
    assert [term.text for term in query.terms] == ["lärlingar", "norrasa"]
    assert "norråsa" in query.search
    assert Wants.COUNT in query.wants


def test_a_follow_up_takes_along_the_question_before() -> None:
    history = (
        Turn(role="user", content="Vad gjorde projektet Spången i Klockvik?"),
        Turn(role="assistant", content="De besökte företag."),
    )
    query = understood("Vad kostade det?", history)
    assert "spången" in query.context
    assert query.notes


def test_a_whole_question_stands_alone() -> None:
    history = (Turn(role="user", content="Vad gjorde projektet Spången i Klockvik?"),)
    query = understood(
        "Vilka kommuner deltog i utbildningen för skogsmaskinförare våren 2024?", history
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
    query = understood(text)
    assert [term.text for term in query.terms] == list(dict.fromkeys(t.text for t in query.terms))
    for side in query.sides:
        assert len(side.question) <= len(text)


def test_slips_of_the_keyboard_are_put_right_and_told() -> None:
    query = understood("hur mnga komuner har en utbilding")
    assert query.respelt == "hur många kommuner har en utbildning"
    assert Wants.COUNT in query.wants
    assert [term.text for term in query.terms] == ["kommuner", "utbildning"]
    assert any("kommuner" in note for note in query.notes)


@pytest.mark.parametrize(
    "question",
    [
        "Vad gör Komuner i Klockvik?",  # may be a name
        "Vad innebär kompetensförsörjningsuppdraget?",  # a compound that no list has
        "Vad gäller för lärcentrumverksamheterna?",
        "Hur ansöker jag till YH26?",
    ],
)
def test_other_words_stay_as_they_are_typed(question: str) -> None:
    assert understood(question).respelt == ""


def test_a_word_of_the_documents_is_no_slip() -> None:
    there = set(grams("nuskapa"))
    assert understood("vad ar nuskapa", frequency=there.__contains__).respelt == ""


def test_a_phrase_is_searched_for_as_the_compound_too() -> None:
    query = understood("Vilket stöd till studier finns?")
    assert "studiestöd" in query.context
    assert any("studiestöd" in term.alternatives for term in query.terms)


def test_a_compound_knows_its_parts() -> None:
    (term,) = understood("Vad är arbetsmarknadsutbildning?").terms
    assert "utbildning" in term.parts


def test_a_suspended_hyphen_is_searched_for_in_full() -> None:
    query = understood("Vad gör en studie- och yrkesvägledare?")
    assert {"studievägledare", "yrkesvägledare"} <= {term.text for term in query.terms}
