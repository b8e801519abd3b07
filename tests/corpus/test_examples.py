"""The example corpus and the questions about it: marked, readable, consistent."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from corpus.model import Page
from corpus.swedish import fold
from evals.measure.figures import meets
from evals.measure.question_file import EvalQuestion, load_questions
from ingest.clean import clean
from ingest.readers import read

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "corpus" / "examples"
DOCUMENTS = sorted(p for p in (EXAMPLES / "documents").iterdir() if p.suffix != ".toml")
CATALOGUES = EXAMPLES / "catalogues"
SETS = [ROOT / "evals" / "questions" / f"examples_{part}.jsonl" for part in ("dev", "held")]
MARK = "Exempeldokument för Vägvis. Älvmarkens region finns inte på riktigt."
KINDS = {
    *("fact", "list", "number", "who", "when", "why", "compare", "cross-document", "paraphrase"),
    *("compound", "abbreviation", "typo", "no-åäö", "english", "follow-up"),
    *("unanswerable", "noise-trap", "injection"),
}
FICTIONAL_NUMBER = re.compile(r"08-465 004 \d\d")
NUMBER = re.compile(r"\b0\d{1,3}-\d[\d ]{5,}\d")
ADDRESS = re.compile(r"[\w.]+@[\w.]+\w")

Line = dict[str, object]


@cache
def pages(path: Path) -> tuple[Page, ...]:
    reading = read(path.name, path.read_bytes())
    return clean(reading.pages, title=reading.facts.title).pages


def whole(path: Path) -> str:
    return fold("\n".join(page.text for page in pages(path)))


def source(prefix: str) -> Path:
    (found,) = (path for path in DOCUMENTS if path.name.startswith(f"{prefix}_"))
    return found


def questions() -> list[EvalQuestion]:
    return [question for path in SETS for question in load_questions(path)]


def test_there_are_enough_documents_in_enough_formats() -> None:
    assert len(DOCUMENTS) >= 12
    assert {path.suffix for path in DOCUMENTS} >= {".pdf", ".docx", ".html", ".md", ".txt"}
    assert sum(len(whole(path)) for path in DOCUMENTS) > 50_000


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[:3])
def test_every_document_says_that_it_is_made_up(path: Path) -> None:
    assert fold(MARK) in whole(path)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[:3])
def test_no_document_holds_a_number_or_address_that_could_be_someones(path: Path) -> None:
    text = whole(path)
    assert all(FICTIONAL_NUMBER.match(number) for number in NUMBER.findall(text))
    assert all(address.endswith(".example") for address in ADDRESS.findall(text))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_question_set_has_all_kinds_and_about_a_quarter_without_an_answer(path: Path) -> None:
    asked = load_questions(path)
    assert len(asked) >= 70
    assert {question.kind for question in asked} == KINDS
    assert 0.2 <= sum(not question.answerable for question in asked) / len(asked) <= 0.3


def test_ids_and_questions_are_unique_over_both_sets() -> None:
    asked = questions()
    assert len({question.id for question in asked}) == len(asked)
    assert len({fold(question.question) for question in asked}) == len(asked)


def test_the_sets_ask_for_other_facts() -> None:
    dev, held = ({fold(s) for q in load_questions(path) for s in q.gold_spans} for path in SETS)
    assert not dev & held


def test_an_answerable_question_names_where_its_answer_stands() -> None:
    for question in questions():
        if not question.answerable:
            assert not question.docs, question.id
            assert not question.gold_spans, question.id
            continue
        assert question.docs, question.id
        assert question.gold_spans, question.id
        texts = {doc: whole(source(doc)) for doc in question.docs}
        for span in question.gold_spans:
            assert any(fold(span) in text for text in texts.values()), (question.id, span)


def test_every_right_page_holds_a_gold_span_and_is_printed() -> None:
    for question in questions():
        for doc, numbers in question.pages.items():
            assert doc in question.docs, question.id
            printed = {page.number: fold(page.text) for page in pages(source(doc))}
            for number in numbers:
                text = printed[number]
                assert any(fold(span) in text for span in question.gold_spans), (question.id, doc)


def test_model_answers_meet_what_is_asked_of_answers() -> None:
    for question in questions():
        assert question.must_contain, question.id
        missing = [entry for entry in question.must_contain if not meets(question.answer, entry)]
        assert not missing, (question.id, missing)
        assert not any(meets(question.answer, entry) for entry in question.must_not_contain)


def test_what_the_noise_traps_ask_for_is_in_no_document_once_cleaned() -> None:
    lines: list[Line] = [
        json.loads(line) for path in SETS for line in path.read_text("utf-8").splitlines()
    ]
    traps = {str(line["trap_span"]): str(line["near_doc"]) for line in lines if "trap_span" in line}
    assert len(traps) == 8
    for trap, doc in traps.items():
        raw = re.sub(r"<[^>]+>", " ", source(doc).read_text("utf-8"))
        assert fold(trap) in fold(raw)
        assert not any(fold(trap) in whole(path) for path in DOCUMENTS), trap


def test_the_municipal_table_has_repeated_rows_unknown_names_and_several_places() -> None:
    with (CATALOGUES / "exempel_komvux_avux.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    known = [row for row in table if row["Namn"] != "Okänd"]
    places: dict[str, set[str]] = {}
    for row in known:
        places.setdefault(row["kurstillfalleId"], set()).add(row["Studieort"])
    assert len(table) > len(known) > len(places) >= 60
    assert any(len(towns) > 1 for towns in places.values())
    assert max(Counter(json.dumps(row) for row in known).values()) > 1


def test_the_feed_has_open_past_cancelled_and_removed_occasions() -> None:
    feed = json.loads((CATALOGUES / "exempel_emil3_klockvik.json").read_text("utf-8"))
    items = feed["educationEvents"]
    events = [item["content"] for item in items if item["status"] == "ACTIVE"]
    infos = {item["content"]["identifier"] for item in feed["educationInfos"]}
    providers = {item["content"]["identifier"] for item in feed["educationProviders"]}
    today = "2026-11-21"
    assert len(items) >= 60
    assert len(events) < len(items)
    assert any(event.get("isCancelled") for event in events)
    assert any(event["execution"].get("end", today) < today for event in events)
    assert any(
        event["application"].get("first", "9") <= today <= event["application"].get("last", "0")
        for event in events
    )
    for event in events:
        assert event["education"] in infos
        assert set(event["providers"]) <= providers


def test_the_xml_feed_points_at_its_own_educations_and_providers() -> None:
    root = ET.parse(CATALOGUES / "exempel_emil2_inlandet.xml").getroot()  # noqa: S314 # our own
    space = "{http://www.sis.se/ss10700/EMIL2.01}"

    def texts(path: str) -> set[str | None]:
        return {element.text for element in root.findall(path.replace("/", f"/{space}"))}

    assert len(root.findall(f"{space}educationEvent")) >= 20
    wanted = texts(f"{space}educationEvent/education")
    assert wanted == texts(f"{space}educationInfo/identifier")
    assert texts(f"{space}educationEvent/provider") == texts(f"{space}educationProvider/identifier")


def test_the_workbook_refuses_most_and_has_its_header_on_row_six() -> None:
    book = openpyxl.load_workbook(CATALOGUES / "exempel_yh_ansokningar.xlsx")
    header, *rows = book["Tabell 3"].iter_rows(min_row=6, values_only=True)
    column = {name: index for index, name in enumerate(header)}
    decisions: dict[object, set[object]] = {}
    for row in rows:
        decisions.setdefault(row[column["Utbildningsnamn"]], set()).add(row[column["Beslut"]])
    refused = sum(row[column["Beslut"]] == "Avslag" for row in rows)
    assert len(rows) >= 60
    assert 0.6 < refused / len(rows) < 0.85
    assert any(len(both) == 2 for both in decisions.values())
    several = {
        row[column["Diarienummer"]] for row in rows if row[column["Kommun"]] == "Flera kommuner"
    }
    _, *places = book["Tabell 4"].iter_rows(min_row=6, values_only=True)
    assert {place[5] for place in places} == several
