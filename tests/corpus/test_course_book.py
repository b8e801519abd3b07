"""Catalogues joined: across the pages of a feed, and kept apart where keys mean nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.course_book import join
from corpus.courses import Catalogue, Education
from corpus.model import DocumentRecord, Kind, Metadata
from tests.corpus.courses import education, occasion, provider


def record(source: str, read: str = "") -> DocumentRecord:
    metadata = Metadata(source, Kind.COURSE)
    return DocumentRecord(source, f"/{source}", source, "", metadata, 1, 0, read)


def test_an_occasion_finds_its_education_on_another_page_of_the_feed() -> None:
    joined = join(
        [
            (record("sida1"), Catalogue(occasions=(occasion(),), shared=True)),
            (record("sida2"), Catalogue((provider(),), (education(),), shared=True)),
        ]
    )
    (course,) = joined
    assert course.education.name == "Matematik 2b"
    assert [p.name for p in course.providers] == ["Norrskens vuxenutbildning"]
    assert (course.document.source, course.education_document.source) == ("sida1", "sida2")


def test_an_item_removed_on_any_page_is_gone_with_what_hangs_on_it() -> None:
    pages = [
        (
            record("sida1"),
            Catalogue(
                (provider(),),
                (education(), education("e2", "Fysik 1a")),
                (occasion("o1"), occasion("o2", pace=25.0), occasion("o3", "e2")),
                shared=True,
            ),
        ),
        (record("sida2"), Catalogue(removed=frozenset(["o2", "e2"]), shared=True)),
    ]
    assert [c.occasion.key for c in join(pages)] == ["o1"]


def test_an_item_that_was_removed_and_comes_back_is_there_again() -> None:
    there = Catalogue((provider(),), (education(),), (occasion("o1"),), shared=True)
    gone = Catalogue(removed=frozenset(["o1"]), shared=True)
    first, second, third = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"
    removed = [(record("a", first), there), (record("b", second), gone)]
    assert join(removed) == ()
    assert len(join([*removed, (record("c", third), there)])) == 1
    assert len(join([(record("a", third), there), removed[1]])) == 1
    pages = [(record("sida 10"), there), (record("sida 9"), gone)]
    assert len(join(pages)) == 1


def test_two_applications_that_look_alike_are_two() -> None:
    def table(number: str) -> Catalogue:
        held = occasion(number, number=number)
        return Catalogue((provider(),), (education(),), (held,))

    joined = join([(record("a"), table("myh1")), (record("b"), table("myh2"))])
    assert [course.occasion.key for course in joined] == ["myh1", "myh2"]
    assert len(join([(record("a"), table("myh1")), (record("b"), table("myh1"))])) == 1


def test_of_an_item_that_comes_twice_the_latest_edition_counts() -> None:
    def page(name: str, edited: str) -> Catalogue:
        return Catalogue((), (education(name=name, edited=edited),), (occasion(),), shared=True)

    pages = [(record("a"), page("Ny", "2026-02-01")), (record("b"), page("Gammal", "2025-01-01"))]
    (course,) = join(pages)
    assert course.education.name == "Ny"


def test_keys_of_different_tables_do_not_meet() -> None:
    table = Catalogue((provider(),), (education(),), (occasion(),))
    later = Catalogue((provider(),), (education(name="Fysik 1a"),), (occasion(),))
    joined = join([(record("a.csv"), table), (record("b.csv"), later)])
    assert [c.education.name for c in joined] == ["Matematik 2b", "Fysik 1a"]
    assert len({course.id for course in joined}) == 2


def test_occasions_that_look_alike_are_one_with_all_keys() -> None:
    feed = Catalogue(
        (provider(),),
        (education(),),
        (occasion("o1"), occasion("o2"), occasion("o3", pace=50.0)),
        shared=True,
    )
    joined = join([(record("a"), feed)])
    assert [c.occasion.keys for c in joined] == [("o1", "o2"), ()]
    gone = (record("b"), Catalogue(removed=frozenset(["o1"]), shared=True))
    assert [c.occasion.key for c in join([(record("a"), feed), gone])] == ["o2", "o3"]


def test_an_occasion_without_its_education_is_left_out() -> None:
    joined = join([(record("a"), Catalogue(occasions=(occasion(),)))])
    assert joined == ()


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_the_files_does_not_matter(order: list[str]) -> None:
    def one(name: str) -> Education:
        return education(f"e-{name}", name, edited=f"2026-01-0{'abc'.index(name) + 1}")

    pages = [
        (
            record(name),
            Catalogue((), (one(name),), (occasion(name, f"e-{name}"),), shared=True),
        )
        for name in order
    ]
    found = {(c.id, c.education.name) for c in join(pages)}
    assert found == {(c.id, c.education.name) for c in join(sorted(pages, key=str))}
