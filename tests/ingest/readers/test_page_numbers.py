from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.page_numbers import printed_numbers


@pytest.mark.parametrize(
    "line",
    [
        "{n}",
        "- {n} -",
        "Sida {n}",
        "Sida {n} av 10",
        "sid. {n}(45)",
        "{n} (45)",
        "KOMMUNFÖRBUNDET {n} (45)",
        "{n} av 45",
        "{n}/45",
        "Rapport om lärcentra {n}",
        "{n} Rapport om lärcentra",
        "Rapport 2012:3 Dnr 45-2012 {n}",
    ],
)
def test_forms_of_printed_numbers(line: str) -> None:
    edges = [["Rubrik " + chr(65 + page), line.format(n=page + 3)] for page in range(6)]
    assert printed_numbers(edges) == [3, 4, 5, 6, 7, 8]


def test_a_cover_has_none_and_a_gap_follows_from_its_neighbours() -> None:
    edges = [["Titel"], ["2"], ["3"], ["Helsidesbild"], ["5"], ["6"], ["Baksida"]]
    assert printed_numbers(edges) == [None, 2, 3, 4, 5, 6, None]


def test_roman_numbers_are_not_counted() -> None:
    edges = [["i"], ["ii"], ["iii"], ["1"], ["2"], ["3"], ["4"]]
    assert printed_numbers(edges) == [None, None, None, 1, 2, 3, 4]


def test_an_appendix_may_count_anew() -> None:
    edges = [[str(n)] for n in (5, 6, 7, 8, 1, 2, 3)]
    assert printed_numbers(edges) == [5, 6, 7, 8, 1, 2, 3]


def test_odd_and_even_pages_may_differ() -> None:
    edges = [[f"{n} Region Norr"] if n % 2 else [f"Strategi 2030 {n}"] for n in range(1, 9)]
    assert printed_numbers(edges) == list(range(1, 9))


def test_numbered_headings_and_years_are_no_page_numbers() -> None:
    assert printed_numbers([["1 Inledning"], ["2 Metod"], ["3 Resultat"]]) == [None] * 3
    assert printed_numbers([["2012", "Tabell 3"], ["2012"], ["2012"]]) == [None] * 3


def test_short_files_need_a_number_that_is_stated_as_one() -> None:
    assert printed_numbers([["Protokoll", "Sida 1 av 2"], ["Sida 2 av 2"]]) == [1, 2]
    assert printed_numbers([["1 (1)"]]) == [1]
    assert printed_numbers([["Nyhetsbrev 4"]]) == [None]
    assert printed_numbers([["2012"]]) == [None]


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=12))
def test_there_is_one_answer_for_each_page(edges: list[list[str]]) -> None:
    numbers = printed_numbers(edges)
    assert len(numbers) == len(edges)
    assert all(number is None or 0 < number < 10_000 for number in numbers)
