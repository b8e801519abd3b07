"""EMIL 2: XML as it comes, and XML that no one should read."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.courses import Level, Place
from ingest.catalogues.emil.edition2 import read_emil2
from ingest.readers.reading import Unreadable

NAMESPACE = "http://www.sis.se/ss10700/EMIL2.01"
INFO = """
<educationInfo><identifier>i.x.1</identifier><code>MATMAT02b</code>
 <title><string lang="eng">Maths 2b</string><string lang="swe">Matematik 2b</string></title>
 <type><code>VUXGY</code></type>
 <credits><system><code>gy</code></system><credits>100</credits></credits>
</educationInfo>
"""
EVENT = """
<educationEvent><identifier>e.x.1</identifier><education>i.x.1</education>
 <provider>p.x.1</provider>
 <location><areaCode>2281</areaCode><town>SUNDSVALL</town></location>
 <location><areaCode>2282</areaCode><town>Kramfors</town></location>
 <execution><condition>1</condition><start>2027-01-18</start><end>2027-06-04</end></execution>
 <paceOfStudy><percentage>50</percentage></paceOfStudy>
 <application><last>2026-12-10</last></application>
</educationEvent>
"""
PROVIDER = """
<educationProvider><identifier>p.x.1</identifier>
 <name><string lang="swe">Komvux Testköping</string></name></educationProvider>
"""


def emil(*items: str, attributes: str = f' xmlns="{NAMESPACE}"') -> bytes:
    return f"<EMIL{attributes}>{''.join(items)}</EMIL>".encode()


def test_example() -> None:
    path = files("corpus") / "examples" / "catalogues" / "exempel_emil2_inlandet.xml"
    reading = read_emil2("exempel_emil2_inlandet.xml", path.read_bytes())
    catalogue = reading.catalogue
    assert catalogue.shared
    assert (len(catalogue.providers), len(catalogue.educations)) == (1, 20)
    assert len(catalogue.occasions) == 21
    assert reading.report.rows == 42
    assert reading.report.unknown_columns == ()
    assert reading.report.notes == ()
    assert reading.publisher == "Lärcentrum Vintersele"
    by_key = {occasion.key: occasion for occasion in catalogue.occasions}
    assert by_key["e.sv.ex.vintersele.0148"].cancelled
    assert by_key["e.sv.ex.vintersele.0141"].rolling
    assert by_key["e.sv.ex.vintersele.0141"].continuous
    both = by_key["e.sv.ex.vintersele.0149"]
    assert [place.name for place in both.places] == ["Vintersele", "Tallmora"]
    assert both.apprenticeship
    assert both.distance is False
    assert "<p>" not in (catalogue.educations[0].description or "")


@pytest.mark.parametrize(
    "attributes",
    [
        f' xmlns="{NAMESPACE}"',
        "",
        ' xmlns="http://www.sis.se/ss10700/EMIL2.0"',
        ' xmlns:x="urn:other"',
    ],
)
def test_any_namespace(attributes: str) -> None:
    catalogue = read_emil2("a.xml", emil(INFO, EVENT, PROVIDER, attributes=attributes)).catalogue
    (education,), (occasion,) = catalogue.educations, catalogue.occasions
    assert (education.name, education.code) == ("Matematik 2b", "MATMAT02b")
    assert (education.level, education.points) == (Level.UPPER, 100.0)
    assert occasion.places == (Place("Sundsvall", "2281"), Place("Kramfors", "2282"))
    assert (occasion.start, occasion.rolling, occasion.pace) == ("2027-01-18", False, 50.0)
    assert occasion.providers == ("p.x.1",)
    assert catalogue.providers[0].name == "Komvux Testköping"


def test_an_item_alone_with_a_prefix() -> None:
    data = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
    <s:educationEvent xmlns:s="{NAMESPACE}"><s:identifier>e.sv.1</s:identifier>
    <s:education>i.sv.1</s:education><s:provider>p.sv.1</s:provider>
    <s:lastEdited>2026-03-10T19:00:41.002+01:00</s:lastEdited>
    <s:execution><s:condition>3</s:condition></s:execution></s:educationEvent>"""
    (occasion,) = read_emil2("a.xml", data.encode()).catalogue.occasions
    assert occasion.rolling
    assert (occasion.distance, occasion.places) == (None, ())
    assert occasion.edited == "2026-03-10"


