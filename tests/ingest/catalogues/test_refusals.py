"""What was refused or called off is no course, wherever a table tells it."""

from __future__ import annotations

import pytest

from ingest.catalogues.registry import read_catalogue
from tests.ingest.catalogues.sheets import SVENSKA, delimited, read


def test_a_decision_in_a_table_of_courses_counts() -> None:
    rows = [SVENSKA | {"Beslut": word} for word in ("Beviljad", "Avslag", "")]
    report = read(delimited(rows)).report
    assert report.left_out == {"ansökan avslogs": 1, "beslutet framgår inte": 1}


@pytest.mark.parametrize("column", ["Beslut", "Beslut 2026", "Status", "Utfall"])
def test_a_refusal_is_heeded_whatever_its_column_is_called(column: str) -> None:
    text = f"Kursnamn;Kod;Ort;Start;{column}\nSvets;S1;Klockvik;2027-01-18;Avslag\n"
    granted = "Bageri;B1;Klockvik;2027-01-18;Beviljad\n"
    reading = read((text + granted).encode())
    assert [each.name for each in reading.catalogue.educations] == ["Bageri"]
    assert reading.report.left_out == {"ansökan avslogs": 1}


@pytest.mark.parametrize("column", ["Skäl för avslag", "Avslagsgrund", "Orsak till avslag"])
def test_what_has_a_reason_of_refusal_is_no_course(column: str) -> None:
    text = f"Kursnamn;Kod;Ort;Start;{column}\nSvets;S1;Klockvik;2027-01-18;Behovet är för litet\n"
    reading = read((text + "Bageri;B1;Klockvik;2027-01-18;–\n").encode())
    assert [each.name for each in reading.catalogue.educations] == ["Bageri"]
    assert reading.report.left_out == {"ansökan avslogs": 1}


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("Avslagna ansökningar 2026", False),
        ("Ej beviljade kurser", False),
        ("Inställda kurser våren 2027", False),
        ("Beviljade och avslagna kurser", True),
        ("Kurser våren 2027", True),
    ],
)
def test_a_list_of_what_was_refused_or_called_off_has_no_courses(title: str, is_read: bool) -> None:
    text = f"{title}\n\nKursnamn;Kod;Ort;Start\nSvets;S1;Klockvik;2027-01-18\n"
    assert bool(read_catalogue("kurser.csv", text.encode())) == is_read
