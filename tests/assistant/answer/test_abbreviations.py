"""Abbreviations that only the documents know: what they stand for is asked for as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.answer.test_small_stores import replies

PLAN = """# Plan för Ekby

## Organisation

Kommunerna driver skolan gemensamt i Ekby vuxenutbildning, som förkortas EVUX. Den regionala
utvecklingsnämnden (RUN) äger planen.

## Ledning

Rektor för Ekby vuxenutbildning är Siv Berg. Ordförande i regionala utvecklingsnämnden är Bo Alm.
Rektor för Hagby skola är Eva Lind.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vem är rektor för EVUX?", "Rektor för Ekby vuxenutbildning är Siv Berg"),
        ("Vem är ordförande i RUN?", "utvecklingsnämnden är Bo Alm"),
    ],
)
def test_what_an_abbreviation_stands_for_is_asked_for(
    tmp_path: Path, question: str, told: str
) -> None:
    (reply,) = replies(tmp_path, {"plan.md": PLAN}, question)
    assert told in reply["text"]
    assert "Jag hittar inget om" not in reply["text"]


def test_what_nothing_writes_out_is_not_found(tmp_path: Path) -> None:
    (reply,) = replies(tmp_path, {"plan.md": PLAN}, "Vem är rektor för HVUX?")
    assert reply["status"] != "answered"
    assert "HVUX" in reply["text"]
