"""Citations of each format open with their own words marked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2

from evals.measure.citations import FORMATS, PICTURES, draw_quotes, open_quotes, scanned
from evals.measure.command import EXAMPLES, filled_app

DOCUMENTS = EXAMPLES / "documents"


def test_forty_random_citations_of_every_format_open_with_their_words_marked(
    tmp_path: Path,
) -> None:
    names = ["023_broschyr*.pdf", "018_guide*.docx", "014_utvardering*.html"]
    files = [next(DOCUMENTS.glob(name)) for name in names]
    formats = list(FORMATS)
    if shutil.which("tesseract"):
        with pypdfium2.PdfDocument(files[0].read_bytes()) as whole:
            first = pypdfium2.PdfDocument.new()
            first.import_pages(whole, [0])
            first.save(tmp_path / "first.pdf")
        files.append(scanned(tmp_path / "first.pdf", tmp_path / "inskannad.pdf"))
    else:
        formats.remove(PICTURES)
    with filled_app(files, "tests") as app:
        quotes = draw_quotes(app.store, formats, 40, seed=1)
        assert len(quotes) == 40 // len(formats) * len(formats)
        for name, figures in open_quotes(app.store, quotes).items():
            assert (name, figures.wrong) == (name, [])
            assert figures.printed_marked == figures.printed
