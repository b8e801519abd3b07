"""The composition root: opens the store and puts the parts together, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from langchain_core.runnables import Runnable

from assistant.answer.chain import AnswerChunk, answering
from assistant.model import Question
from assistant.retrieve import Retriever
from assistant.settings import Settings
from corpus.embedding import load_embedder
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
    """
    embedder = load_embedder(settings.embedder, threads=settings.threads)
    with Store.open(settings.data, embedder, holder) as store:
        retriever = Retriever(store=store, embedder=embedder)
        yield App(settings, store, retriever, answering(retriever, settings))
