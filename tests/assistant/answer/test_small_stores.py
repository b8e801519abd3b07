"""Files of a few lines, alone in a store: what stands there plainly is told without reservation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from ingest.pipeline import ingest

ASKED = """# Att läsa på Björkby vuxenutbildning

## Vem kan söka?

Du kan söka från det år du fyller 20. Är du yngre behöver du ett slutbetyg.

## Vad kostar en prövning?

Avgiften är 480 kronor per kurs. Den betalas inte tillbaka.

## Får jag låna en dator?

Ja, lånet gäller en termin i taget.

## Var hämtar jag böckerna?

I receptionen på Storgatan 4.
"""

RATES = {
    f"taxa_{year}.md": f"---\ntitle: Taxa för prövning {year}\npublisher: Högåsa kommun\n"
    f"date: {year}-01-10\n---\n\n# Taxa för prövning {year}\n\n"
    f"Avgiften för en prövning är {fee} kronor per kurs. Avgiften betalas i förväg.\n\n"
    "Prövning görs på Högåsa lärcentrum.\n"
    for year, fee in ((2023, 500), (2026, 650))
}


def replies(folder: Path, files: Mapping[str, str], *questions: str) -> list[dict[str, Any]]:
    """What a store with these files alone answers."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_app(Settings(data=folder / "data"), "tests") as app:
        ingest([folder / name for name in files], app.store)
        with TestClient(build(app)) as client:
            return [client.post("/v1/answers", json={"question": one}).json() for one in questions]


def test_what_stands_under_the_very_question_answers_it_and_is_shown_with_it(
    tmp_path: Path,
) -> None:
    fee, loan = replies(
        tmp_path, {"fragor.md": ASKED}, "Vad kostar prövning?", "Får man låna dator?"
    )
    assert fee["status"] == loan["status"] == "answered"
    assert fee["text"].startswith("Vad kostar en prövning? ”Avgiften är 480 kronor per kurs.")
    assert loan["text"].startswith("Får jag låna en dator? ”Ja, lånet gäller en termin i taget.")


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostar en prövning i Lövnäs?",
        "Får jag låna en bil?",
        "När hämtar jag böckerna?",
        "Hur länge får jag låna en kamera?",
    ],
)
def test_under_a_question_about_something_else_nothing_surely_answers(
    tmp_path: Path, question: str
) -> None:
    (reply,) = replies(tmp_path, {"fragor.md": ASKED}, question)
    assert reply["status"] != "answered"


def test_what_editions_say_is_told_newest_first_though_their_titles_hold_the_question(
    tmp_path: Path,
) -> None:
    (reply,) = replies(tmp_path, RATES, "Vad kostar en prövning i Högåsa?")
    assert reply["status"] == "answered"
    assert reply["text"].index("650 kronor") < reply["text"].index("500 kronor")


def test_what_courses_leave_open_the_documents_are_asked(tmp_path: Path) -> None:
    catalogue = (
        "Kursnamn;Ort;Startdatum;Slutdatum;Sista ansökningsdag;Anordnare;Studietakt\n"
        "Svetsare;Björkby;2099-01-18;2099-06-10;2098-12-06;Björkby kommun;100\n"
    )
    guide = (
        "# Pengar medan du läser\n\nTill svetsutbildningen kan du få studiestöd från CSN.\n\n"
        "Utbildningen till svetsare ges i kommunens verkstad.\n"
    )
    (reply,) = replies(
        tmp_path, {"kurser.csv": catalogue, "guide.md": guide}, "Får man studiestöd till svetsare?"
    )
    assert reply["courses"]
    told = reply["text"].index("Till svetsutbildningen kan du få studiestöd från CSN.")
    assert told < reply["text"].index("Studiestöd: framgår inte av källan.")


def test_courses_that_meet_not_all_of_a_question_stand_behind_what_documents_say(
    tmp_path: Path,
) -> None:
    catalogue = (
        "Kursnamn;Ort;Startdatum;Slutdatum;Sista ansökningsdag;Anordnare;Studietakt\n"
        "Ekonomi och pengar;Björkby;2099-01-18;2099-06-10;2098-12-06;Björkby kommun;100\n"
    )
    guide = (
        "# För företag\n\nDu som driver verkstad och har en elev hos dig kan få en summa per vecka "
        "av kommunen.\n\nLärlingar går två dagar i skolan.\n"
    )
    (reply,) = replies(
        tmp_path,
        {"kurser.csv": catalogue, "guide.md": guide},
        "finns det pengar att söka för företag som vill ta lärling?",
    )
    told = reply["text"].index("av kommunen")
    assert told < reply["text"].index("Ekonomi och pengar")


