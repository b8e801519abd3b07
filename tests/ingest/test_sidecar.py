from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Kind
from ingest.readers import Facts, Unreadable
from ingest.sidecar import parse_sidecar, sidecar_of


def test_every_field_can_be_stated() -> None:
    text = """
    title = "Vägar till arbete"
    publisher = "Region Norrsken"
    published = 2019-05-30
    kind = "report"
    language = "sv"
    """
    assert parse_sidecar("a.meta.toml", text.encode()) == Facts(
        "Vägar till arbete", "Region Norrsken", "2019-05-30", Kind.REPORT, "sv"
    )


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2019", "2019"),
        ('"2019"', "2019"),
        ('"2019-05"', "2019-05"),
        ('"30 maj 2019"', "2019-05-30"),
    ],
)
def test_a_date_may_be_a_year_or_a_month(value: str, published: str) -> None:
    assert parse_sidecar("a", f"published = {value}".encode()).published == published


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = Vägar", "felskriven"),
        ("titel = 'Vägar'", "okända fält: titel"),
        ("kind = 'bok'", "kind är ”bok”"),
        ("published = 'i går'", "inte är ett datum"),
        ("title = 3", "title inte är en text"),
    ],
)
def test_a_mistake_is_told_with_what_to_write(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as told:
        parse_sidecar("a.meta.toml", text.encode())
    assert "a.meta.toml" in str(told.value)


def test_the_sidecar_has_the_name_of_the_file_or_of_its_stem(tmp_path: Path) -> None:
    document = tmp_path / "rapport.pdf"
    assert sidecar_of(document) is None
    stem = tmp_path / "rapport.meta.toml"
    stem.touch()
    assert sidecar_of(document) == stem
    whole = tmp_path / "rapport.pdf.meta.toml"
    whole.touch()
    assert sidecar_of(document) == whole


def test_a_sidecar_in_latin_1_is_told() -> None:
    with pytest.raises(Unreadable, match="felskriven"):
        parse_sidecar("a.meta.toml", "title = 'Vägar'".encode("latin-1"))


def test_a_file_whose_name_leaves_no_room_for_a_sidecars_has_none(tmp_path: Path) -> None:
    assert sidecar_of(tmp_path / f"{'å' * 120}.md") is None
