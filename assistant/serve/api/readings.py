"""``/v1/documents/{id}/reading``: what was read of a document's file, and to read it again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby, islice
from operator import attrgetter
from typing import Annotated

from fastapi import APIRouter, Path

from assistant.app import App
from assistant.bodies.documents import DroppedByRule, DroppedPiece, ReadingReply
from assistant.search.documents import document_entry
from assistant.serve.dependencies import CurrentApp
from assistant.serve.problems import ProblemError
from assistant.serve.validation import FieldError
from corpus.store import Store
from ingest.document_text import Explanation
from ingest.pipeline import explain_again, read_again
from ingest.readers import Unreadable

router = APIRouter(prefix="/v1/documents", tags=["Dokument"])

EXAMPLES = 20
"""Pieces that are shown of those that a rule left out."""

_ID = Annotated[str, Path(description="Dokumentets id, som i listan över dokument")]


@router.get("/{document_id}/reading", summary="Visa vad som lästes ur filen")
def get_reading(document_id: _ID, app: CurrentApp) -> ReadingReply:
    """Läser filen igen utan att ändra något, och visar vad som togs med och vad som rensades."""
    return _reply(app, document_id, explain_again)


@router.post("/{document_id}/reading", summary="Läs om ett dokument")
def post_reading(document_id: _ID, app: CurrentApp) -> ReadingReply:
    """Läser in filen på nytt: den som ligger kvar på sin plats, annars den som sparades."""
    return _reply(app, document_id, read_again)


def _reply(app: App, document_id: str, read: Callable[[str, Store], Explanation]) -> ReadingReply:
    source = document_entry(app.store, document_id).source
    try:
        explanation = read(document_id, app.store)
    except Unreadable as error:
        detail = f"”{source}” {error}"
        errors = [FieldError(field=source, detail=detail)]
        raise ProblemError(422, "unreadable", errors=errors, reasons=detail) from error
    pieces = sorted(explanation.dropped, key=attrgetter("rule"))
    rules = [(rule, list(group)) for rule, group in groupby(pieces, attrgetter("rule"))]
    return ReadingReply(
        document=document_entry(app.store, document_id),
        origins=dict(explanation.origins),
        notes=list(explanation.reading.notes),
        dropped=[
            DroppedByRule(
                rule=rule,
                count=len(group),
                examples=[
                    DroppedPiece(text=one.text, page=one.page) for one in islice(group, EXAMPLES)
                ],
            )
            for rule, group in rules
        ],
    )
