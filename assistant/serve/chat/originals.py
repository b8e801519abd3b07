"""The file behind a document: to fetch, and a page of it as it is printed."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import FastAPI, Request, Response

from assistant.serve.chat import links
from assistant.serve.chat.source_page import highlight, language_of, missing, words_on
from ingest.printed_page import PageOrder, printed_page
from ingest.readers import Unreadable

if TYPE_CHECKING:
    from corpus.store import Store

_KEPT = 48
"""Pictures that are kept: who goes back to a page does not wait for it anew."""

_AT_ONCE = 2
"""Pictures that are drawn at the same time."""

_HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}


def mount(api: FastAPI, store: Store) -> None:
    """Adds the files, and the pictures of their pages, below the pages of documents."""
    turns = threading.Semaphore(_AT_ONCE)

    @lru_cache(maxsize=_KEPT)
    def drawn(content_hash: str, document_id: str, order: PageOrder) -> bytes | None:  # noqa: ARG001 - a changed file is another key
        data = store.original(document_id)
        if data is None:
            return None
        try:
            with turns:
                return printed_page(order, data)
        except Unreadable:
            return None

    @api.get(links.SOURCE + "{document_id}/fil", include_in_schema=False)
    def original(request: Request, document_id: str) -> Response:
        record, data = store.record(document_id), store.original(document_id)
        if record is None or data is None:
            return missing("source_missing", language_of(request))
        is_pdf = data.startswith(b"%PDF-")
        name = PurePath(record.source).name
        shown = "inline" if is_pdf else "attachment"
        headers = {"Content-Disposition": f"{shown}; filename*=UTF-8''{quote(name, safe='')}"}
        kind = "application/pdf" if is_pdf else "application/octet-stream"
        # A browser's own viewer of PDFs does not run in a sandbox.
        safe = {} if is_pdf else _HEADERS
        return Response(data, media_type=kind, headers=safe | headers)

    @api.get(links.SOURCE + "{document_id}/{position}/tryckt", include_in_schema=False)
    def picture(request: Request, document_id: str, position: int) -> Response:
        document, record = store.document(document_id), store.record(document_id)
        if document is None or record is None or not 1 <= position <= len(document.pages):
            return Response(status_code=404)
        sheet = document.pages[position - 1].sheet
        quoted = highlight(store, document, request.query_params)
        words = words_on(document, position, quoted)
        data = sheet and drawn(record.content_hash, document_id, PageOrder(sheet, words))
        if not data:
            return Response(status_code=404)
        return Response(data, media_type="image/webp", headers=_HEADERS)
