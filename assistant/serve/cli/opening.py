"""The way to the store: the operator's settings, and what a command opens with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.serve.cli.frame import OWN_ERROR, WORDS, CommandError

if TYPE_CHECKING:
    from assistant.access.keys import KeyStore
    from assistant.app import App
    from assistant.search.retriever import Retriever
    from assistant.settings import Settings
    from corpus.store import Store, StoreReader


def settings_for(data: Path) -> Settings:
    """The operator's settings with the store's folder.

    Raises:
        CommandError: a setting in the environment has no use.
    """
    from pydantic import ValidationError

    from assistant.settings import Settings

    try:
        return Settings(data=data)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        hint = WORDS["settings"].get(name, "Rätta eller ta bort den.")
        raise CommandError(
            f"Miljövariabeln VAGVIS_{name.upper()} har ett värde som inte går att använda. {hint}"
        ) from error


@contextmanager
def opened_app(settings: Settings, holder: str, *, may_be_empty: bool = False) -> Iterator[App]:
    """The whole app over the store; one without documents will do where it ``may_be_empty``.

    Raises:
        CommandError: the store is not to be had, or has nothing to answer from.
    """
    from assistant.app import open_app

    if not may_be_empty:
        require_store(settings.data)
    with clear_errors(), open_app(settings, holder) as app:
        if not may_be_empty:
            _require_documents(app.store, settings.data)
        yield app


@contextmanager
def opened_retriever(settings: Settings, holder: str) -> Iterator[Retriever]:
    """What a search alone needs.

    Raises:
        CommandError: the store is not to be had, or has nothing to answer from.
    """
    from assistant.app import open_retriever

    require_store(settings.data)
    with clear_errors(), open_retriever(settings, holder) as retriever:
        _require_documents(retriever.store, settings.data)
        yield retriever


@contextmanager
def opened_store(settings: Settings, holder: str, *, repairing: bool = False) -> Iterator[Store]:
    """The store alone.

    Raises:
        CommandError: the store is not to be had.
    """
    from corpus.embedding import load_embedder
    from corpus.store import Store

    with clear_errors():
        embedder = load_embedder(settings.embedder, threads=settings.threads)
        opened = Store.open(
            settings.data, embedder, holder, repairing=repairing, servers=settings.servers
        )
        with opened as store:
            yield store


@contextmanager
def opened_keys(settings: Settings) -> Iterator[KeyStore]:
    """The API keys beside the store.

    Raises:
        CommandError: they cannot be read or kept.
    """
    from sqlalchemy.exc import DatabaseError

    from assistant.access.keys import FILE, KeyStore

    try:
        keys = KeyStore(settings.data)
    except (DatabaseError, OSError) as error:
        raise CommandError(
            f"Nycklarna i {settings.data / FILE} går inte att läsa eller spara. Kontrollera "
            "mappens rättigheter, eller välj en annan mapp med --data."
        ) from error
    with keys:
        yield keys


@contextmanager
def clear_errors() -> Iterator[None]:
    """Lets an error of the parts, whose message says what to do, end the command with that."""
    from assistant.access.identity import IdentityProviderError
    from assistant.answer.model.connecting import ModelSettingError
    from assistant.question.contacts import ContactsError
    from corpus.local_models import ModelUnavailable
    from corpus.store import StoreDamaged, StoreError, StoreFull

    try:
        yield
    except (StoreDamaged, StoreFull) as error:
        raise CommandError(str(error), OWN_ERROR) from error
    except (
        StoreError,
        ModelUnavailable,
        ContactsError,
        ModelSettingError,
        IdentityProviderError,
    ) as error:
        raise CommandError(str(error)) from error


def require_store(data: Path) -> None:
    """Ends a command that reads a store where there is none, before one is made."""
    if not data.is_dir():
        raise _nothing_in(data)


def _require_documents(store: StoreReader, data: Path) -> None:
    if not store.documents():
        raise _nothing_in(data)


def _nothing_in(data: Path) -> CommandError:
    return CommandError(
        f"Det finns inget underlag i {data}. Läs in dokument med ”vagvis ingest MAPP”, "
        "eller välj en annan mapp med --data."
    )
