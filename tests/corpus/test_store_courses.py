"""Course catalogues in the store: with their document's version, in, changed and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.courses import Catalogue, Level, Origin
from corpus.store import Store
from tests.corpus.courses import education, occasion, provider
from tests.corpus.hashing import HashingEmbedder, made

KURSER = made("kurser.csv", "Kursen ges på distans.")
ANDRA = made("andra.csv", "En annan kurs.")
RAPPORT = made("rapport.txt", "Projektet nådde sina mål.")
WHOLE = Catalogue(
    (provider(url="https://norrsken.example"),),
    (
        education(
            code="MATMAT02b",
            level=Level.UPPER,
            level_text="gymnasial vuxenutbildning",
            points=100.0,
            subjects=("Naturvetenskap", "Matematik"),
        ),
    ),
    (
        occasion(
            keys=("o1", "o2"),
            places=("Sundsvall", "Ånge"),
            pace=50.0,
            distance=True,
            meetings=3,
            start="2027-01-11",
        ),
    ),
    removed=frozenset(["x", "y"]),
    shared=True,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, HashingEmbedder(), "test") as store:
        yield store


def catalogues(store: Store) -> list[tuple[str, Catalogue]]:
    return [(record.source, catalogue) for record, catalogue in store.catalogues()]


def test_a_catalogue_comes_out_as_it_went_in(store: Store) -> None:
    store.put([KURSER, RAPPORT], {KURSER[0].id: WHOLE})
    assert catalogues(store) == [("kurser.csv", WHOLE)]
    kept = store.catalogues()[0][1].educations[0].origin
    assert kept == Origin("rad 2", {"name": "Namn"})


def test_it_is_there_after_the_store_was_closed(tmp_path: Path) -> None:
    with Store.open(tmp_path, HashingEmbedder(), "test") as store:
        store.put([KURSER], {KURSER[0].id: WHOLE})
    with Store.open(tmp_path, HashingEmbedder(), "test") as store:
        assert catalogues(store) == [("kurser.csv", WHOLE)]


def test_a_changed_catalogue_takes_the_place_of_the_old_one(store: Store) -> None:
    store.put([KURSER], {KURSER[0].id: WHOLE})
    smaller = Catalogue(educations=(education(),))
    store.put([KURSER], {KURSER[0].id: smaller})
    assert catalogues(store) == [("kurser.csv", smaller)]


def test_a_removed_document_takes_its_catalogue_along(store: Store) -> None:
    store.put([KURSER, ANDRA], {KURSER[0].id: WHOLE, ANDRA[0].id: Catalogue()})
    store.remove([KURSER[0].id])
    assert catalogues(store) == [("andra.csv", Catalogue())]


def test_versions_change_with_catalogues_alone(store: Store) -> None:
    store.put([KURSER], {KURSER[0].id: WHOLE})
    before = store.catalogue_versions()
    store.put([RAPPORT])
    assert store.catalogue_versions() == before
    store.put([KURSER], {KURSER[0].id: WHOLE})
    assert store.catalogue_versions() != before
