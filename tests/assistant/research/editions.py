"""Two small editions of a plan, as files are read in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from assistant.app import App
from ingest.pipeline import ingest

BEFORE = """# Plan för vuxnas lärande

## Ansvar
Bildningsnämnden ansvarar för planen. Den ses över varje år.

## Pengar
Kommunen avsätter 2,5 miljoner kronor. Pengarna räcker till tre handledare.
En reserv på 100 000 kronor finns för oväntade behov.

## Mål
Målet är att 60 procent får arbete. Deltagarna avgör själva vad de läser.

## Tid
Planen gäller från den 1 januari 2021 till den 31 december 2023.
"""
AFTER = """# Plan för vuxnas lärande

## Ansvar
Kommunstyrelsen ansvarar för planen. Varje år ses den över.

## Pengar
Kommunen avsätter 3,5 miljoner kronor. Pengarna räcker till tre handledare.

## Tid
Planen gäller från den 1 januari 2024 till den 31 december 2026.

## Mål
Målet är att 70 procent får arbete. Deltagarna avgör själva vad de läser.
Barnomsorg ordnas på kvällstid för den som studerar.
"""


class TwoEditions(NamedTuple):
    """An app over the two, and their ids."""

    app: App
    before: str
    after: str


def read_in(app: App, folder: Path, before: str = BEFORE, after: str = AFTER) -> tuple[str, str]:
    """Reads the two editions into an app's store; their ids."""
    for name, text, year in (("plan_1", before, "2020"), ("plan_2", after, "2023")):
        path = folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        facts = f'title = "Plan {year}"\npublished = "{year}"\nkind = "strategy"\n'
        path.with_suffix(".meta.toml").write_text(facts, encoding="utf-8")
    ingest([folder], app.store)
    ids = {record.source: record.id for record in app.store.documents()}
    return ids["plan_1.md"], ids["plan_2.md"]
