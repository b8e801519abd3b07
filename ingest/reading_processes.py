"""Processes that read files one after the other, so that a large ingestion uses every core.

Python runs one thread at a time: what parses and splits files is done there, and this process keeps
what comes back. Each is started when it is first needed, and ends with its input, so also when this
process is killed. One that ends by itself takes only the file at hand along.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, LifoQueue
from threading import Lock, Timer

from ingest.document_text import Explanation
from ingest.explanation import explanation_of, file_boundary
from ingest.files import FileContent, SourceFile
from ingest.isolated import MEMORY_LIMIT
from ingest.own_process import environment, limit_memory
from ingest.readers import Unreadable

COMMAND = ("-m", "ingest.reading_processes")

TIME_LIMIT = 1_500.0
"""Seconds for one file; what may take long is read in a further process with its own limit."""

_STOPPED = "gick inte att läsa: läsaren stannade mitt i. Dela upp dokumentet i flera filer."

_log = logging.getLogger(__name__)

Order = tuple[SourceFile, FileContent, str]
"""A file to read, its content, and the identifier of its document."""


class ReadingProcesses:
    """Some processes that read files; for a ``with`` block, at whose end they end."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(max(1, count))
        self._idle: LifoQueue[subprocess.Popen[bytes]] = LifoQueue()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False
        self._lock = Lock()

    def __enter__(self) -> ReadingProcesses:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._running:
            process.communicate()

    def submit(
        self, file: SourceFile, content: FileContent, identifier: str
    ) -> Future[Explanation]:
        """Begins to read a file as ``explanation_of`` does.

        The result raises ``Unreadable`` where it cannot be read, or its process ended over it.
        """
        return self._threads.submit(self._read, (file, content, identifier))

    def _read(self, order: Order) -> Explanation:
        process = self._take()
        limit = Timer(TIME_LIMIT, process.kill)
        limit.daemon = True
        limit.start()
        try:
            explanation = _ask(process, order)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._part_with(process)
            raise Unreadable(_STOPPED) from error
        except Unreadable:
            self._idle.put(process)
            raise
        finally:
            limit.cancel()
        self._idle.put(process)
        return explanation

    def _take(self) -> subprocess.Popen[bytes]:
        """A process that waits, or a new one: at most one for each thread."""
        try:
            return self._idle.get_nowait()
        except Empty:
            pass
        with self._lock:
            if self._closed:
                raise Unreadable(_STOPPED)
            process = subprocess.Popen(  # noqa: S603 (this program, without a word from outside)
                [sys.executable, *COMMAND, str(_log.getEffectiveLevel())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment(),
            )
            self._running.add(process)
        return process

    def _part_with(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.communicate()
        with self._lock:
            self._running.discard(process)


def _ask(process: subprocess.Popen[bytes], order: Order) -> Explanation:
    """Has a process read a file; raises what the pipes raise when the process has ended."""
    if process.stdin is None or process.stdout is None:
        raise EOFError
    pickle.dump(order, process.stdin, pickle.HIGHEST_PROTOCOL)
    process.stdin.flush()
    reply: Explanation | Unreadable = pickle.load(process.stdout)  # noqa: S301 (from our own)
    if isinstance(reply, Unreadable):
        raise reply
    return reply


def _serve() -> None:
    """Runs in the process: reads each file that is asked for, until there is nobody to ask."""
    limit_memory(MEMORY_LIMIT)
    logging.basicConfig(level=int(sys.argv[1]), format="%(levelname)s %(message)s")
    # What a library prints is no reply.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while True:
        file, content, identifier = pickle.load(sys.stdin.buffer)  # noqa: S301 (from our own)
        reply: Explanation | Unreadable
        try:
            with file_boundary(file.source):
                reply = explanation_of(file, content, identifier)
        except Unreadable as error:
            reply = error.with_traceback(None)
        pickle.dump(reply, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()


if __name__ == "__main__":
    # The input ends with the one that asks; Ctrl-C reaches both.
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        _serve()
