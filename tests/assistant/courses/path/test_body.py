"""The bodies of the interface."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.bodies.paths import PathBody, PathRequest
from assistant.courses.path.body import path_body, unknown_path, wishes_of
from assistant.courses.path.steps import Wishes
from tests.assistant.courses.path.made import NURSING, way


def test_a_path_comes_back_as_it_was_sent() -> None:
    path = way("undersköterska", NURSING)
    body = path_body(path)
    assert PathBody.model_validate_json(body.model_dump_json()) == body
    assert body.steps == path.steps
    assert body.occupation is not None
    assert (body.occupation.name, body.occupation.ssyk) == ("Undersköterska", "5321")
    assert body.decides.startswith("Studie- och yrkesvägledaren avgör")
    assert PathBody.model_json_schema()["properties"]["steps"]


def test_an_unknown_occupation_has_suggestions_instead_of_steps() -> None:
    body = unknown_path("elektrikus")
    assert (body.occupation, body.steps) == (None, ())
    assert "Elektriker" in body.suggestions
    assert "avgör" in body.text


def test_a_request_is_strict_and_tells_wishes() -> None:
    request = PathRequest(occupation="kock", places=["Ånge"], distance=True)
    assert wishes_of(request) == Wishes(("Ånge",), True)
    for wrong in ({"occupation": ""}, {"occupation": "kock", "ort": "Ånge"}):
        with pytest.raises(ValidationError):
            PathRequest.model_validate(wrong)
