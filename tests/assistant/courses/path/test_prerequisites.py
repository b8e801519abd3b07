"""What an eligibility text asks for, in its own words and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.course_names import load_course_names
from assistant.courses.occupations import Occupations, load_occupations
from assistant.courses.path.prerequisites import (
    Prerequisite,
    PrerequisiteReader,
    RequirementKind,
)

BASIC = "på grundläggande nivå"


NAMES = load_course_names()
READER = PrerequisiteReader(NAMES, load_occupations())


def named(text: str, reader: PrerequisiteReader = READER) -> list[Prerequisite]:
    return [found for found in reader.read(text) if found.choices]


def asked(text: str) -> list[list[str]]:
    return [[m.name for m in found.choices] for found in named(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Godkänt betyg i Svenska 1", [["Svenska 1"]]),
        ("Engelska 6", [["Engelska 6"]]),
        ("Ma 1b, Sv 2, Eng 6", [["Matematik 1b"], ["Svenska 2"], ["Engelska 6"]]),
        ("Matematik 2a, 2b eller 2c", [["Matematik 2a", "Matematik 2b", "Matematik 2c"]]),
        ("Matematik 1a/1b/1c", [["Matematik 1a", "Matematik 1b", "Matematik 1c"]]),
        ("Matematik nivå 2a eller b", [["Matematik nivå 2a", "Matematik nivå 2b"]]),
        ("Matematik – fortsättning nivå 1b", [["Matematik – fortsättning nivå 1b"]]),
        ("Omvårdnad 1 och 2", [["Omvårdnad 1"], ["Omvårdnad 2"]]),
        ("Biologi 1 och Kemi 1", [["Biologi 1"], ["Kemi 1"]]),
        ("Svenska/Svenska som andraspråk 2", [["Svenska 2", "Svenska som andraspråk 2"]]),
        ("Hälsopedagogik, Medicin 1", [["Medicin 1"]]),
        ("grundläggande svenska", [[f"Svenska {BASIC}"]]),
        (f"svenska eller engelska {BASIC}", [[f"Svenska {BASIC}", f"Engelska {BASIC}"]]),
        (
            "svenska, engelska och matematik från grundskolan",
            [[f"Svenska {BASIC}"], [f"Engelska {BASIC}"], [f"Matematik {BASIC}"]],
        ),
        ("Matematik, nationell delkurs 3", [["Matematik, delkurs 3"]]),
        ("Sfi kurs C eller D", [["SFI kurs C", "SFI kurs D"]]),
        ("Betyg i svenska för invandrare (sfi) kurs 3D", [["SFI kurs D"]]),
        (
            "Grundläggande behörighet och Matematik 2",
            [["grundläggande behörighet"], ["Matematik 2"]],
        ),
        ("Gymnasieexamen eller motsvarande", [["gymnasieexamen"]]),
        ("Slutbetyg från grundskolan", [["grundskola"]]),
        ("Betyg i Svenska 2. Engelska 5 krävs inte. Matematik 1", [["Svenska 2"], ["Matematik 1"]]),
        ("Undersköterskeexamen eller motsvarande", [["Undersköterska"]]),
        ("Du är legitimerad sjuksköterska", [["Sjuksköterska"]]),
        ("Godkänt betyg i\n- Svenska 1\n- Engelska 5", [["Svenska 1"], ["Engelska 5"]]),
    ],
)
def test_what_a_text_asks_for(text: str, names: list[list[str]]) -> None:
    assert asked(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Inga särskilda förkunskaper.",
        "Engelska 5 krävs inte.",
        "Det finns inga krav på Matematik 2.",
        "Kursen ger grundläggande behörighet.",
        "Efter kursen kan du söka Engelska 6.",
        "Du som saknar gymnasieexamen kan söka.",
        "Engelska 5 motsvarar den äldre kursen Engelska A.",
        "B-körkort och två års erfarenhet som undersköterska.",
        "Kursen är på 100 poäng. Matematik, 2 år. Svenska 50 %.",
        "Vuxenutbildning i Sundsvall. Grundutbildning.",
    ],
)
def test_what_is_not_asked_is_not_read(text: str) -> None:
    assert asked(text) == []


def test_the_words_and_their_sentence_are_told() -> None:
    text = "Sök i tid. Du behöver Svenska 1 eller 2. Välkommen!"
    (found,) = named(text)
    first, last = found.choices[0], found.choices[-1]
    assert text[first.start : last.end] == "Svenska 1 eller 2"
    assert found.sentence == "Du behöver Svenska 1 eller 2."
    assert not found.advised


def test_what_is_only_recommended_is_marked() -> None:
    required, advised = READER.read("Svenska 1 krävs. Matematik 1a rekommenderas.")
    assert (required.advised, advised.advised) == (False, True)


def test_an_education_is_read_by_its_occupation_only_where_those_are_known() -> None:
    none = PrerequisiteReader(NAMES, Occupations((), frozenset()))
    assert named("Undersköterskeexamen", none) == []
    (found,) = named("Undersköterskeexamen")
    assert found.choices[0].kind is RequirementKind.EDUCATION


PIECES = st.sampled_from(
    "Svenska|Svenska som andraspråk|Matematik| 1| 2b|, |/| eller | och |nivå 2|delkurs 3|sfi|kurs D"
    "|på grundläggande nivå|grundläggande behörighet|.|\n|undersköterskeexamen|(|)|inte"
    "|rekommenderas|1a, 1b eller 1c|grundskolan| ".split("|")
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=14).map("".join))
def test_every_span_is_verbatim_and_in_order(text: str) -> None:
    last = 0
    for found in named(text):
        first, end = found.choices[0].start, found.choices[-1].end
        assert text[first:end] != ""
        assert text[first:end] in found.sentence
        assert found.sentence in text
        assert first >= last
        last = end
        assert all(first <= one.start < one.end <= end for one in found.choices)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    READER.read(text)
