"""Which occupation a question names or describes, and what the list says of each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.occupation_list import Occupation
from assistant.courses.occupations import load_occupations
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
        ("bli skeppsläkare", "Läkare"),
        ("lastbilschaför", "Lastbilsförare"),
        ("brandmännen", "Brandman"),
        ("Berätta om elektrikeryrket", "Elektriker"),
        ("hur blir man rörmokare", "VVS-montör"),
        ("utbildning till läkarsekreterare", "Medicinsk sekreterare"),
        ("jag vill bli dagisfröken", "Barnskötare"),
        ("hur blir man plåtis", "Fotograf"),
        ("dagmamma", "Dagbarnvårdare"),
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
        "Kan en regionutvecklare söka?",
        "Jag vet inte vad jag ska läsa",
        "How does it work?",
        "",
    ],
)
def test_no_occupation_is_made_up(question: str) -> None:
    assert OCCUPATIONS.find(question) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Jag drömmer om att köra tåg", "Lokförare"),
        ("kul att få köra ett riktigt tåg nån gång", "Lokförare"),
        ("Hur blir jag en sån som kör tågen?", "Lokförare"),
        ("gillar att meka med bilar", "Fordonsmekaniker"),
        ("jag vill flyga drönare", "Drönarpilot"),
        ("något där man lagar mat", "Kock"),
        ("vill ta hand om gamla", "Vårdbiträde"),
        ("jag vill programmera", "Systemutvecklare"),
    ],
)
def test_what_people_do_in_an_occupation_tells_of_it(question: str, name: str) -> None:
    mention = OCCUPATIONS.find(question)
    assert mention is not None
    assert not mention.certain
    assert name in [one.name for one in (mention.occupation, *mention.others)]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Jag vill jobba med barn", ["Barnskötare", "Förskollärare", "Elevassistent"]),
        ("ett arbete med barn i Sundsvall", ["Barnskötare", "Förskollärare"]),
        ("hålla på och jobba med många djur", ["Djurskötare", "Veterinär"]),
        ("vill arbeta med data", ["Dataanalytiker", "Systemutvecklare"]),
    ],
)
def test_several_occupations_share_what_people_do(question: str, names: list[str]) -> None:
    doing = [occupation.name for occupation in OCCUPATIONS.doing(question)]
    assert doing[0] == names[0]
    assert set(names) <= set(doing)
    mention = OCCUPATIONS.find(question)
    assert mention is not None
    assert [mention.occupation.name, *(one.name for one in mention.others)] == doing


def test_a_named_occupation_comes_before_what_people_do() -> None:
    mention = OCCUPATIONS.find("jag är kock men vill jobba med barn")
    assert mention is not None
    assert (mention.occupation.name, mention.certain, mention.others) == ("Kock", True, ())


@pytest.mark.parametrize(
    "question",
    [
        "Tåget kom sent och jag körde fast",
        "Vilka jobb finns det? Alla barn ska lyckas",
        "Vad heter räknaren i rapporten?",
        "djur",
    ],
)
def test_words_that_do_not_belong_together_tell_of_nothing(question: str) -> None:
    assert OCCUPATIONS.doing(question) == ()


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


def test_what_several_do_is_suggested_and_none_is_chosen() -> None:
    suggested = [one.name for one in OCCUPATIONS.suggest("jobba med barn")]
    assert suggested[0] == "Barnskötare"
    assert len(suggested) == 3


def test_an_unknown_occupation_has_suggestions_and_nonsense_has_none() -> None:
    assert "Fysiker" in [o.name for o in OCCUPATIONS.suggest("fysikern")]
    assert OCCUPATIONS.suggest("qwxz") == ()
    assert len(OCCUPATIONS.suggest("läkare tandläkare lärare snickare målare")) == 3


@pytest.mark.parametrize("occupation", ALL, ids=lambda occupation: occupation.name)
def test_every_name_is_found_with_and_without_dots(occupation: Occupation) -> None:
    mention = OCCUPATIONS.find(occupation.name)
    assert mention is not None
    assert mention.occupation is occupation
    assert OCCUPATIONS.find(undot(occupation.name)) is not None


@pytest.mark.parametrize("occupation", ALL, ids=lambda occupation: occupation.name)
def test_an_occupation_is_found_by_all_its_names_and_tasks(occupation: Occupation) -> None:
    for name in (*occupation.also, *occupation.english):
        mention = OCCUPATIONS.find(name)
        assert mention is not None
        assert mention.occupation is occupation, name
    for task in occupation.tasks:
        mention = OCCUPATIONS.find(f"Jag vill {task}")
        assert mention is not None
        assert occupation in (mention.occupation, *mention.others), task


@given(st.text(max_size=80))
def test_no_question_breaks_it(question: str) -> None:
    named = OCCUPATIONS.find(question)
    assert named is None or named.occupation in ALL
    OCCUPATIONS.suggest(question)
    assert set(OCCUPATIONS.doing(question)) <= set(ALL)


def test_the_list_is_whole() -> None:
    names = [occupation.name for occupation in ALL]
    assert len(names) >= 500
    assert len(set(names)) == len(names)
    for occupation in ALL:
        assert occupation.ssyk is None or re.fullmatch(r"\d{2,4}", occupation.ssyk)
        assert (occupation.licence is None) == (occupation.authority is None), occupation.name
        assert all(term.words.strip() for term in occupation.terms)
        assert "!" not in "".join(occupation.also)
        assert 2 <= len(occupation.tasks) <= 6, occupation.name
        assert all(task == task.lower() for task in occupation.tasks)
        assert all(re.match(r"\w*[aåäöy]\b|(?:form)?ge\b", task) for task in occupation.tasks)
        assert re.fullmatch(r"[a-zåäö]+", occupation.field)
    assert len({occupation.field for occupation in ALL}) <= 40


def test_a_regulated_occupation_names_its_authority_and_no_address() -> None:
    by_name = {occupation.name: occupation for occupation in ALL}
    for name in ("Läkare", "Sjuksköterska", "Psykolog"):
        assert by_name[name].authority == "Socialstyrelsen"
    assert by_name["Förskollärare"].authority == "Skolverket"
    assert not any("http" in f"{o.note}{o.authority}{o.licence}" for o in ALL)
