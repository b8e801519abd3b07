"""What a user would build instead does what its description says."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.bodies.answer import Status
from assistant.bodies.question import Question
from corpus.embedding import EmbedderUnavailable, load_embedder
from evals.report import baseline
from evals.report.baseline import Baseline, ChromaIndex, WordIndex, chunked
from evals.report.baseline_files import RawPage, raw_pages

TEXTS = ["Kommunen ordnar vägar.", "Vuxenutbildning ges i maj.", "Åldersgränsen är sextio år."]


def test_files_are_read_as_the_tutorials_do(folder: Path) -> None:
    report, page, *_ = raw_pages(folder)
    assert (report.source, report.page) == ("010_rapport.txt", None)
    assert report.text == (folder / "010_rapport.txt").read_text("utf-8")
    assert "Validering av reell kompetens" in page.text
    assert "hemligt" not in page.text
    assert "color" not in page.text


def test_pdf_has_a_text_for_each_page_and_docx_its_tables(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for text in ("First page", "Second page"):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    made = docx.Document()
    made.add_paragraph("Ett stycke.")
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Ort", "Sundsvall"
    made.add_paragraph("Sist.")
    made.save(str(tmp_path / "b.docx"))
    first, second, third = raw_pages(tmp_path)
    assert [(p.page, p.text.strip()) for p in (first, second)] == [
        (1, "First page"),
        (2, "Second page"),
    ]
    assert third.text.splitlines() == ["Ett stycke.", "Ort\tSundsvall", "Sist."]


def test_chunks_are_as_long_as_the_splitter_makes_them() -> None:
    long = " ".join(f"ord{i}" for i in range(600))
    chunks = chunked(["kort", long])
    assert chunks[0] == (0, "kort")
    assert {number for number, _ in chunks[1:]} == {1}
    assert all(len(text) <= 1000 for _, text in chunks)
    assert chunks[1][1][-50:] in chunks[2][1]


def test_chroma_finds_the_nearest() -> None:
    index = ChromaIndex.of(TEXTS, load_embedder("builtin"))
    found = index.search("utbildning för vuxna", 10)
    assert found[0][0] == 1
    assert len(found) == 3
    assert found == sorted(found, key=lambda hit: -hit[1])
    other = ChromaIndex.of(TEXTS[:1], load_embedder("builtin"))
    assert [number for number, _ in other.search("maj", 10)] == [0]


def test_words_are_what_stands_between_white_space() -> None:
    index = WordIndex(TEXTS)
    assert index.search("sextio", 1)[0][0] == 2
    assert index.search("Kommunen", 1)[0][0] == 0
    assert all(score == 0 for _, score in index.search("kommunen sextio.", 3))


def test_the_first_chunk_is_the_answer_whatever_is_asked() -> None:
    pages = [RawPage("010_rapport.pdf", 7, "  Vuxenutbildning\nges i maj.  ")]
    chunks = chunked([page.text for page in pages])
    system = Baseline(pages, chunks, WordIndex([text for _, text in chunks]))
    answer = system.answer(Question(question="Vad kostar en moped?"))
    assert answer.status is Status.ANSWERED
    assert answer.text == "Vuxenutbildning\nges i maj. [1]"
    (citation,) = answer.citations
    assert citation.pages == [7]
    assert citation.document.source == "010_rapport.pdf"
    assert system.is_verbatim(citation)
    assert not system.is_verbatim(citation.model_copy(update={"quote": "ges i juni"}))


def test_missing_weights_are_told_with_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline, "WEIGHTS_PACKAGE", "no_such_package")
    with pytest.raises(EmbedderUnavailable, match=r"\.\[baseline\]"):
        baseline.minilm()
