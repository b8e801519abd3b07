"""EMIL 3: the fields of educations, events and providers."""

from __future__ import annotations

from importlib.resources import files

import pytest

from corpus.courses import Education, Level, Occasion, Place, Provider
from ingest.catalogues.emil.edition3 import read_emil3
from ingest.catalogues.levels import schools
from tests.ingest.catalogues.emil3_items import (
    Json,
    education,
    event,
    info,
    notes,
    occasion,
    read,
    swedish,
    wrapped,
)


def test_example() -> None:
    path = files("corpus") / "examples" / "catalogues" / "exempel_emil3_klockvik.json"
    reading = read_emil3("exempel_emil3_klockvik.json", path.read_bytes())
    catalogue = reading.catalogue
    assert catalogue.shared
    assert (len(catalogue.providers), len(catalogue.educations)) == (3, 48)
    assert len(catalogue.occasions) == 61
    assert catalogue.removed == {"e.sv.ex.klockvik.0097"}
    assert reading.report.rows == 113
    assert reading.report.left_out == {"är borttagen i källan": 1}
    assert reading.report.unknown_columns == ("note",)
    assert reading.report.notes == ()
    assert reading.published == "2026-11-16"
    assert "Komvux Klockvik" in reading.title
    levels = {each.level for each in catalogue.educations}
    assert levels == {
        Level.UPPER, Level.HIGHER_VOCATIONAL, Level.FOLK, Level.SFI, Level.ADAPTED_BASIC,
    }  # fmt: skip
    assert sum(each.cancelled for each in catalogue.occasions) == 2
    assert sum(each.evening is True for each in catalogue.occasions) == 1
    assert sum(each.distance is True for each in catalogue.occasions) == 25
    assert sum(each.distance is False for each in catalogue.occasions) == 36
    assert sum(each.rolling is True for each in catalogue.occasions) == 3
    assert sum(each.language == "en" for each in catalogue.occasions) == 1


def test_every_filled_field_has_its_origin() -> None:
    path = files("corpus") / "examples" / "catalogues" / "exempel_emil3_klockvik.json"
    catalogue = read_emil3("a.json", path.read_bytes()).catalogue
    passed = {"origin", "keys"}
    items: list[Provider | Education | Occasion] = [
        *catalogue.providers,
        *catalogue.educations,
        *catalogue.occasions,
    ]
    for item in items:
        for name in item.__dataclass_fields__.keys() - passed:
            if getattr(item, name) not in (None, (), False):
                assert name in item.origin.fields
            elif getattr(item, name) is None:
                assert name not in item.origin.fields


def test_fields() -> None:
    made = education(
        configuration={"code": "Kurs"},
        credits={"system": {"code": "gy"}, "credits": "100.0"},
        isVocational="nej",
        eligibleForStudentAid={"code": "A 1 gy"},
        degrees=[swedish("Gymnasieexamen"), swedish("Yrkesbevis")],
        subjects=[{"type": "C_Subject_SUN", "code": "461"}, "462"],
        description=swedish("<p>Räkna.</p><p>Mer&nbsp;då.</p>"),
        lastEdited="2026-11-16T06:00:00",
    )
    assert (made.name, made.code) == ("Matematik 2b", "MATMAT02b")
    assert (made.level, made.level_text) == (Level.UPPER, "gymnasial vuxenutbildning")
    assert (made.points, made.points_system) == (100.0, "gy")
    assert made.student_aid is True
    assert made.degree == "Gymnasieexamen, Yrkesbevis"
    assert made.subjects == ("461", "462")
    assert made.description == "Räkna.\nMer då."
    assert made.edited == "2026-11-16"
    assert made.origin.fields["points"] == "credits.credits"
    assert "i.x.1" in made.origin.where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bara text", "Bara text"),
        (["Först", "Sist"], "Först"),
        ({"lang": "swe", "value": "En"}, "En"),
        ([{"lang": "eng", "content": "English"}, {"lang": "sv-SE", "value": "Svenska"}], "Svenska"),
        ({"strings": [{"lang": "eng", "value": "English"}]}, "English"),
        # Newer feeds say in "content" that "value" is markup.
        ({"strings": [{"lang": "swe", "content": "HTML", "value": "<b>Ja</b>"}]}, "Ja"),
        ({"strings": [{"lang": "swe", "content": "", "value": "Ja"}]}, "Ja"),
        ({"string": [{"lang": "swe", "content": "Ental"}]}, "Ental"),
        ({"strings": {"lang": "swe", "content": "Ensam"}}, "Ensam"),
    ],
)
def test_shapes_of_text(text: object, expected: str) -> None:
    assert education(title=text).name == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ({"urls": [{"lang": "swe", "value": "https://a.example/b"}]}, "https://a.example/b"),
        ({"url": {"content": "http://a.example"}}, "http://a.example"),
        ("https://a.example", "https://a.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
    ],
)
def test_shapes_of_addresses(url: object, expected: str | None) -> None:
    assert education(url=url).url == expected


