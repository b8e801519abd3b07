"""Applications to Myndigheten för yrkeshögskolan: only the granted ones become courses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from corpus.courses import Level, Place
from ingest.catalogues import CatalogueReading
from tests.ingest.catalogues.sheets import Cell, read, workbook

SOCIALPEDAGOG: Mapping[str, Cell] = {
    "Utbildningsområde": "Hälso- och sjukvård samt socialt arbete",
    "SUN5 inriktning": "762ca",
    "SUN5 inriktning namn": "Utbildningar till behandlingsassistent",
    "Utbildningsnamn": "Socialpedagog",
    "Beslut": "Beviljad",
    "Diarienummer": "MYH 2026/1",
    "Flera kommuner": "Nej",
    "Län": "Älvmarken",
    "Kommun": "Norråsa",
    "YH-poäng": 400,
    "Studieform": "Bunden",
    "Studietakt %": 100,
    "Typ av examen": "KvalificeradYrkeshögskoleexamen",
    "SeQF nivå": "6",
    "Utbildningsanordnare administrativ enhet": "Norråsa Teknikskola AB",
    "Huvudmannatyp": "Privat",
    "Beviljade platser totalt": 60,
}
ABOVE: Sequence[Sequence[Cell]] = [
    ["Yrkeshögskolan"],
    [],
    [
        "Ansökningar om att få bedriva yrkeshögskoleutbildning - program, sorterade efter "
        "utbildningsområde och beslut, ansökningsår 2026 med beslutsår 2027"
    ],
    ["Avser program på minst 100 YH-poäng."],
    [],
]


def sheet(
    rows: Sequence[Mapping[str, Cell]], above: Sequence[Sequence[Cell]] = ABOVE
) -> list[Sequence[Cell]]:
    return [*above, list(rows[0]), *(list(row.values()) for row in rows)]


def myh(*rows: Mapping[str, Cell]) -> CatalogueReading:
    return read(workbook({"Tabell 3": sheet(rows)}), "beslut.xlsx")


def test_a_granted_application_is_an_education_with_one_occasion() -> None:
    reading = myh(SOCIALPEDAGOG)
    (education,), (held,), (provider,) = (
        reading.catalogue.educations,
        reading.catalogue.occasions,
        reading.catalogue.providers,
    )
    assert reading.title == (
        "Ansökningar om att få bedriva yrkeshögskoleutbildning - program, ansökningsår 2026 med "
        "beslutsår 2027"
    )
    assert (reading.publisher, reading.published) == ("Myndigheten för yrkeshögskolan", "2027")
    assert education.name == "Socialpedagog"
    assert education.level is Level.HIGHER_VOCATIONAL
    assert education.level_text == "yrkeshögskola, SeQF nivå 6"
    assert (education.points, education.points_system) == (400, "yh")
    assert education.degree == "Kvalificerad yrkeshögskoleexamen"
    assert education.subjects == (
        "Hälso- och sjukvård samt socialt arbete",
        "Utbildningar till behandlingsassistent",
    )
    assert (held.key, held.pace, held.distance, held.seats) == ("MYH 2026/1", 100, False, 60)
    assert held.places == (Place("Norråsa", county="Älvmarken"),)
    assert provider.name == "Norråsa Teknikskola AB"
    assert held.origin.where == "bladet Tabell 3, rad 7"
    assert held.origin.fields["pace"] == "Studietakt %"
    assert reading.report.unknown_columns == ()


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        ("Avslag", "ansökan avslogs"),
        ("avslag ", "ansökan avslogs"),
        ("Ej beviljad", "ansökan avslogs"),
        ("", "beslutet framgår inte"),
        ("Återkallad", "beslutet framgår inte"),
        ("Beviljad?", "beslutet framgår inte"),
        (1, "beslutet framgår inte"),
    ],
)
def test_anything_but_granted_is_left_out_with_the_reason(decision: Cell, reason: str) -> None:
    other = {**SOCIALPEDAGOG, "Diarienummer": "MYH 2026/2"}
    reading = myh(SOCIALPEDAGOG, {**other, "Beslut": decision})
    assert [held.key for held in reading.catalogue.occasions] == ["MYH 2026/1"]
    assert reading.report.left_out == {reason: 1}


def test_rows_that_contradict_each_other_on_a_decision_are_all_left_out() -> None:
    reading = myh(SOCIALPEDAGOG, {**SOCIALPEDAGOG, "Beslut": "Avslag"})
    assert reading.catalogue.occasions == ()
    assert reading.report.left_out == {"ansökan avslogs": 1, "beslutet framgår inte": 1}
    assert reading.report.notes == ("MYH 2026/1: raderna säger olika om beslutet.",)


def test_a_row_without_register_number_is_left_out() -> None:
    reading = myh(SOCIALPEDAGOG, {**SOCIALPEDAGOG, "Diarienummer": None})
    assert reading.report.left_out == {"diarienumret saknas": 1}


@pytest.mark.parametrize("above", [ABOVE, [], [[], ["Yrkeshögskolan"]]])
def test_the_header_may_stand_on_any_row(above: Sequence[Sequence[Cell]]) -> None:
    reading = read(workbook({"Tabell 3": sheet([SOCIALPEDAGOG], above)}), "beslut.xlsx")
    assert [held.key for held in reading.catalogue.occasions] == ["MYH 2026/1"]


def test_places_of_programmes_in_several_municipalities_stand_in_a_sheet_of_their_own() -> None:
    several = {
        **SOCIALPEDAGOG,
        "Flera kommuner": "Ja",
        "Län": "Flera kommuner",
        "Kommun": "Flera kommuner",
    }
    lost = {**several, "Diarienummer": "MYH 2026/9"}
    names = ("Utbildningsnamn", "Beslut", "Diarienummer", "Län", "Kommun", "Antal kommuner")
    places: list[Mapping[str, Cell]] = [
        dict(zip(names, ("Socialpedagog", decision, number, "Älvmarken", town, 2), strict=True))
        for decision, number, town in (
            ("Beviljad", "MYH 2026/1", "Tallmora"),
            ("Beviljad", "MYH 2026/1", "Klockvik"),
            ("Avslag", "MYH 2026/3", "Lyktesund"),
        )
    ]
    book = {"Tabell 3": sheet([several, lost]), "Tabell 4": sheet(places, [["Flera kommuner"]])}
    reading = read(workbook(book), "beslut.xlsx")
    first, second = reading.catalogue.occasions
    assert first.places == (
        Place("Klockvik", county="Älvmarken"),
        Place("Tallmora", county="Älvmarken"),
    )
    assert second.places == ()
    assert reading.report.notes == (
        "MYH 2026/9: filen säger inte i vilka kommuner utbildningen ges.",
    )


def test_lists_of_granted_applications_need_no_column_for_the_decision() -> None:
    columns = ("Utbildningsområde", "Utbildningsnamn", "Län", "Kommun", "Diarienummer", "YH-poäng")
    rows = [{name: SOCIALPEDAGOG[name] for name in columns}]
    granted = [["Beviljade ansökningar om att få bedriva program, sorterade efter län"]]
    book = {"Tabell 1": sheet(rows, granted), "Tabell 2": sheet(rows, granted)}
    reading = read(workbook(book), "beslut.xlsx")
    assert [held.key for held in reading.catalogue.occasions] == ["MYH 2026/1"]
    assert reading.report.rows == 1
    unsaid = read(workbook({"Tabell 1": sheet(rows, [["Ansökningar"]])}), "beslut.xlsx")
    assert unsaid.report.left_out == {"beslutet framgår inte": 1}


def test_applications_in_a_text_file_are_no_table_of_courses() -> None:
    rows = [SOCIALPEDAGOG, {**SOCIALPEDAGOG, "Beslut": "Avslag", "Diarienummer": "MYH 2026/2"}]
    lines = sheet(rows, [])
    data = "\n".join(";".join(map(str, line)) for line in lines).encode()
    reading = read(data, "beslut.csv")
    assert [held.key for held in reading.catalogue.occasions] == ["MYH 2026/1"]
    assert reading.report.left_out == {"ansökan avslogs": 1}


SHORT: Mapping[str, Cell] = {
    "Diarienummer": "MYH 2026/1009",
    "Beslut": "Beviljad",
    "Anordnare namn": "Norråsa Teknikskola AB",
    "Utbildningsnamn": "Hållbar utveckling",
    "Antal beviljade platser start 2026": 50,
    "Antal beviljade platser start 2027": 50,
    "Totalt antal beviljade platser": 100,
    "YH-poäng": 45,
    "Kommun": 'Se "Lista flera kommuner"',
    "Län": 'Se "Lista flera kommuner"',
    "FA-region": 'Se "Lista flera kommuner"',
    "Antal kommuner": 2,
}


def test_short_courses_have_their_places_in_a_list_of_their_own() -> None:
    places: list[Sequence[Cell]] = [
        ["Diarienummer", "Utbildningsnamn", "Antal kommuner", "Kommun", "Län"],
        ["MYH 2026/1009", "Hållbar utveckling", 2, "Klockvik", "Älvmarken"],
        ["MYH 2026/1009", "Hållbar utveckling", 2, "Tallmora", "Älvmarken"],
    ]
    book = {
        "Lista ansökningar": sheet([SHORT, {**SHORT, "Diarienummer": "MYH 2026/1010",
                                            "Beslut": "Avslag"}], []),
        "Beviljade ansökningar": sheet([SHORT], []),
        "Lista flera kommuner": places,
    }  # fmt: skip
    reading = read(workbook(book), "kurser.xlsx")
    (held,), (provider,) = reading.catalogue.occasions, reading.catalogue.providers
    assert [place.name for place in held.places] == ["Klockvik", "Tallmora"]
    assert {place.county for place in held.places} == {"Älvmarken"}
    assert (held.seats, held.decided, provider.name) == (100, "2026", "Norråsa Teknikskola AB")
    assert (held.dates, held.expires) == ("2026 och 2027", "2027-12-31")
    assert (reading.report.unknown_columns, reading.report.notes) == ((), ())


def test_applications_are_told_apart_by_their_numbers_and_by_nothing_else() -> None:
    twin = {**SHORT, "Kommun": "Norråsa", "Län": "Älvmarken"}
    spelt = {**twin, "Diarienummer": "MYH  2026/1009", "Utbildningsnamn": "HÅLLBAR  UTVECKLING"}
    other = {**twin, "Diarienummer": "MYH 2026/1011"}
    reading = read(workbook({"Lista": sheet([twin, spelt, other], [])}), "kurser.xlsx")
    assert [held.key for held in reading.catalogue.occasions] == ["MYH 2026/1009", "MYH 2026/1011"]
    assert reading.report.merged == 1
    assert reading.report.notes == ()


def test_rows_of_one_number_that_differ_are_told() -> None:
    twin = {**SHORT, "Kommun": "Norråsa", "Län": "Älvmarken"}
    odd = {**twin, "Utbildningsnamn": "Svets", "Totalt antal beviljade platser": 30}
    reading = read(workbook({"Lista": sheet([twin, odd], [])}), "kurser.xlsx")
    (held,) = reading.catalogue.occasions
    assert held.seats is None
    told = " ".join(reading.report.notes)
    assert "kallar utbildningen ”Hållbar utveckling” och ”Svets”" in told
    assert "olika om antalet platser (30 och 100)" in told


def test_an_export_of_programmes_by_their_numbers() -> None:
    text = (
        "Utbildningsanordnare, administrativ enhet;Administrativ enhet, postort;Utbildningsnummer;"
        "Utbildningsnamn;Studieort;Studieform;Status;Beviljade platser;Antal Studerande\n"
        "Norråsa Teknikskola AB;Ekhamn;YH00001;Tågtekniker;Ekhamn, Tallmora;Distans;Beviljat;20;\n"
        "Klockviks YH;Klockvik;YH00002;Tågtekniker;Klockvik;Bunden;Startat;30;18\n"
        "Klockviks YH;Klockvik;YH00003;Svetsare;Klockvik;Bunden;Nedlagd;30;18\n"
    )
    reading = read(text.encode(), "yh.csv")
    first, second = reading.catalogue.occasions
    assert (first.key, first.seats, first.distance) == ("YH00001", 20, True)
    assert [place.name for place in first.places] == ["Ekhamn", "Tallmora"]
    assert (second.key, second.seats, second.distance) == ("YH00002", 30, False)
    assert [p.name for p in reading.catalogue.providers] == [
        "Norråsa Teknikskola AB",
        "Klockviks YH",
    ]
    assert {each.level for each in reading.catalogue.educations} == {Level.HIGHER_VOCATIONAL}
    assert reading.report.left_out == {"beslutet framgår inte": 1}
    assert reading.report.unknown_columns == ()


def test_numbers_of_a_town_do_not_make_its_courses_applications() -> None:
    text = (
        "Utbildningsnummer;Kursnamn;Ort;Start\n17;Svets;Klockvik;2027-01-18\n"
        "18;Bageri;Klockvik;2027-01-18\n"
    )
    assert len(read(text.encode()).catalogue.occasions) == 2


def test_a_list_that_tells_no_places_says_so_once() -> None:
    rows = [
        {name: cell for name, cell in SHORT.items() if name not in ("Kommun", "Län")}
        | {"Diarienummer": f"MYH 2026/{number}"}
        for number in range(3)
    ]
    reading = read(workbook({"Lista": sheet(rows, [])}), "kurser.xlsx")
    assert reading.report.notes == ("Filen säger inte i vilka kommuner utbildningarna ges.",)
