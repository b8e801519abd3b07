from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.model.facts import Fact, Sort, Value, facts, states


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("104 330 personer", [(Sort.NUMBER, Fraction(104330))]),
        ("tolv veckor", [(Sort.NUMBER, Fraction(12))]),
        ("tjugofyra kurser", [(Sort.NUMBER, Fraction(24))]),
        ("en kurs och ett prov", []),
        ("12 %", [(Sort.PERCENT, Fraction(12))]),
        ("hälften", [(Sort.PERCENT, Fraction(50))]),
        ("var fjärde", [(Sort.PERCENT, Fraction(25))]),
        ("två tredjedelar", [(Sort.PERCENT, Fraction(200, 3))]),
        ("nitton procentenheter", [(Sort.POINTS, Fraction(19))]),
        ("6,5 miljoner kronor", [(Sort.MONEY, Fraction(6500000))]),
        ("1,4 mnkr", [(Sort.MONEY, Fraction(1400000))]),
        ("500 kr", [(Sort.MONEY, Fraction(500))]),
        ("500 euro", [(Sort.NUMBER, Fraction(500))]),
        ("den 4 december 2026", [(Sort.DATE, (2026, 12, 4))]),
        ("2026-12-04", [(Sort.DATE, (2026, 12, 4))]),
        ("i december", [(Sort.DATE, (None, 12, None))]),
        ("4/12", [(Sort.DATE, (None, 12, 4))]),
        ("år 2026", [(Sort.YEAR, Fraction(2026))]),
        ("2024–2030", [(Sort.YEAR, Fraction(2024)), (Sort.YEAR, Fraction(2030))]),
        ("klockan 9–18", [(Sort.TIME, (9, 0)), (Sort.TIME, (18, 0))]),
        ("kl. 9.30", [(Sort.TIME, (9, 30))]),
        ("klockan nio", [(Sort.TIME, (9, 0))]),
        ("a.b@exempel.se", [(Sort.LITERAL, "a.b@exempel.se")]),
        ("https://www.exempel.se/kurs.", [(Sort.LITERAL, "exempel.se/kurs")]),
        ("08-465 004 40", [(Sort.LITERAL, "0846500440")]),
        ("MATMAT02b", [(Sort.LITERAL, "matmat02b")]),
        ("٢٠٢٧", [(Sort.YEAR, Fraction(2027))]),
        ("Den som söker får svar i sin brevlåda.", []),
    ],
)
def test_what_a_text_states(text: str, stated: list[tuple[Sort, Value]]) -> None:
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
