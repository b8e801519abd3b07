"""JSON-LD that is broken, odd or made by chance: read or refused, and no other course harmed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.courses import Occasion
from ingest.catalogues.json_ld.page import holds_courses, read_json_ld
from ingest.readers.reading import Unreadable
from tests.ingest.catalogues.test_json_ld import course, given_as, instance, page, read


def test_a_broken_script_harms_no_other() -> None:
    reading = read('{"@type": "Course", "name": "Trasig', course())
    assert [each.name for each in reading.catalogue.educations] == ["Svetsning"]
    assert reading.report.left_out == {"är ett skript med trasig JSON": 1}
    assert "rad" in reading.report.notes[0]


def test_a_broken_script_alone_is_told() -> None:
    data = page('{"@type": "Course", "name": "Trasig')
    assert holds_courses(data)
    reading = read_json_ld("a.html", data)
    assert reading.catalogue.educations == ()
    assert sum(reading.report.left_out.values()) == 1


def test_bottomless_script() -> None:
    for depth in (50, 900, 100_000):
        deep = '{"@type":"Course","hasPart":[' * depth
        closed = deep + "]}" * depth
        for text in (deep, closed):
            reading = read(text, course())
            assert "Svetsning" in [each.name for each in reading.catalogue.educations]


def test_nameless_courses_are_left_out() -> None:
    reading = read(course(name=None), course())
    assert len(reading.catalogue.educations) == 1
    assert reading.report.left_out == {"kursen saknar namn": 1}


def test_unknown_fields() -> None:
    report = read(course(colour="blå", image="x", hasCourseInstance=instance(tone=1))).report
    assert report.unknown_columns == ("Course.colour", "CourseInstance.tone")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01",
        b"<html><body>Course ld+json</body></html>",
        page({"@type": "Organization", "name": "X"}),
        page({"@type": "Article", "about": {"@type": "Course", "name": "X"}}),
        page({"@type": "CourseraCourse", "name": "X"}),
        b'<html><script type="text/plain">{"@type": "Course"}</script> ld+json</html>',
    ],
)
def test_pages_without_courses(data: bytes) -> None:
    assert not holds_courses(data)
    with pytest.raises(Unreadable):
        read_json_ld("a.html", data)


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<style ", '"@type":[', "-->//"])
def test_a_piece_a_hundred_thousand_times(piece: str) -> None:
    many = piece * 100_000
    reading = read(many, course(description=many.replace("</", "")), course(name="Till"))
    assert "Till" in [each.name for each in reading.catalogue.educations]
    assert not holds_courses(f'<script type="application/ld+json"> {many}'.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = page(json.dumps(course(name="Hälsa"), ensure_ascii=False)).decode().encode(encoding)
    assert holds_courses(data)
    assert read_json_ld("a.html", data).catalogue.educations[0].name == "Hälsa"


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
names = st.sampled_from(
    """@type @id @graph name hasCourseInstance courseMode location address addressLocality
    startDate provider offers url inLanguage courseSchedule startTime keywords numberOfCredits
    coursePrerequisites courseCode value""".split()
)
anything = st.recursive(
    scalars | st.sampled_from(["Course", "CourseInstance", "Place", "#a", "#b", "online"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(anything, max_size=3))
def test_anything_is_read_or_refused(scripts: list[object]) -> None:
    data = page(*(json.dumps(script) for script in scripts))
    try:
        reading = read_json_ld("a.html", data)
    except Unreadable:
        assert not holds_courses(data)
        return
    catalogue, report = reading.catalogue, reading.report
    kept = len(catalogue.educations) + len(catalogue.occasions)
    assert report.rows == kept + report.merged + sum(report.left_out.values())
    assert repr(reading).encode()
    keys = [occasion.key for occasion in catalogue.occasions]
    assert len(keys) == len(set(keys))
    assert {each.education for each in catalogue.occasions} <= {
        each.key for each in catalogue.educations
    }


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["courseMode", "location", "endDate", "offers", "inLanguage"]), anything)
def test_one_odd_field_changes_no_other(name: str, value: object) -> None:
    depends = {
        "courseMode": {"distance", "pace", "evening"},
        "location": {"places", "distance"},
        "endDate": {"end"},
        "offers": {"apply_from", "apply_until", "url"},
        "inLanguage": {"language"},
    }[name] | {"origin"}
    whole, odd = given_as(), given_as(**{name: value})
    for field in Occasion.__dataclass_fields__.keys() - depends:
        assert getattr(odd, field) == getattr(whole, field)
