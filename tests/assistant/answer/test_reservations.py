"""What is near and no answer, in a store of one short file, is told with a reservation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.answer.test_small_stores import replies

WELDING = """# Svetsutbildningen i Högåsa

Utbildningen börjar den 11 januari 2027 och är på heltid i 40 veckor.

Projektledaren Ylva Strand ska hitta företag som tar emot praktikanter. Nio företag har tackat ja.

Nästa vår gör svetsutbildningen ett uppehåll.

Rådet beslutade att tre företag ska få låna verkstaden på kvällarna.

Specialläraren bedömer stödet och rektor Tyra Lind fattar beslutet.
"""


def test_what_speaks_of_the_matter_and_names_nobody_is_told_with_a_reservation(
    tmp_path: Path,
) -> None:
    hosts, head = replies(
        tmp_path,
        {"svets.md": WELDING},
        "Vilka företag tar emot praktikanter?",
        "Vad heter rektorn?",
    )
    assert "tar emot praktikanter" in hosts["text"]
    assert (hosts["status"], head["status"]) == ("partly", "answered")


@pytest.mark.parametrize(
    "question",
    [
        "Är beslutet om verkstaden på kvällarna bindande?",
        "Måste jag ha gymnasiet för att gå svetsutbildningen på heltid?",
    ],
)
def test_yes_or_no_is_told_with_a_reservation_where_the_condition_is_not(
    tmp_path: Path, question: str
) -> None:
    plain, asked = replies(
        tmp_path, {"svets.md": WELDING}, "Får företagen låna verkstaden på kvällarna?", question
    )
    assert (plain["status"], asked["status"]) == ("answered", "partly")


def test_what_is_far_less_likely_is_not_told_beside_what_surely_answers(tmp_path: Path) -> None:
    (reply,) = replies(tmp_path, {"svets.md": WELDING}, "När börjar svetsutbildningen?")
    assert [quote["quote"] for quote in reply["citations"]] == [
        "Utbildningen börjar den 11 januari 2027 och är på heltid i 40 veckor."
    ]
