"""Citations open: on the page that a link leads to, the quoted words and no others are marked.

Random stretches of one to three sentences are taken from documents of each format, pages read from
pictures among them where tesseract is there; of a PDF the printed page holds the quote's letters.
"""

from __future__ import annotations

import io
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html

from assistant.serve.chat import links, source_page
from assistant.words.languages import Language
from corpus.model import Document
from corpus.store import Store
from corpus.swedish import normalise
from evals.measure.command import EXAMPLES, filled_app
from ingest.printed_page import stretches

FORMATS = {".pdf": "023_broschyr*.pdf", ".docx": "018_guide*.docx", ".html": "014_utv*.html"}
EACH = int(os.environ.get("CITATIONS", "10"))
"""Citations drawn of each format: 250 of each make the thousand of record 035."""

MOST_SENTENCES = 3
LETTERS = 0.95
"""Share of a quote's letters that are found on its printed page."""


def example(suffix: str) -> Path:
    return next((EXAMPLES / "documents").glob(FORMATS[suffix]))


def scanned(pdf: Path, target: Path) -> Path:
    """The first page of a PDF as a picture in a PDF, as a scanner gives it."""
    with pypdfium2.PdfDocument(pdf.read_bytes()) as document:
        picture = document[0].render(scale=200 / 72).to_pil().convert("L")
    picture.save(target, "PDF", resolution=200)
    return target


def letters(text: str) -> str:
    """Letters and figures alone: what is marked is cut at cells and lines."""
    return "".join(filter(str.isalnum, normalise(text).casefold()))


def marked(client: TestClient, address: str) -> Iterator[str]:
    """The marked words of a page, and of those after it where the quote goes on."""
    page = html.fromstring(client.get(address).text)
    yield from ("".join(mark.itertext()) for mark in page.iter("mark"))
    if "fortsätter på nästa sida" in page.text_content():
        [following, *_] = page.xpath("//a[@rel='next']/@href")
        yield from marked(client, following)


def printed_share(store: Store, document: Document, start: int, end: int) -> float:
    """The share of a quote's letters that are found on the printed pages that it stands on."""
    data = store.original(document.id)
    assert data is not None
    covered = 0
    with pypdfium2.PdfDocument(io.BytesIO(data)) as file:
        for page, (first, last) in zip(document.pages, document.page_spans, strict=True):
            words = document.text[max(start, first) : min(end, last)]
            if page.sheet and first < end and start < last:
                there = letters(file[page.sheet - 1].get_textpage().get_text_range())
                covered += sum(b - a for a, b in stretches(there, letters(words)))
    return covered / len(letters(document.text[start:end]))


@pytest.mark.parametrize("name", [*FORMATS, "picture"])
def test_random_citations_open_with_their_words_marked(name: str, tmp_path: Path) -> None:
    if name == "picture" and not shutil.which("tesseract"):
        pytest.skip("tesseract is not there")
    path = scanned(example(".pdf"), tmp_path / "scan.pdf") if name == "picture" else example(name)
    chance = random.Random(1)  # noqa: S311 - a sample, nothing secret
    with filled_app([path], "tests") as app:
        api = FastAPI()
        source_page.mount(api, app.store)
        client = TestClient(api)
        (record,) = app.store.documents()
        document = app.store.document(record.id)
        assert document is not None
        assert record.metadata.ocr == (name == "picture")
        passages = [one for one in app.store.passages_of(record.id) if one.sentences]
        for passage in chance.choices(passages, k=EACH):
            first = chance.randrange(len(passage.sentences))
            last = min(first + chance.randint(1, MOST_SENTENCES), len(passage.sentences)) - 1
            start, end = passage.sentences[first][0], passage.sentences[last][1]
            quote = document.text[start:end]
            address = links.source(document.id, Language.SWEDISH, start=start, end=end, quote=quote)
            assert letters("".join(marked(client, address))) == letters(quote)
            if name == ".pdf":
                assert printed_share(app.store, document, start, end) >= LETTERS
