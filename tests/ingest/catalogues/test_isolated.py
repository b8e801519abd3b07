"""A large catalogue is read in a process of its own, and comes out as if it were read here."""

from __future__ import annotations

from importlib.resources import files

import pytest

from ingest.catalogues import isolated
from ingest.catalogues.registry import read_catalogue
from ingest.readers.reading import Unreadable

EXAMPLES = files("corpus") / "examples" / "catalogues"


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx"])
def test_what_is_read_elsewhere_is_read_as_here(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "LARGE", 1)
    path = next(each for each in EXAMPLES.iterdir() if each.name.endswith(ending))
    here = read_catalogue(path.name, path.read_bytes())
    assert here is not None
    assert isolated.read_isolated_catalogue(path.name, path.read_bytes()) == here


def test_another_large_document_is_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "LARGE", 1)
    assert isolated.read_isolated_catalogue("a.md", b"# Rubrik\n\nText.") is None


def test_a_file_that_takes_too_long_or_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "LARGE", 1)
    data = b"Kurs;Kod;Ort;Start\n" + b"Bageri;B1;A;2027-01-18\n" * 1000
    monkeypatch.setattr(isolated, "TIME_LIMIT", 0.001)
    with pytest.raises(Unreadable, match="Dela upp filen"):
        isolated.read_isolated_catalogue("kurser.csv", data)


def test_a_row_of_a_million_empty_cells_is_empty() -> None:
    data = b"Kurs;Kod;Ort;Start\n" + b";" * 1_000_000 + b"\nBageri;B1;A;2027-01-18\n"
    reading = isolated.read_isolated_catalogue("kurser.csv", data)
    assert reading is not None
    assert len(reading.catalogue.occasions) == 1
