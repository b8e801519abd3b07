"""What the cells of a table of courses tell: distance, evening, eligibility, points, days."""

from __future__ import annotations

import pytest

from corpus.courses import Level, Place
from tests.ingest.catalogues.sheets import one_row
from tests.ingest.catalogues.test_tables import occasion


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"DistansObligatorisk": "0"}, None),
        ({"DistansObligatorisk": "4"}, True),
        ({"DistansValfritt": "3"}, True),
        ({"Studieform": "Distans"}, True),
        ({"Studieform": "Klassrum"}, False),
        ({"Undervisningsform": "Närstudier"}, False),
        ({"Undervisningsform": "Bunden"}, False),
        ({"Studieform": "Distans/närstudier"}, None),
        ({"Studieform": "Halvdistans"}, None),
        ({"Studieform": "Flex"}, None),
        ({"Distans": "ja"}, True),
        ({"Distans": "Nej"}, False),
        ({"Namn": "Svenska 1, distans"}, True),
        ({"Studieort": "Distans"}, True),
        ({"RekommenderadInformation": "Kursen läses på distans. Prov skrivs på plats."}, True),
        ({"RekommenderadInformation": "Lärarledda lektioner två dagar i veckan."}, False),
        ({"RekommenderadInformation": "Kursen ges inte på distans."}, False),
        ({"RekommenderadInformation": "Kursen ges på distans eller i klassrum."}, None),
        ({"RekommenderadInformation": "Du lär dig om arbetet i klassrummet."}, None),
        ({"RekommenderadInformation": "Antagning i mån av plats."}, None),
        ({"Studieform": "Klassrum", "RekommenderadInformation": "Inte som distanskurs."}, False),
    ],
)
def test_distance_as_the_surest_source_says_it(
    cells: dict[str, str], expected: bool | None
) -> None:
    assert occasion(**cells).distance is expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Studietid": "Kväll"}, True),
        ({"Studietid": "Dagtid"}, False),
        ({"Studietid": "Dagtid och kvällstid"}, None),
        ({"Studieform": "Kvällskurs"}, True),
        ({"Namn": "Svenska 1 Kväll"}, True),
        ({"RekommenderadInformation": "Lektioner 2 dagar i veckan under kvällstid."}, True),
        ({"RekommenderadInformation": "Åtta kvällar i Tullkammaren."}, True),
        ({"RekommenderadInformation": "Yrket innebär arbete kvällar och helger."}, None),
        ({"RekommenderadInformation": "Välkommen på informationskväll!"}, None),
        ({"RekommenderadInformation": "Du läser svenska."}, None),
    ],
)
def test_evening_where_a_time_or_a_text_says_so(
    cells: dict[str, str], expected: bool | None
) -> None:
    assert occasion(**cells).evening is expected


@pytest.mark.parametrize(
    ("text", "eligibility", "rest"),
    [
        ("Läs!\nFörkunskaper: Engelska 5.\nVälkommen!", "Engelska 5.", "Läs!\nVälkommen!"),
        ("<p>Behörighet:&nbsp;Inga krav.</p>", "Inga krav.", None),
        ("Förkunskapskrav:\nMatematik 1\nVälkommen", "Matematik 1", "Välkommen"),
        ("Rekommenderade förkunskaper: Sfi D", None, None),
        ("Kursen ger grundläggande behörighet.", None, "Kursen ger grundläggande behörighet."),
    ],
)  # fmt: skip
def test_eligibility_under_its_label_in_the_free_text(
    text: str, eligibility: str | None, rest: str | None
) -> None:
    (education,) = one_row(RekommenderadInformation=text).catalogue.educations
    assert (education.eligibility, education.description) == (eligibility, rest)


def test_a_column_for_eligibility_goes_before_the_free_text() -> None:
    cells = {"Förkunskaper": "Engelska 5", "RekommenderadInformation": "Behörighet: Inga."}
    (education,) = one_row(**cells).catalogue.educations
    assert education.eligibility == "Engelska 5"


@pytest.mark.parametrize(
    ("cells", "points", "pace"),
    [
        ({"Omfattning": "50.0", "Poang": "100"}, 100, 50),
        ({"Omfattning": "100 poäng", "Poang": "", "Studietakt": "50 %"}, 100, 50),
        ({"Omfattning": "100 p", "Poang": "", "Studietakt": "halvfart"}, 100, 50),
        ({"Omfattning": "20 veckor", "Poang": "0.0"}, None, None),
        ({"Omfattning": "0.25", "Poang": "1 200,0"}, 1200, 25),
        ({"Omfattning": "", "Fart": "heltid"}, 100, 100),
        ({"Omfattning": "150", "Poang": "100"}, 100, None),
    ],
)
def test_points_and_pace(cells: dict[str, str], points: float | None, pace: float | None) -> None:
    catalogue = one_row(**cells).catalogue
    assert (catalogue.educations[0].points, catalogue.occasions[0].pace) == (points, pace)


def test_what_else_a_row_may_tell() -> None:
    held = occasion(
        Lärling="ja",
        Status="Inställd",
        Platser="24",
        KurstillfalleStartdatum="Löpande start",
        SistaAnsokningsdag="Löpande",
        Ansökningslänk="www.avux.example/ansok",
    )
    assert (held.apprenticeship, held.cancelled, held.seats) == (True, True, 24)
    assert (held.rolling, held.continuous, held.start, held.apply_until) == (True, True, None, None)
    assert held.url == "http://www.avux.example/ansok"


def test_a_column_may_hold_both_first_and_last_day() -> None:
    held = occasion(KurstillfalleStartdatum="18 jan 2027 – 5 juni 2027", KurstillfalleSlutdatum="")
    assert (held.start, held.end) == ("2027-01-18", "2027-06-05")


def test_a_cell_may_list_places_and_an_address_is_none() -> None:
    assert occasion(Studieort="Norråsa, Klockvik och Tallmora").places == (
        Place("Klockvik"),
        Place("Norråsa"),
        Place("Tallmora"),
    )
    assert occasion(Studieort="Storgatan 3, Norråsa").places == (Place("Norråsa"),)
    assert occasion(Studieort="", Kommun="Norråsa", Kommunkod="0180", Län="Älvmarken").places == (
        Place("Norråsa", "0180", "Älvmarken"),
    )


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("gymnasial vuxenutbildning", Level.UPPER),
        ("Gymnasial nivå", Level.UPPER),
        ("VUXGR", Level.BASIC),
        ("Grundläggande nivå", Level.BASIC),
        ("Komvux som anpassad utbildning på grundläggande nivå", Level.ADAPTED_BASIC),
        ("Komvux som anpassad utbildning på gymnasial nivå", Level.ADAPTED_UPPER),
        ("SFI", Level.SFI),
        ("folkhögskola", Level.FOLK),
        ("yrkeshögskoleutbildning", Level.HIGHER_VOCATIONAL),
        ("Högskola/universitet", Level.UNIVERSITY),
        ("gymnasieskola", Level.YOUTH),
        ("Komvux", None),
    ],
)  # fmt: skip
def test_levels_by_words_and_codes(text: str, level: Level | None) -> None:
    (education,) = one_row(Niva=text).catalogue.educations
    assert (education.level, education.level_text) == (level, text)
