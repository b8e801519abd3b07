"""The way to an occupation in plain words."""

from __future__ import annotations

from assistant.courses.path.prose import summary
from tests.assistant.courses.path.made import NURSING, course, way


def test_missing_facts_are_said_to_be_missing() -> None:
    told = way("kock", [course("Kock", held={})]).text
    for fact in ("Tid", "Takt", "Start", "Sök senast", "Behörighet"):
        assert f"{fact}: framgår inte av källan" in told


def test_the_words_are_a_numbered_list_with_sources() -> None:
    told = way("undersköterska", NURSING).text.splitlines()
    assert told[0] == "Vägen till undersköterska"
    assert [line[0] for line in told if line[0].isdigit()] == ["1", "2", "3", "4", "5"]
    assert "     Källa: k.csv, rad 2" in told
    assert "     Tid: 20 veckor. Takt: 50 procent." in told
    assert "     Start: 2027-01-18. Ort: Sundsvall." in told


def test_a_few_lines_name_the_first_educations_and_who_decides() -> None:
    steps, notes, decides = summary(way("undersköterska", NURSING)).split("\n\n")
    assert steps.splitlines()[4] == (
        "4. Utbildning: Undersköterska. "
        "Undersköterska (Sundsvall, start 18 januari 2027, 20 veckor)"
    )
    assert "Vägvis egen lista över yrken" in notes
    assert decides.startswith("Studie- och yrkesvägledaren avgör")
