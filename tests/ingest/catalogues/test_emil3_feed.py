"""EMIL 3: pages of a feed, what is removed and edited, and feeds that contradict the standard."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.courses import Occasion
from ingest.catalogues.emil.edition3 import read_emil3
from ingest.catalogues.reading import CatalogueReading
from ingest.readers.reading import Unreadable
from tests.ingest.catalogues.emil3_items import Json, event, info, occasion, provider, read, wrapped

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
