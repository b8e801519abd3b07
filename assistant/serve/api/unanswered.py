"""``/v1/unanswered``: what was asked and not found, for those who look after the documents."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.bodies.saved import UnansweredQuestion, UnansweredReply
from assistant.research.unanswered import UNANSWERED, forget_unanswered
from assistant.serve.dependencies import CurrentApp

router = APIRouter(prefix="/v1/unanswered", tags=["Dokument"])


@router.get("", summary="Visa frågor som inte fick svar")
def get_unanswered(app: CurrentApp) -> UnansweredReply:
    """Ger frågorna som besökare har lämnat, den senaste först. Det kräver rätten ”admin”."""
    items = reversed(app.store.saved_items(UNANSWERED))
    return UnansweredReply(
        questions=[
            UnansweredQuestion(question=item.body["question"], asked_at=item.time) for item in items
        ]
    )


@router.delete("", status_code=204, summary="Ta bort frågor som inte fick svar")
def delete_unanswered(app: CurrentApp) -> None:
    """Tar bort alla för gott."""
    forget_unanswered(app.store)
