from __future__ import annotations

import pytest

from assistant.question.answer_types import AnswerType, answer_types
from assistant.search.sorts import holds, lacks_strictly, places, share_held
from corpus.swedish import fold
from corpus.word_match import word_match


@pytest.mark.parametrize(
    ("want", "text"),
    [
        (AnswerType.PERSON, "Projektledare är Anna Berg-Lind."),
        (AnswerType.DATE, "Mötet hölls den 9 december 2014."),
        (AnswerType.DATE, "Ansök senast 2026-12-01."),
        (AnswerType.DATE, "Kursen börjar i höstterminen."),
        (AnswerType.NUMBER, "Nio av dem fick arbete."),
        (AnswerType.MONEY, "Stödet är 427 460 kr."),
        (AnswerType.PHONE, "Ring 08-465 004 17."),
        (AnswerType.EMAIL, "Skriv till syv@exempel.se."),
        (AnswerType.ADDRESS, "Besök oss på Storgatan 4."),
        (AnswerType.REASON, "Det beror på att platserna är få."),
        (AnswerType.LIST, "Norråsa, Tallmora och Klockvik."),
    ],
)
def test_a_text_holds_what_is_asked_for(want: AnswerType, text: str) -> None:
    assert holds(text, want)


@pytest.mark.parametrize(
    "want",
    [AnswerType.PERSON, AnswerType.DATE, AnswerType.MONEY, AnswerType.PHONE, AnswerType.LIST],
)
def test_a_text_without_it_does_not(want: str) -> None:
    assert not holds("Vägledningen utgår från den som söker.", AnswerType(want))


def test_the_share_counts_every_wanted_sort() -> None:
    wanted = frozenset({AnswerType.DATE, AnswerType.PERSON})
    assert share_held("Anna Berg kom.", wanted) == 0.5
    assert share_held("Vad som helst.", frozenset()) == 1


def test_a_telephone_number_cannot_be_answered_without_one() -> None:
    assert lacks_strictly("Länsstyrelsen, Storgatan 4", {AnswerType.PHONE})
    assert not lacks_strictly("Tel 08-465 004 17", {AnswerType.PHONE})
    assert not lacks_strictly("Anna kom.", {AnswerType.PERSON})


@pytest.mark.parametrize(
    "text",
    [
        "Anmäl dig före klockan 7.",
        "Öppet 10.15–11",
        "Svar ges inom tio arbetsdagar.",
        "Närvaron följs upp under tredje veckan.",
        "Rådet möts två gånger om året.",
        "Planen följs upp varje kvartal.",
        "Mötet hålls varannan måndag.",
        "Läraren kommer var fjortonde dag.",
        "Listan uppdateras årligen.",
    ],
)
def test_a_time_of_day_or_a_span_says_when(text: str) -> None:
    assert not lacks_strictly(text, {AnswerType.DATE})
    assert lacks_strictly(text, {AnswerType.PHONE})


@pytest.mark.parametrize(
    "text",
    [
        "Var fjärde elev är otrygg.",
        "Ett trettiotal länder kom.",
        "Det är ministerns artonde besök.",
        "Rapporten bygger på mer än femhundra texter.",
        "Det är en sexårig utbildning.",
    ],
)
def test_a_share_a_round_number_and_a_turn_tell_how_many(text: str) -> None:
    assert not lacks_strictly(text, {AnswerType.COUNT})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Vem avgör hur många som får plats?", "Nämnden fattar beslutet."),
        ("Vem betalar lönen i jobben?", "Staten står för det mesta."),
        ("Varför minskade antalet elever?", "Det beror på att färre har flyttat hit."),
        ("När ska de nya kostnaderna redovisas?", "De redovisas senast i maj."),
        ("Hur många har telefonen med sig?", "På 13 av skolorna förekommer den."),
        ("Hur länge dröjer svar på mejl?", "Det dröjer två dagar."),
        ("Vilken tidning skrev om det?", "En artikel stod i Bladet."),
        ("Var det många som kom?", "Många kom."),
    ],
)
def test_what_a_question_only_mentions_need_not_be_told(question: str, answer: str) -> None:
    assert not lacks_strictly(answer, answer_types(fold(question)))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hur hög är lönen?", "Lönen är god."),
        ("Vad är budgeten för projektet?", "Projektet har en budget."),
        ("Hur ofta följs planen upp?", "Planen följs upp av rektorn."),
        ("Vilket telefonnummer har skolan?", "Skolan ligger vid torget."),
    ],
)
def test_what_it_asks_for_must_be_told(question: str, answer: str) -> None:
    assert lacks_strictly(answer, answer_types(fold(question)))


def test_what_was_so_is_asked_of_no_place() -> None:
    assert AnswerType.PLACE not in answer_types(fold("Var det många unga utan jobb?"))
    assert AnswerType.PLACE in answer_types(fold("Var hålls kursen?"))


@pytest.mark.parametrize(
    ("term", "word", "least"),
    [
        ("lärling", "lärling", 1.0),
        ("lärling", "lärlingar", 0.9),
        ("utbildning", "vuxenutbildning", 0.8),
        ("behovsinventringar", "behovsinventeringar", 0.7),
        ("timrås", "timrå", 0.9),
        ("larlingar", "lärlingar", 0.9),
        ("ange", "ånge", 0.9),
        ("mål", "målet", 0.9),
        ("länen", "län", 0.9),
    ],
)
def test_inflections_compounds_and_slips_match(term: str, word: str, least: float) -> None:
    assert word_match(term, word) >= least


@pytest.mark.parametrize(
    ("term", "word"), [("arbeta", "arbetsförmedlingen"), ("skola", "skog"), ("kurs", "kust")]
)
def test_words_that_only_begin_alike_do_not(term: str, word: str) -> None:
    assert word_match(term, word) <= 0.5


def test_a_year_or_an_article_is_no_number() -> None:
    assert not holds("Projektet pågick 2014–2016 i en kommun.", AnswerType.COUNT)
    assert holds("Det har 2 000 deltagare.", AnswerType.COUNT)
    assert holds("I projektet deltog 15 kommuner.", AnswerType.COUNT)


def test_a_figure_is_placed_by_its_word() -> None:
    assert places("Av dem fick 21 personer arbete under 2014.", {AnswerType.COUNT}) == [3]
    assert places("Av dem fick 21 personer arbete.", {AnswerType.LIST}) == []
