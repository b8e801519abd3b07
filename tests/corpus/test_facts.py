from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.facts import Fact, FactKind, Value, facts, states


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("104 330 personer", [(FactKind.NUMBER, Fraction(104330))]),
        ("tolv veckor", [(FactKind.NUMBER, Fraction(12))]),
        ("tjugofyra kurser", [(FactKind.NUMBER, Fraction(24))]),
        ("en kurs och ett prov", []),
        ("12 %", [(FactKind.PERCENT, Fraction(12))]),
        ("hälften", [(FactKind.PERCENT, Fraction(50))]),
        ("var fjärde", [(FactKind.PERCENT, Fraction(25))]),
        ("två tredjedelar", [(FactKind.PERCENT, Fraction(200, 3))]),
        ("nitton procentenheter", [(FactKind.POINTS, Fraction(19))]),
        ("6,5 miljoner kronor", [(FactKind.MONEY, Fraction(6500000))]),
        ("1,4 mnkr", [(FactKind.MONEY, Fraction(1400000))]),
        ("500 kr", [(FactKind.MONEY, Fraction(500))]),
        ("500 euro", [(FactKind.NUMBER, Fraction(500))]),
        ("den 4 december 2026", [(FactKind.DATE, (2026, 12, 4))]),
        ("2026-12-04", [(FactKind.DATE, (2026, 12, 4))]),
        ("i december", [(FactKind.DATE, (None, 12, None))]),
        ("4/12", [(FactKind.DATE, (None, 12, 4))]),
        ("år 2026", [(FactKind.YEAR, Fraction(2026))]),
        ("2024–2030", [(FactKind.YEAR, Fraction(2024)), (FactKind.YEAR, Fraction(2030))]),
        ("klockan 9–18", [(FactKind.TIME, (9, 0)), (FactKind.TIME, (18, 0))]),
        ("kl. 9.30", [(FactKind.TIME, (9, 30))]),
        ("klockan nio", [(FactKind.TIME, (9, 0))]),
        ("a.b@exempel.se", [(FactKind.LITERAL, "a.b@exempel.se")]),
        ("https://www.exempel.se/kurs.", [(FactKind.LITERAL, "exempel.se/kurs")]),
        ("08-465 004 40", [(FactKind.LITERAL, "0846500440")]),
        ("MATMAT02b", [(FactKind.LITERAL, "matmat02b")]),
        ("٢٠٢٧", [(FactKind.YEAR, Fraction(2027))]),
        ("Den som söker får svar i sin brevlåda.", []),
    ],
)
def test_what_a_text_states(text: str, stated: list[tuple[FactKind, Value]]) -> None:
    assert [(fact.sort, fact.value) for fact in facts(text)] == stated


@pytest.mark.parametrize(
    ("held", "said", "does"),
    [
        ("4 december 2026", "4 december", True),
        ("4 december 2026", "december 2026", True),
        ("4 december 2026", "2026", True),
        ("4 december", "4 december 2026", False),
        ("4 december", "14 december", False),
        ("50 procent", "hälften", True),
        ("50 procent", "50", False),
        ("12", "tolv", True),
        ("9.30", "klockan 9", False),
    ],
)
def test_whether_one_states_another(held: str, said: str, does: bool) -> None:
    (one,), (other,) = facts(held), facts(said)
    assert states(one, other) is does


@given(st.text(max_size=80))
def test_every_fact_stands_where_it_says(text: str) -> None:
    found = facts(text)
    assert all(isinstance(f, Fact) and 0 <= f.start < f.end <= len(text) for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.integers(2, 999_999))
def test_a_number_is_the_same_with_and_without_its_spaces(number: int) -> None:
    (plain,) = facts(f"{number} stycken")
    (spaced,) = facts(f"{number:,} stycken".replace(",", " "))
    if plain.sort is spaced.sort:
        assert plain.value == spaced.value == number
