"""``GET /v1/watch``: what the last looks at watched folders and addresses brought."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.bodies.watch import WatchReply
from assistant.serve.dependencies import CurrentApp

router = APIRouter(prefix="/v1/watch", tags=["Drift"])


@router.get("", summary="Visa vad bevakningen har gjort")
def get_watch(app: CurrentApp, size: Annotated[int, Query(ge=1, le=200)] = 20) -> WatchReply:
    """Ger vad som har kommit, ändrats och försvunnit, den senaste gången först.

    Det kräver rätten ”admin”.
    """
    return WatchReply.model_validate({"reports": app.store.watch_reports()[:size]})
