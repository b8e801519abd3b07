"""Courses from the tables of towns and schools."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.courses import Catalogue, Education, Level, Occasion, Origin, Place, Provider
from ingest.catalogues.registry import read_catalogue
from ingest.readers.reading import Unreadable
from tests.ingest.catalogues.sheets import SVENSKA, delimited, one_row, read


def occasion(**cells: str) -> Occasion:
    (only,) = one_row(**cells).catalogue.occasions
    return only


def test_a_row_of_a_real_export_tells_of_provider_education_and_occasion() -> None:
    catalogue = one_row(UrlKurs="https://avux.example/1", Undervisningssprak="swe").catalogue
    (provider,), (education,), (held,) = (
        catalogue.providers,
        catalogue.educations,
        catalogue.occasions,
    )
    assert provider.name == "Älvmarkens vuxenutbildning"
    assert (education.name, education.code) == ("Svenska 1", "SVESVE01")
    assert (education.level, education.level_text) == (Level.UPPER, "gymnasial vuxenutbildning")
    assert (education.points, education.points_system) == (100, "gy")
    assert education.subjects == ("Språk - Svenska",)
    assert education.url == "https://avux.example/1"
    assert (held.key, held.keys) == ("701", ("701",))
    assert (held.education, held.providers) == (education.key, (provider.key,))
    assert held.places == (Place("Norråsa"),)
    assert (held.start, held.end, held.pace) == ("2027-01-11", "2027-03-19", 50)
    assert (held.apply_from, held.apply_until, held.language) == (None, "2026-11-15", "sv")
    assert (held.distance, held.meetings, held.evening) == (None, None, None)


def test_every_filled_field_has_the_column_that_it_was_read_in() -> None:
    catalogue = one_row(
        RekommenderadInformation="<p>Kursen läses på distans.</p><p>Förkunskaper: Inga.</p>",
        Namn="Svenska 1 kväll",
        UrlAnordnare="https://avux.example",
    ).catalogue
    (held,) = catalogue.occasions
    assert held.origin.where == "rad 2"
    assert held.origin.fields["distance"] == "RekommenderadInformation"
    assert held.origin.fields["evening"] == "Namn"
    assert catalogue.educations[0].origin.fields["eligibility"] == "RekommenderadInformation"
    empty: tuple[object, ...] = (None, (), False)
    records: list[Provider | Education | Occasion] = [
        *catalogue.providers,
        *catalogue.educations,
        *catalogue.occasions,
    ]
    for record in records:
        names = {field.name for field in fields(record)} - {"key", "origin", "education"}
        filled = {name for name in names if getattr(record, name) not in empty}
        assert filled == record.origin.fields.keys()


@pytest.mark.parametrize(
    "header",
    [
        "Kursnamn;Kod;Startdatum;Slutdatum;Ort;Studietakt;Sista ansökningsdag",
        "BENÄMNING ; kurskod;Kursstart;Kursslut;studieort;Fart (%);Ansök senast",
        "Kurs;Kurskod:;Start;Slut;Ort;Takt;Ansökan stänger",
        "kurs_namn;kurs-kod;start_datum;slut_datum;kurs_ort;studie_takt;sista_ansokningsdatum",
        "Utbildning;Kod;Från och med;Till och med;Plats;Tempo;Sista ansökan",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_columns_have_many_names_and_files_many_encodings(header: str, encoding: str) -> None:
    row = "Svenska på väg;SVE1;18/1 2027;26.03.2027;Norråsa;50 %;10 dec 2026"
    catalogue = read(f"{header}\r\n{row}\r\n".encode(encoding)).catalogue
    (held,) = catalogue.occasions
    assert catalogue.educations[0].name == "Svenska på väg"
    assert catalogue.educations[0].code == "SVE1"
    assert (held.start, held.end, held.apply_until) == ("2027-01-18", "2027-03-26", "2026-12-10")
    assert (held.places, held.pace) == ((Place("Norråsa"),), 50)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_sign_may_part_the_cells(sign: str) -> None:
    rows = [SVENSKA | {"RekommenderadInformation": "Läs, skriv; tala | lyssna\noch mer"}]
    catalogue = read(delimited(rows, sign)).catalogue
    assert catalogue.educations[0].description == "Läs, skriv; tala | lyssna\noch mer"


def test_the_header_is_found_below_titles_and_blank_rows() -> None:
    data = (
        "Kurser våren 2027;;\n;;\nUttag 2026-11-01;;\n\nKurs;Start;Ort\nBageri;18/1 2027;Norråsa\n"
    )
    reading = read(data.encode())
    assert reading.title == "Kurser våren 2027"
    assert reading.catalogue.occasions[0].origin.where == "rad 6"
    assert reading.report.rows == 1


def test_a_row_that_names_groups_of_columns_is_not_the_header() -> None:
    data = "Kurs;;Plats;Ansökan öppnar\nKurs;Kod;Ort;Ansökan öppnar;Ansök senast\nA;B;C;;1/3 2027\n"
    (held,) = read(data.encode()).catalogue.occasions
    assert held.apply_until == "2027-03-01"


def test_unknown_columns_are_told() -> None:
    report = one_row(Salsnr="T2", Kaffe="ja").report
    assert report.unknown_columns == ("Salsnr", "Kaffe")


def test_rows_of_one_occasion_become_one_with_all_its_places_and_subjects() -> None:
    rows = [
        SVENSKA,
        SVENSKA,
        SVENSKA | {"Studieort": "Klockvik"},
        SVENSKA | {"Intresseomrade_kategori": "Humaniora"},
    ]
    reading = read(delimited(rows))
    (held,) = reading.catalogue.occasions
    assert held.places == (Place("Klockvik"), Place("Norråsa"))
    assert held.origin.where == "rad 2–5"
    assert reading.catalogue.educations[0].subjects == ("Humaniora", "Språk - Svenska")
    assert (reading.report.rows, reading.report.merged) == (4, 3)


def test_twins_become_one_that_has_both_keys() -> None:
    text = "RekommenderadInformation"
    rows = [
        SVENSKA | {"kurstillfalleId": "1000", text: "Du skriver."},
        SVENSKA | {"kurstillfalleId": "99", text: "Du läser mycket."},
        SVENSKA | {"kurstillfalleId": "101", "Omfattning": "25.0"},
        SVENSKA | {"kurstillfalleId": "102", "Studieort": "Klockvik"},
    ]
    catalogue = read(delimited(rows)).catalogue
    assert [held.keys for held in catalogue.occasions] == [("99", "1000"), ("101",), ("102",)]
    assert catalogue.educations[0].description == "Du läser mycket.\nDu skriver."


def test_a_key_that_stands_for_different_occasions_does_not_merge_them() -> None:
    rows = [SVENSKA, SVENSKA | {"KurstillfalleStartdatum": "2027-03-22"}]
    occasions = read(delimited(rows)).catalogue.occasions
    assert [held.start for held in occasions] == ["2027-01-11", "2027-03-22"]
    assert len({held.key for held in occasions}) == 2
    assert all("701" in held.keys for held in occasions)


def test_without_keys_only_rows_alike_in_all_are_one() -> None:
    row = {name: cell for name, cell in SVENSKA.items() if name != "kurstillfalleId"}
    rows = [row, row, row | {"Studieort": "Klockvik"}, row | {"Omfattning": "100"}]
    occasions = read(delimited(rows)).catalogue.occasions
    assert len(occasions) == 3
    again = read(delimited(list(reversed(rows)))).catalogue.occasions
    assert {held.key for held in again} == {held.key for held in occasions}


def test_a_text_that_rows_share_is_one_education() -> None:
    rows = [
        SVENSKA | {"kurstillfalleId": str(n), "KurstillfalleStartdatum": f"2027-0{n}-01"}
        for n in range(1, 6)
    ]
    catalogue = read(delimited(rows)).catalogue
    assert (len(catalogue.educations), len(catalogue.occasions)) == (1, 5)


def test_rows_that_tell_of_no_course_are_left_out_with_their_reason() -> None:
    header = list(SVENSKA)
    rows = [
        SVENSKA,
        SVENSKA | {"Namn": "Okänd"},
        SVENSKA | {"Namn": ""},
        dict(zip(header, header, strict=True)),
        dict.fromkeys(header, "") | {"Namn": "Vård och omsorg"},
    ]
    data = delimited(rows) + b"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n"
    reading = read(data)
    assert len(reading.catalogue.occasions) == 1
    assert reading.report.left_out == {
        "bara ett namn": 1,
        "fler celler än rubriker": 1,
        "namnet saknas": 1,
        "namnet är okänt": 1,
        "rubrikrad": 1,
    }


def test_a_second_table_below_the_first_has_its_own_header() -> None:
    data = (
        "Kurs;Start;Ort\nBageri;18/1 2027;Norråsa\nTeater;;Tallmora\nSlöjd;;Tallmora\n"
        "Kurs;Ort;Kod;Start\nSvets;Klockvik;SVE1;23/8 2027\n"
    )
    first, *_, second = read(data.encode()).catalogue.occasions
    assert (first.start, second.start) == ("2027-01-18", "2027-08-23")
    assert second.places == (Place("Klockvik"),)


def test_cells_that_cannot_be_understood_are_noted_and_harm_nothing_else() -> None:
    reading = one_row(
        KurstillfalleStartdatum="2027-02-30", Omfattning="hundra", UrlKurs="javascript:alert(1)"
    )
    (held,) = reading.catalogue.occasions
    assert (held.start, held.pace, held.end) == (None, None, "2027-03-19")
    assert reading.catalogue.educations[0].url is None
    assert sorted(reading.report.notes) == [
        "Rad 2, KurstillfalleStartdatum: ”2027-02-30” går inte att förstå.",
        "Rad 2, Omfattning: ”hundra” går inte att förstå.",
        "Rad 2, UrlKurs: ”javascript:alert(1)” går inte att förstå.",
    ]


def test_a_quotation_mark_that_nobody_closed_harms_only_its_own_row() -> None:
    data = (
        "Kurs;Start;Ort;Övrigt\n"
        'Bageri;18/1 2027;Norråsa;"Degar\noch jäsning"\n'
        'Sömnad;19/1 2027;Norråsa;"Tyg och tråd\n'
        "Svets;20/1 2027;Klockvik;Stål\n"
        "Musik;21/1 2027;Klockvik;Sång\n"
    )
    catalogue = read(data.encode()).catalogue
    assert [e.name for e in catalogue.educations] == ["Bageri", "Sömnad", "Svets", "Musik"]
    assert catalogue.educations[0].description == "Degar\noch jäsning"


WORD = st.sampled_from(["", "Okänd", "Svenska 1", "2027-01-18", "50", "ja", "Norråsa", "<p>", '"'])
ROW = st.fixed_dictionaries({name: WORD | st.just(cell) for name, cell in SVENSKA.items()})
TABLE = st.lists(ROW, max_size=8).map(lambda rows: [SVENSKA, *rows])


def without_origins(catalogue: Catalogue) -> tuple[frozenset[object], ...]:
    """All that a catalogue tells, but for where it stands and in what order."""
    told = (catalogue.providers, catalogue.educations, catalogue.occasions)
    return tuple(
        frozenset(
            tuple(getattr(record, f.name) for f in fields(record) if f.name != "origin")
            for record in records
        )
        for records in told
    )


@settings(max_examples=60, deadline=None)
@given(TABLE, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(
    rows: Sequence[Mapping[str, str]], chance: random.Random
) -> None:
    names = list(SVENSKA)
    chance.shuffle(names)
    shuffled = [{name: row[name] for name in names} for row in rows]
    chance.shuffle(shuffled)
    first, second = read(delimited(rows)), read(delimited(shuffled))
    assert without_origins(first.catalogue) == without_origins(second.catalogue)
    assert first.report.left_out == second.report.left_out


@settings(max_examples=60, deadline=None)
@given(TABLE)
def test_no_row_and_no_place_is_lost(rows: Sequence[Mapping[str, str]]) -> None:
    reading = read(delimited(rows))
    report, catalogue = reading.report, reading.catalogue
    kept = report.rows - sum(report.left_out.values())
    assert kept == len(catalogue.occasions) + report.merged
    educations = {education.key: education for education in catalogue.educations}
    told = {
        (educations[held.education].name, place.name)
        for held in catalogue.occasions
        for place in held.places
    }
    unnamed = {"", "Okänd", "<p>", '"'}
    for row in rows:
        alone = sum(bool(cell.strip()) for cell in row.values()) == 1
        if not alone and row["Namn"] not in unnamed and row["Studieort"] == "Norråsa":
            assert (row["Namn"], "Norråsa") in told
    assert len({held.key for held in catalogue.occasions}) == len(catalogue.occasions)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode), st.booleans())
def test_random_bytes_are_only_ever_unreadable(data: bytes, with_header: bool) -> None:
    header = b"Namn;Kurskod;Startdatum;Ort\n" if with_header else b""
    try:
        reading = read_catalogue("kurser.csv", header + data)
    except Unreadable:
        return
    assert reading is None or isinstance(reading.catalogue, Catalogue)


def test_a_header_without_rows_says_so() -> None:
    with pytest.raises(Unreadable, match="inga rader"):
        read(b"Namn;Kurskod;Startdatum;Ort\n")


def test_where_names_rows_for_people() -> None:
    rows = [SVENSKA | {"kurstillfalleId": str(n % 2)} for n in range(20)]
    origin = read(delimited(rows)).catalogue.occasions[0].origin
    assert isinstance(origin, Origin)
    assert origin.where.startswith("rad 2–")


def test_rows_that_differ_in_spelling_alone_are_one_occasion() -> None:
    text = (
        "Kursnamn;Kod;Ort;Anordnare;Start\nMatematik 2b;M2;Norråsa;Norråsa Komvux;2027-01-18\n"
        "MATEMATIK 2B;M2;NORRÅSA;Norråsa komvux;2027-01-18\n"
        "Programmering C#;P1;Norråsa;Norråsa komvux;2027-01-18\n"
        "Programmering C++;P1;Norråsa;Norråsa komvux;2027-01-18\n"
    )
    reading = read(text.encode())
    assert [each.name for each in reading.catalogue.educations] == [
        "Matematik 2b",
        "Programmering C#",
        "Programmering C++",
    ]
    assert (len(reading.catalogue.occasions), reading.report.merged) == (3, 1)
