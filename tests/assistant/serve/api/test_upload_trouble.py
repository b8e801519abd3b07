"""Uploads of files that trouble makes get a problem with a reason, never a 500."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.ingest.zips import broken_zips


@pytest.mark.parametrize("name", list(broken_zips()))
def test_a_broken_zip_is_refused_with_a_reason(client: TestClient, name: str) -> None:
    files = [("files", (f"{name}.docx", broken_zips()[name]))]
    reply = client.post("/v1/documents", files=files)
    assert reply.status_code in (415, 422)
    assert ("skyddad" if name == "lösenord" else "skadad") in reply.json()["errors"][0]["detail"]


def test_what_breaks_in_an_unforeseen_way_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ingest.document_text.split", breaking)
    reply = client.post("/v1/documents", files=[("files", ("a.txt", b"En text om studier."))])
    assert reply.status_code == 422
    assert "ZeroDivisionError" in reply.json()["errors"][0]["detail"]


@pytest.mark.parametrize("day", ["5 JUNİ 2020", "3 marſ 2020"])
def test_letters_that_are_others_in_capitals_go_in(own_client: TestClient, day: str) -> None:
    data = f"Beslut\n\nPublicerad {day}\n\nVägledning hjälper människor.".encode()
    reply = own_client.post("/v1/documents", files=[("files", ("a.txt", data))])
    assert reply.status_code == 201
