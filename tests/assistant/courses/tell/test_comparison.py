from __future__ import annotations

import pytest

from assistant.courses.tell.comparison import MOST, ComparisonRow, compare
from assistant.words.languages import Language
from tests.assistant.courses.made import bare, course

SV = Language.SWEDISH


def rows(*other: dict[str, object]) -> dict[str, ComparisonRow]:
    return {row.name: row for row in compare([course(), *(course(**own) for own in other)], SV)}


def test_the_rows_are_those_that_a_choice_is_made_by_in_their_order() -> None:
    labels = [row.label for row in compare([course()], SV)]
    assert labels == [
        *("Utbildning", "Kod", "Anordnare", "Ort", "Nivå", "Poäng", "Studieform", "Studietakt"),
        *("Start", "Slut", "Ansökan öppnar", "Sista ansökningsdag", "Läge", "Behörighet"),
        *("Rekommenderade förkunskaper", "Undervisningsspråk", "Studiestöd", "Avgift", "Länk"),
    ]


def test_rows_that_are_the_same_for_all_are_marked_and_empty_ones_are_not() -> None:
    made = rows({"pace": 100}, {"pace": 50})
    assert made["name"].same
    assert not made["pace"].same
    assert not made["recommended"].same
    assert [cell.text for cell in made["pace"].cells] == [
        "50 procent, halvfart",
        "100 procent, heltid",
        "50 procent, halvfart",
    ]


def test_every_cell_that_tells_something_has_its_source() -> None:
    made = rows()
    assert made["pace"].cells[0].source == "rad 12, kolumnen Omfattning"
    [empty] = [row for row in compare([bare()], SV) if row.name == "pace"]
    assert (empty.cells[0].text, empty.cells[0].source) == (None, None)
    assert not any(row.same for row in compare([course()], SV))


def test_more_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 4"):
        compare([course()] * (MOST + 1), SV)
