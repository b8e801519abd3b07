"""What may be shown in the model's words, and what gives way to the sentences themselves."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.claims.check import Checker, Fault, Support
from assistant.knowledge import Knowledge

SENTENCE = "Projektet FRAMSYN pågick från den 7 januari 2009 och hade högst 25 deltagare per grupp."
ASIDE = "Kontaktperson är Karin Modig, telefon 08-465 004 40."
SUPPORT = Support((SENTENCE, ASIDE), ("Slutrapport", "Region Älvmarken", "2011-05-02"))


@pytest.fixture(scope="module")
def checker() -> Checker:
    known = Knowledge.load()
    return Checker(known.is_name)


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("FRAMSYN pågick från den 7 januari 2009 och hade högst 25 deltagare per grupp.", None),
        ("FRAMSYN pågick från 2009-01-07 och hade högst tjugofem deltagare per grupp.", None),
        ("Kontaktperson är Karin Modig, och telefonen är 08-465 004 40. Högst.", None),
        ("FRAMSYN pågick från den 8 januari 2009 och hade högst 25 deltagare.", Fault.FIGURE),
        ("FRAMSYN hade högst 25 procent deltagare per grupp.", Fault.FIGURE),
        ("FRAMSYN hade högst 25 deltagare, ring 08-465 004 41.", Fault.FIGURE),
        ("Projektet hade högst 25 deltagare per grupp i Umeå.", Fault.NAME),
        ("Kontaktperson är Karin Deltagare, högst.", Fault.NAME),
        ("Birgitta är kontaktperson i högst 25 grupper.", Fault.WORD),
        ("FRAMSYN hade minst 25 deltagare per grupp.", Fault.TURNED),
        ("FRAMSYN hade 25 deltagare per grupp.", Fault.TURNED),
        ("FRAMSYN hade inte högst 25 deltagare per grupp.", Fault.TURNED),
        ("FRAMSYN hade högst 25 deltagare per grupp och drevs av frivilliga.", Fault.WORD),
        ("gulfågel", Fault.TURNED),
        ("<b>FRAMSYN</b> hade högst 25 deltagare per grupp.", Fault.UNREADABLE),
        ("", Fault.UNREADABLE),
    ],
)
def test_a_claim_holds_or_falls(checker: Checker, claim: str, fault: Fault | None) -> None:
    assert checker.fault(claim, SUPPORT) == fault


def test_a_claim_that_points_at_half_of_what_was_read_is_not_worded(checker: Checker) -> None:
    every = Support((SENTENCE,) * 11)
    assert checker.fault(SENTENCE, every) is Fault.UNREADABLE


DUTIES = "Länsstyrelsen i Norrsken ansvarar för uppföljningen, och kommunerna för vägledningen."
RESULT = "Projektet hade 34 deltagare, och 21 personer hittade arbete inom ett halvår."
TOWNS = "Norrsken hade 40 deltagare och Liden 55."


@pytest.mark.parametrize(
    ("sentence", "claim", "fault"),
    [
        (DUTIES, "För uppföljningen ansvarar Länsstyrelsen i Norrsken.", None),
        (DUTIES, "Uppföljningen ansvarar Länsstyrelsen i Norrsken för.", None),
        (RESULT, "Projektet hade 34 deltagare.", None),
        (TOWNS, "Norrsken hade 40 deltagare.", None),
        (DUTIES, "Kommunerna ansvarar för uppföljningen.", Fault.MIXED),
        (DUTIES, "Länsstyrelsen i Norrsken ansvarar för vägledningen.", Fault.MIXED),
        (RESULT, "34 personer hittade arbete inom ett halvår.", Fault.MIXED),
        (RESULT, "Projektet hade 21.", Fault.MIXED),
        (TOWNS, "Liden hade 40 deltagare.", Fault.MIXED),
        (TOWNS, "Liden hade 40 deltagare och Norrsken 55.", Fault.MIXED),
    ],
)
def test_what_stands_apart_is_not_put_together(
    checker: Checker, sentence: str, claim: str, fault: Fault | None
) -> None:
    assert checker.fault(claim, Support((sentence,))) == fault


def test_a_question_and_somebodys_word_state_nothing(checker: Checker) -> None:
    for sentence in ("Måste man ha e-legitimation?", "”Man måste ha e-legitimation.”"):
        fault = checker.fault("Man måste ha e-legitimation.", Support((sentence,)))
        assert fault is Fault.TURNED


def test_the_year_of_a_record_is_not_that_of_what_a_sentence_tells(checker: Checker) -> None:
    support = Support(("Utbildningen startade år 2012.",), ("Slutrapport", "2019-03"))
    assert checker.fault("Utbildningen startade år 2019.", support) is Fault.FIGURE
    assert checker.fault("Utbildningen startade år 2012.", support) is None


WORDS = [*re.findall(r"\w+", f"{SENTENCE} {ASIDE}"), "inte", "26", "Umeå", "Anna", "procent", "50"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
def test_no_figure_and_no_name_comes_from_elsewhere(checker: Checker, claim: str) -> None:
    if checker.fault(claim, SUPPORT) is None:
        assert not {"26", "Umeå", "Anna", "procent", "50", "inte"} & set(claim.split())


@given(st.text(max_size=120), st.sampled_from(["sv", "en", "ar", "xx", ""]))
def test_whatever_a_claim_is_it_is_judged(checker: Checker, claim: str, language: str) -> None:
    fault = checker.fault(claim, SUPPORT, language, "Var?")
    assert fault is None or fault in Fault


@pytest.mark.parametrize(
    ("sentence", "claim", "fault"),
    [
        ("Nio av tio skolor är med.", "Tio skolor är med.", Fault.FIGURE),
        ("Stödet är 500 kronor per månad.", "Stödet är 500 kronor per år.", Fault.TURNED),
        ("Regionen väntas växa med 90 personer.", "Regionen växer med 90 personer.", Fault.TURNED),
        ("Rektorn lär eleven.", "Eleven lär rektorn.", Fault.MIXED),
        ("Korta kurser lockar fler än långa.", "Långa kurser lockar fler än korta.", Fault.MIXED),
        ("Priset steg när bidraget drogs in.", "Bidraget drogs in när priset steg.", Fault.MIXED),
        ("Priset steg när bidraget drogs in.", "När bidraget drogs in steg priset.", None),
        ("Den 3 maj antog rådet planen.", "Rådet antog planen den 3 maj.", None),
        ("Sökande saknar betyg.", "Sökande har betyg.", Fault.TURNED),
        ("Skolan har heltidsanställda.", "Skolan har deltidsanställda.", Fault.WORD),
    ],
)
def test_a_minimal_edit_falls_and_a_paraphrase_does_not(
    checker: Checker, sentence: str, claim: str, fault: Fault | None
) -> None:
    assert checker.fault(claim, Support((sentence,))) == fault


ROW = ("Norråsa | 246 | 1 107", ("Kommun Norråsa, Platser 246", "Kommun Norråsa, Sökande 1 107"))


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("Norråsa: platser 246.", None),
        ("Antalet sökande i Norråsa: 246.", Fault.WORD),
        ("Sökande i Norråsa: 246.", Fault.MIXED),
    ],
)
def test_a_row_carries_a_claim_by_one_of_its_cells(
    checker: Checker, claim: str, fault: Fault | None
) -> None:
    sentence, cells = ROW
    given = checker.fault(claim, Support((sentence,), cells=cells))
    assert (given is None) is (fault is None)


def test_what_is_denied_is_what_the_sentence_denies(checker: Checker) -> None:
    support = Support(("Kursen är avgiftsfri men ger inte studiemedel.",))
    swapped = "Kursen är inte avgiftsfri men ger studiemedel."
    assert checker.fault(swapped, support) is Fault.TURNED
    assert checker.fault("Kursen ger inte studiemedel.", support) is not Fault.TURNED
