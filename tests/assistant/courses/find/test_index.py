"""Which educations the words for a subject mean."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.courses.find.evidence import GOOD, NEARLY_BEST, CourseEvidence
from assistant.courses.find.index import CourseIndex
from assistant.courses.find.knowledge import EverydayWords
from assistant.courses.occupations import load_occupations
from corpus.courses import Level
from corpus.data_files import rows
from corpus.lexicon import load_lexicon
from tests.assistant.courses.known import shelf
from tests.assistant.courses.path.made import course

NAMES = (
    "Svenska 1",
    "Svenska som andraspråk 1",
    "Svenska som andraspråk, grundläggande nivå",
    "Matematik 1b",
    "Matematik 2b",
    "Matematik nivå 2c",
    "Engelska 5",
    "Engelska 6",
    "Undersköterska",
    "Undersköterska med språkstöd",
    "Specialistundersköterska, äldre",
    "Kock med säsongsanpassning",
    "Svetsare",
    "Barnskötare",
    "Svenska för invandrare, kurs B",
    "Svenska för invandrare, kurs C",
    "Medicinsk sekreterare",
    "Systemutvecklare",
    "Utbildning i bildanalys",
    "IT-tekniker",
    "Maskinförare i skogsbruk",
)
TOLD: dict[str, dict[str, Any]] = {
    "Systemutvecklare": {"subjects": ("Data/IT", "Språk - Kinesiska")},
    "Medicinsk sekreterare": {"description": "Du lär dig journalföring och bokning."},
    "Svetsare": {"code": "SVE0800"},
}
OCCUPATIONS = load_occupations()
INDEX = CourseIndex([course(name, **TOLD.get(name, {})) for name in NAMES], OCCUPATIONS)
LEXICON = load_lexicon()
WORDS = EverydayWords([("matte", "=matematik"), ("sfi", "=svenska för invandrare")])
EVIDENCE = CourseEvidence(INDEX, WORDS, LEXICON, OCCUPATIONS)


def meant(subject: str, evidence: CourseEvidence = EVIDENCE) -> list[str]:
    """The names of those that answer to enough of a subject, nearly as well as the best of them."""
    scores = evidence.scores(subject)
    best = float(scores.max(initial=0))
    good = [
        n for n in np.argsort(-scores, kind="stable") if scores[n] >= max(GOOD, NEARLY_BEST * best)
    ]
    return [INDEX.educations[n].name for n in good]


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("svenska 1", {"Svenska 1"}),
        ("svenska som andraspråk 1", {"Svenska som andraspråk 1"}),
        ("matematik 2", {"Matematik 2b", "Matematik nivå 2c"}),
        ("matematik nivå 2b", {"Matematik 2b"}),
        ("matte 2b", {"Matematik 2b"}),
        ("mattekurser", {"Matematik 1b", "Matematik 2b", "Matematik nivå 2c"}),
        ("engelska 5 och 6", {"Engelska 5", "Engelska 6"}),
        ("engelska 5 eller svenska 1", {"Engelska 5", "Svenska 1"}),
        ("engelska 7", set()),
        ("svetsutbildning", {"Svetsare"}),
        ("kockutbildning", {"Kock med säsongsanpassning"}),
        ("svetsning", {"Svetsare"}),
        ("barnskotare", {"Barnskötare"}),
        ("sfi c", {"Svenska för invandrare, kurs C"}),
        ("it-tekniker", {"IT-tekniker"}),
        ("bild", {"Utbildning i bildanalys"}),
        ("maskiner i skogen", {"Maskinförare i skogsbruk"}),
        ("undersköterska", {"Undersköterska", "Undersköterska med språkstöd"}),
        ("undersköterskeutbildning", {"Undersköterska", "Undersköterska med språkstöd"}),
        ("kinesiska", {"Systemutvecklare"}),
        ("honung", set()),
        ("usk", {"Undersköterska", "Undersköterska med språkstöd"}),
        ("journalföring", set()),
        ("astronaut", set()),
        ("", set()),
    ],
)
def test_a_subject_means(subject: str, names: set[str]) -> None:
    assert set(meant(subject)) == names


def test_the_whole_name_comes_before_a_part_of_one() -> None:
    assert meant("undersköterska") == ["Undersköterska", "Undersköterska med språkstöd"]


def test_a_text_alone_makes_an_education_the_nearest_and_not_the_one_meant() -> None:
    scores = EVIDENCE.scores("journalföring")
    assert INDEX.educations[int(scores.argmax())].name == "Medicinsk sekreterare"
    assert 0 < scores.max() < GOOD


def test_what_is_near_is_not_told_as_called_so() -> None:
    words = EverydayWords([("hemsida;hemsidor", "systemutvecklare;bildanalys")])
    evidence = CourseEvidence(INDEX, words, LEXICON, OCCUPATIONS)
    assert meant("hemsidor", evidence) == ["Systemutvecklare", "Utbildning i bildanalys"]
    assert GOOD <= evidence.scores("hemsida").max() < NEARLY_BEST
    assert evidence.names_a_field("hemsidan")


def test_two_words_may_mean_what_neither_does_and_a_meaning_may_be_an_occupation() -> None:
    table = [("sociala medier", "bildanalys"), ("gamlingar", "undersköterska")]
    evidence = CourseEvidence(INDEX, EverydayWords(table), LEXICON, OCCUPATIONS)
    assert meant("sociala medierna", evidence) == ["Utbildning i bildanalys"]
    assert meant("medier", evidence) == []  # it is no word that is left without its ending
    assert meant("sociala-medier", evidence) == ["Utbildning i bildanalys"]
    assert meant("gamlingar", evidence) == meant("undersköterska")


def test_each_word_of_two_may_have_another_ending() -> None:
    evidence = CourseEvidence(
        INDEX, EverydayWords([("söka jobb", "bildanalys")]), LEXICON, OCCUPATIONS
    )
    assert meant("söker jobbet", evidence) == ["Utbildning i bildanalys"]


def test_a_word_is_not_met_by_one_that_only_begins_like_it() -> None:
    names = ("CAD-konstruktör", "Bildkonst", "Moderna språk 1", "Modedesign")
    index = CourseIndex([course(name) for name in names], OCCUPATIONS)
    evidence = CourseEvidence(index, WORDS, LEXICON, OCCUPATIONS)
    met = {
        word: [names[n] for n in np.flatnonzero(evidence.scores(word))]
        for word in ("konst", "mode", "moderna")
    }
    assert met == {"konst": ["Bildkonst"], "mode": ["Modedesign"], "moderna": ["Moderna språk 1"]}


def test_no_everyday_word_stands_twice() -> None:
    words = Counter(
        word
        for row in rows("everyday_words.tsv", "assistant.courses.find")
        for word in row[0].split(";")
    )
    assert [word for word, times in words.items() if times > 1] == []


def test_no_word_is_required_and_a_rare_one_counts_for_more() -> None:
    scores = dict(zip(NAMES, EVIDENCE.scores("svenska med säsongsanpassning"), strict=True))
    assert scores["Kock med säsongsanpassning"] > scores["Svenska 1"] > scores["Svetsare"] == 0


def test_codes_are_known_in_small_letters_too() -> None:
    assert INDEX.with_code("sve0800") == [NAMES.index("Svetsare")]


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for(subject: str) -> None:
    scores = EVIDENCE.scores(subject)
    assert len(scores) == len(NAMES)
    assert ((scores >= 0) & (scores <= 1.001)).all()


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), unique=True))
def test_every_name_is_found_by_itself(names: list[str]) -> None:
    index = CourseIndex([course(name) for name in names], OCCUPATIONS)
    evidence = CourseEvidence(index, WORDS, LEXICON, OCCUPATIONS)
    for number, name in enumerate(names):
        assert evidence.scores(name)[number] >= GOOD


def known(*names: str) -> CourseEvidence:
    """Some names, weighed with all that the program knows."""
    level = Level.HIGHER_VOCATIONAL
    return shelf([course(name, level=level) for name in names]).evidence


@pytest.mark.parametrize(
    ("subject", "called", "other"),
    [
        pytest.param("bygglov", "Bygglovshandläggare", "Bygg och anläggning", id="no ending"),
        pytest.param("tullen", "Tullspecialist", "Internationell speditör", id="by its name"),
        pytest.param("programmera robotar", "Robottekniker", "Systemutvecklare", id="known whole"),
        pytest.param("egen behörighet", "Auktoriserad elinstallatör", "Allmän kurs", id="together"),
    ],
)
def test_what_is_called_so_is_ahead_of_what_has_to_do_with_it(
    subject: str, called: str, other: str
) -> None:
    one, two = known(called, other).scores(subject)
    assert one >= GOOD
    assert two < (one if one < NEARLY_BEST else NEARLY_BEST)


def test_a_compound_that_nobody_has_is_near_what_it_begins_with() -> None:
    nursing, coding = known("Onkologi och cancervård", "Systemutvecklare").scores("cancersviten")
    assert 0 < nursing < GOOD
    assert coding == 0


def test_a_swedish_word_is_no_misspelt_name() -> None:
    software = known("Advanced Software Developer")
    assert software.scores("sofware").max() > 0
    assert software.scores("sotare").max() == 0


def test_what_is_known_to_be_studied_outweighs_a_common_word_in_a_name() -> None:
    relations, women = known("Internationella relationer", "Världens kvinnor").scores(
        "eu och krig i världen"
    )
    assert relations > women


def test_a_short_subject_may_be_written_together_with_its_number() -> None:
    one, other = known("Matematik 2b", "Matematik 1b").scores("ma2b")
    assert one >= NEARLY_BEST
    assert other == 0
