"""What is kept over HTTP: questions whose quoted answers are watched, and session sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.app import App

QUESTION = "Vem ansvarar för uppföljningen?"
SHEET = {
    "title": "Samtal",
    "date": "i dag",
    "note": "",
    "sections": [
        {"name": "situation", "title": "Situationen", "rows": [["Ring mig på 070-123 45 67"]]},
        {"name": "sources", "title": "Källor", "rows": [["Vägvalet, 08-465 004 00"]]},
    ],
}


def folder_of(client: TestClient, key: str) -> dict[str, Any]:
    got: dict[str, Any] = client.get("/v1/saved", headers={"Vagvis-Folder": key}).json()
    return got


def upload(client: TestClient, name: str, text: str) -> str:
    files = {"files": (name, text.encode())}
    reply = client.post("/v1/documents", files=files).json()
    found: str = reply["files"][0]["document"]["id"]
    return found


def test_a_changed_quote_is_told_and_nothing_else(own_client: TestClient) -> None:
    saved = own_client.post("/v1/saved/questions", json={"question": QUESTION})
    key = saved.json()["folder"]
    assert saved.status_code == 201
    assert "Länsstyrelsen" in saved.json()["questions"][0]["before"][0]["quote"]
    assert not folder_of(own_client, key)["questions"][0]["changed"]

    upload(own_client, "kok.md", "# Recept\n\nKoka potatisen i tjugo minuter.\n")
    assert not folder_of(own_client, key)["questions"][0]["changed"]

    text = "# Ansvar\n\nKommunstyrelsen i Norrsken ansvarar för uppföljningen.\n"
    new = upload(own_client, "ansvar.md", text)
    (question,) = folder_of(own_client, key)["questions"]
    assert question["changed"]
    assert "Kommunstyrelsen" in str(question["now"])
    assert "Kommunstyrelsen" not in str(question["before"])
    assert folder_of(own_client, key)["questions"][0]["changed"], "until it has been seen"

    headers = {"Vagvis-Folder": key}
    seen = own_client.post(f"/v1/saved/{question['id']}/seen", headers=headers)
    assert seen.status_code == 204
    assert not folder_of(own_client, key)["questions"][0]["changed"]

    own_client.delete(f"/v1/documents/{new}")
    assert folder_of(own_client, key)["questions"][0]["changed"]


def test_a_question_is_kept_with_those_that_it_leans_on_and_no_others(
    own_client: TestClient,
) -> None:
    before = "Vem ansvarar för uppföljningen? Ring 070-123 45 67."
    history = [{"role": "user", "content": before}, {"role": "assistant", "content": "Ingen."}]
    leaning = {"question": "Och vad är syftet med den?", "history": history}
    kept = own_client.post("/v1/saved/questions", json=leaning).json()["questions"][0]
    assert kept["asked_before"] == ["Vem ansvarar för uppföljningen? Ring [telefon]."]
    masked = {"role": "user", "content": kept["asked_before"][0]}
    asked = {**leaning, "history": [masked], "audience": "staff"}
    now = own_client.post("/v1/answers", json=asked).json()["citations"]
    assert [c["quote"] for c in kept["before"]] == [c["quote"] for c in now]

    alone = "Vilken myndighet i Norrsken ansvarar för uppföljningen av projektets deltagare?"
    whole = {"question": alone, "history": history}
    kept = own_client.post("/v1/saved/questions", json=whole).json()["questions"][0]
    assert kept["asked_before"] == []


def test_a_sheet_is_kept_without_what_points_somebody_out(
    own_client: TestClient, own_app: App
) -> None:
    key = own_client.post("/v1/saved/sheets", json={"sheet": SHEET}).json()["folder"]
    (kept,) = folder_of(own_client, key)["sheets"]

    assert kept["sheet"]["sections"][0]["rows"] == [["Ring mig på [telefon]"]]
    assert kept["sheet"]["sections"][1]["rows"] == [["Vägvalet, 08-465 004 00"]]
    database = Path(own_app.settings.data)
    content = b"".join(path.read_bytes() for path in database.glob("vagvis.sqlite*"))
    assert "Vägvalet".encode() in content
    assert b"123 45 67" not in content
    assert key.encode() not in content

    assert own_client.delete("/v1/saved", headers={"Vagvis-Folder": key}).status_code == 204
    content = b"".join(path.read_bytes() for path in database.glob("vagvis.sqlite*"))
    assert "Vägvalet, 08-465".encode() not in content


def test_folders_are_apart_and_can_be_emptied(own_client: TestClient) -> None:
    first = own_client.post("/v1/saved/sheets", json={"sheet": SHEET}).json()
    key, item = first["folder"], first["sheets"][0]["id"]
    own_client.post("/v1/saved/questions", json={"question": QUESTION, "folder": key})
    other = own_client.post("/v1/saved/sheets", json={"sheet": SHEET}).json()["folder"]
    assert len(folder_of(own_client, key)["sheets"]) == len(folder_of(own_client, key)["questions"])

    refused = own_client.delete(f"/v1/saved/{item}", headers={"Vagvis-Folder": other})
    assert refused.status_code == 404
    assert own_client.delete(f"/v1/saved/{item}", headers={"Vagvis-Folder": key}).status_code == 204
    assert folder_of(own_client, key)["sheets"] == []
    assert own_client.delete("/v1/saved", headers={"Vagvis-Folder": key}).status_code == 204
    assert folder_of(own_client, key) == {"folder": key, "questions": [], "sheets": []}
    assert len(folder_of(own_client, other)["sheets"]) == 1


@pytest.mark.parametrize("headers", [{}, {"Vagvis-Folder": "short"}, {"Vagvis-Folder": "a/b" * 9}])
def test_no_folder_opens_without_its_key(client: TestClient, headers: dict[str, str]) -> None:
    response = client.get("/v1/saved", headers=headers)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
