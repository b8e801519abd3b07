"""The bodies of the interface."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.bodies.paths import PathBody, PathRequest
from assistant.courses.find.index import CourseIndex
from assistant.courses.path.way import path_by_request
from tests.assistant.courses.path.made import NURSING, PATHS, TODAY, way


def test_a_path_comes_back_as_it_was_sent() -> None:
    body = way("undersköterska", NURSING)
    assert PathBody.model_validate_json(body.model_dump_json()) == body
    assert body.occupation is not None
    assert (body.occupation.name, body.occupation.ssyk) == ("Undersköterska", "5321")
    assert body.decides.startswith("Studie- och yrkesvägledaren avgör")
    assert PathBody.model_json_schema()["properties"]["steps"]


def test_an_unknown_occupation_has_suggestions_instead_of_steps() -> None:
    body = PATHS.unknown("elektrikus")
    assert (body.occupation, body.steps) == (None, ())
    assert "Elektriker" in body.suggestions
    assert "avgör" in body.text


def test_where_several_occupations_fit_they_are_suggested_and_none_is_chosen() -> None:
    request = PathRequest(occupation="jag vill jobba med barn")
    body = path_by_request(request, PATHS, CourseIndex((), PATHS.occupations), TODAY)
    assert (body.occupation, body.steps) == (None, ())
    assert body.suggestions[0] == "Barnskötare"
    assert "Flera yrken" in body.text


def test_what_only_one_occupation_does_is_the_way_to_it() -> None:
    request = PathRequest(occupation="jag drömmer om att köra tåg")
    body = path_by_request(request, PATHS, CourseIndex((), PATHS.occupations), TODAY)
    assert body.occupation is not None
    assert body.occupation.name == "Lokförare"


def test_a_request_is_strict() -> None:
    assert PathRequest(occupation="kock", places=["Ånge"], distance=True).places == ["Ånge"]
    for wrong in ({"occupation": ""}, {"occupation": "kock", "ort": "Ånge"}):
        with pytest.raises(ValidationError):
            PathRequest.model_validate(wrong)
