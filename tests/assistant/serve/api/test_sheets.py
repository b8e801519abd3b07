"""Session sheets over HTTP: what is in them, what is hidden, and their files."""

from __future__ import annotations

import io
from typing import Any

import docx
import pypdfium2
import pytest
from fastapi.testclient import TestClient

from assistant.research.files.media import OF_SHEETS, Media

PRIVATE = ["19121212-1212", "070-123 45 67", "anna@example.com"]
SITUATION = f"Anna, {PRIVATE[0]}, {PRIVATE[1]}, {PRIVATE[2]}, vill läsa matematik i Sundsvall."
TODAY = "2026-11-28"


@pytest.fixture(scope="module")
def sheet(client: TestClient) -> dict[str, Any]:
    body = {
        "situation": SITUATION,
        "questions": ["Vad är syftet med vägledning?", "Vad äter en igelkott?"],
        "today": TODAY,
    }
    reply: dict[str, Any] = client.post("/v1/sheets", json=body).json()
    return reply


def rows(sheet: dict[str, Any], name: str) -> list[list[str]]:
    return next(one["rows"] for one in sheet["sections"] if one["name"] == name)


def text_of(content: bytes, media: str) -> str:
    if media == Media.PDF:
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if media == Media.DOCX:
        document = docx.Document(io.BytesIO(content))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    return content.decode().replace("\\", "")


def test_nobody_can_be_told_from_a_sheet(sheet: dict[str, Any]) -> None:
    assert not [one for one in PRIVATE if one in str(sheet)]
    assert sheet["masked"] == {"personnummer": 1, "telefon": 1, "e-post": 1}


def test_a_sheet_has_what_a_conversation_needs(sheet: dict[str, Any]) -> None:
    options = next(one for one in sheet["sections"] if one["name"] == "options")
    assert "Matematik 2b" in options["columns"][1]
    assert [row[2] for row in rows(sheet, "requirements")] == ["Godkänt i Matematik 1b."]
    assert ("2026-12-15", "Sista dag att söka") in [tuple(r[:2]) for r in rows(sheet, "dates")]
    assert "Syftet med vägledning" in rows(sheet, "material")[0][0]
    assert any("igelkott" in row[0] for row in rows(sheet, "unknown"))
    assert len(rows(sheet, "ask")) >= 5
    assert not any("telefon" in row[0] for row in rows(sheet, "understood"))
    assert any(
        "Slutrapport Vägval, Region Norrsken, 2019, s. 11" in r[0] for r in rows(sheet, "sources")
    )
    assert [one["n"] for one in sheet["citations"]] == [1]


@pytest.mark.parametrize("media", list(OF_SHEETS))
def test_files_hold_all_of_an_edited_sheet(
    client: TestClient, sheet: dict[str, Any], media: Media
) -> None:
    asked = {"name": "own", "title": "Eget", "rows": [["Fråga om <b>resor</b> & 🦆 | a*b"]]}
    edited = sheet | {"sections": [*sheet["sections"], asked]}
    headers = {"Accept": media.value}
    response = client.post("/v1/sheets/files", json=edited, headers=headers)

    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media.value
    text = "".join(text_of(response.content, media).split())
    for section in edited["sections"]:
        for cell in [cell for row in section["rows"] for cell in row]:
            if "🦆" not in cell:  # PDF has no letter for it
                assert "".join(cell.split()) in text
    assert "<b>resor</b>" in text
    again = client.post("/v1/sheets/files", json=edited, headers=headers)
    assert again.content == response.content


def test_a_sheet_of_many_pages(client: TestClient, sheet: dict[str, Any]) -> None:
    long = "Ett långt stycke om livet och studierna. " * 400
    section = {"name": "own", "title": "Långt", "columns": ["a", "b"], "rows": [[long, "x"]] * 15}
    edited = sheet | {"sections": [section]}
    response = client.post("/v1/sheets/files", json=edited, headers={"Accept": Media.PDF.value})

    assert len(pypdfium2.PdfDocument(response.content)) > 50


@pytest.mark.parametrize(
    "change",
    [
        {"sections": [{"name": "a", "title": "b", "columns": ["c"], "rows": [["d", "e"]]}]},
        {"sections": [{"name": "a", "title": "b", "rows": [[]]}]},
        {"title": "t" * 201},
        {"extra": 1},
    ],
)
def test_what_is_no_sheet_is_refused(
    client: TestClient, sheet: dict[str, Any], change: dict[str, Any]
) -> None:
    response = client.post("/v1/sheets/files", json=sheet | change)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert "{" not in response.json()["detail"]


@pytest.mark.parametrize("places", [["3"], [True], [3.0], 3, [None]])
@pytest.mark.parametrize("field", ["sheets", "pages"])
def test_places_of_a_wrong_type_are_refused(
    client: TestClient, sheet: dict[str, Any], field: str, places: object
) -> None:
    citations = [sheet["citations"][0] | {field: places}]
    response = client.post("/v1/sheets/files", json=sheet | {"citations": citations})

    assert response.status_code == 422
    assert f"citations[0].{field}" in response.json()["errors"][0]["field"]


def test_nothing_is_kept(own_client: TestClient, tmp_path: Any) -> None:
    own_client.post("/v1/sheets", json={"situation": "En ovanlig situation med sköldpaddor"})

    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any("sköldpaddor".encode() in content for content in kept)