def test_one_sentence_that_says_what_is_asked_is_enough(tmp_path: Path) -> None:
    text = "# Bemanning\n\nTre personer bemannar vägledningen.\n"
    (reply,) = replies(
        tmp_path, {"bemanning.md": text}, "Hur många personer bemannar vägledningen?"
    )
    assert (reply["status"], reply["text"]) == (
        "answered",
        "”Tre personer bemannar vägledningen.” [1]",
    )


def test_beside_what_surely_answers_little_else_is_told(tmp_path: Path) -> None:
    text = (
        "# Slutrapport Språnget\n\nProjektet Språnget kostade 22,7 miljoner kronor. Målet var 400 "
        "deltagare.\n\n## Lokaler\n\nLokalerna hyrdes av kommunen.\n"
    )
    (reply,) = replies(tmp_path, {"rapport.md": text}, "Hur mycket kostade projektet Språnget?")
    assert reply["text"] == "”Projektet Språnget kostade 22,7 miljoner kronor.” [1]"


def test_a_theme_whose_words_stand_in_several_titles_names_no_document(tmp_path: Path) -> None:
    files = {
        "vuxen.md": "# Att läsa som vuxen\n\nUtbildningen är avgiftsfri på komvux.\n",
        "katalog.md": "# Komvux i Björkby\n\nSkolan ligger vid torget.\n",
    }
    (reply,) = replies(tmp_path, files, "Vad kostar det att läsa på komvux?")
    assert not reply["scope"]
    assert "Utbildningen är avgiftsfri på komvux." in reply["text"]


def test_a_price_has_the_unit_that_its_column_names(tmp_path: Path) -> None:
    table = (
        "# Taxa för lokaler\n\n| Lokal | Yta (m²) | Förening (kr/timme) |\n| --- | --- | --- |\n"
        "| Aulan | 310 | 240 |\n| Hemkunskapssalen | 85 | 120 |\n"
    )
    (reply,) = replies(tmp_path, {"taxa.md": table}, "Vad kostar Hemkunskapssalen för en förening?")
    assert reply["status"] in {"answered", "partly"}
    assert "Hemkunskapssalen | 85 | 120" in reply["text"]


def test_when_is_told_by_the_clock_as_well(tmp_path: Path) -> None:
    text = "# Rutin vid frånvaro\n\nFrånvaro anmäls före klockan 07.45 samma dag.\n"
    (reply,) = replies(tmp_path, {"rutin.md": text}, "När ska frånvaro anmälas?")
    assert reply["status"] in {"answered", "partly"}
    assert "Frånvaro anmäls före klockan 07.45 samma dag." in reply["text"]


def test_what_a_project_is_called_is_no_slip(tmp_path: Path) -> None:
    report = "# Slutrapport för projektet Spången\n\nI Spången deltog 412 personer.\n"
    (reply,) = replies(tmp_path, {"a.md": report}, "min chef undrar hur många som deltog i spången")
    assert "I Spången deltog 412 personer." in reply["text"]
    assert not any("spanien" in note for note in reply["understood"])


def test_what_the_title_is_about_need_not_stand_in_the_sentence_too(tmp_path: Path) -> None:
    page = """# Söka till vuxenutbildningen i Björkby

## Vem kan söka?

Du kan söka från och med den första juli det år du fyller 20 år.

## Vad kostar det?

Utbildningen är avgiftsfri.
"""
    (reply,) = replies(
        tmp_path,
        {"sok.md": page},
        "Hur gammal måste jag vara för att söka till vuxenutbildningen?",
    )
    assert reply["status"] == "answered"
    assert "det år du fyller 20 år" in reply["text"]


def test_what_goes_on_from_a_sure_answer_is_told_with_it(tmp_path: Path) -> None:
    page = """# Söka till Björkby vuxenutbildning

## Vem kan söka?

Du kan söka från det år du fyller 20.

## Vad kostar det?

Utbildningen är avgiftsfri, men läromedel betalar du själv. Räkna med högst 900 kronor per kurs.
"""
    (reply,) = replies(tmp_path, {"sok.md": page}, "Vad kostar läromedel?")
    assert "läromedel betalar du själv. Räkna med högst 900 kronor per kurs." in reply["text"]


