"""What is large is read in a process of its own, and comes out as if it were read here."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from ingest import isolated
from ingest.document_text import DocumentOrder, Explanation, explained
from ingest.files import FileContent, SourceFile
from ingest.isolated import explained_isolated
from ingest.readers import Facts, Unreadable

EXAMPLES = files("corpus") / "examples" / "catalogues"


def order(name: str, data: bytes) -> DocumentOrder:
    file = SourceFile(f"/mapp/{name}", name)
    return DocumentOrder(file, FileContent(data).content_hash, Facts(), "", None)


def apart(name: str, data: bytes) -> Explanation:
    return explained_isolated(order(name, data), data)


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx", ".html"])
def test_courses_that_are_read_elsewhere_are_read_as_here(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "LARGE", 1)
    path = next(each for each in EXAMPLES.iterdir() if each.name.endswith(ending))
    here = explained(order(path.name, path.read_bytes()), path.read_bytes())
    assert here.courses is not None
    assert apart(path.name, path.read_bytes()) == replace(here, origins=dict(here.origins))


def test_another_large_document_holds_no_courses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "LARGE", 1)
    assert apart("a.md", b"# Rubrik\n\nText.").courses is None


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "LARGE", 1)
    monkeypatch.setattr(isolated, "TEXT_TIME_LIMIT", 0.001)
    with pytest.raises(Unreadable, match="Dela upp filen"):
        apart("kurser.csv", b"Kurs;Kod;Ort;Start\nBageri;B1;A;2027-01-18\n")


def test_a_row_of_a_million_empty_cells_is_empty() -> None:
    data = b"Kurs;Kod;Ort;Start\n" + b";" * 1_000_000 + b"\nBageri;B1;A;2027-01-18\n"
    courses = apart("kurser.csv", data).courses
    assert courses is not None
    assert len(courses.catalogue.occasions) == 1
