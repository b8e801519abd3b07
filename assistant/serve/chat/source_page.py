"""A page of a document as plain HTML, with the quote marked; works without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from assistant.answer.extractive.sentences import ENUMERATED
from assistant.serve.chat import links
from assistant.serve.chat.render import fill
from assistant.serve.chat.texts import say
from assistant.words.languages import Language
from corpus.model import Block, BlockKind, Document, Passage
from corpus.quotes import Highlight, Standing, locate
from corpus.sentences import ITEM_MARK

if TYPE_CHECKING:
    from corpus.store import Store

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing but the page's own style: what a document says can neither run nor call outside."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text cut where the quote begins and ends; ``target`` where it begins."""

    before: str
    marked: str
    after: str
    target: bool


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of a page as its cells, where it is a row, or else as one text.

    ``start`` is its offset in the document's text. ``has_mark`` tells that a list item brings its
    own bullet or number. ``group`` is the same for blocks that are shown as one list or table.
    """

    start: int
    kind: BlockKind
    level: int
    texts: tuple[MarkedText, ...]
    has_mark: bool
    group: tuple[BlockKind, int]


@dataclass(frozen=True, slots=True)
class Original:
    """What there is of the file behind a document: the file, and pages as they are printed."""

    is_there: bool = False
    has_pages: bool = False


NOTHING_KEPT = Original()


def mount(api: FastAPI, store: Store) -> None:
    """Adds the pages of the stored documents under ``/kalla``.

    An address with ``ruta`` is shown in a frame beside a conversation: it leads nowhere else.
    """

    @api.get(links.SOURCE + "{document_id}", include_in_schema=False)
    @api.get(links.SOURCE + "{document_id}/{position}", include_in_schema=False)
    def source(request: Request, document_id: str, position: str | None = None) -> HTMLResponse:
        query = request.query_params
        language = language_of(request)
        document = store.document(document_id)
        # What is no number is no page either.
        place = None if position is None else _number(position) or 0
        framed = "ruta" in query
        page = document and source_page(
            document,
            place,
            highlight(store, document, query),
            language,
            _original(store, document_id),
            framed=framed,
            passages=store.passages_of(document_id) if "stycken" in query else (),
        )
        if page:
            return HTMLResponse(page, headers=HEADERS)
        return missing("source_missing", language, query.get("quote", ""), framed=framed)


def _original(store: Store, document_id: str) -> Original:
    """Whether the file is kept, and is a PDF."""
    head = (store.original(document_id) or b"")[:5]
    return Original(bool(head), head == b"%PDF-")


def language_of(request: Request) -> Language:
    """The language that a page's address asks for."""
    return Language.ENGLISH if request.query_params.get("lang") == "en" else Language.SWEDISH


def missing(
    name: str, language: Language, quote: str = "", *, framed: bool = False
) -> HTMLResponse:
    """A page that says that what was asked for is not there, and what to do.

    ``name`` is that of the text for its title; the advice is the text of that name and "_help".
    ``quote`` are the words that the address says were quoted.
    """
    title, advice = say(name, language), say(f"{name}_help", language)
    page = fill("missing.html", language, title=title, advice=advice, quote=quote, framed=framed)
    return HTMLResponse(page, status_code=404, headers=HEADERS)


def source_page(
    document: Document,
    position: int | None,
    quote: Highlight | None,
    language: Language,
    original: Original = NOTHING_KEPT,
    *,
    framed: bool = False,
    passages: Sequence[Passage] = (),
) -> str | None:
    """One page of a document as HTML, or None where the document has no such page.

    ``position`` counts from 1; None is where the quote begins. ``framed`` is one beside a
    conversation; of ``passages`` the beginnings are shown.
    """
    gone = quote if quote and quote.standing is Standing.GONE else None
    if position is None:
        begins = quote.start if quote else 0
        spans = enumerate(document.page_spans, start=1)
        on = (place for place, (first, last) in spans if first <= begins <= last)
        position = next(on, 1 if gone else None)
    if position is None or not 1 <= position <= len(document.pages):
        return None
    page, (first, last) = document.pages[position - 1], document.page_spans[position - 1]
    marked = None if gone else quote
    lines = list(_lines(document, position, marked))
    where: dict[str, int | str] = {"start": quote.start, "end": quote.end} if quote else {}
    if quote and quote.words:
        where["quote"] = quote.words
    if framed:
        where["ruta"] = 1
    if passages:
        where["stycken"] = 1
    return fill(
        "source_page.html",
        language,
        document=document,
        page=page,
        position=position,
        groups=[(key[0], list(group)) for key, group in groupby(lines, lambda line: line.group)],
        marked=any(text.marked for line in lines for text in line.texts),
        before=marked is not None and marked.start < first,
        after=marked is not None and marked.end > last,
        moved=quote is not None and quote.standing is Standing.MOVED,
        gone=gone,
        where=where,
        original=original,
        framed=framed,
        beginnings={one.start: one.ordinal + 1 for one in passages},
    )


def words_on(document: Document, position: int, quote: Highlight | None) -> str:
    """The quoted words that stand on a page."""
    first, last = document.page_spans[position - 1]
    if quote is None or quote.standing is Standing.GONE:
        return ""
    return document.text[max(quote.start, first) : max(min(quote.end, last), first)]


def _lines(document: Document, position: int, quote: Highlight | None) -> Iterator[MarkedBlock]:
    """The blocks of a page, cut where the quote begins and ends."""
    offset = document.page_spans[position - 1][0]
    target, tables = True, 0
    for block in document.pages[position - 1].blocks:
        start, end = (quote.start - offset, quote.end - offset) if quote else (0, 0)
        texts = []
        for text, place in _texts(block):
            texts.append(_cut(text, start - place, end - place, target=target))
            target = target and not texts[-1].marked
        tables += block.is_head
        yield MarkedBlock(
            start=offset,
            kind=block.kind,
            level=block.level,
            texts=tuple(texts),
            has_mark=bool(ITEM_MARK.match(block.text) or ENUMERATED.match(block.text)),
            group=(block.kind, tables),
        )
        offset += len(block.text) + 1


def _texts(block: Block) -> Iterator[tuple[str, int]]:
    """The cells of a row, or a block's whole text, each with where it begins."""
    if block.kind is not BlockKind.ROW:
        yield block.text, 0
        return
    place = 0
    for cell in block.text.split("|"):
        yield cell, place
        place += len(cell) + 1


def _cut(text: str, start: int, end: int, *, target: bool) -> MarkedText:
    cut = min(max(start, 0), len(text))
    stop = min(max(end, cut), len(text))
    marked = text[cut:stop]
    return MarkedText(text[:cut], marked, text[stop:], target and bool(marked.strip()))


def highlight(store: Store, document: Document, query: Mapping[str, str]) -> Highlight | None:
    """The quote that an address names: by offsets and words, or by a passage of the document."""
    start, end = _number(query.get("start", "")), _number(query.get("end", ""))
    if start is not None and end is not None and start < end:
        return locate(document.text, Highlight(start, end, query.get("quote", "")))
    for passage in store.passages([query["passage"]]) if "passage" in query else []:
        if passage.document_id == document.id:
            return Highlight(passage.start, passage.end)
    return None


def _number(text: str) -> int | None:
    """A number from an address, or None where it is none; nine digits outgrow any document."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
