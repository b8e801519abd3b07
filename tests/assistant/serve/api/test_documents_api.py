from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from reportlab.pdfgen.canvas import Canvas

from assistant.app import App, open_app
from assistant.serve.server import build
from assistant.settings import Settings
from tests.assistant.conftest import guidance_page, paged_report
from tests.assistant.serve.api.test_problems import problem

NOTE = "# Studiehjälp\n\nStudiehjälp lämnas till den som går på gymnasiet.\n".encode()


def upload(client: TestClient, *files: tuple[str, bytes], **headers: str) -> Any:
    parts = [("files", (name, data)) for name, data in files]
    return client.post("/v1/documents", files=parts, headers=headers)


def test_the_list_holds_every_document(client: TestClient) -> None:
    listed = client.get("/v1/documents").json()["documents"]

    assert [entry["source"] for entry in listed] == ["rapporter/slutrapport.txt", "validering.html"]
    assert listed[0]["id"] == paged_report().id
    assert listed[0]["page_count"] == 2
    assert listed[0]["passage_count"] >= 2
    assert listed[0]["ocr"] is False


def test_a_document_names_its_pages(client: TestClient) -> None:
    shown = client.get(f"/v1/documents/{paged_report().id}").json()

    assert shown["title"] == "Slutrapport Vägval"
    assert shown["pages"] == [
        {"position": 1, "number": 11, "label": "11", "sheet": None},
        {"position": 2, "number": 12, "label": "12", "sheet": None},
    ]


def test_a_page_holds_its_text_and_where_the_passages_stand(client: TestClient, app: App) -> None:
    report = paged_report()
    page = client.get(f"/v1/documents/{report.id}/pages/12").json()

    assert (page["position"], page["number"]) == (2, 12)
    assert page["text"] == report.pages[1].text
    assert report.text[page["start"] :].startswith(page["text"])
    stored = {passage.id: passage for passage in app.store.passages_of(report.id)}
    for shown in page["passages"]:
        part = page["text"][shown["start"] : shown["end"]]
        assert part
        assert part in stored[shown["id"]].text
    over_the_break = [one for one in stored.values() if one.pages == (11, 12)]
    assert over_the_break
    assert page["passages"][0]["id"] == over_the_break[0].id
    assert page["passages"][0]["start"] == 0


def test_without_printed_numbers_the_position_counts(client: TestClient) -> None:
    page = client.get(f"/v1/documents/{guidance_page().id}/pages/1").json()

    assert (page["position"], page["number"]) == (1, None)
    assert "reell kompetens" in page["text"]
    problem(client.get(f"/v1/documents/{guidance_page().id}/pages/2"), 404)
    problem(client.get(f"/v1/documents/{guidance_page().id}/pages/0"), 404)


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    assert "Dokumentet finns inte" in problem(client.get("/v1/documents/x"), 404)["detail"]
    problem(client.get("/v1/documents/x/pages/1"), 404)
    missing = client.get(f"/v1/documents/{paged_report().id}/pages/13")
    assert "Sidan 13 finns inte" in problem(missing, 404)["detail"]
    problem(client.get(f"/v1/documents/{paged_report().id}/pages/tolv"), 404)
    problem(client.delete("/v1/documents/x"), 404)


LIVES = "Var finns huset?"


def test_no_file_holds_a_deleted_document(tmp_path: Path) -> None:
    letter = b"# Brev\n\nElin Grankvist bor i huset vid kvarnen och vill bli optiker.\n"
    with open_app(Settings(data=tmp_path), "tests") as app:
        client = TestClient(build(app))
        made = upload(client, ("brev.md", letter), ("annat.md", NOTE)).json()["files"][0]
        question = client.post("/v1/saved/questions", json={"question": LIVES}).json()
        assert "huset vid kvarnen" in str(question["questions"][0]["before"])
        sheet = client.post("/v1/sheets", json={"situation": "Samtal", "questions": [LIVES]}).json()
        kept = client.post("/v1/saved/sheets", json={"sheet": sheet}).json()
        assert "huset vid kvarnen" in str(kept["sheets"][0]["sheet"]["sections"])
        assert held(tmp_path, b"huset vid kvarnen")
        assert client.delete(f"/v1/documents/{made['document']['id']}").status_code == 204
        assert not held(tmp_path, b"huset vid kvarnen")
        assert not held(tmp_path, b"Elin Grankvist")

        folder = {"Vagvis-Folder": question["folder"]}
        (saved,) = client.get("/v1/saved", headers=folder).json()["questions"]
        assert (saved["changed"], saved["before"], saved["now"]) == (True, [], [])
        folder = {"Vagvis-Folder": kept["folder"]}
        (left,) = client.get("/v1/saved", headers=folder).json()["sheets"]
        assert left["sheet"]["citations"] == []
        assert left["sheet"]["sections"][0]["rows"] == [["Samtal"]]


def held(folder: Path, words: bytes) -> list[str]:
    """The files that hold some words."""
    return [f.name for f in folder.rglob("*") if f.is_file() and words in f.read_bytes()]


def test_a_deleted_document_is_gone(own_client: TestClient) -> None:
    path = f"/v1/documents/{paged_report().id}"

    assert own_client.delete(path).status_code == 204
    problem(own_client.get(path), 404)
    problem(own_client.delete(path), 404)
    reply = own_client.post("/v1/search", json={"query": "syftet med vägledning"}).json()
    assert all(one["document"]["id"] != paged_report().id for one in reply["passages"])


