"""Processes that answer beside the one that serves, so that every core is used.

Python runs one thread at a time, so one process answers from one core, however many ask. Here each
question goes to a process of its own, which reads the same store. The one that serves owns the
store, writes to it, and tells the others what is nearest to a vector: Chroma's files belong to one
process.
"""

from __future__ import annotations

import logging
import pickle
import signal
from collections.abc import Iterator
from contextlib import closing, suppress
from multiprocessing import get_context
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Literal

from langchain_core.runnables import Runnable, RunnableGenerator

from assistant.answer.chain import AnswerChunk
from assistant.bodies.question import Question
from assistant.settings import Settings
from corpus.cores import usable_cores
from corpus.embedding import BUILTIN, Vectors
from corpus.store import IndexDamaged, Replica, StoreError, StoreReader

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Hits = list[tuple[str, float]]
Message = (
    tuple[Literal["nearest"], tuple[Vectors, int]]
    | tuple[Literal["done"], list[AnswerChunk]]
    | tuple[Literal["failed"], Exception]
)
"""What a worker says: a question of its own, or how the one that it was asked ended."""

logger = logging.getLogger(__name__)


def suited(settings: Settings) -> int:
    """How many workers there are where the operator names no number.

    One a core; none on one core alone, where answers wait for a model of language, or where each
    would hold a large model of its own.
    """
    if settings.workers is not None:
        return settings.workers
    if settings.model or settings.reranker or settings.embedder != BUILTIN or settings.database_url:
        return 0
    cores = usable_cores()
    return cores if cores > 1 else 0


class WorkerLost(Exception):
    """The processes that answer ended twice over one question."""


class Workers:
    """Some processes that answer over a store that this one owns; for a ``with`` block."""

    def __init__(self, settings: Settings, count: int, store: StoreReader) -> None:
        """Starts them; they take some seconds to be ready, and questions wait for them."""
        self._settings, self._store = settings, store
        self._free: SimpleQueue[_Worker] = SimpleQueue()
        self._all: list[_Worker] = []
        self._closing = False
        for _ in range(count):
            self._start()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        for worker in self._all:
            worker.stop()

    @property
    def answering(self) -> Runnable[Question, AnswerChunk]:
        """The way from question to answer, as ``App`` has it, by way of the workers."""

        def transform(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
            for question in questions:
                yield from self.answer(question)

        return RunnableGenerator(transform)

    def answer(self, question: Question) -> list[AnswerChunk]:
        """The answer to a question, in its pieces, from the first worker that is free.

        Raises:
            WorkerLost: the process ended before it had answered, and so did another.
            Exception: whatever answering raises.
        """
        for _ in range(2):
            worker = self._free.get()
            try:
                worker.connection.send((self._store.version, question))
                pieces = self._outcome(worker)
            except (EOFError, OSError):
                logger.error("a worker ended (exit code %s)", worker.stop())
                self._all.remove(worker)
                self._start()
            except BaseException:
                self._free.put(worker)
                raise
            else:
                self._free.put(worker)
                return pieces
        raise WorkerLost

    def _outcome(self, worker: _Worker) -> list[AnswerChunk]:
        """What a worker comes to, its own questions answered meanwhile."""
        while True:
            message: Message = worker.connection.recv()
            if message[0] == "done":
                return message[1]
            if message[0] == "failed":
                if isinstance(message[1], IndexDamaged):
                    self._store.damaged.set()
                raise message[1]
            try:
                worker.connection.send(self._store.nearest(*message[1]))
            except StoreError as error:
                worker.connection.send(error)

    def _start(self) -> None:
        if self._closing:
            return
        worker = _Worker(self._settings)
        self._all.append(worker)

        def wait() -> None:
            try:
                self._outcome(worker)
            except (EOFError, OSError):
                if not self._closing:
                    logger.exception("a worker did not start")
            else:
                self._free.put(worker)

        Thread(target=wait, name="worker", daemon=True).start()


class _Worker:
    """One process, and the line to it."""

    def __init__(self, settings: Settings) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, settings), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> int | None:
        """Ends it; its exit code."""
        self.connection.close()
        self._process.join(1)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()
        return self._process.exitcode


def _work(connection: Connection, settings: Settings) -> None:
    """Answers what comes over a line until that is closed."""
    from assistant.app import load_models, parts, retriever_over
    from assistant.knowledge import Knowledge

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that serves

    def nearest(vector: Vectors, k: int) -> Hits:
        connection.send(("nearest", (vector, k)))
        reply: Hits | StoreError = connection.recv()
        if isinstance(reply, StoreError):
            raise reply
        return reply

    known = Knowledge.load()
    models = load_models(settings)
    with (
        closing(Replica(settings.data, models[0], settings.servers, nearest)) as store,
        suppress(EOFError, OSError),
    ):
        retriever = retriever_over(known, models, store)
        _, _, _, chain, _ = parts(settings, retriever, known)
        connection.send(("done", []))
        while True:
            version, question = connection.recv()
            try:
                store.follow(version)
                pieces = [_sent(piece) for piece in chain.stream(question)]
            except (EOFError, OSError):
                raise
            except Exception as error:
                logger.exception("a worker could not answer")
                connection.send(("failed", _sendable(error)))
            else:
                connection.send(("done", pieces))


def _sent(piece: AnswerChunk) -> AnswerChunk:
    """A piece as it is sent: without the basis, which is as large as all the rest."""
    return AnswerChunk({key: value for key, value in piece.items() if key != "basis"})


def _sendable(error: Exception) -> Exception:
    """An error that can be sent; where it cannot, one with its name."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, made a moment ago
    except Exception:  # noqa: BLE001 - whatever an error is made of
        return RuntimeError(type(error).__name__)
    return error
