"""A session sheet as a report, for its files."""

from __future__ import annotations

from assistant.bodies.sheets import Sheet
from assistant.research.report import DocumentReport, Table
from assistant.words.languages import Language, texts


def sheet_report(sheet: Sheet) -> DocumentReport:
    """The report of a sheet, as it was made or as it was edited."""
    language = Language(sheet.language)
    notes = [sheet.note, sheet.date]
    if sheet.masked:
        what = ", ".join(f"{sort} ({count})" for sort, count in sorted(sheet.masked.items()))
        notes.append(texts(__package__)["masked"].get(language, what=what))
    tables = [
        Table(section.title, tuple(section.columns), tuple(map(tuple, section.rows)))
        for section in sheet.sections
    ]
    return DocumentReport("samtalsunderlag", sheet.title, " ".join(notes), tuple(tables), language)