def test_pages_are_addressed_and_cited_by_label_or_by_their_place_in_the_file(
    own_client: TestClient,
) -> None:
    texts = [
        "Länet har vägledning på sex orter.",
        "Ansökan görs hos komvux i mars.",
        "C-kursen erbjuder handledning åt lärlingar.",
        "Skolan ligger vid torget i Norrby.",
    ]
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for text in texts:
        canvas.drawString(60, 700, text)
        canvas.showPage()
    canvas.addPageLabel(0, style="ROMAN_LOWER")
    canvas.save()
    plain = "\f".join(texts).encode()
    labelled, unnumbered = (
        one["document"]["id"]
        for one in upload(own_client, ("a.pdf", buffer.getvalue()), ("b.txt", plain)).json()[
            "files"
        ]
    )

    for name in ("iii", "sheet-3"):
        page = own_client.get(f"/v1/documents/{labelled}/pages/{name}").json()
        assert (page["label"], page["number"], page["sheet"]) == ("iii", None, 3)
        assert page["text"] == texts[2]
    page = own_client.get(f"/v1/documents/{unnumbered}/pages/sheet-2").json()
    assert (page["label"], page["sheet"]) == (None, 2)

    def cited(document: str) -> list[Any]:
        body = {"query": "handledning åt lärlingar", "filters": {"document": [document]}}
        reply = own_client.post("/v1/search", json=body).json()["passages"][0]
        return [reply["pages"], reply["page_labels"], reply["sheets"]]

    assert cited(labelled)[:2] == [[], ["i", "ii", "iii", "iv"]]
    assert cited(unnumbered) == [[], [], [1, 2, 3, 4]]


def test_an_uploaded_file_can_be_found(own_client: TestClient) -> None:
    response = upload(own_client, ("studiehjälp.md", NOTE))

    assert response.status_code == 201
    (outcome,) = response.json()["files"]
    assert outcome["reason"] is None
    assert outcome["document"]["source"] == "studiehjälp.md"
    reply = own_client.post("/v1/search", json={"query": "vem får studiehjälp", "k": 1}).json()
    assert reply["passages"][0]["document"]["id"] == outcome["document"]["id"]


def test_a_file_uploaded_again_replaces_the_first(own_client: TestClient) -> None:
    first = upload(own_client, ("not.md", NOTE)).json()["files"][0]["document"]
    second = upload(own_client, ("not.md", NOTE + b"\nMer text.\n")).json()["files"][0]["document"]

    assert first["id"] == second["id"]
    assert len(own_client.get("/v1/documents").json()["documents"]) == 3


def test_a_path_in_an_upload_is_only_a_name(own_client: TestClient) -> None:
    response = upload(own_client, ("../../etc/studiehjälp.md", NOTE))

    assert response.json()["files"][0]["document"]["source"] == "studiehjälp.md"


def test_of_several_files_the_good_ones_go_in(own_client: TestClient) -> None:
    response = upload(own_client, ("a.md", NOTE), ("tom.txt", b""), ("b.exe", b"MZ\x00\x00"))

    assert response.status_code == 201
    good, empty, program = response.json()["files"]
    assert good["document"]
    assert empty["document"] is None
    assert "”tom.txt” är tom" in empty["reason"]
    assert "”b.exe” är ett program" in program["reason"]


def test_an_unknown_format_is_415(client: TestClient) -> None:
    body = problem(upload(client, ("film.mp4", b"\x00\x00\x00 ftypisom")), 415)

    assert "film.mp4" in body["detail"]
    assert body["errors"][0]["field"] == "film.mp4"


def test_an_unreadable_file_is_422(client: TestClient) -> None:
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        archive.writestr("word/document.xml", "<inte xml")

    problem(upload(client, ("tom.txt", b" \n ")), 422)
    problem(upload(client, ("skadad.docx", damaged.getvalue())), 422)
    problem(upload(client, ("skadad.pdf", b"%PDF-1.7\nbroken")), 422)
    assert len(client.get("/v1/documents").json()["documents"]) == 2


def test_an_upload_without_files_is_refused(client: TestClient) -> None:
    problem(client.post("/v1/documents"), 422)
    problem(client.post("/v1/documents", data={"files": "text"}), 422)


def test_an_upload_that_is_too_large_is_413(client: TestClient) -> None:
    body = problem(upload(client, ("stor.txt", b"a" * 50_000_001)), 413)

    assert "50 MB" in body["detail"]


def test_another_site_cannot_upload_through_a_visitor(client: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    problem(upload(client, ("a.md", NOTE), **headers), 403)


def test_the_files_of_an_uploaded_archive_go_in_one_by_one(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/avgift.txt", "Avgiften för en prövning är 500 kronor per kurs.")
        archive.writestr("b/avgift.txt", "Avgiften för läromedel är 900 kronor per kurs.")
        archive.writestr("bild.bin", b"\0\1")
    reply = client.post("/v1/documents", files=[("files", ("paket.zip", packed.getvalue()))])
    assert reply.status_code == 201
    files = reply.json()["files"]
    assert [one["name"] for one in files] == [
        f"paket.zip/{name}" for name in ("a/avgift.txt", "b/avgift.txt", "bild.bin")
    ]
    sources = [one["document"]["source"] for one in files[:2]]
    assert sources == ["paket.zip/a/avgift.txt", "paket.zip/b/avgift.txt"]
    assert files[2]["document"] is None
    for one in files[:2]:
        client.delete(f"/v1/documents/{one['document']['id']}")


def test_an_uploaded_archive_that_is_broken_is_refused_with_a_reason(client: TestClient) -> None:
    reply = client.post("/v1/documents", files=[("files", ("paket.zip", b"PK\x03\x04 trasigt"))])
    assert reply.status_code in {415, 422}
    assert "skadat arkiv" in reply.json()["detail"]
