"""Items of a list inside another say what they are items of, in every format."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import ParagraphStyle

from ingest.explanation import explain
from tests.ingest.readers.pdfs import BULLET, FIRST, pdf, text

INNER = ParagraphStyle("inner", BULLET, leftIndent=34, bulletIndent=20)


def _word() -> bytes:
    document = docx.Document()
    document.add_heading("Ansvar", 1)
    for words, style in (
        ("Rektor", "List Bullet"),
        ("utser mentorer", "List Bullet 2"),
        ("beslutar om antagning", "List Bullet 2"),
        ("Expeditionen", "List Bullet"),
        ("skriver ut betyg", "List Bullet 2"),
        ("Alla följer upp sitt arbete.", "List Bullet"),
        ("i maj", "List Bullet 2"),
    ):
        document.add_paragraph(words, style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


PAGE = """<html><body><main><h1>Ansvar</h1><ul>
<li>Rektor<ul><li>utser mentorer</li><li>beslutar om antagning</li></ul></li>
<li>Expeditionen<ul><li>skriver ut betyg</li></ul></li>
<li>Alla följer upp sitt arbete.<ul><li>i maj</li></ul></li>
</ul></main></body></html>""".encode()

MARKDOWN = """# Ansvar

- Rektor
  - utser mentorer
  - beslutar om antagning
- Expeditionen
  - skriver ut betyg
- Alla följer upp sitt arbete.
  - i maj
""".encode()

TYPED = """Ansvar
======

- Rektor
    a) utser mentorer
    b) beslutar om antagning
- Expeditionen
    a) skriver ut betyg
- Alla följer upp sitt arbete.
    a) i maj
""".encode()

RICH = (
    r"{\rtf1\ansi\ansicpg1252 {\outlinelevel0 Ansvar\par}"
    + "".join(
        rf"\pard\li{indent} \bullet  {line}\par "
        for indent, line in (
            (360, "Rektor"),
            (720, "utser mentorer"),
            (720, "beslutar om antagning"),
            (360, "Expeditionen"),
            (720, "skriver ut betyg"),
            (360, r"Alla f\'f6ljer upp sitt arbete."),
            (720, "i maj"),
        )
    )
    + "}"
).encode()

STORY = pdf(
    [
        text("Ansvar", FIRST),
        text("Rektor", BULLET, "•"),
        text("utser mentorer", INNER, "–"),
        text("beslutar om antagning", INNER, "–"),
        text("Expeditionen", BULLET, "•"),
        text("skriver ut betyg", INNER, "–"),
        text("Alla följer upp sitt arbete.", BULLET, "•"),
        text("i maj", INNER, "–"),
    ]
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", _word()),
        ("a.html", PAGE),
        ("a.md", MARKDOWN),
        ("a.pdf", STORY),
        ("a.txt", TYPED),
        ("a.rtf", RICH),
    ],
    ids=["word", "page", "markdown", "pdf", "typed", "rich"],
)
def test_an_item_inside_another_says_which(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (passage,) = explain(tmp_path / name).passages
    said = [re.sub(r"^[•– -]+|\b[ab]\) ", "", line) for line in passage.text.split("\n")]
    assert said == [
        "Ansvar",
        "Rektor: utser mentorer",
        "Rektor: beslutar om antagning",
        "Expeditionen: skriver ut betyg",
        # What is a sentence itself names nothing.
        "Alla följer upp sitt arbete.",
        "i maj",
    ]


def test_an_item_that_counts_on_from_the_one_around_it_says_so_itself(tmp_path: Path) -> None:
    page = (
        "<html><body><main><h1>Avtal</h1><ul><li>2 Tider<ul><li>2.1 Eleven är på plats.</li>"
        "<li>2.2 Frånvaro anmäls.</li></ul></li></ul></main></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (passage,) = explain(tmp_path / "a.html").passages
    said = [line.lstrip("•– ") for line in passage.text.split("\n")]
    assert said == ["Avtal", "2 Tider", "2.1 Eleven är på plats.", "2.2 Frånvaro anmäls."]
