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


def test_what_announces_a_list_stands_before_the_item_that_surely_answers(tmp_path: Path) -> None:
    duties = (
        "lärarna anpassar undervisningens upplägg efter elevernas skiftande behov",
        "elevernas inflytande på verksamhetens former gynnas i det dagliga arbetet",
        "resurser fördelas efter behov och att det går att följa hur de används",
        "personalen får den fortbildning som arbetet kräver under läsåret",
        "samarbetet med arbetslivet utvecklas så att utbildningen har god kvalitet",
        "den som behöver särskilt stöd får det inom rimlig tid efter antagningen",
        "elever med annat modersmål får möta undervisning som tar hänsyn till det",
        "kontakter tas med andra skolor och med universitet och högskolor i länet",
        "läromedel av god kvalitet finns på alla orter där det ges undervisning",
        "studievägledningen organiseras så att alla får information inför sina val",
    )
    text = (
        "# Läroplan\n\n## Rektorns ansvar\n\nRektorn har ett särskilt ansvar för att\n\n"
        + "".join(f"- {duty} i {town},\n" for town in ("Eksele", "Norråsa") for duty in duties[:-1])
        + f"- {duties[-1]},\n"
    )
    (reply,) = replies(tmp_path, {"plan.md": text}, "Vem ansvarar för studievägledningen?")
    told = reply["text"]
    assert "studievägledningen organiseras" in told
    assert "Rektorn har ett särskilt ansvar" in told
    assert told.index("Rektorn har") < told.index("studievägledningen organiseras")


def test_who_can_have_something_is_answered_by_no_name(tmp_path: Path) -> None:
    text = (
        "# Nytt omställningsstöd\n\nRegeringen föreslår ett nytt omställningsstöd. Ministern Karin "
        "Ek presenterade omställningsstödet i maj.\n\nOmställningsstödet lämnas till den som är "
        "mellan 27 och 60 år och har arbetat i minst åtta år.\n"
    )
    questions = "Vem kan få omställningsstöd?", "Vem presenterade omställningsstödet?"
    group, somebody = replies(tmp_path, {"stöd.md": text}, *questions)
    assert "mellan 27 och 60 år" in group["text"]
    assert [quote["quote"] for quote in somebody["citations"]] == [
        "Ministern Karin Ek presenterade omställningsstödet i maj."
    ]
