"""``GET /healthz`` and ``GET /readyz``: whether the process lives, and whether it can answer."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.serve.dependencies import CurrentApp
from assistant.serve.problems import ProblemError
from corpus.store import StoreError

router = APIRouter(tags=["Drift"])


class Health(BaseModel):
    """Said by a service that works."""

    status: Literal["ok"] = "ok"


class Readiness(Health):
    """The same of the store; ``room`` is there, and false, where the disk is full."""

    room: Literal[False] | None = None


@router.get("/healthz", summary="Lever processen?")
@router.head("/healthz", include_in_schema=False)
async def healthz() -> Health:
    """Svarar så länge processen lever."""
    return Health()  # without a thread: it never waits for one behind answers


@router.get("/readyz", summary="Går underlaget att läsa?", response_model_exclude_none=True)
@router.head("/readyz", include_in_schema=False)
def readyz(app: CurrentApp) -> Readiness:
    """Svarar ok när alla delar av underlaget går att läsa; annars står det vilka som inte gör det.

    Databasen och varje index får en fråga. Är disken full går allt att läsa: då är room false.
    """
    try:
        damaged = app.store.check()
    except StoreError:
        raise
    except Exception as error:
        raise ProblemError(503, "not-ready") from error
    if damaged:
        raise ProblemError(503, "not-ready", "details.damaged-parts", parts=", ".join(damaged))
    return Readiness() if app.store.has_room() else Readiness(room=False)
