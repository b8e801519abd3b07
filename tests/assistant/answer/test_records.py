"""What a document tells of itself where no label does: its title page, or its entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import App, open_app
from assistant.bodies.answer import Status
from assistant.bodies.question import Question
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.answer.test_small_stores import replies

REPORT = """# Slutrapport för projektet Ljungbron

Vuxna med kort utbildning har fått pröva yrken på lärcentra.

## Bakgrund

Projektet genomfördes i Norråsa, Klockvik, Tallmora och Vintersele av kommunernas lärcentra. Det
byggde på ett försök i Norråsa.

## Resultat

Av deltagarna gick hälften vidare till studier.
"""
ENTRY = 'publisher = "Kommunförbundet Ljung"\n'
OTHER = "# Handlingsplan för vägledning\n\nVägledare finns i alla kommuner.\n"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A report with an entry of its own beside another document."""
    folder: Path = tmp_path_factory.mktemp("records")
    (folder / "rapport.md").write_text(REPORT)
    (folder / "rapport.meta.toml").write_text(ENTRY)
    (folder / "plan.md").write_text(OTHER)
    with open_app(Settings(data=folder / "store"), "tests") as made:
        ingest([folder], made.store)
        yield made


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vem står bakom rapporten om Ljungbron?", "Kommunförbundet Ljung"),
        ("Vilka kommuner deltog i projektet Ljungbron?", "Klockvik, Tallmora och Vintersele"),
    ],
)
def test_the_entry_and_the_text_tell_what_no_label_does(app: App, question: str, told: str) -> None:
    reply = answer(app.answering, Question(question=question))
    assert told in reply.text
    assert reply.status is not Status.NOT_FOUND
    assert reply.citations


@pytest.mark.parametrize(
    "question", ["När är det öppet hus i Klockvik?", "Vem är projektägare för Yrkesspår väst?"]
)
def test_what_is_asked_of_something_else_is_not_told_by_the_entry(app: App, question: str) -> None:
    reply = answer(app.answering, Question(question=question))
    assert reply.status is not Status.ANSWERED
    assert "Enligt uppgifterna" not in reply.text


def test_places_are_listed_where_headings_name_them(tmp_path: Path) -> None:
    text = "# Lägesbild\n\n"
    for place, what in (("Sundsvall", "lärlingar"), ("Kramfors", "lärlingar"), ("Ånge", "bussar")):
        text += f"## {place}\n\nKommunen satsar på {what} under året, och fler väntas.\n\n"
    files = {"a.md": text, "b.md": OTHER}
    (reply,) = replies(tmp_path, files, "Vilka kommuner nämner lärlingar?")
    assert "Sundsvall" in reply["text"]
    assert "Kramfors" in reply["text"]
    assert "Ånge" not in reply["text"]
    assert "2 orter" in reply["text"]


def test_a_catalogue_tells_who_is_behind_it_and_another_year_is_not_its_own(
    tmp_path: Path,
) -> None:
    pages = {
        "katalog.md": "---\npublisher: Kommunförbundet Ljung\n---\n\n# Gemensam kurskatalog\n\n"
        "2025-12-11\n\nAlla kursplaner finns publicerade i dokumentet Kursutbud 2026.\n",
        "plan.md": OTHER,
    }
    when, who = replies(
        tmp_path, pages, "När publicerades katalogen?", "Vem har gett ut kurskatalogen?"
    )
    assert "”2025-12-11”" in when["text"]
    assert "Kursutbud" not in when["text"]
    assert "Kommunförbundet Ljung" in who["text"]


def test_a_document_is_known_by_the_short_name_of_its_publisher(tmp_path: Path) -> None:
    pages = {
        "gap.md": "---\npublisher: Kommunförbundet Västernorrland\n---\n\n# Minska gapet\n\n"
        "Matchningen mellan skola och näringsliv är svag i de flesta kommuner.\n",
        "plan.md": OTHER,
    }
    (reply,) = replies(tmp_path, pages, "Vad säger KSL:s rapport om matchningen?")
    assert "Jag letade bara i ”Minska gapet”." in reply["understood"]
    assert "Matchningen mellan skola och näringsliv är svag" in reply["text"]


def test_a_common_word_of_a_title_names_no_document_beside_a_rare_one(tmp_path: Path) -> None:
    pages = {
        "möte.md": "# Två regeringar möttes i Norråsa\n\nMötet varade i två timmar.\n",
        "jobb.md": "# Nu kan människor anställas med etableringsjobb\n\n"
        "Etableringsjobben ska göra det lättare för nyanlända att få ett arbete.\n",
        "avtal.md": "# Första avtalet om etableringsjobb på plats\n\nParterna är överens.\n",
        "plan.md": OTHER,
    }
    question = "Sammanfatta vad regeringen vill med etableringsjobben"
    (reply,) = replies(tmp_path, pages, question)
    (scope,) = [line for line in reply["understood"] if "letade bara" in line]
    assert "anställas med etableringsjobb" in scope
    assert "Norråsa" not in scope
