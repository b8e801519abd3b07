from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bodies.question import Turn
from assistant.question.answer_types import AnswerType, answer_types
from assistant.question.plan import Plan, Query
from assistant.question.query import QueryReader
from assistant.question.sides import MOST_SIDES, clauses, sides
from assistant.question.spelling import Speller
from assistant.question.words import names
from corpus.embedding import BUILTIN_FOLDER, StaticEmbedder
from corpus.glossary import load_glossary
from corpus.lexicon import Lexicon
from corpus.places import load_gazetteer
from corpus.swedish import fold, grams


@cache
def lexicon() -> Lexicon:
    return Lexicon(StaticEmbedder(BUILTIN_FOLDER))


def nowhere(_gram: str) -> int:
    return 0


def read(
    question: str,
    history: Sequence[Turn] = (),
    frequency: Callable[[str], int] = nowhere,
) -> Plan:
    speller = Speller(load_glossary(), lexicon(), frequency, lambda _: False)
    return QueryReader(speller, load_gazetteer()).read(question, history)


def query_of(
    question: str,
    history: Sequence[Turn] = (),
    frequency: Callable[[str], int] = nowhere,
) -> Query:
    (query,) = read(question, history, frequency).queries
    return query


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Vem leder projektet?", AnswerType.PERSON),
        ("Vad heter rektorn på komvux?", AnswerType.NAME),
        ("När öppnar ansökan, och var?", AnswerType.DATE),
        ("Vilket datum gäller?", AnswerType.DATE),
        ("Hur många platser finns?", AnswerType.COUNT),
        ("hur länge pågick det", AnswerType.NUMBER),
        ("Varför lades den ner?", AnswerType.REASON),
        ("Vilka kommuner deltog?", AnswerType.LIST),
        ("Vad har de för telefonnummer?", AnswerType.PHONE),
        ("Vilken e-postadress har de?", AnswerType.EMAIL),
        ("Vilken besöksadress gäller?", AnswerType.ADDRESS),
        ("Vad kostar kursen?", AnswerType.MONEY),
        ("Vad skiljer de två nivåerna?", AnswerType.COMPARISON),
        ("When does it start?", AnswerType.DATE),
        ("How many took part?", AnswerType.COUNT),
    ],
)
def test_the_wanted_sort_is_seen(question: str, wanted: AnswerType) -> None:
    assert wanted in answer_types(fold(question))


def test_an_open_question_wants_no_sort() -> None:
    assert answer_types(fold("Vad är syftet med vägledningen?")) == frozenset()


@pytest.mark.parametrize(
    "question", ["Får jag lön som lärling?", "Kostar kursen pengar?", "Is there a budget?"]
)
def test_yes_or_no_needs_no_figure(question: str) -> None:
    figures = {AnswerType.MONEY, AnswerType.COUNT, AnswerType.NUMBER, AnswerType.DATE}
    assert not answer_types(fold(question)) & figures


def test_a_question_that_begins_with_a_verb_may_ask_further() -> None:
    assert AnswerType.COUNT in answer_types(fold("Kan du säga hur många platser som finns?"))


def test_names_are_words_written_as_names() -> None:
    assert names("Vad gör Region Älvmarken för SYV?") == {"region", "älvmarken", "syv"}
    assert names("Vad gäller?") == frozenset()
    assert names("HUR MÅNGA PLATSER FINNS") == frozenset()


def test_an_abbreviation_is_searched_for_in_full() -> None:
    query = query_of("Vad gör kommunen för SYV?")
    assert "yrkesvägledare" in query.keywords
    (term,) = [term for term in query.terms if term.text == "syv"]
    assert "studievägledare" in term.alternatives
    assert any("yrkesvägledare" in phrase for phrase in term.phrases)
    assert any("yrkesvägledare" in note for note in read("Vad gör kommunen för SYV?").notes)


def test_an_english_question_is_searched_for_in_swedish() -> None:
    plan = read("How many municipalities took part in Spången?")
    (query,) = plan.queries
    assert plan.language.is_english
    assert "kommun" in query.keywords
    assert "Spången" in query.keywords
    assert AnswerType.COUNT in query.types


def test_a_question_without_dots_is_spelt_as_the_corpus_spells() -> None:
    there = set(grams("lärlingar i norråsa"))
    query = query_of("hur manga larlingar finns i norrasa", frequency=there.__contains__)
    assert "lärlingar" in [term.text for term in query.terms]
    assert AnswerType.COUNT in query.types


def test_a_follow_up_takes_along_the_question_before() -> None:
    history = (
        Turn(role="user", content="Vad gjorde projektet Spången i Klockvik?"),
        Turn(role="assistant", content="De besökte företag."),
    )
    plan = read("Vad kostade det?", history)
    assert "spången" in plan.queries[0].context
    assert plan.notes


def test_a_whole_question_stands_alone() -> None:
    history = (Turn(role="user", content="Vad gjorde projektet Spången i Klockvik?"),)
    query = query_of(
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
    parted = sides(question, lambda _: False)
    assert one in parted[0]
    assert other in parted[1]
    assert "respektive" not in " ".join(parted)


def test_places_and_years_told_one_after_the_other_are_asked_of_one_by_one() -> None:
    asked = "Hur många företag finns i Boden, Kalix och i Pajala?"
    assert read(asked).queries[2].text == "Hur många företag finns i Pajala?"
    assert [query.text for query in read("Hur många började 2010 och 2011?").queries] == [
        "Hur många började 2010?",
        "Hur många började 2011?",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Hur många platser finns i Norråsa och Tallmora?",
        "Vad görs mellan Boden och Kalix?",
        "Vad gör Boden och Arbetsförmedlingen?",
    ],
)
def test_other_questions_have_no_sides(question: str) -> None:
    assert len(read(question).queries) == 1


