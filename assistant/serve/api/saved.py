"""Saved questions and session sheets under ``/v1/saved``: kept, found, and deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Path

from assistant.bodies.saved import FolderKey, QuestionToSave, SavedFolder, SheetToSave
from assistant.research.saved import FolderKeeper
from assistant.serve.api.openapi import EXAMPLES
from assistant.serve.dependencies import CurrentApp
from assistant.serve.session_sheets import folder_keeper

router = APIRouter(prefix="/v1/saved", tags=["Sparat"])

_Key = Annotated[
    FolderKey, Header(alias="Vagvis-Folder", description="Nyckeln till mappen, som när den gjordes")
]
_ID = Annotated[str, Path(max_length=40, description="Det sparades id, som i mappen")]


def _keeper(app: CurrentApp) -> FolderKeeper:
    return folder_keeper(app)


CurrentKeeper = Annotated[FolderKeeper, Depends(_keeper)]


@router.post("/questions", status_code=201, summary="Spara en fråga")
def post_question(
    body: Annotated[QuestionToSave, Body(openapi_examples=EXAMPLES["saved_questions"])],
    keeper: CurrentKeeper,
) -> SavedFolder:
    """Sparar frågan med citaten som svarar på den. Personuppgifter döljs först."""
    return keeper.save_question(body)


@router.post("/sheets", status_code=201, summary="Spara ett samtalsunderlag")
def post_sheet(
    body: Annotated[SheetToSave, Body(openapi_examples=EXAMPLES["saved_sheets"])],
    keeper: CurrentKeeper,
) -> SavedFolder:
    """Sparar underlaget. Personuppgifter i det du själv har skrivit döljs först."""
    return keeper.save_sheet(body)


@router.get("", summary="Visa vad som är sparat")
def get_folder(folder: _Key, keeper: CurrentKeeper) -> SavedFolder:
    """Ger mappens innehåll, och säger vilka frågors citerade svar som har ändrats."""
    return keeper.folder(folder)


@router.post("/{item_id}/seen", status_code=204, summary="Ändringen är sedd")
def post_seen(item_id: _ID, folder: _Key, keeper: CurrentKeeper) -> None:
    """Jämför från och med nu med de citat som visades senast."""
    keeper.mark_seen(folder, item_id)


@router.delete("/{item_id}", status_code=204, summary="Ta bort det sparade")
def delete_item(item_id: _ID, folder: _Key, keeper: CurrentKeeper) -> None:
    """Tar bort en sparad fråga eller ett sparat underlag för gott."""
    keeper.remove(folder, item_id)


@router.delete("", status_code=204, summary="Ta bort allt i mappen")
def delete_folder(folder: _Key, keeper: CurrentKeeper) -> None:
    """Tar bort allt som mappen innehåller för gott."""
    keeper.remove(folder)
