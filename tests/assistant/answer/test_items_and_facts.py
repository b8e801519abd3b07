"""One item of a list, and lines that tell a day or a sum without a colon."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.answer.test_drawn_figures import asked
from tests.assistant.answer.test_small_stores import replies

DELEGATION = """\
# Delegationsordning för vuxenutbildningen

## Inköp

Inköp får göras upp till följande belopp:

- rektor: 75 000 kronor
- verksamhetschef: 180 000 kronor
- förvaltningschef: 420 000 kronor

Hyresavtal tecknas efter samråd med fastighetsenheten.
"""
LETTER = """\
# Nyhetsbrev från Kompetensrådet

## Projektet Bryggan

Femton deltagare fick anställning under projektets sista halvår. De flesta började som vikarier.

## Samverkan

Åtta kommuner delar på kostnaden för den gemensamma vägledningscentralen.

## Slutdatum 31 augusti 2026

Projektet Bryggan finansieras av Europeiska socialfonden och regionen.
"""


def say(folder: Path, text: str, question: str) -> str:
    (folder / "a.md").write_text(text, encoding="utf-8")
    reply = asked(folder / "a.md", question)
    assert reply["status"] in {"answered", "partly"}, reply["text"]
    return str(reply["text"])


@pytest.mark.parametrize("mark", ["-", "1."])
@pytest.mark.parametrize("asker", ["verksamhetschef", "verksamhetschefen"])
def test_an_item_that_is_named_is_quoted_without_the_others(
    asker: str, mark: str, tmp_path: Path
) -> None:
    question = f"Upp till vilket belopp får {asker} göra inköp?"
    text = say(tmp_path, DELEGATION.replace("-", mark), question)
    assert "180 000" in text
    assert "75 000" not in text
    assert "420 000" not in text
    assert text.find("följande belopp") < text.find("180 000")


def test_a_list_that_is_asked_for_is_whole(tmp_path: Path) -> None:
    text = say(tmp_path, DELEGATION, "Upp till vilka belopp får inköp göras?")
    assert all(sum_ in text for sum_ in ("75 000", "180 000", "420 000"))


@pytest.mark.parametrize(
    "question", ["När slutar projektet Bryggan?", "Vilket slutdatum har projektet Bryggan?"]
)
def test_a_heading_that_is_a_day_and_what_it_is_of_answers(question: str, tmp_path: Path) -> None:
    assert "31 augusti 2026" in say(tmp_path, LETTER, question)


def test_what_asks_how_many_asks_for_no_sum(tmp_path: Path) -> None:
    question = "Hur många kommuner delar på kostnaden för vägledningscentralen?"
    assert "Åtta kommuner" in say(tmp_path, LETTER, question)


def test_a_week_in_order_answers_when(tmp_path: Path) -> None:
    text = (
        "# Riktlinjer för lärlingar\n\n## Ansökan\n\nAnsökan lämnas in senast den 2 maj 2027.\n\n"
        "## Uppföljning\n\nElevens närvaro följs upp under tredje veckan av läraren.\n"
    )
    (reply,) = replies(tmp_path, {"a.md": text}, "När följs elevens närvaro upp?")
    assert reply["status"] != "not_found"
    assert "under tredje veckan" in reply["text"].split("”")[1]


def test_of_one_label_that_counts_which_stands_under_what_is_asked_about(tmp_path: Path) -> None:
    page = (
        "# Sök till komvux i Ekby\n\n## Vuxenutbildningen\n\nBesöksadress: Kvarngatan 12, Ekby\n\n"
        "## Ekby kommun\n\nBesöksadress: Stora torget 1, Ekby\n"
    )
    asked = ("Vilken besöksadress har vuxenutbildningen?", "Vilken besöksadress har kommunen?")
    school, town = (reply["text"] for reply in replies(tmp_path, {"a.md": page}, *asked))
    assert "Kvarngatan 12" in school
    assert "Stora torget" not in school
    assert "Stora torget 1" in town
    assert "Kvarngatan" not in town
