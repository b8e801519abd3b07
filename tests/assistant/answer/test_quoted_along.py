"""What is quoted along with a sentence that answers, so that it can be understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.answer.test_small_stores import replies

ANSWERS = """\
# Frågor och svar om studierna

## Finns det barnpassning?

Nej. Du har rätt till förskola och fritidshem enligt din kommuns regler medan du studerar.

## Kan jag höja ett betyg?

Ja, genom prövning. Du kan däremot inte läsa om en kurs som du redan har godkänt betyg i.

## Att vara lärling

Behöver jag skyddskläder? Ja, på bygget och i köket. Lärlingen har en handledare. Får jag lön? \
Nej, lärlingstiden är studier och inte en anställning.
"""
PAGE = """\
Kursnamn;Kursplats;Startdatum;Beskrivning
Biodling för nybörjare;Boden;2027-04-10;Från första kupan till första honungen.
Biodling för nybörjare;Lund;2027-05-10;Från första kupan till första honungen.
Svetsare;Boden;2027-04-10;Du lär dig svetsa i stål.
"""
COLUMNS = (
    "KurserVuxenutbildningId,kurstillfalleId,Utbildningsanordnare,UrlAnordnare,Kurskod,Namn,Niva,"
    "UrlKurs,Poang,RekommenderadInformation,KurstillfalleStartdatum,KurstillfalleSlutdatum,"
    "Omfattning,ForstaAnsokningsdag,SistaAnsokningsdag,Studieort,Amneskod,AntalPlatser,"
    "Undervisningssprak,DistansObligatorisk,DistansValfritt,Intresseomrade_kategori"
)
COURSE = (
    "1,2,Ekby vux,https://a.example,SVESVE02,Svenska 2,gymnasial vuxenutbildning,"
    "https://a.example/2,100.0,<p>Retorik och epoker.</p><p>Förkunskaper: Godkänt betyg i Svenska "
    "1 eller ett prov i läsning.</p>,2027-01-11,2027-03-19,50.0,2026-10-01,2026-11-15,Ekby,"
    "SVESVE02,,swe,0,0,Språk"
)


def ask(folder: Path, question: str) -> Answer:
    files = {"svar.md": ANSWERS, "kurser.csv": PAGE}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_app(Settings(data=folder / "data"), "tests") as app:
        ingest([folder / name for name in files], app.store)
        return answer(app.answering, Question(question=question))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Finns det barnpassning medan man studerar?", "”Nej. Du har rätt till förskola"),
        ("Får man lön som lärling?", "Får jag lön? Nej, lärlingstiden är studier"),
        ("Kan jag höja mitt betyg i matte?", "”Ja, genom prövning. Du kan däremot inte"),
    ],
)
def test_yes_and_no_stand_before_what_they_are_said_of(
    tmp_path: Path, question: str, told: str
) -> None:
    assert told in ask(tmp_path, question).text


@pytest.mark.parametrize(
    "question",
    [
        "Vad lär man sig i Biodling för nybörjare?",
        "Vad handlar kursen Biodling för nybörjare om?",
        "Ska jag ta med något till Biodling för nybörjare?",
    ],
)
def test_what_a_named_course_holds_is_told_once_in_its_own_words(
    tmp_path: Path, question: str
) -> None:
    reply = ask(tmp_path, question)
    told = "Innehåll i Biodling för nybörjare: ”Från första kupan till första honungen.” [1]"
    assert told in reply.text
    assert reply.text.count("honungen") == 1
    assert {course.name for course in reply.courses} == {"Biodling för nybörjare"}


def test_who_asks_when_a_named_course_begins_is_not_told_what_it_holds(tmp_path: Path) -> None:
    reply = ask(tmp_path, "När börjar Biodling för nybörjare?")
    assert "10 april 2027" in reply.text
    assert "honungen" not in reply.text


def test_what_a_catalogue_says_stands_under_the_name_of_the_course(tmp_path: Path) -> None:
    files = {"plan.md": ANSWERS, "kurser.csv": f"{COLUMNS}\n{COURSE}\n"}
    (reply,) = replies(tmp_path, files, "Vem måste göra ett prov i läsning?")
    assert "Svenska 2 (SVESVE02): ”Godkänt betyg i Svenska 1 eller ett prov" in reply["text"]
