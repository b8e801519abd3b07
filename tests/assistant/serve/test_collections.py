"""Who may not read a collection sees what they would see if it were not there, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.access.caller import Right
from assistant.access.collections import Collections
from assistant.access.keys import KeyStore
from assistant.app import App, open_app
from assistant.serve.server import served
from assistant.serve.views import Views
from assistant.settings import Settings
from corpus.courses import Catalogue
from corpus.model import Block, BlockKind, Document, Filters, Kind, Metadata, Page
from ingest.split import split
from ingest.watch import REPORT, WatchReport
from tests.assistant.conftest import fill, paged_report
from tests.corpus.courses import education, occasion, provider

ELSEWHERE = {"X-Forwarded-For": "198.51.100.7"}
BOARD = "/srv/dokument/styrelsen"


def secret(location: str = f"{BOARD}/plan.md", source: str = "plan.md") -> Document:
    """A document that speaks of what no other does, and of what another does, too."""
    texts = (
        "Zirkonprojektet läggs ned den 3 mars 2027, enligt direktör Astrid Hemlin.",
        "Syftet med vägledning är att minska kostnaderna med 40 procent.",
        "Planen skriver utbldnigarna på sitt eget sätt.",
    )
    blocks = (
        Block(BlockKind.HEADING, "Nedläggning", 1),
        *(Block(BlockKind.PARAGRAPH, text) for text in texts),
    )
    return Document(
        location=location,
        source=source,
        content_hash=f"hash of {location}",
        metadata=Metadata("Hemlig plan", Kind.STRATEGY, "Styrelsen", "2026-11-01", "sv"),
        pages=(Page(1, blocks),),
    )


def secret_courses() -> Catalogue:
    return Catalogue(
        (provider("p9", "Hemliga skolan"),),
        (education("e9", "Zirkonslipning"),),
        (occasion("o9", "e9", providers=("p9",), apply_until="2026-12-20"),),
    )


def put(app: App, *documents: Document) -> None:
    app.store.put(
        [(one, split(one)) for one in documents], {one.id: secret_courses() for one in documents}
    )


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TestClient]]:
    """Somebody without a key, a reader of the board's, and somebody where there is no secret."""
    with ExitStack() as stack:
        opened: dict[str, TestClient] = {}
        tokens: dict[str, str] = {}
        for name in ("with", "without"):
            data = tmp_path_factory.mktemp(name)
            app = stack.enter_context(open_app(Settings(data=data), "tests"))
            fill(app)
            app.store.follow_courses()
            if name == "with":
                put(app, secret())
                app.store.follow_courses()
            keys = stack.enter_context(KeyStore(data))
            keys.close_folder(Path(BOARD), "styrelsen")
            tokens[name] = keys.add("styrelsen", [Right.ASK, Right.READ], ["styrelsen"])
            keys.add("andra", [Right.ASK, Right.READ, Right.INGEST])
            tokens["changes"] = keys.add("tredje", [Right.ASK, Right.READ, Right.INGEST])
            api = served(app, "127.0.0.1", keys, chat=False)
            opened[name] = stack.enter_context(TestClient(api, "http://localhost"))
            opened[name].headers.update(ELSEWHERE)
            if name == "with":
                for other, token in (("reader", tokens[name]), ("editor", tokens["changes"])):
                    client = TestClient(api, "http://localhost")
                    client.headers.update(ELSEWHERE | {"Authorization": f"Bearer {token}"})
                    opened[other] = client
        yield opened


