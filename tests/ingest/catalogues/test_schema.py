"""The paths at which items have our fields are paths that their formats have."""

from __future__ import annotations

import pytest

from ingest.catalogues.items.schema import load_schema

EMIL = "ingest.catalogues.emil"
JSON_LD = "ingest.catalogues.json_ld"


@pytest.mark.parametrize(
    ("package", "kind"),
    [
        (EMIL, "educationInfos"),
        (EMIL, "educationEvents"),
        (EMIL, "educationProviders"),
        (JSON_LD, "Course"),
        (JSON_LD, "CourseInstance"),
    ],
)
def test_every_path_is_one_of_the_format(package: str, kind: str) -> None:
    schema = load_schema(package, kind)
    for path in (path for paths in schema.paths.values() for path in paths):
        content: object = "x"
        for name in reversed(path.split(".")):
            content = {name: content}
        assert isinstance(content, dict)
        assert list(schema.unknown(content)) == []


def test_a_field_that_the_format_does_not_have_is_named_with_its_path() -> None:
    schema = load_schema(EMIL, "educationEvents")
    content = {"execution": {"start": "2027-01-18", "colour": "blå"}, "fee": {"any": 1}, "new": 2}
    assert list(schema.unknown(content)) == ["execution.colour", "new"]


def test_an_occasion_of_a_page_may_have_what_a_course_has() -> None:
    assert load_schema(JSON_LD, "Course").fields < load_schema(JSON_LD, "CourseInstance").fields
