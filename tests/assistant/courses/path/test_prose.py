"""The way to an occupation in plain words."""

from __future__ import annotations

from assistant.courses.path.prose import numbered_steps
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


def test_a_line_of_a_step_names_its_first_educations() -> None:
    assert numbered_steps(way("undersköterska", NURSING))[3] == (
        "4. Utbildning: Undersköterska. "
        "Undersköterska (Sundsvall, start 18 januari 2027, 20 veckor)"
    )