QUESTIONS = (
    "Vad är zirkonprojektet?",
    "När läggs zirkonprojektet ned?",
    "Vem är Astrid Hemlin?",
    "Vad är syftet med vägledning?",
    "Sammanfatta Hemlig plan",
    "I vilka dokument nämns zirkon?",
    "Vad vet du?",
    "Vilka dokument har du?",
    "Hur många dokument har du?",
    "Vilka utgivare finns det?",
    "Vad kan du?",
    "Vilka kurser finns på Hemliga skolan?",
    "Jämför Hemlig plan och Slutrapport Vägval",
    "Vad hände 2027?",
    "zirkonprojketet",
)
TODAY = "2026-11-28"
SECRET_COURSE = hashlib.sha256(f"{secret().id}\0o9".encode()).hexdigest()[:16]
REQUESTS: tuple[tuple[str, str, Any], ...] = (
    ("GET", "/v1/documents", None),
    ("GET", f"/v1/documents/{secret().id}", None),
    ("GET", f"/v1/documents/{secret().id}/pages/1", None),
    ("GET", "/v1/courses", None),
    ("GET", "/v1/courses?q=zirkonslipning", None),
    ("GET", "/v1/courses?provider=Hemliga+skolan", None),
    ("GET", "/v1/courses/changes", None),
    ("GET", "/openapi.json", None),
    ("POST", "/v1/search", {"query": "zirkonprojektet", "k": 50}),
    ("POST", "/v1/search", {"query": "vägledning", "filters": {"publisher": ["Styrelsen"]}}),
    ("POST", "/v1/search", {"query": "zirkon", "filters": {"document": [secret().id]}}),
    ("POST", "/v1/search", {"query": "utbldnigarna"}),  # put right, unless a document has it
    ("POST", "/v1/mentions", {"query": "zirkon"}),
    ("POST", "/v1/timelines", {"query": None}),
    ("POST", "/v1/timelines", {"query": "zirkon"}),
    ("POST", "/v1/comparisons", {"documents": [secret().id, paged_report().id]}),
    ("POST", "/v1/grids", {"documents": [secret().id], "questions": ["Vad är zirkon?"]}),
    ("POST", "/v1/sheets", {"situation": "Jag vill läsa zirkonslipning", "today": TODAY}),
    ("POST", "/v1/paths", {"occupation": "zirkonslipare", "today": TODAY}),
    ("GET", f"/v1/courses/calendar?id={SECRET_COURSE}", None),
    ("GET", f"/v1/documents/{secret().id}/reading", None),
    ("POST", "/v1/mentions", {"query": "vägledning"}),
    *(("POST", "/v1/answers", {"question": question}) for question in QUESTIONS),
    (
        "POST",
        "/openai/v1/chat/completions",
        {"model": "vagvis", "messages": [{"role": "user", "content": QUESTIONS[1]}]},
    ),
)
VARYING = {"took_ms", "score", "ingested_at", "created", "time"}


