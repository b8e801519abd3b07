"""What came, changed and went among the courses, over one reading and several."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.course_changes import ChangeKind, CourseFacts, differences
from corpus.store import Store
from ingest.pipeline import ingest
from tests.corpus.hashing import HashingEmbedder

BAGERI = CourseFacts(
    "1", "k.csv", "k1", "Bageri", "BAG1", "Norråsa komvux", ("Norråsa",), "2027-01-18",
    "2027-06-04", None, None, "2026-12-01", cancelled=False,
)  # fmt: skip


def other(number: int, **changed: object) -> CourseFacts:
    return replace(BAGERI, id=str(number), key=f"k{number}", **changed)  # type: ignore[arg-type]


def test_an_occasion_is_known_by_its_id() -> None:
    later = replace(BAGERI, apply_until="2026-12-15", places=("Klockvik",))
    assert differences([BAGERI], [later]) == [(BAGERI, later)]
    assert differences([BAGERI], [BAGERI]) == []


def test_without_keys_it_is_known_by_what_it_is() -> None:
    moved = other(2, start="2027-01-25", end="2027-06-11")
    assert differences([BAGERI], [moved]) == [(BAGERI, moved)]
    next_term = other(3, start="2027-08-23", end="2028-01-14")
    assert differences([BAGERI], [next_term]) == [(None, next_term), (BAGERI, None)]
    elsewhere = other(4, places=("Klockvik",))
    assert differences([BAGERI], [elsewhere]) == [(BAGERI, elsewhere)]


def test_a_catalogue_under_another_name_is_no_change() -> None:
    assert differences([BAGERI], [other(9, source="b.csv")]) == []


def test_two_that_could_be_either_came_and_went() -> None:
    one, two = other(2, places=("Klockvik",)), other(3, places=("Tallmora",))
    pairs = differences([BAGERI], [one, two])
    assert {(was and was.id, now and now.id) for was, now in pairs} == {
        (None, "2"), (None, "3"), ("1", None),
    }  # fmt: skip


FACTS = st.builds(
    other,
    st.integers(1, 8),
    name=st.sampled_from(["Bageri", "Svets"]),
    places=st.sampled_from([("Norråsa",), ("Klockvik",)]),
    start=st.sampled_from([None, "2027-01-18", "2027-02-01", "2027-08-23"]),
    apply_until=st.sampled_from([None, "2026-12-01", "2026-12-15"]),
)
SIDES = st.lists(FACTS, max_size=8, unique_by=lambda facts: facts.id)


@given(SIDES, SIDES)
def test_nothing_is_lost_and_nothing_is_told_twice(
    before: list[CourseFacts], after: list[CourseFacts]
) -> None:
    pairs = differences(before, after)
    old = [was.id for was, _ in pairs if was]
    new = [now.id for _, now in pairs if now]
    assert len(set(old)) == len(old)
    assert len(set(new)) == len(new)
    came = sum(was is None for was, _ in pairs)
    went = sum(now is None for _, now in pairs)
    assert len(after) - len(before) == came - went
    assert differences(after, after) == []


HEADER = "Kursnamn;Kurskod;Anordnare;Ort;Start;Sista ansökningsdag\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store", HashingEmbedder(), "prov")


def table(folder: Path, *rows: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "kurser.csv").write_text(HEADER + "\n".join(rows), "utf-8")


def test_a_catalogue_that_is_read_again_tells_what_changed(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    bageri, svets = "Bageri;B1;Komvux;Norråsa;2027-01-18;{}", "Svets;S1;Komvux;Norråsa;2027-01-18;"
    table(folder, bageri.format("2026-12-01"), svets)
    first = ingest([folder], store)
    assert first.course_changes == {
        "kurser.csv": {ChangeKind.CAME: 2, ChangeKind.CHANGED: 0, ChangeKind.WENT: 0}
    }
    assert ingest([folder], store).course_changes == {}
    table(folder, bageri.format("2026-12-15"), "Kock;K1;Komvux;Norråsa;2027-01-18;")
    second = ingest([folder], store)
    assert second.course_changes == {
        "kurser.csv": {ChangeKind.CAME: 1, ChangeKind.CHANGED: 1, ChangeKind.WENT: 1}
    }
    (changed,) = second.changed_courses
    assert changed.changed_fields == ("apply_until",)
    assert changed.before is not None
    assert (changed.before.apply_until, changed.facts.apply_until) == ("2026-12-01", "2026-12-15")
    every = store.course_changes("")
    assert [change.kind.value for change in every].count("came") == 3
    assert store.course_changes("9999") == []
    (folder / "kurser.csv").rename(folder / "andra.csv")
    assert ingest([folder], store).course_changes == {}
    (folder / "andra.csv").unlink()
    assert ingest([folder], store).course_changes["andra.csv"][ChangeKind.WENT] == 2
    store.close()


def test_half_a_course_is_told(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    (folder / "e.json").write_text(
        '{"educationEvents": [{"identifier": "e.1", "education": "i.1"}],'
        ' "educationInfos": [{"identifier": "i.2", "title": "Bageri"}]}',
        "utf-8",
    )
    summary = ingest([folder], store)
    missed, unheld = summary.half_courses
    assert "1 tillfälle hör till en utbildning som inte är inläst (till exempel i.1)" in missed
    assert "1 utbildning har inga tillfällen (till exempel Bageri)" in unheld
    (folder / "i.json").write_text(
        '{"educationInfos": [{"identifier": "i.1", "title": "Svets"}],'
        ' "educationEvents": [{"identifier": "e.2", "education": "i.2"}]}',
        "utf-8",
    )
    assert ingest([folder], store).half_courses == ()
    store.close()
