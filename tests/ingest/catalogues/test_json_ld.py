"""schema.org in saved web pages: as makers of pages write it, and as they mistype it."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from corpus.courses import Education, Level, Occasion, Place
from ingest.catalogues.json_ld.page import holds_courses, read_json_ld
from ingest.catalogues.reading import CatalogueReading

Json = dict[str, object]


def page(*scripts: object, title: str = "Våra kurser") -> bytes:
    texts = [each if isinstance(each, str) else json.dumps(each) for each in scripts]
    inside = "\n".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return f"<!DOCTYPE html><html><head><title>{title}</title>{inside}</head></html>".encode()


def course(**changed: object) -> Json:
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": "Svetsning",
        "courseCode": "SVE1",
        "provider": {"@type": "Organization", "name": "Yrkesskolan"},
        "hasCourseInstance": [instance()],
        **changed,
    }


def instance(**changed: object) -> Json:
    return {"@type": "CourseInstance", "startDate": "2027-01-18", **changed}


def read(*scripts: object) -> CatalogueReading:
    return read_json_ld("sida.html", page(*scripts))


def only(*scripts: object) -> Occasion:
    (found,) = read(*scripts).catalogue.occasions
    return found


def taught(**changed: object) -> Education:
    (found,) = read(course(**changed)).catalogue.educations
    return found


def given_as(**changed: object) -> Occasion:
    return only(course(hasCourseInstance=[instance(**changed)]))


def test_example() -> None:
    path = files("corpus") / "examples" / "catalogues" / "exempel_kurssida_hagtorpa.html"
    data = path.read_bytes()
    assert holds_courses(data)
    reading = read_json_ld("exempel_kurssida_hagtorpa.html", data)
    catalogue = reading.catalogue
    assert not catalogue.shared
    assert reading.title == "Korta kurser våren 2027"
    assert reading.publisher == "Hagtorpa folkhögskola"
    assert reading.report.rows == 8
    assert reading.report.unknown_columns == reading.report.notes == ()
    assert [each.name for each in catalogue.providers] == ["Hagtorpa folkhögskola"]
    assert catalogue.providers[0].url == "https://hagtorpa.example"
    assert [each.code for each in catalogue.educations] == ["BIN1", "DAT1", None]
    shown = [(o.start, o.distance, [p.name for p in o.places]) for o in catalogue.occasions]
    assert shown == [
        ("2027-04-10", False, ["Hagtorpa"]),
        ("2027-02-02", False, ["Biblioteket i Tallmora"]),
        ("2027-02-04", True, []),
        ("2026-09-15", False, ["Biblioteket i Tallmora"]),
        ("2027-08-23", True, ["Hagtorpa"]),
    ]
    # Sixty hours and twenty weeks are no share of full time; "halvfart" in the text is.
    assert [each.pace for each in catalogue.occasions] == [None, None, None, None, 50.0]
    assert catalogue.educations[2].eligibility == "Gymnasieexamen eller motsvarande kunskaper."
    assert catalogue.educations[2].degree == "Intyg från folkhögskolan"


@pytest.mark.parametrize(
    "scripts",
    [
        [course()],
        [[course()]],
        [[[course()], []]],
        [{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, course()]}],
        [{"@type": "WebPage", "mainEntity": course()}],
        [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": course()}]}],
        [course(**{"@type": ["Thing", "Course"]})],
        [course(**{"@type": "https://schema.org/Course"})],
        [course(**{"@type": "http://schema.org/Course"})],
        [course(**{"@type": "schema:Course"})],
        [course(hasCourseInstance=instance())],
        [course(hasCourseInstance=[[instance()]])],
        [json.dumps(course()).replace("/", "\\/")],
        ["<!-- " + json.dumps(course()) + " -->"],
        ["//<![CDATA[\n" + json.dumps(course()) + "\n//]]>"],
        [json.dumps(course()).replace('"', "&quot;")],
        [json.dumps(course()).replace("Svetsning", "Svets\\u006eing")],
        [{f"schema:{name}": value for name, value in course().items() if name[0] != "@"}
         | {"@type": "schema:Course"}],
    ],
)  # fmt: skip
def test_shapes(scripts: list[object]) -> None:
    assert holds_courses(page(*scripts))
    reading = read(*scripts)
    assert [each.name for each in reading.catalogue.educations] == ["Svetsning"]
    assert [each.start for each in reading.catalogue.occasions] == ["2027-01-18"]
    assert [each.key for each in reading.catalogue.providers] == ["Yrkesskolan"]
    assert reading.catalogue.occasions[0].providers == ("Yrkesskolan",)


def test_references_in_a_graph() -> None:
    graph = [
        {"@type": "CourseInstance", "@id": "#ht", "startDate": "2027-08-23",
         "location": {"@id": "#plats"}},
        course(**{"@id": "#kurs"}, provider={"@id": "#skola"}, hasCourseInstance=[{"@id": "#ht"}]),
        {"@type": "Organization", "@id": "#skola", "name": "Yrkesskolan"},
        {"@type": "Place", "@id": "#plats",
         "address": {"@type": "PostalAddress", "addressLocality": "Ånge"}},
    ]  # fmt: skip
    reading = read({"@graph": graph})
    (found,) = reading.catalogue.occasions
    assert (found.key, found.education, found.start) == ("#ht", "#kurs", "2027-08-23")
    assert found.providers == ("Yrkesskolan",)
    assert found.places == (Place("Ånge"),)
    assert len(reading.catalogue.educations) == 1


def test_one_course_in_two_scripts() -> None:
    about = course(**{"@id": "#k"}, description="Om svetsning.", hasCourseInstance=None)
    when = {"@type": "Course", "@id": "#k", "hasCourseInstance": [instance()]}
    reading = read(about, when)
    (education,), (occasion,) = reading.catalogue.educations, reading.catalogue.occasions
    assert (education.description, occasion.start) == ("Om svetsning.", "2027-01-18")


def test_an_occasion_alone() -> None:
    reading = read(instance(name="Prova svetsa", courseMode="onsite"))
    assert [each.name for each in reading.catalogue.educations] == ["Prova svetsa"]
    assert [each.distance for each in reading.catalogue.occasions] == [False]


def test_a_course_that_is_its_own_occasion() -> None:
    found = only(course(hasCourseInstance=None, startDate="2027-03-01", courseMode="online"))
    assert (found.start, found.distance, found.key) == ("2027-03-01", True, "Svetsning SVE1#1")


def test_a_course_without_occasions_is_an_education() -> None:
    catalogue = read(course(hasCourseInstance=[])).catalogue
    assert (len(catalogue.educations), len(catalogue.occasions)) == (1, 0)


def test_a_programme() -> None:
    programme = {
        "@type": "EducationalOccupationalProgram",
        "name": "Undersköterska",
        "educationalProgramMode": "full-time",
        "programPrerequisites": [{"@type": "Course", "name": "Svenska 1"}, "Matematik 1a"],
        "applicationStartDate": "2026-10-01",
        "applicationDeadline": "2026-11-15",
        "startDate": "2027-01-11",
        "occupationalCredentialAwarded": {
            "@type": "EducationalOccupationalCredential",
            "name": "Undersköterska",
        },
        "educationalLevel": "Gymnasial vuxenutbildning",
        "numberOfCredits": {"@type": "StructuredValue", "value": 1500, "unitText": "gymnasiepoäng"},
        "financialAidEligible": "ja",
    }
    reading = read(programme)
    (education,), (occasion,) = reading.catalogue.educations, reading.catalogue.occasions
    assert education.level is Level.UPPER
    assert (education.points, education.points_system) == (1500.0, "gy")
    assert education.eligibility == "Svenska 1\nMatematik 1a"
    assert education.degree == "Undersköterska"
    assert education.student_aid is True
    assert (occasion.apply_from, occasion.apply_until) == ("2026-10-01", "2026-11-15")
    assert (occasion.pace, occasion.distance) == (100.0, None)


@pytest.mark.parametrize(
    ("mode", "distance"),
    [
        ("online", True), ("Online", True), (["online"], True), ("blended", True),
        ("Distans", True), ("på distans", True), ("Delvis på distans", True),
        ("https://schema.org/OnlineEventAttendanceMode", True),
        ("onsite", False), ("In-person", False), ("klassrum", False), ("På plats", False),
        (["onsite", "online"], True), ("part-time", None), ("", None), (7, None), (None, None),
    ],
)  # fmt: skip
def test_modes(mode: object, distance: bool | None) -> None:
    assert given_as(courseMode=mode).distance is distance


@pytest.mark.parametrize(
    ("changed", "pace"),
    [
        ({"courseWorkload": "PT20H"}, None),
        ({"courseWorkload": "P20W"}, None),
        ({"courseWorkload": "4 timmar i veckan"}, None),
        ({"courseWorkload": "50 %"}, 50.0),
        ({"courseWorkload": "halvfart"}, 50.0),
        ({"courseMode": ["online", "heltid"]}, 100.0),
        ({"courseMode": "full-time"}, 100.0),
        ({"courseMode": "part-time"}, None),
        ({"description": "Studietakten är 25 %."}, 25.0),
        ({"description": "Går på helfart eller halvfart."}, None),
        ({"description": "Motsvarar två veckor heltid."}, None),
        ({"description": "90 % blir klara."}, None),
    ],
)
def test_pace(changed: Json, pace: float | None) -> None:
    assert given_as(**changed).pace == pace


@pytest.mark.parametrize(
    ("location", "places", "distance"),
    [
        ("Sundsvall", (Place("Sundsvall"),), None),
        ("Storgatan 1, 852 30 Sundsvall", (Place("Sundsvall"),), None),
        ({"@type": "Place", "name": "Skolan", "address": "Byvägen 2, 841 31 Ånge"},
         (Place("Ånge"),), None),
        ({"@type": "Place", "name": "Biblioteket"}, (Place("Biblioteket"),), None),
        ({"@type": "PostalAddress", "addressLocality": "Timrå",
          "addressRegion": "Västernorrlands län"},
         (Place("Timrå", county="Västernorrlands län"),), None),
        ({"@type": "VirtualLocation", "url": "https://x.example"}, (), True),
        ("Online", (), True),
        (["Ånge", {"@type": "VirtualLocation"}], (Place("Ånge"),), True),
        (None, (), None),
        ({}, (), None),
    ],
)  # fmt: skip
def test_locations(location: object, places: tuple[Place, ...], distance: bool | None) -> None:
    found = given_as(location=location)
    assert (found.places, found.distance) == (places, distance)


def test_schedule_and_evening() -> None:
    schedule = {"@type": "Schedule", "startDate": "2027-02-01", "endDate": "2027-05-01",
                "repeatFrequency": "P1W", "startTime": "18:00"}  # fmt: skip
    found = given_as(startDate=None, courseSchedule=schedule)
    assert (found.start, found.end, found.evening) == ("2027-02-01", "2027-05-01", True)
    assert given_as(description="Kvällskurs på tisdagar.").evening is True
    assert given_as(description="Dag- eller kvällskurs.").evening is None
    assert given_as().evening is None


def test_offers_language_and_more() -> None:
    found = given_as(
        offers={
            "@type": "Offer",
            "url": "https://sok.example/1",
            "validFrom": "2026-10-01T08:00:00+02:00",
            "validThrough": "2026-12-01",
        },
        inLanguage={"@type": "Language", "name": "Engelska"},
        eventStatus="https://schema.org/EventCancelled",
        maximumAttendeeCapacity=12,
    )
    assert found.url == "https://sok.example/1"
    assert (found.apply_from, found.apply_until) == ("2026-10-01", "2026-12-01")
    assert (found.language, found.cancelled, found.seats) == ("en", True, 12)
    assert only(course(inLanguage="sv-SE")).language == "sv"
    assert given_as(offers={"url": "javascript:alert(1)"}).url is None


def test_fields_of_a_course() -> None:
    made = taught(
        description="<p>Lär dig&nbsp;svetsa.</p>",
        coursePrerequisites="Inga.",
        educationalCredentialAwarded={"name": "Intyg"},
        keywords="metall, svets",
        numberOfCredits="7,5 hp",
        url="https://kurs.example",
    )
    assert made.description == "Lär dig svetsa."
    assert (made.eligibility, made.degree) == ("Inga.", "Intyg")
    assert made.subjects == ("metall", "svets")
    assert (made.points, made.points_system) == (7.5, "hp")
    assert made.url == "https://kurs.example"
    assert made.origin.fields["eligibility"] == "coursePrerequisites"


def test_twins_merge() -> None:
    reading = read(
        course(hasCourseInstance=[instance(), instance(), instance(endDate="2027-06-01")])
    )
    assert [o.keys for o in reading.catalogue.occasions] == [
        ("Svetsning SVE1#1", "Svetsning SVE1#2"),
        ("Svetsning SVE1#3",),
    ]
    assert reading.report.merged == 1