def steady(value: Any) -> Any:
    """A reply without what differs from one run to the next."""
    if isinstance(value, dict):
        return {
            name: steady(one)
            for name, one in value.items()
            if name not in VARYING and not str(one).startswith("chatcmpl-")
        }
    return [steady(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_a_collection_is_not_there_for_others(
    clients: dict[str, TestClient], request_: tuple[str, str, Any]
) -> None:
    method, path, body = request_
    seen = clients["with"].request(method, path, json=body)
    expected = clients["without"].request(method, path, json=body)

    assert seen.status_code == expected.status_code
    assert steady(seen.json()) == steady(expected.json())
    echoed = str(body or "") + path
    for word in ("Hemlig", "Hemliga", "Hemlin", "Styrelsen", "läggs ned"):
        assert word in echoed or word not in seen.text


@pytest.mark.parametrize("query", ["vägledning", "validering av kunskaper", "Vem ansvarar?"])
def test_scores_do_not_tell_how_often_others_have_a_word(tmp_path: Path, query: str) -> None:
    """A hundred closed passages full of the words: what moves is their length, a little."""
    scores = []
    for name, count in (("with", 100), ("without", 0)):
        with open_app(Settings(data=tmp_path / name), "tests") as app:
            fill(app)
            text = "Validering av kunskaper och vägledning: vem ansvarar, och för vad ansvarar vi?"
            put(app, *(full_of(text, number) for number in range(count)))
            seen = Views(app, Collections({BOARD: "styrelsen"})).open
            hits = seen.retriever.find(seen.retriever.reader.read(query).queries[0], 5, Filters())
            scores.append({hit.passage.id: hit.score for hit in hits.ranked})
            counts = {one: seen.store.gram_frequency(one) for one in ("vägl", "vali", "zzzz")}
            assert counts["zzzz"] == 0
            scores[-1] |= counts
    assert list(scores[0]) == list(scores[1])
    assert scores[0] == pytest.approx(scores[1], abs=0.02)


def full_of(text: str, number: int) -> Document:
    """A closed document."""
    made = secret(f"{BOARD}/{number}.md", f"{number}.md")
    return replace(made, pages=(Page(1, (Block(BlockKind.PARAGRAPH, f"{text} {number}"),)),))


def test_what_watching_brought_is_for_admins_and_tells_nobody_of_others(tmp_path: Path) -> None:
    with open_app(Settings(data=tmp_path), "tests") as app, KeyStore(tmp_path) as keys:
        put(app, secret())
        fill(app)
        keys.close_folder(Path(BOARD), "styrelsen")
        report = WatchReport("2026-11-28T12:00:00Z", 0.5, read=["plan.md"])
        app.store.record_watch_report(REPORT.dump_python(report, mode="json"), 200)
        tokens = {one: keys.add(one, [one]) for one in Right}
        with TestClient(served(app, "127.0.0.1", keys, chat=False), "http://localhost") as client:
            client.headers.update(ELSEWHERE)
            assert client.get("/v1/watch").status_code == 401
            for right, token in tokens.items():
                reply = client.get("/v1/watch", headers={"Authorization": f"Bearer {token}"})
                assert reply.status_code == (200 if right is Right.ADMIN else 403)
        assert reply.json()["reports"][0]["read"] == ["plan.md"]
        assert Views(app, keys.collections()).open.store.watch_reports() == []


def test_who_may_read_it_does(clients: dict[str, TestClient]) -> None:
    reader = clients["reader"]
    answer = reader.post("/v1/answers", json={"question": QUESTIONS[1]}).json()
    titles = {one["title"] for one in reader.get("/v1/documents").json()["documents"]}

    assert "3 mars 2027" in answer["text"]
    assert "Hemlig plan" in titles
    assert reader.get("/v1/courses?q=zirkonslipning").json()["courses"][0]["name"] == (
        "Zirkonslipning"
    )
    assert reader.get(f"/v1/documents/{secret().id}/pages/1").status_code == 200


def test_what_a_reader_saved_shows_nothing_closed_to_others(clients: dict[str, TestClient]) -> None:
    reader, stranger = clients["reader"], clients["with"]
    key = reader.post("/v1/saved/questions", json={"question": QUESTIONS[1]}).json()["folder"]
    answer = reader.post("/v1/answers", json={"question": QUESTIONS[1]}).json()
    rows = {"name": "sources", "title": "Källor", "rows": [["Zirkonprojektet läggs ned [1]"]]}
    sheet = {"title": "Samtal", "date": "i dag", "note": "", "sections": [rows]}
    sheet["citations"] = answer["citations"]
    kept = {"sheet": sheet, "folder": key}
    assert reader.post("/v1/saved/sheets", json=kept).status_code == 201
    headers = {"Vagvis-Folder": key}

    seen = [one.get("/v1/saved", headers=headers).text for one in (reader, stranger, reader)]

    assert ["3 mars 2027" in one for one in seen] == [True, False, True]
    assert "Hemlig" not in seen[1]
    assert "Zirkonprojektet" not in seen[1]


def test_a_question_is_saved_as_if_the_collection_were_not_there(
    clients: dict[str, TestClient],
) -> None:
    bodies = [{"question": question} for question in QUESTIONS[:5]]
    for body in bodies:
        saved = [
            clients[name].post("/v1/saved/questions", json=body).json()["questions"][0]
            for name in ("with", "without")
        ]
        for one in saved:
            del one["id"], one["saved_at"]
        assert steady(saved[0]) == steady(saved[1])


def test_nobody_deletes_what_they_may_not_read(clients: dict[str, TestClient]) -> None:
    assert clients["editor"].delete(f"/v1/documents/{secret().id}").status_code == 404
    assert clients["reader"].get(f"/v1/documents/{secret().id}").status_code == 200


def test_what_comes_later_belongs_to_its_folder_and_copies_stay_unnamed(tmp_path: Path) -> None:
    with open_app(Settings(data=tmp_path), "tests") as app, KeyStore(tmp_path) as keys:
        keys.close_folder(Path(BOARD), "styrelsen")
        keys.close_folder(Path(f"{BOARD}/inre"), "inre")
        inner = keys.add("inre", [Right.READ], ["inre"])
        with TestClient(served(app, "127.0.0.1", keys, chat=False), "http://localhost") as client:
            client.headers.update(ELSEWHERE)
            fill(app)
            copy = replace(secret("/srv/öppet/plan.md", "öppen.md"))
            put(app, secret(), copy, secret(f"{BOARD}/inre/x.md", "inre.md"))
            app.store.relocate(
                copy.id, copy.location, copy.source, [(f"{BOARD}/kopia.md", "hemlig kopia.md")]
            )

            def sources(**headers: str) -> set[str]:
                listed = client.get("/v1/documents", headers=headers).json()["documents"]
                assert not any("kopia" in str(one) for one in listed)
                return {one["source"] for one in listed}

            open_to_all = {"rapporter/slutrapport.txt", "validering.html", "öppen.md"}
            assert sources() == open_to_all
            assert sources(Authorization=f"Bearer {inner}") == open_to_all | {"inre.md"}
