"""What quotes carry passes, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer.model.case import Fault, QuoteSource
from assistant.answer.model.claims import Verifier
from assistant.app import open_retriever
from assistant.settings import Settings
from evals.measure.grounding import judge, load_items, summary


@pytest.fixture(scope="module")
def verifier(filled: Path) -> Iterator[Verifier]:
    with open_retriever(Settings(data=filled), "tests") as retriever:
        yield Verifier(retriever.ranker.lexicon, retriever.reader.glossary)


def test_none_of_the_unsupported_sentences_passes_and_most_of_the_others_do(
    examples: Path,
) -> None:
    with open_retriever(Settings(data=examples), "tests") as retriever:
        judged = judge(retriever, load_items())
    figures = summary(judged)
    passed = [o.item.id for o, _ in judged if o.fault is None and not o.item.supported]
    assert not passed
    assert figures.unsupported.sentences >= 300
    assert figures.supported.passed >= 0.85 * figures.supported.sentences


QUOTE = (
    "Projektet hade 34 deltagare, och av dem fick 21 personer arbete inom ett halvår. "
    "Länsstyrelsen i Norrsken ansvarar inte för uppföljningen."
)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Projektet hade 34 deltagare.", None),
        ("Projektet hade trettiofyra deltagare.", None),
        ("Av dem fick 21 personer arbete inom ett halvår.", None),
        ("Länsstyrelsen i Norrsken ansvarar inte för uppföljningen.", None),
        ("Projektet hade 35 deltagare.", Fault.FIGURE),
        ("Projektet hade minst 34 deltagare.", Fault.FIGURE),
        ("Projektet hade 21 deltagare.", Fault.MIXED),
        ("34 personer fick arbete inom ett halvår.", Fault.MIXED),
        ("Länsstyrelsen i Umeå ansvarar inte för uppföljningen.", Fault.NAME),
        ("Länsstyrelsen i Norrsken ansvarar för uppföljningen.", Fault.TURNED),
        ("Länsstyrelsen i Norrsken ansvarar inte för ekonomin.", Fault.WORD),
        ("Vi i Norrsken ansvarar inte för uppföljningen.", Fault.PERSON),
        ("", Fault.NOTHING),
        ("Så är det.", Fault.NOTHING),
    ],
)
def test_a_sentence_is_held_against_its_quote(
    verifier: Verifier, sentence: str, fault: Fault | None
) -> None:
    assert verifier.fault(sentence, [QuoteSource(QUOTE)]) == fault


def test_without_a_quote_nothing_passes(verifier: Verifier) -> None:
    assert verifier.fault("Projektet hade 34 deltagare.", []) is Fault.UNQUOTED


def test_a_question_and_the_words_of_others_carry_nothing(verifier: Verifier) -> None:
    for quote in ("Måste jag ha e-legitimation?", "”Validering är en genväg.”"):
        assert verifier.fault("Validering är en genväg.", [QuoteSource(quote)]) is not None
        assert verifier.fault("E-legitimation måste man ha.", [QuoteSource(quote)]) is not None


def test_a_title_may_be_named_as_the_source_and_states_nothing(verifier: Verifier) -> None:
    quote = "Kommunerna ansvarar för vuxenutbildningen."
    named = QuoteSource(quote, title="Slutrapport Vägval", publisher="Region Norrsken", year="2019")
    faults = {
        "Enligt Slutrapport Vägval ansvarar kommunerna för vuxenutbildningen.": None,
        "Enligt Region Norrskens slutrapport 2019 ansvarar kommunerna för vuxenutbildningen.": None,
        "Region Norrsken ansvarar för vuxenutbildningen.": Fault.NAME,
        "Enligt lagen ansvarar Region Norrsken för vuxenutbildningen.": Fault.NAME,
        "Slutrapporten gäller Vägval.": Fault.NAME,
    }
    for sentence, fault in faults.items():
        assert verifier.fault(sentence, [named]) == fault, sentence


def test_a_cell_belongs_to_its_row_and_column(verifier: Verifier) -> None:
    head = "Ort | Deltagare | Avhopp"
    rows = [QuoteSource(f"{head}\nNorrsken | 40 | 7\nLiden | 55 | 3", head=head)]
    assert verifier.fault("Norrsken hade 40 deltagare.", rows) is None
    assert verifier.fault("Liden hade 40 deltagare.", rows) is not None
    assert verifier.fault("Norrsken hade 7 deltagare.", rows) is not None
