"""Questions that name a section by its number are answered by that section alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import App, open_app
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.answer.test_small_stores import replies

MINUTES = """Ekhamns kommun
Protokoll 2027-03-11

§ 5 Budgetuppföljning
Förvaltningen redovisar ett underskott på 1,2 miljoner kronor.

§ 6 Ny läsårstid
Nämnden beslutar att höstterminen ska börja den 17 augusti 2027.
Beslutet gäller även distansstudier.

§ 7 Avgift
Nämnden beslutar att avgiften för prövning ska vara 500 kronor.
"""

RULES = """# Stadgar för Vägledarföreningen

## 1 kap. Ändamål

1 § Föreningen främjar god vägledning.

2 § Föreningen är partipolitiskt obunden.

## 2 kap. Medlemskap

1 § Medlem är den som arbetar med vägledning.

2 § Medlemsavgiften betalas senast den 31 mars.
"""

AGREEMENT = """# Samverkansavtal

## 2 Mottagande

2.2 Beslut lämnas inom fyra veckor.

2.3 Kommunen lämnar uppgift om följande.

a) kursens längd

b) studieform och studietakt

## 3 Ersättning

3.1 Fakturan lämnas inom åtta veckor.

Tabell 4. Ersättning per kurs

| Kurs | Belopp |
| --- | --- |
| Svetsning | 9 400 kr |

Betalningen sker så:

- Steg 1: Kommunen begär ersättning.
- Steg 2: Förbundet räknar om beloppet.
- Steg 3: Förbundet betalar.

## Bilaga A. Kontaktpersoner

Kontaktpersoner utses av parterna.

## Bilaga B. Uppsägning

