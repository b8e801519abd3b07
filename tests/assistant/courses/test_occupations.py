"""Which occupation a question names, and what the list says of each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.occupations import Occupation, load_occupations
from corpus.dots import undot

OCCUPATIONS = load_occupations()
ALL = OCCUPATIONS.all


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Hur blir jag undersköterska?", "Undersköterska"),
        ("jag vill jobba som usk", "Undersköterska"),
        ("hur blir man underskoterska", "Undersköterska"),
        ("vill bli undersköterksa", "Undersköterska"),
        ("bli under sköterska", "Undersköterska"),
        ("Behövs det undersköterskor i Sundsvall?", "Undersköterska"),
        ("become a welder", "Svetsare"),
        ("How do I become a nurse?", "Sjuksköterska"),
        ("Jobba som it tekniker", "IT-tekniker"),
        ("utbildning till IT-tekniker", "IT-tekniker"),
        ("Vad gör studie- och yrkesvägledaren?", "Studie- och yrkesvägledare"),
        ("lärare i fritidshem eller lärare", "Lärare i fritidshem"),
        ("bli barnläkare", "Läkare"),
        ("lastbilschaför", "Lastbilsförare"),
        ("brandmännen", "Brandman"),
        ("Berätta om elektrikeryrket", "Elektriker"),
    ],
)
def test_an_occupation_is_known_however_it_is_written(question: str, name: str) -> None:
    named = OCCUPATIONS.find(question)
    assert named is not None
    assert named.occupation.name == name


@pytest.mark.parametrize(
    "question",
    [
        "Psykologi 1 på distans",
        "Kan jag läsa matematiken på kväll?",
        "Vad säger rapporten om vägledning?",
        "Vad är validering?",
        "Vem ansvarar för kompetenslyftet?",
        "Kan en verksamhetsutvecklare söka?",
        "Jag vet inte vad jag ska läsa",
        "How does it work?",
        "",
    ],
)
def test_no_occupation_is_made_up(question: str) -> None:
    assert OCCUPATIONS.find(question) is None


def test_it_is_told_whether_it_is_certain() -> None:
    certain, misspelt = OCCUPATIONS.find("Bli usk nu"), OCCUPATIONS.find("bli eletriker")
    assert certain is not None
    assert (certain.occupation.name, certain.certain) == ("Undersköterska", True)
    assert misspelt is not None
    assert (misspelt.occupation.name, misspelt.certain) == ("Elektriker", False)


def test_the_first_part_of_a_compound_names_an_occupation() -> None:
    for word in ("undersköterske", "sjuksköterske", "elektriker", "chefs", "lärar"):
        assert OCCUPATIONS.by_name(word) is not None
    assert OCCUPATIONS.by_name("gymnasie") is None


def test_an_unknown_occupation_has_suggestions_and_nonsense_has_none() -> None:
    assert "Fysiker" in [o.name for o in OCCUPATIONS.suggest("astronom")]
    assert OCCUPATIONS.suggest("qwxz") == ()
    assert len(OCCUPATIONS.suggest("läkare tandläkare lärare snickare målare")) == 3


@pytest.mark.parametrize("occupation", ALL, ids=lambda occupation: occupation.name)
def test_every_name_is_found_with_and_without_dots(occupation: Occupation) -> None:
    mention = OCCUPATIONS.find(occupation.name)
    assert mention is not None
    assert mention.occupation is occupation
    assert OCCUPATIONS.find(undot(occupation.name)) is not None


@given(st.text(max_size=80))
def test_no_question_breaks_it(question: str) -> None:
    named = OCCUPATIONS.find(question)
    assert named is None or named.occupation in ALL
    OCCUPATIONS.suggest(question)


def test_the_list_is_whole() -> None:
    names = [occupation.name for occupation in ALL]
    assert 250 <= len(names) <= 350
    assert len(set(names)) == len(names)
    for occupation in ALL:
        assert occupation.ssyk is None or re.fullmatch(r"\d{2,4}", occupation.ssyk)
        assert (occupation.licence is None) == (occupation.authority is None), occupation.name
        assert all(term.words.strip() for term in occupation.terms)
        assert "!" not in "".join(occupation.also)


def test_a_regulated_occupation_names_its_authority_and_no_address() -> None:
    by_name = {occupation.name: occupation for occupation in ALL}
    for name in ("Läkare", "Sjuksköterska", "Psykolog"):
        assert by_name[name].authority == "Socialstyrelsen"
    assert by_name["Förskollärare"].authority == "Skolverket"
    assert not any("http" in f"{o.note}{o.authority}{o.licence}" for o in ALL)
