"""What documents call one thing and people another: everyday words, and prices without figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.answer.test_small_stores import replies

RULES = """# Regler vid Björkby vuxenutbildning

## Vad händer om jag är borta mycket?

Den som är frånvarande i fyra veckor räknas som avbrott. Läraren tar alltid kontakt först.

## Uppehåll

Ett studieuppehåll på ett år innebär att du behåller din plats.

## Stöd

Den som har dyslexi kan låna inlästa läromedel.

## Utrustning

Skyddskläder lånas ut av skolan. Elevhem finns vid sjön.

## Betyg

Äldre betyg finns i kommunarkivet. De nya betygsstegen införs nästa år.

## Företag

En fjärdedel av företagarna planerar ett ägarskifte. Många små företag saknar personalavdelning.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("jag orkar inte plugga, kan jag ta paus?", "Ett studieuppehåll på ett år"),
        ("Jag läser långsamt och stavar fel, vad gör jag?", "inlästa läromedel"),
        ("Kan man bo på skolan?", "Elevhem finns vid sjön"),
        ("jag har tappat bort mina betyg från skolan, vad gör jag", "finns i kommunarkivet"),
        ("Hur stor del tänker lämna över firman?", "planerar ett ägarskifte"),
    ],
)
def test_everyday_words_lead_to_those_of_the_documents(
    tmp_path: Path, question: str, told: str
) -> None:
    (reply,) = replies(tmp_path, {"regler.md": RULES}, question)
    assert told in reply["text"].split("”")[1]


DECISIONS = """# Uppdrag till myndigheterna

## Brott

Polismyndigheten ska ta fram en plan. Kommunerna ska ta fram en karta.

## Stöd

Stödet till hågkomstresor blir 8 miljoner kronor. Stödet till museer blir 3 miljoner kronor.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vad ska snuten göra?", "Polismyndigheten ska ta fram"),
        ("Hur mycket får resor till koncentrationslägren?", "8 miljoner kronor"),
    ],
)
def test_everyday_words_lead_to_those_of_the_state(
    tmp_path: Path, question: str, told: str
) -> None:
    (reply,) = replies(tmp_path, {"uppdrag.md": DECISIONS}, question)
    assert reply["status"] == "answered"
    assert told in reply["text"].split("”")[1]


def test_what_costs_nothing_answers_what_it_costs(tmp_path: Path) -> None:
    text = (
        "# Börja med ett samtal\n\nEn vägledare hjälper dig att tänka. Samtalet är gratis och tar "
        "en timme. Före samtalet kan du prata med en vän.\n"
    )
    (reply,) = replies(tmp_path, {"a.md": text}, "Kostar det något att prata med en vägledare?")
    assert "Samtalet är gratis" in reply["text"].split("”")[1]


def test_the_nearest_is_shown_under_the_question_that_it_answers(tmp_path: Path) -> None:
    (reply,) = replies(tmp_path, {"regler.md": RULES}, "Vad kostar det att vara borta mycket?")
    assert reply["status"] == "not_found"
    assert (
        "Regler vid Björkby vuxenutbildning: Vad händer om jag är borta mycket? ”" in reply["text"]
    )
