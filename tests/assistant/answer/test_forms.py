"""Answers in forms beyond a fact, asked over HTTP of a few small documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answer.forms.definition import explain
from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from corpus.model import Passage
from corpus.swedish import normalise
from ingest.pipeline import ingest
from tests.assistant.answer.documents import LEARNING
from tests.assistant.answer.replies import ask, titles


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hej!", "Hej!"),
        ("tack så mycket", "Varsågod"),
        ("Ja", "hela din fråga"),
        ("vet inte", "hela din fråga"),
        ("Vem är du?", "datorprogram"),
        ("Vad kan du?", "sammanfatta"),
        ("Vilka dokument har du?", "6 dokument"),
        ("Hur gammalt är materialet?", "2025"),
        ("Kan jag få prata med en människa?", "Studie- och yrkesvägledaren"),
        ("Kan jag lita på dig?", "ordagrant"),
        ("Sparar du det jag skriver?", "sparas inte"),
        ("Pratar du engelska?", "svenska eller engelska"),
        ("Jag förstår inte svaret", "med andra ord"),
        ("Jag mår dåligt och orkar inte mer", "ring 112"),
        ("Hello", "Hello!"),
    ],
)
def test_the_assistant_answers_for_itself(client: TestClient, question: str, words: str) -> None:
    reply = ask(client, question)
    assert reply["status"] == "answered"
    assert words in reply["text"]
    assert not reply["citations"]
    assert not reply["nearest"]


def test_a_project_is_summed_up_in_its_own_words(client: TestClient) -> None:
    for question in ("Sammanfatta slutrapporten för LYFTET", "Vad går projektet Lyftet ut på?"):
        reply = ask(client, question)
        assert reply["status"] == "partly"
        assert "Ett urval" in reply["text"]
        assert titles(reply) == {"Slutrapport för projektet LYFTET"}
        for words in ("Syftet med projektet", "vägledning på kvällstid", "föreslår"):
            assert words in reply["text"]
        parts = reply["parts"][1:]
        labels = [part["label"] or part["heading"] for part in parts]
        assert labels[:2] == ["", "Det som görs"]
        assert {part["kind"] for part in parts} == {"quote"}


def test_a_summary_of_the_documents_own_is_told_whole(client: TestClient) -> None:
    reply = ask(client, "Sammanfatta Lärande på jobbet")
    told = " ".join(line["text"] for part in reply["parts"][1:] for line in part["lines"])
    summary = LEARNING.partition("## Sammanfattning")[2].partition("##")[0]
    assert told == normalise(summary)


@pytest.mark.parametrize("question", ["Vad är Nuts 2?", "Sammanfatta rapporten om dykning"])
def test_another_document_is_not_summed_up_instead(client: TestClient, question: str) -> None:
    assert "Ett urval" not in ask(client, question)["text"]


def test_a_chapter_is_summed_up_alone(client: TestClient) -> None:
    reply = ask(client, "Vad handlar kapitlet om validering om i projektet LYFTET?")
    assert "tolv personer" in reply["text"]
    assert "Syftet" not in reply["text"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vad föreslår slutrapporten om LYFTET?", "stannar kvar på biblioteken"),
        ("Kan du berätta kort om LYFTET?", "Syftet med projektet"),
        ("Vilka resultat visar slutrapporten?", "vägledning på kvällstid"),
    ],
)
def test_a_document_that_is_named_alone_answers(
    client: TestClient, question: str, told: str
) -> None:
    reply = ask(client, question)
    assert told in reply["text"]
    assert titles(reply) == {"Slutrapport för projektet LYFTET"}


def test_a_side_of_a_comparison_is_asked_of_the_document_that_it_names(client: TestClient) -> None:
    reply = ask(client, "Vad är skillnaden mellan den gamla och den nya handlingsplanen?")
    assert titles(reply) == {
        "Handlingsplan för kompetensförsörjning 2021",
        "Handlingsplan för kompetensförsörjning 2025",
    }


@pytest.mark.parametrize(
    "question",
    [
        "Vad är skillnaden mellan handlingsplanen från 2021 och den från 2025?",
        "skillnaden mellan den gamla och den nya handlingsplanen",
        "Jämför 2021 års handlingsplan med 2025 års",
    ],
)
def test_of_documents_that_alone_are_compared_each_is_summed_up(
    client: TestClient, question: str
) -> None:
    reply = ask(client, question)
    assert [part["heading"][-4:] for part in reply["parts"][1:]] == ["2021", "2025"]
    assert "Norrskens Utvecklings Råd" in reply["text"]


def test_what_a_title_names_is_not_said_to_be_lacking(tmp_path: Path) -> None:
    (tmp_path / "besok.md").write_text(
        "# Minister Ada Lindvall i Ekby\n\nFörst kom gymnasiet. Eleverna visade verkstaden.\n",
        encoding="utf-8",
    )
    with open_app(Settings(data=tmp_path / "store"), "tests") as app:
        ingest([tmp_path / "besok.md"], app.store)
        reply = ask(TestClient(build(app)), "Vad tyckte Ada Lindvall om maten?")
    assert reply["status"] != "answered"
    assert "inget om" not in reply["text"]
    assert all("Minister" not in citation["quote"] for citation in reply["citations"])


def test_ages_of_many_years_are_told_together(tmp_path: Path) -> None:
    for year in range(2011, 2016):
        text = f"# Plan {year}\n\nPublicerad: {year}-05-02\n\nLärlingar får praktik i Ekby.\n"
        (tmp_path / f"plan_{year}.md").write_text(text, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "store"), "tests") as app:
        ingest(sorted(tmp_path.glob("*.md")), app.store)
        reply = ask(TestClient(build(app)), "I vilka dokument nämns lärlingar?")
    assert len(reply["notices"]) == 1
    assert "från 2011 till 2015" in reply["notices"][0]


def test_a_word_that_nothing_explains_is_said_to_be_such(client: TestClient) -> None:
    reply = ask(client, "Vad betyder skrivarkursen?")
    assert reply["status"] in ("partly", "not_found")
    if reply["status"] == "partly":
        assert "ingen förklaring av ”skrivarkursen”" in reply["text"]


def test_a_word_that_nothing_explains_is_told_of_by_the_section_of_its_name(tmp_path: Path) -> None:
    text = (
        "# Komvux och folkhögskola i Ekby\n\n## Folkhögskola\n\nEkby folkhögskola ligger vid ån. "
        "Där finns en allmän kurs.\n\n## Komvux på grundläggande nivå\n\nMotsvarar grundskolan.\n\n"
        "## Komvux på gymnasial nivå\n\nMotsvarar gymnasiet.\n\n## Mat\n\nSoppa på torsdagar.\n\n"
        "## Lärcentrum\n\nLärcentrum ger stöd åt dem som läser på distans. Det öppnar klockan 8.\n"
    )
    (tmp_path / "handbok.md").write_text(text, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "store"), "tests") as app:
        ingest([tmp_path / "handbok.md"], app.store)
        client = TestClient(build(app))
        whole = ask(client, "Vad är folkhögskola?")
        several = ask(client, "Vad är komvux?")
        both = ask(client, "Vad är skillnaden mellan komvux och folkhögskola?")
        explained = ask(client, "Vad är ett lärcentrum?")
    assert whole["status"] == several["status"] == both["status"] == "partly"
    assert (
        "Folkhögskola: ”Ekby folkhögskola ligger vid ån. Där finns en allmän kurs.”"
        in (whole["text"])
    )
    for level in ("grundläggande nivå: ”Motsvarar grundskolan.”", "nivå: ”Motsvarar gymnasiet.”"):
        assert level in several["text"]
        assert level in both["text"]
    assert "ligger vid ån" in both["text"]
    assert "Soppa" not in whole["text"] + several["text"] + both["text"]
    assert explained["status"] == "answered"
    assert "”Lärcentrum ger stöd åt dem som läser på distans.”" in explained["text"]


def test_a_word_is_explained_where_it_is_written_out(client: TestClient) -> None:
    reply = ask(client, "Vad betyder NUR?")
    assert reply["status"] == "answered"
    assert "Norrskens Utvecklings Råd (NUR)" in reply["text"]


def test_a_word_alone_asks_what_it_is_but_goes_on_from_what_was_asked(client: TestClient) -> None:
    assert "Norrskens Utvecklings Råd (NUR)" in ask(client, "hej! nur?")["text"]
    before = [{"role": "user", "content": "Hur många procent ska ha gymnasieutbildning?"}]
    assert "ingen förklaring" not in ask(client, "Vuxna?", history=before)["text"]


def test_what_is_asked_beside_a_definition_is_answered_too(client: TestClient) -> None:
    reply = ask(client, "Vad är NUR och vad ska det redovisa?")
    assert "Norrskens Utvecklings Råd (NUR)" in reply["text"]
    assert "arbetet varje höst" in reply["text"]
    lacking = ask(client, "Vad är NUR och vem är det uppkallat efter?")
    assert lacking["status"] == "partly"
    assert "Norrskens Utvecklings Råd (NUR)" in lacking["text"]


def test_what_only_praises_a_word_does_not_explain_it() -> None:
    texts = ("Handledning är en viktig del av arbetet.", "Handledning är ett samtal om yrket.")
    passages = [Passage("d", 0, 0, len(text), text, "", ()) for text in texts]
    line = explain("handledning", passages)
    assert line is not None
    assert line.text == texts[1]


def test_whose_name_stands_beside_a_place_does_not_explain_it() -> None:
    text = "Närvarande var Anna Ek (Tallmora).\n\nTallmora: Anna Ek, telefon 0123-45 67 89"
    assert explain("Tallmora", [Passage("d", 0, 0, len(text), text, "", ())]) is None


def test_a_year_chooses_among_editions(client: TestClient) -> None:
    old = ask(client, "Hur stor andel ska ha gymnasieutbildning enligt handlingsplanen 2021?")
    assert "70 procent" in old["text"]
    assert titles(old) == {"Handlingsplan för kompetensförsörjning 2021"}
    new = ask(client, "Vilket mål för vuxna har den senaste handlingsplanen?")
    assert titles(new) == {"Handlingsplan för kompetensförsörjning 2025"}
    assert any("2025" in note for note in new["understood"])


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Vad föreslår SOU 2019:7 om lärlingar?", "Fler vägar till jobb"),
        ("Hur ska lärlingar handledas enligt Fler vägar till jobb?", "Fler vägar till jobb"),
        ("Vad sägs om lärlingar i lagrådsremissen om vägar?", "Nya vägar in"),
    ],
)
def test_a_document_is_named_by_its_number_or_by_enligt_or_by_its_sort(
    tmp_path: Path, question: str, title: str
) -> None:
    told = "Lärlingar ska handledas av en erfaren kollega. Förslaget gäller lärlingar i {}."
    for name, heading, place in (
        ("utredning_sou-20197.md", "Fler vägar till jobb", "industrin"),
        ("lagradsremisser_2020.md", "Nya vägar in", "vården"),
        ("artikel.md", "Lärlingar handleds", "skogen"),
    ):
        (tmp_path / name).write_text(f"# {heading}\n\n{told.format(place)}\n", encoding="utf-8")
    with open_app(Settings(data=tmp_path / "store"), "tests") as app:
        ingest(sorted(tmp_path.glob("*.md")), app.store)
        assert titles(ask(TestClient(build(app)), question)) == {title}


def test_a_named_document_can_be_taken_away(client: TestClient) -> None:
    question = "Vad säger projektet LYFTET om validering?"
    named = ask(client, question)
    assert titles(named) == {"Slutrapport för projektet LYFTET"}
    assert any("LYFTET" in note for note in named["understood"])
    everywhere = ask(client, question, without=["document"])
    assert not any("LYFTET" in note for note in everywhere["understood"])


def test_a_name_that_leads_nowhere_does_not_bar_the_way(client: TestClient) -> None:
    reply = ask(client, "Var görs ansökan till skrivarkursen i handlingsplanen?")
    assert "Så söker du till folkhögskolan" in titles(reply)
    assert not reply["scope"]


def test_of_catalogues_nothing_is_said_where_there_are_none(client: TestClient) -> None:
    assert "katalog" not in ask(client, "Hej!")["text"]
