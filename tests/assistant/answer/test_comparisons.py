"""Things that a question compares: places and projects, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.settings import Settings
from ingest.pipeline import ingest

VISITS = """\
# Kompetensbesöken

## Kramfors

I Kramfors fick 120 företag besök. De flesta ville ha fler sökande.

## Sollefteå

I Sollefteå fick 45 företag besök, fler än året före.

## Timrå

I Timrå fick 80 företag besök. Hälften av dem hade sökt personal.
"""

TOWNS = """\
# Läget i två kommuner

## Kramfors

I Kramfors bor 18 010 invånare. Arbetslösheten i Kramfors är 7,2 procent.

## Timrå

I Timrå bor 17 640 invånare. Arbetslösheten i Timrå är 6,5 procent.
"""


def asked(folder: Path, question: str, *texts: str) -> Answer:
    """The answer to a question over texts, each a document."""
    paths = [folder / f"{number}.md" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    with open_app(Settings(data=folder / "store"), "tests") as app:
        ingest(paths, app.store)
        return answer(app.answering, Question(question=question))


def test_each_thing_is_asked_of_each_name_that_is_compared(tmp_path: Path) -> None:
    question = "Hur många företag fick besök i Kramfors respektive Timrå förra hösten?"
    reply = asked(tmp_path, question, VISITS)
    assert "120 företag" in reply.text
    assert "80 företag" in reply.text
    assert "45 företag" not in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "Jämför Kramfors och Timrå: hur många invånare finns och hur hög är arbetslösheten?",
        "Hur många bor i Kramfors och Timrå och hur hög är arbetslösheten i respektive kommun?",
    ],
)
def test_several_things_are_asked_of_each_name_that_is_compared(
    tmp_path: Path, question: str
) -> None:
    reply = asked(tmp_path, question, TOWNS)
    for figure in ("18 010", "17 640", "7,2 procent", "6,5 procent"):
        assert figure in reply.text


def test_what_one_thing_that_is_asked_lacks_is_not_lacking_altogether(tmp_path: Path) -> None:
    question = "Hur många invånare finns i Kramfors respektive Timrå, och vem är rektor?"
    reply = asked(tmp_path, question, TOWNS)
    assert "18 010" in reply.text
    assert "inget om" not in reply.text


def test_what_two_projects_tell_of_themselves_is_compared(tmp_path: Path) -> None:
    texts = (
        f"# Projektet {name}\n\nTotal projektbudget: {budget} kr\n\nFler ska studera.\n"
        for name, budget in (("LYFTET", "1 250 000"), ("BRYGGAN", "300 000"))
    )
    reply = asked(tmp_path, "Vad kostade LYFTET jämfört med BRYGGAN?", *texts)
    assert "1 250 000 kr" in reply.text
    assert "300 000 kr" in reply.text


def test_a_question_about_each_place_is_asked_of_those_that_are_named(tmp_path: Path) -> None:
    reply = asked(tmp_path, "Hur många företag fick besök i respektive kommun?", VISITS)
    assert reply.status is Status.PARTLY
    for count in ("120 företag", "45 företag", "80 företag"):
        assert count in reply.text


WORDS = """\
# Två vägar till betyg

Här står det om hur du kan få papper på det du kan. Boka gärna tid hos en vägledare först.

## Prövning

En prövning är ett sätt att få betyg utan att gå kursen. Du anmäler dig sex veckor före.

## Validering

Validering betyder att någon tar reda på vad du kan och skriver ner det. Det är gratis.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Vad är skillnaden på validering och prövning?",
        "Vad är det för skillnad mellan en prövning och en validering?",
        "Hur skiljer sig validering från prövning?",
    ],
)
def test_of_words_that_are_told_apart_each_is_explained(tmp_path: Path, question: str) -> None:
    reply = asked(tmp_path, question, WORDS)
    assert reply.status is Status.ANSWERED
    assert "sätt att få betyg utan att gå kursen" in reply.text
    assert "någon tar reda på vad du kan" in reply.text


def test_what_is_explained_alone_tells_no_difference(tmp_path: Path) -> None:
    reply = asked(tmp_path, "Vad är skillnaden på validering och jämställdhet?", WORDS)
    assert reply.status is not Status.ANSWERED