WHEN = {
    "ansok.md": "# Så ansöker du\n\nAnsökan är öppen från den 15 oktober till den 6 december.\n",
    "vagledare.md": "# Vägledning\n\nDu når vägledaren på telefon. Samtalet är gratis.\n",
}


def test_a_period_is_no_answer_to_when_somebody_can_be_met(tmp_path: Path) -> None:
    (reply,) = replies(tmp_path, WHEN, "när är det öppet hos vägledaren")
    assert reply["status"] == "not_found"


def test_hours_answer_when_somebody_can_be_met(tmp_path: Path) -> None:
    hours = {"hus.md": "# Vägledning\n\nVägledaren har öppet måndag till fredag klockan 9–15.\n"}
    (reply,) = replies(tmp_path, WHEN | hours, "när är det öppet hos vägledaren")
    assert reply["status"] == "answered"
    assert "klockan 9–15" in reply["text"]


def test_a_council_is_not_met_by_the_first_word_of_its_synonym(tmp_path: Path) -> None:
    text = "# Rätt kompetens i Ekmarken\n\n## Vägledning\n\nAnsvarig: Region Ekmarken för frågan.\n"
    (reply,) = replies(tmp_path, {"strategi.md": text}, "Vem leder branschråden?")
    assert reply["status"] != "answered"


def test_a_row_that_has_the_only_word_of_a_question_is_no_sure_answer(tmp_path: Path) -> None:
    table = (
        "# Åtgärder\n\nArbetet följs upp varje höst.\n\n"
        "| Nr | Åtgärd | Ansvarig | Klart senast | Kostnad |\n|---|---|---|---|---|\n"
        "| 4.1 | Årlig rapport | Regionen | april varje år | 0,3 mnkr |\n"
        "| 4.2 | Inventering hos företag | Rådet | 2025-11-30 | 0,8 mnkr |\n"
    )
    other = "# Läget\n\nNio av tio företag har färre än tio anställda. Två företag växer.\n"
    files = {"plan.md": table, "laget.md": other}
    (reply,) = replies(tmp_path, files, "Hur många företag är med?")
    assert reply["status"] != "answered"


def test_the_figure_of_the_place_that_is_asked_for_stands_first(tmp_path: Path) -> None:
    text = (
        "# Utbildning och arbetsmarknad 2025\n\n## Arbetsmarknad\n\n"
        "Arbetslösheten i regionen var 6,9 procent i december 2025. Skillnaderna är stora.\n\n"
        "Arbetslöshet i december, andel av arbetskraften\n\n"
        "| Kommun | 2023 | 2024 | 2025 |\n|---|---|---|---|\n"
        "| Myrnäs | 6,6 % | 6,8 % | 6,5 % |\n| Ekby | 8,6 % | 8,8 % | 8,1 % |\n"
    )
    question = "Hur hög var arbetslösheten i Myrnäs i december 2025?"
    (reply,) = replies(tmp_path, {"laget.md": text}, question)
    assert "6,5" in next(part for part in reply["parts"] if part["kind"] == "quote")["text"]


def test_what_something_is_to_be_called_explains_its_name(tmp_path: Path) -> None:
    text = "# Plan\n\nVägvisarna öppnar i maj. Den gemensamma ingången ska heta Vägvisarna.\n"
    (reply,) = replies(tmp_path, {"plan.md": text}, "Vad är Vägvisarna?")
    assert reply["status"] == "answered"
    assert "ingången" in reply["text"]


def test_a_line_below_items_with_marks_is_no_item(tmp_path: Path) -> None:
    items = "Tänk på tre saker:\n1. Ta med betyg.\n2. Ta med intyg.\n"
    text = f"Anteckningar\n\n{items}Vi når dig på telefon.\n"
    (reply,) = replies(tmp_path, {"anteckning.txt": text}, "Vad ska jag tänka på?")
    assert "intyg" in reply["text"]
    assert "telefon" not in reply["text"]