@given(st.text(max_size=200))
def test_any_text_is_query_of(text: str) -> None:
    plan = read(text)
    assert 1 <= len(plan.queries) <= MOST_SIDES
    for query in plan.queries:
        terms = [term.text for term in query.terms]
        assert terms == list(dict.fromkeys(terms))


def test_slips_of_the_keyboard_are_put_right_and_told() -> None:
    plan = read("hur mnga komuner har en utbilding")
    (query,) = plan.queries
    assert plan.corrected == "hur många kommuner har en utbildning"
    assert AnswerType.COUNT in query.types
    assert [term.text for term in query.terms] == ["kommuner", "utbildning"]
    assert any("kommuner" in note for note in plan.notes)


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
    assert read(question).corrected == ""


def test_a_word_of_the_documents_is_no_slip() -> None:
    there = set(grams("nuskapa"))
    assert read("vad ar nuskapa", frequency=there.__contains__).corrected == ""


def test_a_compound_knows_its_parts() -> None:
    (term,) = query_of("Vad är arbetsmarknadsutbildning?").terms
    assert "utbildning" in term.parts


def test_a_suspended_hyphen_is_searched_for_in_full() -> None:
    query = query_of("Vad gör en studie- och yrkesvägledare?")
    assert {"studievägledare", "yrkesvägledare"} <= {term.text for term in query.terms}


@pytest.mark.parametrize(
    ("question", "parted"),
    [
        (
            "Vad är skillnaden mellan A och B jämfört med C?",
            ("Vad är A?", "Vad är B?", "Vad är C?"),
        ),
        (
            "Jämför Norråsa och Tallmora: hur många lärlingar i respektive kommun?",
            ("Jämför Norråsa: hur", "Jämför Tallmora: hur"),
        ),
        ("Jämför planen, strategin och rapporten", ("r planen", "r strategin", "r rapporten")),
        ("Vad skiljer sfi från komvux, både i tid och kostnad?", ("r sfi, både", "r komvux, både")),
        (
            "Vad är skillnaden mellan planen från 2018 och den från 2024?",
            ("r planen från 2018?", "r planen från 2024?"),
        ),
        ("Vad kostade planen 2018 jämfört med den från 2024?", ("planen 2018", "planen från 2024")),
        ("Hur skiljer sig 2018 års plan från 2024 års?", ("2018 års plan", "2024 års plan")),
        ("Jämför rapporten om sfi med den om vård", ("rapporten om sfi", "rapporten om vård")),
        ("Vad skiljer den gamla planen från den nya?", ("den gamla planen", "den nya planen")),
        ("Varför skiljer det sig från rapporten?", ()),
    ],
)
def test_a_comparison_has_a_side_for_each_thing(question: str, parted: tuple[str, ...]) -> None:
    found = sides(question, lambda _: False)
    assert len(found) == len(parted)
    assert all(part in side for part, side in zip(parted, found, strict=True))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Hur många deltog, och vilka fick jobb?",
            ("Hur många deltog", "vilka fick jobb?"),
        ),
        ("När ska det redovisas och till vem?", ("När ska det redovisas", "till vem?")),
        (
            "Språnget: vad kostade det, vem betalade och när slutade det?",
            ("Språnget: vad kostade det", "Språnget: vem betalade", "Språnget: när slutade det?"),
        ),
        ("När och var hölls mötet?", ()),
        ("Hur många deltog i vår och i höst?", ()),
    ],
)
def test_several_questions_in_one_are_parted(question: str, parts: tuple[str, ...]) -> None:
    assert clauses(question) == parts


def test_sides_are_few_however_often_a_question_compares() -> None:
    assert 1 < len(sides("Jämför a med b. " * 12, str.isdigit)) <= MOST_SIDES
    assert 1 < len(sides("Jämför a, b, c, d, e, f, g och h.", str.isdigit)) <= MOST_SIDES


def test_what_is_respective_to_several_parts_nothing() -> None:
    assert sides("Hur många företag finns i respektive kommun?", str.isdigit) == ()


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("Vad gör Stockholms kommuner?", "stockholm"),
        ("Vad säger Västernorrlands strategi?", "västernorrland"),
        ("Vad händer i Alingsås?", "alingsås"),
    ],
)
def test_a_place_is_searched_for_without_its_genitive_s(asked: str, term: str) -> None:
    terms = {each.text: each for each in read(asked).queries[0].terms}
    assert terms[term].is_name
    assert f"{term}s" not in terms


def test_what_is_typed_as_it_is_spoken_is_read_as_it_is_written_and_nothing_is_said() -> None:
    plan = read("Finns det nåt om nån kurs på folkis?")
    assert plan.corrected == "Finns det något om någon kurs på folkhögskola?"
    assert not [note for note in plan.notes if "läste" in note]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hur manga foretag fick besok", "hur många företag fick besök"),
        ("nar ar sista dag for att soka larling", "när är sista dag för att söka lärling"),
        ("Vad kostar en kurs i svets", "Vad kostar en kurs i svets"),
        ("Vad gör hon for oss", "Vad gör hon for oss"),
    ],
)
def test_a_question_from_a_foreign_keyboard_gets_its_dots(typed: str, meant: str) -> None:
    assert (read(typed).corrected or typed).lower() == meant.lower()
