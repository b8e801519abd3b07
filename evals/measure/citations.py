"""Whether citations open: on the page that a link leads to, the quoted words and no others marked.

``python -m evals.measure.citations [RESULT.json]`` takes 1,000 random stretches of one to three
sentences from the example documents, a quarter each from PDF, DOCX, HTML and pages read from
pictures (one of the PDFs as a scanner would give it), and opens the link of each as the page does.
Where a quote goes on the next page, that one is opened too. Of a PDF the picture of the page is
held against it as well: how many of the quote's letters are found on it, and so marked.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

import pypdfium2
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html
from pydantic import BaseModel
from rich.console import Console

from assistant.serve.chat import links, source_page
from assistant.words.languages import Language
from corpus.model import Document
from corpus.store import Store
from corpus.swedish import normalise
from evals.measure.command import EXAMPLES, RESULTS, filled_app, run, write
from ingest.printed_page import stretches

RESULT = RESULTS / "citations.json"
SCANNED = EXAMPLES / "documents" / "013_slutrapport-spangen.pdf"
PICTURES = "bild"
"""What pages read from pictures are counted under; the other formats by their suffix."""

FORMATS = (".pdf", ".docx", ".html", PICTURES)
SEED, COUNT = 15, 1_000
MOST_SENTENCES = 3
LETTERS = 0.95
"""Share of a quote's letters that must be found on a printed page for it to be marked there."""


class Quoted(NamedTuple):
    """A stretch of a document, and the format that it was read from."""

    document: Document
    start: int
    end: int
    format: str

    @property
    def words(self) -> str:
        """The stretch as it is quoted."""
        return self.document.text[self.start : self.end]


class FormatFigures(BaseModel):
    """Of one format: citations, those that opened with the right words marked, those not."""

    opened: int = 0
    marked: int = 0
    printed: int = 0
    printed_marked: int = 0
    wrong: list[str] = []


def scanned(pdf: Path, target: Path) -> Path:
    """The pages of a PDF as pictures in a PDF, as a scanner gives them."""
    with pypdfium2.PdfDocument(pdf.read_bytes()) as document:
        pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return target


def draw_quotes(store: Store, formats: Sequence[str], count: int, seed: int) -> list[Quoted]:
    """Random stretches of whole sentences, as many of each format that the store has."""
    chance = random.Random(seed)  # noqa: S311 - a sample, nothing secret
    by_format: dict[str, list[Quoted]] = {name: [] for name in formats}
    for record in store.documents():
        document = store.document(record.id)
        name = PICTURES if record.metadata.ocr else PurePath(record.source).suffix
        if document is None or name not in by_format:
            continue
        for passage in store.passages_of(record.id):
            spans = passage.sentences
            for first in range(len(spans)):
                last = min(first + chance.randint(1, MOST_SENTENCES), len(spans)) - 1
                quote = Quoted(document, spans[first][0], spans[last][1], name)
                if quote.words.strip():
                    by_format[name].append(quote)
    each = count // len(formats)
    return [
        quote
        for name in formats
        if by_format[name]
        for quote in chance.choices(by_format[name], k=each)
    ]


def open_quotes(store: Store, quotes: Sequence[Quoted]) -> Mapping[str, FormatFigures]:
    """What is marked where the links of some quotes lead, by format."""
    api = FastAPI()
    source_page.mount(api, store)
    client = TestClient(api)
    found: dict[str, FormatFigures] = {}
    for quote in quotes:
        figures = found.setdefault(quote.format, FormatFigures())
        figures.opened += 1
        address = links.source(
            quote.document.id,
            Language.SWEDISH,
            start=quote.start,
            end=quote.end,
            quote=quote.words,
        )
        marked = "".join(_marked(client, address))
        if _letters(marked) == _letters(quote.words):
            figures.marked += 1
        else:
            figures.wrong.append(f"{quote.document.source}: {quote.words[:80]}")
        if quote.format == ".pdf":
            share = _printed_share(store, quote)
            figures.printed += 1
            figures.printed_marked += share >= LETTERS
    return found


def _marked(client: TestClient, address: str) -> Iterator[str]:
    """The marked words of a page, and of those after it where the quote goes on."""
    page = html.fromstring(client.get(address).text)
    yield from ("".join(mark.itertext()) for mark in page.iter("mark"))
    if "fortsätter på nästa sida" in page.text_content():
        [following, *_] = page.xpath("//a[@rel='next']/@href")
        yield from _marked(client, following)


def _printed_share(store: Store, quote: Quoted) -> float:
    """The share of the quote's letters that are found on the printed pages it stands on."""
    data = store.original(quote.document.id)
    asked = _letters(quote.words)
    if data is None or not asked:
        return 0.0
    covered = 0
    with pypdfium2.PdfDocument(io.BytesIO(data)) as file:
        for page, (first, last) in zip(
            quote.document.pages, quote.document.page_spans, strict=True
        ):
            words = quote.document.text[max(quote.start, first) : min(quote.end, last)]
            if page.sheet and first < quote.end and quote.start < last:
                letters = _letters(file[page.sheet - 1].get_textpage().get_text_range())
                pieces = stretches(letters, _letters(words))
                covered += sum(end - start for start, end in pieces)
    return covered / len(asked)


def _letters(text: str) -> str:
    """Letters and figures alone: what is marked is cut at cells and lines."""
    return "".join(filter(str.isalnum, normalise(text).casefold()))


def main(arguments: Sequence[str]) -> int:
    """Draws, opens, prints and writes."""
    with tempfile.TemporaryDirectory() as folder:
        scan = scanned(SCANNED, Path(folder) / "inskannad.pdf")
        with filled_app([EXAMPLES / "documents", scan], "evals.measure.citations") as app:
            quotes = draw_quotes(app.store, FORMATS, COUNT, SEED)
            result = CitationFigures(formats=dict(open_quotes(app.store, quotes)))
    for name, one in result.formats.items():
        Console().print(f"{name}: {one.marked} of {one.opened} marked", markup=False)
    write(result, Path(arguments[0]) if arguments else RESULT)
    return 0


class CitationFigures(BaseModel):
    """The figures of each format."""

    formats: dict[str, FormatFigures]


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
