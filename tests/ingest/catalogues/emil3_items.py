"""EMIL 3 for tests: one education, one event and one provider, with what is changed of each."""

from __future__ import annotations

import json

from corpus.courses import Education, Occasion
from ingest.catalogues.emil.edition3 import read_emil3
from ingest.catalogues.reading import CatalogueReading

Json = dict[str, object]


def swedish(text: str) -> Json:
    return {"strings": [{"lang": "swe", "content": text}]}


def wrapped(content: Json, status: str = "ACTIVE") -> Json:
    return {"id": content["identifier"], "status": status, "content": content}


def info(**changed: object) -> Json:
    return {
        "identifier": "i.x.1",
        "code": "MATMAT02b",
        "title": swedish("Matematik 2b"),
        "type": {"type": "C_SchoolType", "code": "VUXGY"},
        **changed,
    }


def event(**changed: object) -> Json:
    return {
        "identifier": "e.x.1",
        "education": "i.x.1",
        "providers": ["p.x.1"],
        "locations": [{"areaCode": "2281", "town": "Sundsvall"}],
        "execution": {
            "condition": {"type": "C_ExecutionCondition", "code": "1"},
            "start": "2027-01-18",
            "end": "2027-06-04",
        },
        "paceOfStudy": {"percentage": 50.0},
        "application": {"first": "2026-11-01", "last": "2026-12-10"},
        **changed,
    }


def provider(**changed: object) -> Json:
    return {"identifier": "p.x.1", "name": swedish("Komvux Testköping"), **changed}


def read(value: object) -> CatalogueReading:
    return read_emil3("sida 3.json", json.dumps(value).encode())


def education(**changed: object) -> Education:
    (found,) = read({"educationInfos": [wrapped(info(**changed))]}).catalogue.educations
    return found


def occasion(**changed: object) -> Occasion:
    (found,) = read({"educationEvents": [wrapped(event(**changed))]}).catalogue.occasions
    return found


def notes(**changed: object) -> tuple[str, ...]:
    return read({"educationEvents": [wrapped(event(**changed))]}).report.notes
