from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.places import load_gazetteer, place_names

GAZETTEER = load_gazetteer()


def test_every_municipality_is_there_once_with_its_county() -> None:
    municipalities = GAZETTEER.municipalities
    assert len({m.code for m in municipalities}) == len({m.name for m in municipalities}) == 290
    counted = Counter(m.county for m in municipalities)
    assert set(counted) == set(GAZETTEER.counties)
    assert len(counted) == 21
    assert counted["Västra Götaland"] == 49
    assert counted["Gotland"] == 1
    assert counted["Västernorrland"] == 7


def test_every_seat_lies_in_sweden() -> None:
    for m in GAZETTEER.municipalities:
        assert 55 < m.latitude < 69, m
        assert 10.9 < m.longitude < 24.2, m


@pytest.mark.parametrize(
    ("name", "municipality"),
    [
        ("Sundsvall", "Sundsvall"),
        ("sundsvall", "Sundsvall"),
        ("Sundsvalls kommun", "Sundsvall"),
        ("2281", "Sundsvall"),
        ("Stockholms stad", "Stockholm"),
        ("Borås", "Borås"),
        ("Borås stad", "Borås"),
        ("Åre", "Åre"),
        ("ornskoldsvik", "Örnsköldsvik"),
        ("Ostersund", "Östersund"),
        ("Upplands Bro", "Upplands-Bro"),
        ("Gothenburg", "Göteborg"),
        ("Fränsta", "Ånge"),
        ("Nyland", "Kramfors"),
        ("Mellansel", "Örnsköldsvik"),
        ("Matfors", "Sundsvall"),
        ("Junsele", "Sollefteå"),
        ("Visby", "Gotland"),
        ("Huskvarna", "Jönköping"),
    ],
)
def test_a_place_is_found_by_name_or_code(name: str, municipality: str) -> None:
    found = GAZETTEER.municipality(name)
    assert found is not None
    assert found.name == municipality


def test_a_place_that_does_not_exist_is_not_found() -> None:
    assert GAZETTEER.municipality("Narnia") is None
    assert GAZETTEER.municipality("") is None
    assert GAZETTEER.place("Narnia") is None
    assert GAZETTEER.near("Narnia") == []


@pytest.mark.parametrize(
    ("name", "county"),
    [
        ("Västernorrlands län", "Västernorrland"),
        ("västernorrland", "Västernorrland"),
        ("Norrbottens län", "Norrbotten"),
        ("Dalarnas län", "Dalarna"),
        ("Kalmar län", "Kalmar"),
        ("Region Skåne", "Skåne"),
        ("vastra gotaland", "Västra Götaland"),
        ("Sörmland", "Södermanland"),
        ("Narnias län", None),
    ],
)
def test_a_county_is_named_without_lan(name: str, county: str | None) -> None:
    assert GAZETTEER.county(name) == county


def test_places_are_named_as_they_are_spelt() -> None:
    assert GAZETTEER.place("OSTERSUND") == "Östersund"
    assert GAZETTEER.place("fränsta") == "Fränsta"


def test_neighbours_come_nearest_first() -> None:
    near = GAZETTEER.near("Sundsvall")
    assert [n.municipality.name for n in near] == ["Timrå", "Härnösand", "Nordanstig"]
    assert 9 < near[0].km < 15
    assert [n.municipality for n in GAZETTEER.near("Matfors")] == [n.municipality for n in near]


@given(st.text())
def test_any_name_is_answered(name: str) -> None:
    found = GAZETTEER.municipality(name)
    assert found is None or found in GAZETTEER.municipalities
    assert (GAZETTEER.place(name) is None) == (found is None) or name.strip().isdigit()
    GAZETTEER.county(name)


def test_the_names_of_places_are_those_that_the_gazetteer_knows() -> None:
    names, gazetteer = place_names(), load_gazetteer()
    assert {"gbg", "ö vik", "fränsta", "fransta", "upplands väsby"} <= names
    assert all(gazetteer.place(name) or gazetteer.place(name.replace(" ", "-")) for name in names)
    assert {"sörmland", "län"}.isdisjoint(names)
