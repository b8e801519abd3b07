"""What a file is taken for: its content decides, its name tells what it was meant to be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.courses import Level
from ingest.catalogues.registry import read_catalogue
from ingest.catalogues.rows.header import column_names
from ingest.catalogues.values import fold
from ingest.readers import Unreadable
from tests.ingest.catalogues.sheets import SVENSKA, delimited, read, workbook

EXAMPLES = Path(__file__).parents[3] / "corpus" / "examples"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "catalogues"

EMIL3 = b'{"educationInfos": [], "educationEvents": [], "educationProviders": []}'


@pytest.mark.parametrize(
    ("file", "rows", "occasions"),
    [
        ("exempel_komvux_avux.csv", 125, 69),
        ("exempel_kurser_lyktesund.csv", 12, 12),
        ("exempel_yh_ansokningar.xlsx", 64, 17),
        ("exempel_emil2_inlandet.xml", None, 21),
        ("exempel_emil3_klockvik.json", None, None),
        ("exempel_kurssida_hagtorpa.html", None, 5),
    ],
)
def test_the_example_catalogues(file: str, rows: int | None, occasions: int | None) -> None:
    data = (EXAMPLES / "catalogues" / file).read_bytes()
    reading = read(data, file)
    assert rows in (None, reading.report.rows)
    assert occasions in (None, len(reading.catalogue.occasions))
    renamed = read_catalogue("utan_namn", data)
    assert renamed is not None or file.endswith("lyktesund.csv")


def test_the_example_documents_are_no_catalogues() -> None:
    for path in sorted((EXAMPLES / "documents").iterdir()):
        assert read_catalogue(path.name, path.read_bytes()) is None, path.name


@pytest.mark.parametrize("name", ["kurser.csv", "kurser.txt", "kurser.xls", "kurser"])
def test_a_table_is_known_by_its_content(name: str) -> None:
    assert len(read(delimited([SVENSKA]), name).catalogue.occasions) == 1


@pytest.mark.parametrize(
    ("table", "is_catalogue"),
    [
        ("Kurskod;Kurs;Elever;Godkända\nMATMAT02;Matematik 2;410;61,5 %", False),
        ("Skola;Program;Distans;I sal;Alla\nEkskolan;Teknik;12;41;53", False),
        ("Kurskod;Kurs;Poäng;Timmar\nMATMAT02;Matematik 2;100;80", True),
        ("Kurs;Ort;Start;Pris;Timmar\nKeramik;Ekby;2027-01-18;1200;30", True),
        ("Kurs;Ort;Studieform;Pris;Timmar\nKeramik;Ekby;Distans;1200;30", True),
    ],
)
def test_a_table_of_figures_about_courses_is_no_catalogue(table: str, is_catalogue: bool) -> None:
    reading = read_catalogue("kurser.csv", table.encode())
    assert (reading is not None) == is_catalogue


def test_a_workbook_is_known_by_its_content() -> None:
    data = workbook({"Kurser": [list(SVENSKA), list(SVENSKA.values())]})
    assert len(read(data, "kurser.csv").catalogue.occasions) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("fel.json", b'{"a": 1}', "EMIL 3"),
        ("fel.json", b"Kurs;Ort", "heter .json"),
        ("fel.xml", b"<?xml version='1.0'?><a/>", "EMIL 2"),
        ("fel.xml", b"inget alls", "heter .xml"),
        ("fel.csv", b"\x00\x01\x02\x03" * 50, "läsbar text"),
        ("fel.xlsx", b"PK\x03\x04 och inget mer", "skadad"),
        ("fel.xls", b"<html><body><table><tr><td>Kurs</td></tr></table></body></html>", "webbsida"),
    ],
)
def test_what_was_meant_as_a_catalogue_and_is_none_says_why(
    name: str, data: bytes, said: str
) -> None:
    with pytest.raises(Unreadable, match=said):
        read(data, name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("brev.txt", b"Hej, kursen startar snart. Namn, ort och datum kommer.\n"),
        ("anteckningar.md", b"# Kurs\n\n| Namn | Start | Ort |\n|---|---|---|\n| A | B | C |\n"),
        ("program.txt", b"{ int a; }"),
        ("sida.html", b"<!doctype html><html><body>Inga kurser</body></html>"),
        ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("dokument.csv", b"%PDF-1.7\n"),
    ],
)
def test_documents_are_left_to_other_readers(name: str, data: bytes) -> None:
    assert read_catalogue(name, data) is None


def test_a_feed_is_known_by_its_content() -> None:
    data = (EXAMPLES / "catalogues" / "exempel_emil3_klockvik.json").read_bytes()
    assert read(data, "feed.txt").catalogue.shared


def test_no_column_name_means_two_fields() -> None:
    for family in column_names().values():
        meanings = Counter(
            meaning for names in family.values() for meaning in {fold(name) for name in names}
        )
        assert [name for name, times in meanings.items() if times > 1] == []


@pytest.mark.measurement
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is missing")
def test_the_real_catalogues_go_in_whole() -> None:
    town = read((SHARED / "komvux_sundsvall_2023.csv").read_bytes(), "komvux_sundsvall_2023.csv")
    agency = read((SHARED / "myh_resultat_2024.xlsx").read_bytes(), "myh_resultat_2024.xlsx")

    # 1,138 occasions, 89 of them without a name; six pairs of the others are twins.
    assert town.report.rows == 1990
    assert town.report.left_out == {"namnet är okänt": 93}
    assert (town.report.unknown_columns, town.report.notes) == ((), ())
    occasions = town.catalogue.occasions
    assert len({key for held in occasions for key in held.keys}) == 1049
    assert len(occasions) == 1043
    assert Counter(len(held.places) for held in occasions)[1] < len(occasions)
    assert sum(held.evening is True for held in occasions) == 98
    assert {held.pace for held in occasions} == {None, 25, 50, 75, 100}

    assert agency.report.rows == 1272
    assert agency.report.left_out == {"ansökan avslogs": 928}
    assert (agency.report.unknown_columns, agency.report.notes) == ((), ())
    assert len(agency.catalogue.occasions) == 344
    assert all(held.places and held.pace for held in agency.catalogue.occasions)
    levels = {education.level for education in agency.catalogue.educations}
    assert levels == {Level.HIGHER_VOCATIONAL}
