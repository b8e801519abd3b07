"""EMIL 3: whole files, pages of a feed, and feeds that contradict the standard."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.courses import Education, Level, Occasion, Place, Provider
from ingest.catalogues.emil.edition3 import read_emil3
from ingest.catalogues.levels import schools
from ingest.catalogues.reading import CatalogueReading
from ingest.readers.reading import Unreadable

Json = dict[str, object]


def swedish(text: str) -> Json:
    return {"strings": [{"lang": "swe", "content": text}]}


def wrapped(content: Json, status: str = "ACTIVE") -> Json:
    return {"id": content["identifier"], "status": status, "content": content}


def info(**changed: object) -> Json:
    return {
        "identifier": "i.x.1",
        "code": "MATMAT02b",
        "title": swedish("Matematik 2b"),
        "type": {"type": "C_SchoolType", "code": "VUXGY"},
        **changed,
    }


def event(**changed: object) -> Json:
    return {
        "identifier": "e.x.1",
        "education": "i.x.1",
        "providers": ["p.x.1"],
        "locations": [{"areaCode": "2281", "town": "Sundsvall"}],
        "execution": {
            "condition": {"type": "C_ExecutionCondition", "code": "1"},
            "start": "2027-01-18",
            "end": "2027-06-04",
        },
        "paceOfStudy": {"percentage": 50.0},
        "application": {"first": "2026-11-01", "last": "2026-12-10"},
        **changed,
    }


def provider(**changed: object) -> Json:
    return {"identifier": "p.x.1", "name": swedish("Komvux Testköping"), **changed}


def read(value: object) -> CatalogueReading:
    return read_emil3("sida 3.json", json.dumps(value).encode())


def education(**changed: object) -> Education:
    (found,) = read({"educationInfos": [wrapped(info(**changed))]}).catalogue.educations
    return found


def occasion(**changed: object) -> Occasion:
    (found,) = read({"educationEvents": [wrapped(event(**changed))]}).catalogue.occasions
    return found


def notes(**changed: object) -> tuple[str, ...]:
    return read({"educationEvents": [wrapped(event(**changed))]}).report.notes


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


ALL = [wrapped(info()), wrapped(event()), wrapped(provider())]


@pytest.mark.parametrize(
    "page",
    [
        ALL,
        {"content": ALL, "page": {"size": 3}},
        {"_embedded": {"educationInfos": ALL[:1], "educationEvents": ALL[1:2],
                       "educationProviders": ALL[2:]}, "_links": {}},
        {"educationInfos": [info()], "educationEvents": [event()],
         "educationProviders": [provider()]},
        [{**info(), "identifier": "1"}, {**event(), "identifier": "2"},
         {**provider(organisationNumber="1"), "identifier": "3"}],
        {"educationInfos": ALL[0], "educationEvents": ALL[1], "educationProviders": ALL[2]},
    ],
)  # fmt: skip
def test_pages_of_a_feed(page: object) -> None:
    reading = read(page)
    catalogue = reading.catalogue
    assert len(catalogue.educations) == len(catalogue.occasions) == len(catalogue.providers) == 1
    assert reading.report.unknown_columns == ()
    assert reading.publisher == "Komvux Testköping"


def test_one_item_alone() -> None:
    assert len(read(wrapped(event())).catalogue.occasions) == 1
    assert len(read(event()).catalogue.occasions) == 1


def test_an_occasion_waits_for_its_education() -> None:
    reading = read({"educationEvents": ALL[1:2]})
    assert len(reading.catalogue.occasions) == 1
    assert reading.report.left_out == {}
    assert reading.title == "Utbildningskatalog sida 3"


@pytest.mark.parametrize(
    "gone",
    [
        wrapped(event(), "DELETED"),
        wrapped(event(), "Removed"),
        {"id": "e.x.1", "status": "DELETED"},
        {"id": "e.x.1", "status": "deleted", "content": None},
        {**event(), "status": "DELETED"},
    ],
)
def test_removed(gone: Json) -> None:
    reading = read({"educationEvents": [wrapped(event()), gone]})
    assert reading.catalogue.removed == {"e.x.1"}
    assert reading.catalogue.occasions == ()
    assert reading.report.left_out == {"är borttagen i källan": 1}
    back = read({"educationEvents": [gone, wrapped(event())]}).catalogue
    assert back.removed == frozenset()
    assert len(back.occasions) == 1


@pytest.mark.parametrize(
    "other",
    [
        [{"id": "e.x.1", "name": "Matematik", "start": "2027-01-18"}],
        [{"id": "e.x.1", "status": "deleted", "name": "Matematik", "start": "2027-01-18"}],
        [{"id": "1", "status": "deleted"}, {"id": "2", "status": "inactive"}],
        [{"id": "1", "status": "expired", "content": "Nyheter"}],
        {"content": [{"id": "1", "content": None}], "page": {}},
        {"items": [{"id": "1", "content": {"title": "En nyhet", "type": "news"}}]},
        {"events": [{"id": "1", "status": "removed", "title": "Öppet hus"}]},
        {"providers": [{"id": "1", "status": "deleted"}], "events": []},
        {"data": [{"identifier": "https://x.example/1", "title": "Data", "subject": ["kurser"]}]},
        {"identifier": "x", "name": "y"},
    ],
)
def test_json_of_another_interface_is_refused_and_removes_nothing(other: object) -> None:
    with pytest.raises(Unreadable, match="ingen utbildningskatalog"):
        read(other)
    mixed = [wrapped(event()), *(other if isinstance(other, list) else [other])]
    catalogue = read(mixed).catalogue
    assert len(catalogue.occasions) == 1
    assert catalogue.removed == frozenset()


def test_an_item_is_removed_only_where_the_feed_says_so() -> None:
    for nothing in ({"id": "e.x.1", "status": "ACTIVE", "content": None}, {"id": "e.x.1"}):
        reading = read({"educationEvents": [wrapped(event()), nothing]})
        assert len(reading.catalogue.occasions) == 1
        assert reading.catalogue.removed == frozenset()
        assert reading.report.left_out == {"saknar innehåll": 1}


def test_unknown_status_is_told() -> None:
    reading = read({"educationEvents": [wrapped(event(), "PENDING")]})
    assert len(reading.catalogue.occasions) == 1
    assert "pending" in reading.report.notes[0]


def test_the_edition_edited_last_counts() -> None:
    new = info(title="Ny", lastEdited="2026-11-16T09:00:00")
    old = info(title="Gammal", lastEdited="2026-11-16T08:00:00")
    for pair in ([new, old], [old, new]):
        reading = read({"educationInfos": [wrapped(each) for each in pair]})
        assert [each.name for each in reading.catalogue.educations] == ["Ny"]
        assert reading.report.merged == 1


def test_unknown_fields() -> None:
    items = [
        wrapped(event(identifier=f"e.x.{n}", colour="blå", execution={"begin": 1, "start": None}))
        for n in range(3)
    ]
    report = read({"educationEvents": items, "educationPlans": []}).report
    assert report.unknown_columns == (
        "educationPlans",
        "educationEvents.execution.begin",
        "educationEvents.colour",
    )


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (None, "är inte en post med fält"),
        ("text", "är inte en post med fält"),
        ([event()], "är inte en post med fält"),
        ({"id": "e.x.9", "status": "ACTIVE", "content": "text"}, "är inte en post med fält"),
        ({"content": {"education": "i.x.1"}}, "saknar identitet"),
        (wrapped(event(identifier="e.x.9", education=None)),
         "tillfället säger inte vilken utbildning det gäller"),
    ],
)  # fmt: skip
def test_a_bad_item_harms_no_other(bad: object, reason: str) -> None:
    reading = read({"educationEvents": [bad, wrapped(event())]})
    assert reading.catalogue.occasions == read({"educationEvents": ALL[1:2]}).catalogue.occasions
    assert reading.report.left_out == {reason: 1}


def test_nameless() -> None:
    nothing = read({"educationInfos": [info(title="Okänd")], "educationProviders": [
        provider(name=None)]})  # fmt: skip
    assert nothing.report.left_out == {
        "anordnaren saknar namn": 1,
        "utbildningen saknar namn": 1,
    }


def test_odd_json() -> None:
    text = json.dumps({"educationEvents": ALL[1:2]})
    for old, new in (
        ("50.0", "NaN"),
        ("50.0", "-Infinity"),
        ("50.0", "9" * 5000),
        ("50.0", "1e999"),
        ("50.0", "true"),
        ("50.0", '50.0, "percentage": 25'),
    ):
        reading = read_emil3("a.json", text.replace(old, new).encode())
        assert reading.catalogue.occasions[0].pace is None
        assert reading.catalogue.occasions[0].start == "2027-01-18"
        assert len(reading.report.notes) == 1
        assert len(reading.report.notes[0]) < 200
    same = read_emil3("a.json", text.replace("50.0", '50.0, "percentage": 50.0').encode())
    assert same.catalogue.occasions[0].pace == 50.0


def test_a_list_that_stands_twice_is_read_twice() -> None:
    second = json.dumps([wrapped(event(identifier="e.x.2"))])
    text = f'{{"educationEvents": {json.dumps(ALL[1:2])}, "educationEvents": {second}}}'
    assert len(read_emil3("a.json", text.encode()).catalogue.occasions) == 2


def test_half_a_character_is_left_out() -> None:
    text = json.dumps({"educationInfos": [info(title="Mat\ud800ematik", code="\udfffA")]})
    made = read_emil3("a.json", text.encode()).catalogue.educations[0]
    assert (made.name, made.code) == ("Matematik", "A")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = json.dumps({"educationProviders": [provider()]}, ensure_ascii=False)
    catalogue = read_emil3("a.json", text.encode(encoding)).catalogue
    assert catalogue.providers[0].name == "Komvux Testköping"


def test_broken_json_tells_the_line() -> None:
    text = json.dumps({"educationEvents": ALL[1:2]}, indent=1)
    lines = text.splitlines()
    with pytest.raises(Unreadable, match=r"rad \d+"):
        read_emil3("a.json", "\n".join(lines[:-3]).encode())


@pytest.mark.parametrize("opening", ['{"a":', "[", '{"educationInfos":['])
def test_bottomless_json(opening: str) -> None:
    with pytest.raises(Unreadable, match=r"nivåer|ingen hel JSON-fil"):
        read_emil3("a.json", (opening * 200_000).encode())


def test_deep_fields() -> None:
    for depth in (50, 300, 900, 100_000):
        deep = '{"strings":[' * depth + "]}" * depth
        text = json.dumps({"educationInfos": [info(description="DEEP", colour="DEEP")]})
        try:
            reading = read_emil3("a.json", text.replace('"DEEP"', deep).encode())
        except Unreadable as told:
            assert "nivåer" in str(told)  # noqa: PT017
        else:
            assert reading.catalogue.educations[0].name == "Matematik 2b"


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"null", b"3", b'"x"', b"{", b'{"status": 500, "message": "x"}', b"<EMIL/>",
     b"\x00\x01\x02", '{"type": "FeatureCollection", "features": []}'.encode("utf-16")],
)  # fmt: skip
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_emil3("a.json", data)


def test_an_empty_page_is_a_page() -> None:
    reading = read({"educationEvents": [], "page": {"totalElements": 0}})
    assert reading.report.rows == 0
    assert reading.catalogue.shared


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
words = st.sampled_from(
    """identifier id status content education educationInfos educationEvents educationProviders
    title name strings lang value url urls code type execution start end locations town areaCode
    paceOfStudy percentage distance application last credits system places providers""".split()
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=5),
    max_leaves=30,
)


def storable(reading: CatalogueReading) -> bool:
    return bool(repr(reading).encode())


@settings(max_examples=300, deadline=None)
@given(anything)
def test_anything_is_read_or_refused(value: object) -> None:
    try:
        reading = read(value)
    except Unreadable:
        return
    catalogue, report = reading.catalogue, reading.report
    kept = len(catalogue.providers) + len(catalogue.educations) + len(catalogue.occasions)
    assert report.rows == kept + report.merged + sum(report.left_out.values())
    assert storable(reading)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["execution", "paceOfStudy", "locations", "application", "title", "url",
                        "distance", "languageOfInstructions", "places"]), anything)  # fmt: skip
def test_one_odd_field_changes_no_other(name: str, value: object) -> None:
    depends = {
        "execution": {"start", "end", "rolling"},
        "paceOfStudy": {"pace"},
        "locations": {"places", "distance"},
        "application": {"apply_from", "apply_until", "continuous", "url"},
        "title": {"distance", "evening"},
        "url": {"url"},
        "distance": {"distance", "meetings"},
        "languageOfInstructions": {"language"},
        "places": {"seats"},
    }[name] | {"origin"}
    whole, odd = occasion(), occasion(**{name: value})
    for field in Occasion.__dataclass_fields__.keys() - depends:
        assert getattr(odd, field) == getattr(whole, field)


@given(st.sets(st.sampled_from(sorted(event().keys() - {"identifier", "education"}))))
def test_missing_fields_change_no_others(missing: set[str]) -> None:
    whole = occasion()
    part = occasion(**dict.fromkeys(missing))
    for field in part.origin.fields:
        if field != "distance":
            assert getattr(part, field) == getattr(whole, field)
