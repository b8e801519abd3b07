"""Rows of one table that are called alike: only those of the group that is asked for answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.question import Question
from assistant.settings import Settings
from ingest.pipeline import ingest

PLACES = """\
# Platser i yrkesutbildning 2026

## Beslutade platser

| Kommun | Utbildning | Platser | Start |
| --- | --- | --- | --- |
| Norrvik | Industriteknik | 36 | 12 januari |
| Norrvik | Vård och omsorg | 54 | 19 januari |
| Hagsta | Vård och omsorg | 47 | 10 augusti |
| Lillån | Vård och omsorg | 33 | 12 januari |
| Lillån, forts. | Industriteknik | 22 | 10 augusti |
"""
HELP = """\
# Läxhjälp våren 2027

| Plats | Dag | Tid | Första gång |
| --- | --- | --- | --- |
| Tångens bibliotek | Måndag | 15.30–17.30 | 2027-01-11 |
| Hamnskolan | Tisdag | 14.30–16.00 | 2027-01-19 |
"""

MEETINGS = """\
# Öppna träffar om yrkesval

| Ort | Träff | Datum |
| --- | --- | --- |
| Hagsta | Rita ditt cv | 2027-01-18 |
| Hagsta | Fråga en svetsare | 2027-03-08 |
| Hagsta | Lär känna vården | 2027-03-22 |
| Norrvik | Prova på kök | 2027-03-15 |
"""

CARDS = """\
# Körsång och gitarr i Mossby

Hösten 2026 ger vi kurser i Gamla Mejeriet. Alla är välkomna, oavsett vad de kan.

Avgiften betalas senast fem vardagar före första gången.

## Gitarr nybörjare

Tisdagar 18–19.30

1 650 kr

Ledare: Bo Strand

## Gitarr fortsättning

Torsdagar 18–19.30

1 850 kr

Ledare: Maja Wik
"""


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("Hur många platser har Vård och omsorg i Lillån?", "33", ("54", "47")),
        ("Hur många platser har Vård och omsorg i Hagsta?", "47", ("54", "33")),
        ("Hur många platser har Industriteknik i Lillån?", "22", ("36", "33")),
        ("Vilket datum är första gången på Hamnskolan?", "2027-01-19", ("2027-01-11",)),
    ],
)
def test_the_row_of_the_group_that_is_asked_for_answers_alone(
    tmp_path: Path, question: str, told: str, others: tuple[str, ...]
) -> None:
    for name, text in (("platser.md", PLACES), ("laxhjalp.md", HELP)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        ingest([tmp_path / "platser.md", tmp_path / "laxhjalp.md"], app.store)
        text = answer(app.answering, Question(question=question)).text
    assert told in text
    assert not any(other in text for other in others)


CARDS_ASKED = [
    ("Vad kostar Gitarr nybörjare?", "Gitarr nybörjare: ”1 650 kr”"),
    ("Vem leder Gitarr fortsättning?", "Gitarr fortsättning: ”Ledare: Maja Wik”"),
    ("När ska avgiften betalas?", "”Avgiften betalas senast fem vardagar före första gången.”"),
]


@pytest.mark.parametrize(("question", "told"), CARDS_ASKED)
def test_a_value_alone_on_a_line_is_told_with_what_it_is_of(
    tmp_path: Path, question: str, told: str
) -> None:
    (tmp_path / "kurser.md").write_text(CARDS, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        ingest([tmp_path / "kurser.md"], app.store)
        text = answer(app.answering, Question(question=question)).text
    assert told in text


def test_a_row_is_told_from_those_of_other_chapters_by_its_number(tmp_path: Path) -> None:
    head = "| Nr | Åtgärd | Ansvarig | Kostnad |\n| --- | --- | --- | --- |\n"
    plan = (
        "# Åtgärdsplan för kommunerna i Ekhed\n\n"
        f"## Vägledning\n\n{head}| 1.3 | Utbildning av vägledare | Lärcentrum | 0,6 mnkr |\n"
        "| 1.4 | En ingång för alla | Regionkansliet | 1,4 mnkr |\n\n"
        f"## Lärlingar\n\n{head}| 3.1 | Tre samordnare | Vuxenskolan | 2,4 mnkr |\n"
        "| 3.2 | Stöd till handledare | Företagarna | 0,4 mnkr |\n"
    )
    (tmp_path / "plan.md").write_text(plan, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        ingest([tmp_path / "plan.md"], app.store)
        reply = answer(app.answering, Question(question="Vem ansvarar för åtgärd 1.4?"))
    assert "Regionkansliet" in reply.text
    assert "Vuxenskolan" not in reply.text
    assert "Lärcentrum" not in reply.text


@pytest.mark.parametrize("when", ["i mars 2027", "i mars"])
def test_a_month_is_met_by_the_days_that_stand_in_figures(tmp_path: Path, when: str) -> None:
    (tmp_path / "traffar.md").write_text(MEETINGS, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        ingest([tmp_path / "traffar.md"], app.store)
        text = answer(
            app.answering, Question(question=f"Vilka träffar hålls i Hagsta {when}?")
        ).text
    assert "svetsare" in text
    assert "vården" in text
    assert "cv" not in text
    assert "kök" not in text