def test_an_empty_distance_is_one() -> None:
    data = emil(INFO, EVENT.replace("<paceOfStudy>", "<distance/><paceOfStudy>"))
    assert read_emil2("a.xml", data).catalogue.occasions[0].distance is True


def test_markup_inside_a_text() -> None:
    inside = '<description><string lang="swe"><p>Ett.</p><p>Två.</p></string></description>'
    data = emil(INFO.replace("<type>", f"{inside}<type>"))
    assert read_emil2("a.xml", data).catalogue.educations[0].description == "Ett.\nTvå."


def test_unknown_elements_are_named() -> None:
    data = emil(INFO.replace("<code>M", "<colour>blå</colour><code>M"))
    report = read_emil2("a.xml", data).report
    assert report.unknown_columns == ("educationInfos.colour",)


def test_latin_1() -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>{emil(PROVIDER).decode()}'
    catalogue = read_emil2("a.xml", text.encode("latin-1")).catalogue
    assert catalogue.providers[0].name == "Komvux Testköping"


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BOMBS = {
    "billion laughs": f'<!DOCTYPE E [<!ENTITY l0 "ha">{LAUGHS}]><E>&l9;</E>',
    "in an attribute": f'<!DOCTYPE E [<!ENTITY l0 "ha">{LAUGHS}]><E a="&l9;"/>',
    "quadratic": f'<!DOCTYPE E [<!ENTITY a "{"a" * 50_000}">]><E>{"&a;" * 50_000}</E>',
    "parameters": "<!DOCTYPE E [<!ENTITY % a \"<!ENTITY b 'x'>\">%a;]><E>&b;</E>",
    "external document type": '<!DOCTYPE E SYSTEM "http://localhost:1/e.dtd"><E/>',
    "loop": '<!DOCTYPE E [<!ENTITY a "&b;"><!ENTITY b "&a;">]><E>&a;</E>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_bombs_are_refused(bomb: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{bomb}'
    with pytest.raises(Unreadable, match=r"DOCTYPE|ingen hel XML-fil") as told:
        read_emil2("a.xml", text.encode(encoding))
    assert len(str(told.value)) < 300


def test_no_file_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "hemlig.txt"
    secret.write_text("lösenord", "utf-8")
    for entity in (f'SYSTEM "{secret.as_uri()}"', f'PUBLIC "x" "{secret.as_uri()}"'):
        item = INFO.replace("Matematik 2b", "&x;")
        text = f"<!DOCTYPE EMIL [<!ENTITY x {entity}>]>{emil(item).decode()}"
        with pytest.raises(Unreadable, match="DOCTYPE") as told:
            read_emil2("a.xml", text.encode())
        assert "lösenord" not in str(told.value)


def test_broken_in_the_middle() -> None:
    whole = emil("\n", INFO, EVENT, PROVIDER)
    with pytest.raises(Unreadable, match=r"rad \d+.*Inget i filen har lästs in"):
        read_emil2("a.xml", whole[: whole.index(b"<paceOfStudy>")])


def test_deep() -> None:
    for depth in (200, 100_000):
        text = INFO.replace("<code>M", f"{'<a>' * depth}{'</a>' * depth}<code>M")
        try:
            catalogue = read_emil2("a.xml", emil(text)).catalogue
        except Unreadable as told:
            assert "rad" in str(told)  # noqa: PT017
        else:
            assert catalogue.educations[0].name == "Matematik 2b"


@pytest.mark.parametrize(
    "data",
    [b"<html><body/></html>", b"<rss/>", emil(), b"<a>&nbsp;</a>", b"<", b"\x00\x01", b"{}"],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_emil2("a.xml", data)


@given(st.integers(0, 2000), st.binary(max_size=8))
def test_damage_is_told_or_harmless(place: int, noise: bytes) -> None:
    whole = emil(INFO, EVENT, PROVIDER)
    try:
        read_emil2("a.xml", whole[:place] + noise + whole[place + len(noise) :])
    except Unreadable as told:
        assert str(told)  # noqa: PT017
