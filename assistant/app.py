"""The composition root: opens the store and puts the parts together, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from langchain_core.runnables import Runnable

from assistant.answer.chain import AnswerChunk, Answerer, answering
from assistant.answer.extract import Extractor
from assistant.answer.models import load_models
from assistant.guidance.contacts import load_contacts
from assistant.model import Question
from assistant.retrieve import Retriever
from assistant.settings import Settings
from corpus.embedding import BUILTIN_FOLDER, StaticEmbedder, load_embedder
from corpus.glossary import load_glossary
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class App:
    """The parts that every way in (API, chat, command line, evaluation) calls.

    ``answering`` takes a question and streams ``AnswerChunk``s; invoked, it gives their sum.
    """

    settings: Settings
    store: Store
    retriever: Retriever
    answering: Runnable[Question, AnswerChunk]


@contextmanager
def open_app(settings: Settings, holder: str) -> Iterator[App]:
    """The app over the settings' store, which it owns until it is closed.

    Args:
        settings: the operator's choices.
        holder: what the lock names as its holder, such as "vagvis serve".

    Raises:
        StoreLocked: another process owns the store.
        ContactsError: the contact register cannot be used.
    """
    contacts = load_contacts(settings.contacts)
    embedder = load_embedder(settings.embedder, threads=settings.threads)
    with Store.open(settings.data, embedder, holder) as store:
        retriever = Retriever(store, embedder, load_glossary())
        extractor = Extractor(retriever, StaticEmbedder(BUILTIN_FOLDER), load_models())
        answerer = Answerer(extractor, contacts, settings)
        yield App(settings, store, retriever, answering(answerer))
