"""Captions below tables, empty cells, and headings that ask: all say what a row or sentence is."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.settings import Settings
from ingest.explanation import explain
from ingest.pipeline import ingest


def fees(*captions: str) -> bytes:
    """Two tables, a line below each; the first has groups of rows."""
    document = docx.Document()
    document.add_heading("Avgifter 2027", 0)
    document.add_heading("Hyra av lokaler", 1)
    tables = (
        (
            ("Lokal", "Vardag", "Helg", "Anmärkning"),
            ("Aula", "150", "220", ""),
            ("Idrottshallar", "", "", ""),
            ("Ekhallen", "95", "130", "stängd i juli"),
            ("Björkhallen", "80", "115", ""),
        ),
        (("Format", "Svartvitt", "Färg"), ("A4", "2", "5"), ("A3", "4", "9")),
    )
    for rows, caption in zip(tables, captions, strict=True):
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for drawn, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(drawn.cells, texts, strict=True):
                cell.text = text
            if not any(texts[1:]):
                drawn.cells[0].merge(drawn.cells[-1])
        document.add_paragraph(caption)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def ask(path: Path, question: str) -> Answer:
    with open_app(Settings(data=path.parent / "store"), "tests") as app:
        ingest([path], app.store)
        return answer(app.answering, Question(question=question))


def test_a_caption_below_a_table_says_in_which_unit_its_rows_are(tmp_path: Path) -> None:
    path = tmp_path / "taxor.docx"
    path.write_bytes(fees("Tabell 1. Hyra i kronor per timme.", "Tabell 2. Pris i kronor."))
    reply = ask(path, "Vad kostar det att hyra Björkhallen på en helg?")
    assert reply.status is Status.ANSWERED
    assert "Idrottshallar | Björkhallen | 80 | 115" in reply.text
    assert "Ekhallen" not in reply.text


def test_each_caption_stands_above_its_own_table(tmp_path: Path) -> None:
    path = tmp_path / "taxor.docx"
    path.write_bytes(fees("Tabell 1. Hyra i kronor.", "Tabell 2. Pris i kronor."))
    lines = explain(path).document.text.splitlines()
    order = [
        line.partition(" ")[0] for line in lines if line.startswith(("Tabell", "| Aula", "A4"))
    ]
    assert order == ["Tabell", "|", "Tabell", "A4"]


def test_what_is_no_caption_stays_below(tmp_path: Path) -> None:
    path = tmp_path / "taxor.docx"
    path.write_bytes(fees("Tabell 1 visar hyran.", "Priserna gäller från januari."))
    lines = explain(path).document.text.splitlines()
    assert lines.index("Tabell 1 visar hyran.") > lines.index("| Aula | 150 | 220 |")


def test_all_that_stands_under_a_heading_that_asks_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "fragor.md"
    path.write_text(
        "# Frågor och svar\n\n## Vad händer om jag avbryter?\n\nOm du är borta i tre veckor "
        "skrivs du ut. Du får då inte söka samma utbildning på ett halvår.\n\n"
        "## Vad kostar det?\n\nUtbildningen är gratis.\n".replace("\\\n", "\n"),
        encoding="utf-8",
    )
    reply = ask(path, "Vad händer om jag avbryter utbildningen?")
    assert "tre veckor" in reply.text
    assert "halvår" in reply.text
