"""Answers over HTTP, each with the invariants that every one of them has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi.testclient import TestClient


def ask(client: TestClient, question: str, **fields: object) -> Mapping[str, Any]:
    response = client.post("/v1/answers", json={"question": question, **fields})
    assert response.status_code == 200, response.text
    reply: Mapping[str, Any] = response.json()
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", reply["text"])}
    assert marks == {citation["n"] for citation in reply["citations"]}
    assert len(reply["text"]) <= 1200
    return reply


def titles(reply: Mapping[str, Any]) -> set[str]:
    return {citation["document"]["title"] for citation in reply["citations"]}