@pytest.mark.parametrize("code", schools())
def test_kinds_of_school(code: str) -> None:
    made = education(type={"type": "C_SchoolType", "code": code.lower()})
    assert (made.level, made.level_text) == schools()[code]
    assert ("level" in made.origin.fields) == (made.level is not None)


@pytest.mark.parametrize(
    ("code", "text"),
    [("5", "yrkeshögskola, SeQF nivå 5"), ("9", "yrkeshögskola"), (None, "yrkeshögskola")],
)
def test_the_level_of_a_qualification_stands_with_the_kind_of_school(
    code: str | None, text: str
) -> None:
    made = education(type={"code": "YH"}, qualificationLevel={"code": code})
    assert (made.level, made.level_text) == (Level.HIGHER_VOCATIONAL, text)


def test_kinds_of_school_written_out_or_unknown() -> None:
    assert education(type="yrkeshögskoleutbildning").level is Level.HIGHER_VOCATIONAL
    unknown = education(type={"code": "XYZ"})
    assert (unknown.level, unknown.level_text) == (None, "XYZ")


@pytest.mark.parametrize(
    ("said", "expected"),
    [("ja", True), ("B 2", True), ("nej", False), ("saknas", None), (True, True), ("C 9", None)],
)
def test_student_aid(said: object, expected: bool | None) -> None:
    assert education(eligibleForStudentAid=said).student_aid is expected


def test_places() -> None:
    made = occasion(
        locations=[
            {"areaCode": "2281", "town": "SUNDSVALL"},
            {"areaCode": "180", "town": "Stockholm"},
            {"areaCode": "018401", "studyLocation": swedish("Solna")},
            {"areaCode": "2281", "town": "Sundsvall"},
            {"areaCode": "9999"},
        ]
    )
    assert made.places == (
        Place("Sundsvall", "2281"),
        Place("Stockholm", "0180"),
        Place("Solna", "0184"),
    )
    assert occasion(locations={"town": "Ånge"}).places == (Place("Ånge"),)
    assert occasion(locations=["Timrå"]).places == (Place("Timrå"),)
    assert any("plats utan ort" in note for note in notes(locations=[{"areaCode": "9999"}]))


@pytest.mark.parametrize(
    ("changed", "distance", "meetings"),
    [
        ({"distance": {"noOfMandatorySessions": 2}}, True, 2),
        ({"distance": {"noOfMandatorySessions": "0"}}, True, 0),
        ({"distance": {}}, True, None),
        ({"distance": None}, False, None),
        ({}, False, None),
        ({"locations": []}, None, None),
        ({"title": swedish("Matematik, distans")}, True, None),
        ({"extensions": [{"type": "UHEventExtension", "itdistance": True}]}, True, None),
    ],
)
def test_distance(changed: Json, distance: bool | None, meetings: int | None) -> None:
    made = occasion(**changed)
    assert (made.distance, made.meetings) == (distance, meetings)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"timeOfStudy": {"type": "C_TimeOfStudy", "code": "kväll"}}, True),
        ({"timeOfStudy": "dag"}, False),
        ({"timeOfStudy": {"code": "blandat"}}, None),
        ({"description": swedish("Vi ses på kvällstid.")}, True),
        ({}, None),
    ],
)
def test_evening(changed: Json, expected: bool | None) -> None:
    assert occasion(**changed).evening is expected