LIST = (
    "# Handbok\n\n## Samtal\n\nFundera på tre saker före samtalet:\n\n- Vad är du stolt över?\n"
    "- Vad vill du ha mer av?\n\nDu når alla vägledare genom Vägvalet på telefon 08-465 004 00.\n"
)
PAGE = (
    "<html><body><h1>Handbok</h1><h2>Samtal</h2><p>Fundera på tre saker före samtalet:</p><ul>"
    "<li>Vad är du stolt över?</li><li>Vad vill du ha mer av?</li></ul>"
    "<p>Du når alla vägledare genom Vägvalet på telefon 08-465 004 00.</p></body></html>"
)


@pytest.mark.parametrize(("name", "text"), [("handbok.md", LIST), ("handbok.html", PAGE)])
def test_a_paragraph_below_a_list_is_none_of_its_items(
    tmp_path: Path, name: str, text: str
) -> None:
    number, saved = "Vad är telefonnumret till Vägvalet?", "Vad ska jag fundera på före samtalet?"
    called, thought = replies(tmp_path, {name: text}, number, saved)
    assert called["text"].startswith("”Du når alla vägledare")
    assert "– Vad är du stolt över?\n– Vad vill du ha mer av?”" in thought["text"]


def test_a_telephone_of_somebody_else_is_no_sure_answer(tmp_path: Path) -> None:
    files = {
        "projekt.md": "# Skogsprojektet\n\n| Projektägare | Ekby kommun |\n|---|---|\n"
        "| Kontaktperson | Ada Berg |\n| Telefonnummer | 0910-11 22 33 |\n",
        "handbok.md": "# Handbok för Ekby\n\nRektorn är Bo Lind, telefon 0910-44 55 66.\n",
    }
    asked = "Ge mig telefonnumret till vägledaren i Ekby", "Ge mig telefonnumret till rektorn"
    none, told = replies(tmp_path, files, *asked)
    assert none["status"] != "answered"
    assert told["status"] == "answered"
    assert "44 55 66" in told["text"]


def test_a_section_of_another_thing_is_not_quoted_beside_the_right_one(tmp_path: Path) -> None:
    needs = {
        "Kock": "Du ska kunna förstå recept på svenska.",
        "Elektriker": "Du behöver matematik och normalt färgseende.",
        "Florist": "Du behöver tåla pollen och kyla.",
    }
    text = "".join(
        f"## {name}\n\nDu läser och övar i våra lokaler.\n\n### Behörighet\n\n{need}\n\n"
        for name, need in needs.items()
    )
    files = {"utbildningar.md": f"# Utbildningar i Ekby\n\n{text}"}
    (reply,) = replies(tmp_path, files, "Vilken behörighet behövs till elektriker?")
    assert "färgseende" in reply["text"]
    assert "recept" not in reply["text"]
    assert "pollen" not in reply["text"]


def test_drop_in_asks_for_hours(tmp_path: Path) -> None:
    page = (
        "# Vägledning\n\n## Öppettider\n\n| Ort | Tisdag | Torsdag |\n|---|---|---|\n"
        "| Ekby | Drop-in 9–11 | Drop-in 10–12 |\n| Solvik | Stängt | Drop-in 14–18 |\n"
    )
    asked = "När har vägledningen i Solvik drop-in på torsdagar?"
    (reply,) = replies(tmp_path, {"tider.md": page}, asked)
    assert reply["status"] != "not_found"
    assert "14–18" in reply["text"]


def test_one_code_tells_which_row_is_asked_for(tmp_path: Path) -> None:
    needs = {"A4": "Matematik 3b, Samhällskunskap 1b", "A5": "Fysik 2, Kemi 1", "A7": "Biologi 1"}
    rows = "".join(
        f"<tr><td>{code}</td><td>{need}</td><td>Matematik C, Engelska A</td></tr>"
        for code, need in needs.items()
    )
    page = (
        "<html><body><main><h1>Tabell</h1><table><tr><th>Område</th><th>Avdelning A för "
        "ämnesplaner som gäller från och med den 1 juli 2011</th><th>Avdelning B för kursplaner "
        f"som gällde före den 1 juli 2011</th></tr>{rows}</table></main></body></html>"
    )
    (reply,) = replies(tmp_path, {"a.html": page}, "Vad krävs för A4?")
    assert reply["status"] == "answered"
    assert "Samhällskunskap 1b" in reply["text"]
    assert "Fysik" not in reply["text"]
