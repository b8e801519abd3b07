"""Where something is mentioned, and what a document tells of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from corpus.swedish import normalise
from ingest.pipeline import ingest
from tests.assistant.answer.replies import ask, titles


def test_mentions_are_listed_of_the_document_that_is_named(client: TestClient) -> None:
    for question in ("Var i slutrapporten nämns validering?", "Nämns validering i slutrapporten?"):
        assert titles(ask(client, question)) == {"Slutrapport för projektet LYFTET"}


def test_every_document_that_mentions_it_is_listed(client: TestClient) -> None:
    reply = ask(client, "I vilka dokument nämns validering?")
    assert reply["status"] == "answered"
    assert "3 dokument" in reply["text"]
    assert len(titles(reply)) == 3
    (part,) = reply["parts"]
    assert part["kind"] == "list"
    assert len(part["citations"]) == 3
    quotes = [normalise(citation["quote"]) for citation in reply["citations"]]
    assert all("alidering" in quote for quote in quotes)
    once = ask(client, "Var nämns lärlingar någonstans?")
    assert titles(once) == {"Så söker du till folkhögskolan"}


@pytest.mark.parametrize(
    "question",
    [
        "Hur många av dokumenten tar upp validering?",
        "Var i materialet pratas det om validering?",
        "Lista alla ställen där validering nämns",
        "Tas validering upp någonstans?",
        "Nämns validering i något av dokumenten?",
    ],
)
def test_mentions_are_asked_for_in_many_wordings(client: TestClient, question: str) -> None:
    assert "”validering” nämns i 3 dokument" in ask(client, question)["text"]


def test_two_things_are_mentioned_together(client: TestClient) -> None:
    reply = ask(client, "Vilka dokument nämner både validering och gymnasieutbildning?")
    assert titles(reply) == {
        "Handlingsplan för kompetensförsörjning 2021",
        "Handlingsplan för kompetensförsörjning 2025",
    }


def test_what_nothing_mentions_is_not_listed(client: TestClient) -> None:
    assert ask(client, "I vilka dokument nämns dykning?")["status"] == "not_found"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Vem är kontaktperson för projektet LYFTET?", "Alva Ek"),
        ("Vilket telefonnummer har kontaktpersonen i LYFTET?", "0123-45 67 89"),
        ("Vilken projektperiod hade LYFTET?", "2021-02-01 till 2022-08-31"),
        ("Vem är projektägare för LYFTET?", "Norrskens kommunalförbund"),
        ("Hur stor budget hade projektet LYFTET?", "1 250 000 kr"),
        ("Vilka kommuner deltar i projektet LYFTET?", "Myrnäs"),
        ("När pågick LYFTET?", "2021-02-01 till 2022-08-31"),
        ("Hur mycket pengar fick LYFTET?", "1 250 000 kr"),
        ("Vem är kontaktperson för LYFTET och hur når man henne?", "alva.ek@norrsken.example"),
    ],
)
def test_what_a_document_tells_of_itself(client: TestClient, question: str, words: str) -> None:
    reply = ask(client, question)
    assert words in reply["text"]
    assert "Slutrapport för projektet LYFTET" in titles(reply)


def test_of_a_table_of_contacts_only_the_row_that_is_asked_for_is_told(client: TestClient) -> None:
    reply = ask(client, "Vem är kontaktperson för studiebesök i Ekby?")
    assert reply["status"] == "answered"
    assert "Ekby | Yusuf Demir" in reply["text"]
    assert "Karin" not in reply["text"]


def test_nobody_elses_number_is_told(client: TestClient) -> None:
    reply = ask(client, "Vilket telefonnummer har Trafikverket?")
    assert reply["status"] == "not_found"


def test_fields_that_are_asked_for_together_are_told_together(client: TestClient) -> None:
    reply = ask(client, "Vem är kontaktperson för LYFTET och vilken budget hade projektet?")
    assert "Alva Ek" in reply["text"]
    assert "1 250 000 kr" in reply["text"]


def test_what_a_document_tells_of_itself_is_no_answer_for_another_year(client: TestClient) -> None:
    reply = ask(client, "Vilken projektperiod hade LYFTET 2031?")
    assert reply["status"] != "answered"


def test_mentions_can_be_asked_for_by_programs(client: TestClient) -> None:
    body = client.post("/v1/mentions", json={"query": "validering"}).json()
    years = [entry["document"]["published"] or "" for entry in body["documents"]]
    assert years == sorted(years, reverse=True)
    assert body["total"] == sum(entry["count"] for entry in body["documents"]) >= 3
    assert len(body["documents"]) == 3
    assert all("alidering" in entry["citation"]["quote"] for entry in body["documents"])
    narrowed = {"query": "validering", "filters": {"year_from": 2024}}
    (entry,) = client.post("/v1/mentions", json=narrowed).json()["documents"]
    assert entry["document"]["title"] == "Handlingsplan för kompetensförsörjning 2025"
    assert client.post("/v1/mentions", json={"query": "dykning"}).json()["documents"] == []
    assert client.post("/v1/mentions", json={"query": " "}).status_code == 422


def test_what_is_mentioned_nowhere_is_said_to_be(client: TestClient) -> None:
    reply = ask(client, "Var nämns rymdfart?")
    assert reply["status"] == "not_found"
    assert "nämns inte i något av dokumenten" in reply["text"]
    reply = ask(client, "Var i slutrapporten nämns rymdfart?")
    assert "nämns inte i ”Slutrapport för projektet LYFTET”" in reply["text"]


def test_places_that_no_heading_names_give_way_to_documents(client: TestClient) -> None:
    reply = ask(client, "Vilka kommuner nämner lärlingar?")
    assert reply["status"] == "answered"
    assert "dokument (ställen" in reply["text"]


def test_a_period_is_told_as_the_text_has_it_where_it_does(tmp_path: Path) -> None:
    text = """# Slutrapport för projektet Bron 2021–2023

Älvby kommun

Projektet Bron pågick från den 1 mars 2021 till den 31 augusti 2023 i tre kommuner.
"""
    (tmp_path / "bron.md").write_text(text, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "store"), "tests") as app:
        ingest([tmp_path / "bron.md"], app.store)
        reply = ask(TestClient(build(app)), "När pågick projektet Bron?")
    assert "från den 1 mars 2021 till den 31 augusti 2023" in reply["text"]