def test_a_place_that_only_has_a_code() -> None:
    made = occasion(locations=[{"areaCode": "2281"}, {"areaCode": "2380", "town": "ÖSTERSUND"}])
    assert made.places == (Place("Sundsvall", "2281"), Place("Östersund", "2380"))


def test_apprenticeship() -> None:
    assert occasion(isApprenticeship=False, title="Lärling").apprenticeship is False
    assert occasion(title="Svets, lärling").apprenticeship is True
    assert occasion().apprenticeship is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [("0", None), ({"code": "0"}, None), ("1", False), (2, True), ({"code": "3"}, True)],
)
def test_condition(code: object, expected: bool | None) -> None:
    assert occasion(execution={"condition": code}).rolling is expected
    assert notes(execution={"condition": code}) == ()


def test_unknown_codes_are_told() -> None:
    assert "”9” är ingen känd kod" in notes(execution={"condition": {"code": "9"}})[0]
    report = read({"educationInfos": [info(credits={"system": "klump"}, type="XYZ")]}).report
    assert len(report.notes) == 2


def test_application_and_more() -> None:
    made = occasion(
        application={
            "first": "2026-11-01",
            "last": "2026-12-10T23:59:59",
            "continuous": True,
            "url": {"urls": [{"value": "https://sok.example"}]},
        },
        url="https://tillfalle.example",
        isCancelled="true",
        isApprenticeship=True,
        places="30",
        languageOfInstructions=["eng"],
    )
    assert (made.apply_from, made.apply_until) == ("2026-11-01", "2026-12-10")
    assert (made.continuous, made.cancelled, made.apprenticeship) == (True, True, True)
    assert (made.url, made.seats, made.language) == ("https://sok.example", 30, "en")


def test_what_cannot_be_is_noted_and_passed_over() -> None:
    made = occasion(paceOfStudy={"percentage": 5000}, places=-3, execution={"start": "i höst"})
    assert (made.pace, made.seats, made.start) == (None, None, None)
    assert not {"pace", "seats", "start"} & made.origin.fields.keys()
    told = notes(paceOfStudy={"percentage": 5000}, places=-3, execution={"start": "i höst"})
    assert len(told) == 3
    assert any("execution.start ”i höst” går inte att förstå" in note for note in told)
    assert any(
        "är före execution.start" in note
        for note in notes(execution={"start": "2027-02-01", "end": "2026-01-01"})
    )
    assert notes(paceOfStudy={"percentage": "Okänd", "individual": True}) == ()


def test_notes_are_few() -> None:
    events = [wrapped(event(identifier=f"e.x.{n}", places="många")) for n in range(100)]
    report = read({"educationEvents": events}).report
    assert len(report.notes) == 21
    assert report.notes[-1] == "… och 80 anmärkningar till."


@pytest.mark.parametrize(
    ("fees", "told"),
    [
        ([{"totalAmount": 1500.0, "currency": "SEK"}], "1 500 kr"),
        ([{"totalAmount": 0, "currency": "SEK"}], "0 kr"),
        ([{"totalAmount": 90.5, "currency": "EUR"}], "90.5 EUR"),
        ([{"condition": swedish("Materialkostnad")}], None),
        ([], None),
    ],
)
def test_what_an_event_costs(fees: list[Json], told: str | None) -> None:
    assert occasion(fees=fees).fee == told