Avtalet sägs upp sex månader i förväg.
"""


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, App]]:
    """An app for each document."""
    files = {"minutes.txt": MINUTES, "rules.md": RULES, "agreement.md": AGREEMENT}
    with ExitStack() as opened:
        made = {}
        for name, text in files.items():
            folder = tmp_path_factory.mktemp("sections")
            path = folder / name
            path.write_text(text)
            made[name] = opened.enter_context(open_app(Settings(data=folder / "data"), "test"))
            ingest([path], made[name].store)
        yield made


def _ask(app: App, question: str) -> Answer:
    return answer(app.answering, Question(question=question))


@pytest.mark.parametrize(
    ("name", "question", "told", "others"),
    [
        ("minutes.txt", "Vad beslutades i § 6?", "17 augusti 2027", ("500", "1,2")),
        ("minutes.txt", "Vad beslutade nämnden under paragraf 7?", "500 kronor", ("17 augusti",)),
        ("minutes.txt", "Vad handlar § 5 om?", "1,2 miljoner", ("500",)),
        ("rules.md", "Vad säger 2 kap. 2 §?", "31 mars", ("obunden", "arbetar")),
        ("rules.md", "Vad står i kapitel 1?", "obunden", ("31 mars",)),
        ("agreement.md", "Vad står i punkt 2.2 i samverkansavtalet?", "fyra veckor", ("åtta",)),
        ("agreement.md", "Vad står i punkt 2.3 b i avtalet?", "studietakt", ("längd",)),
        ("agreement.md", "Vad säger avsnitt 3?", "åtta veckor", ("fyra veckor",)),
        ("agreement.md", "Vad visar tabell 4?", "9 400 kr", ("åtta",)),
        ("agreement.md", "Vad står det under 2.2?", "fyra veckor", ("åtta",)),
        ("agreement.md", "Vad handlar bilaga B om?", "Uppsägning", ("Kontaktpersoner", "fyra")),
    ],
)
def test_a_section_that_is_named_answers(
    apps: dict[str, App], name: str, question: str, told: str, others: tuple[str, ...]
) -> None:
    reply = _ask(apps[name], question)
    assert reply.status is Status.ANSWERED
    assert told in reply.text
    assert not [other for other in others if other in reply.text]


def test_of_counted_items_the_one_that_is_named_answers_alone(apps: dict[str, App]) -> None:
    text = _ask(apps["agreement.md"], "Vad händer i steg 2?").text
    assert "räknar om beloppet" in text
    assert "begär ersättning" not in text
    assert "Förbundet betalar" not in text


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("minutes.txt", "Vad beslutades i § 12?"),
        ("rules.md", "Vad säger 2 kap. 7 §?"),
        ("agreement.md", "Vad står i punkt 9.1?"),
    ],
)
def test_a_section_that_no_document_has_is_not_found(
    apps: dict[str, App], name: str, question: str
) -> None:
    assert _ask(apps[name], question).status is Status.NOT_FOUND


def test_a_number_inside_a_paragraph_is_found(tmp_path: Path) -> None:
    text = (
        "# Regler\n\n- § 12 Återkoppling: 12.1 Deltagaren lämnar in uppgifter.\n"
        "- § 12 Återkoppling: 12.2 Läraren svarar inom två dagar.\n"
        "- § 13 Närvaro: 13.2 Den som är borta anmäler det.\n"
    )
    (reply,) = replies(tmp_path, {"a.md": text}, "Vad står det i punkt 12.2?")
    assert "inom två dagar" in reply["text"]
    assert "lämnar in" not in reply["text"]


def test_a_row_and_the_text_below_it_are_not_one_line(tmp_path: Path) -> None:
    text = "# Kostnader\n\n| Post | Belopp |\n| --- | --- |\n| Lokaler | 340 000 kr |\n\n"
    (tmp_path / "a.md").write_text(f"{text}Kostnaden för lokaler ökar eftersom hyran höjs.\n")
    with open_app(Settings(data=tmp_path / "data"), "test") as app:
        ingest([tmp_path / "a.md"], app.store)
        reply = _ask(app, "Vad kostar lokaler?")
    assert "Lokaler | 340 000 kr\n" in f"{reply.text}\n".replace("” [1]", "\n")


def test_what_is_proposed_is_not_told_as_what_was_decided(tmp_path: Path) -> None:
    text = (
        "# Protokoll för nämnden\n\n## § 7 Medel till lärcentrum\n\n### Förvaltningens förslag\n\n"
        "Nämnden avsätter 450 000 kronor till lärcentrum.\n\n### Nämndens beslut\n\n"
        "Nämnden avsätter 520 000 kronor till lärcentrum.\n\n## § 8 Avgift för prövning\n\n"
        "### Förvaltningens förslag\n\nAvgiften för prövning höjs till 620 kronor.\n\n"
        "### Nämndens beslut\n\nÄrendet återremitteras.\n"
    )
    asked = (
        "Hur mycket avsätter nämnden till lärcentrum?",
        "Vad beslutade nämnden om avgift för prövning?",
        "Vad föreslog förvaltningen om avgiften för prövning?",
    )
    spent, fee, proposed = replies(tmp_path, {"protokoll.md": text}, *asked)
    assert "520 000" in spent["text"]
    assert "450 000" not in spent["text"]
    assert "återremitteras" in fee["text"]
    assert "620" not in fee["text"]
    assert "Förvaltningens förslag: ”Avgiften för prövning höjs" in proposed["text"]


@pytest.mark.parametrize(
    "question",
    ["Från vilket datum gäller kursplanen i Samtal?", "När börjar kursplanen i Samtal gälla?"],
)
def test_from_when_something_holds_is_not_when_it_was_decided(
    tmp_path: Path, question: str
) -> None:
    lines = {"Beslutsdatum": "2026-11-09", "Gäller från": "2027-01-11", "Version": "4.1"}
    table = "".join(f"<tr><td>{label}</td><td>{told}</td></tr>" for label, told in lines.items())
    text = (
        f"<html><body><main><h1>Kursplan Samtal</h1><table>{table}</table>"
        "<p>Kursen tar tio veckor och ges på kvällar i våra lokaler.</p></main></body></html>"
    )
    (reply,) = replies(tmp_path, {"kursplan.html": text}, question)
    assert "2027-01-11" in reply["text"]
    assert "2026-11-09" not in reply["text"]


def test_a_page_is_known_by_the_site_that_its_title_ends_with(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Läsa hos oss – Ekby kommun</title></head><body>"
        "<header><a href='/'>Ekby kommun</a></header><main><h1>Läsa hos oss</h1>"
        "<p>Gymnasiala kurser startar var femte vecka. Yrkeskurser startar i augusti.</p>"
        "</main></body></html>"
    )
    (reply,) = replies(tmp_path, {"a.html": page}, "Hur ofta startar gymnasiala kurser i Ekby?")
    assert "var femte vecka" in reply["text"]
    assert "inget om" not in reply["text"]


def test_a_statement_with_no_other_words_than_the_question_stands_under_its_matter(
    tmp_path: Path,
) -> None:
    minutes = MINUTES.replace("§ ", "## § ") + "\nParagrafen förklaras omedelbart justerad.\n"
    question = "Vilken paragraf förklaras omedelbart justerad?"
    (reply,) = replies(tmp_path, {"protokoll.md": minutes}, question)
    assert reply["text"].startswith("§ 7 Avgift: ”Paragrafen förklaras omedelbart justerad.”")
