from __future__ import annotations

import pytest

from assistant.question.answer_types import AnswerType
from assistant.search.sorts import holds, lacks_strictly, places, share_held
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
    ["Anmäl dig före klockan 7.", "Öppet 10.15–11", "Svar ges inom tio arbetsdagar."],
)
def test_a_time_of_day_or_a_span_says_when(text: str) -> None:
    assert not lacks_strictly(text, {AnswerType.DATE})
    assert lacks_strictly(text, {AnswerType.PHONE})


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
