from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.page_numbers import EdgeLine, is_number_line, printed_numbers


def numbers_of(edges: list[list[str]]) -> list[str | None]:
    return printed_numbers([[EdgeLine(line) for line in page] for page in edges])


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
def test_forms_of_numbers_of(line: str) -> None:
    edges = [["Rubrik " + chr(65 + page), line.format(n=page + 3)] for page in range(6)]
    assert numbers_of(edges) == ["3", "4", "5", "6", "7", "8"]


def test_a_cover_has_none_and_a_gap_follows_from_its_neighbours() -> None:
    edges = [["Titel"], ["2"], ["3"], ["Helsidesbild"], ["5"], ["6"], ["Baksida"]]
    assert numbers_of(edges) == [None, "2", "3", "4", "5", "6", None]


def test_roman_numbers_and_those_of_an_appendix_are_labels() -> None:
    edges = [["i"], ["Sida ii"], ["iii"], ["1"], ["2"], ["3"], ["A-1"], ["A-2"]]
    assert numbers_of(edges) == ["i", "ii", "iii", "1", "2", "3", "A-1", "A-2"]


def test_a_line_prints_a_number_alone_or_behind_a_word() -> None:
    assert is_number_line("Sida ii", "ii")
    assert is_number_line("- A-1 -", "A-1")
    assert not is_number_line("Del ii", "ii")


def test_a_page_number_stands_at_one_height_and_a_footnote_does_not() -> None:
    edges = [[EdgeLine(f"{n} Räknat i april", 600.0 + 20 * n), EdgeLine(str(n + 6), 800.0)]
             for n in range(1, 6)]  # fmt: skip
    assert printed_numbers(edges) == ["7", "8", "9", "10", "11"]
    assert printed_numbers([lines[:1] for lines in edges]) == [None] * 5


def test_an_appendix_may_count_anew() -> None:
    edges = [[str(n)] for n in (5, 6, 7, 8, 1, 2, 3)]
    assert numbers_of(edges) == ["5", "6", "7", "8", "1", "2", "3"]


def test_odd_and_even_pages_may_differ() -> None:
    edges = [[f"{n} Region Norr"] if n % 2 else [f"Strategi 2030 {n}"] for n in range(1, 9)]
    assert numbers_of(edges) == [str(n) for n in range(1, 9)]


def test_numbered_headings_and_years_are_no_page_numbers() -> None:
    assert numbers_of([["1 Inledning"], ["2 Metod"], ["3 Resultat"]]) == [None] * 3
    assert numbers_of([["2012", "Tabell 3"], ["2012"], ["2012"]]) == [None] * 3


def test_short_files_need_a_number_that_is_stated_as_one() -> None:
    assert numbers_of([["Protokoll", "Sida 1 av 2"], ["Sida 2 av 2"]]) == ["1", "2"]
    assert numbers_of([["1 (1)"]]) == ["1"]
    assert numbers_of([["Nyhetsbrev 4"]]) == [None]
    assert numbers_of([["2012"]]) == [None]


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=12))
def test_there_is_one_answer_for_each_page(edges: list[list[str]]) -> None:
    numbers = numbers_of(edges)
    assert len(numbers) == len(edges)
    assert all(number is None or number for number in numbers)


def test_a_number_apart_from_its_words_goes_before_one_that_ends_a_heading() -> None:
    edges = [
        [EdgeLine(f"Kapitel {n}", 60.0), EdgeLine(left if n % 2 else right, 800.0)]
        for n in range(1, 6)
        for left, right in [(f"Storviks kommun | {n + 6}", f"{n + 6} | Rapport 2026:4")]
    ]
    assert printed_numbers(edges) == ["7", "8", "9", "10", "11"]
