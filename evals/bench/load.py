"""Many clients at the same time: how many answers a second, how long each waits, and what it takes.

``python -m evals.bench.load FOLDER QUESTIONS.jsonl RESULT.json [SECONDS [CLIENTS [MORE]]]`` reads
the folder into a store of its own and serves it as ``vagvis serve`` does. CLIENTS (50) ask one
question after the other for SECONDS (300), each over a connection that it keeps, while the health
is asked for five times a second. With MORE, a folder, its documents are uploaded one after the
other meanwhile. Linux only.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from threading import Thread

from httpx import Client, HTTPError, Response
from rich.console import Console

from corpus.embedding import load_embedder
from corpus.store import Store
from evals.bench.processes import family_mb, family_seconds, served
from evals.measure.command import publish, run
from evals.measure.figures import percentile
from evals.measure.question_file import load_questions
from ingest.pipeline import ingest

SECONDS, CLIENTS = 300, 50
PAUSE = 0.2
"""Seconds between two questions after the health."""

TIMEOUT = 60
WARM_SECONDS, WARM_CLIENTS = 5, 4
EVERY, SETTLED = 5, 12
"""Seconds between two looks at the memory; the look that the growth is counted from."""


Request = Callable[[Client, int], Response | None]
"""Sends the request of a turn; None where there is nothing left to send."""


class Clients:
    """Clients of one service until a time, and what they noted: milliseconds and errors."""

    def __init__(self, port: int, seconds: float) -> None:
        self._address = f"http://127.0.0.1:{port}"
        self._begun = time.monotonic()
        self._end = self._begun + seconds
        self._last = self._begun
        self._threads: list[Thread] = []
        self.times: list[float] = []
        self.healths: list[float] = []
        self.uploads: list[float] = []
        self.errors: list[str] = []

    def ask(self, questions: Sequence[str], first: int) -> None:
        """Asks the questions in turn, again and again."""

        def request(client: Client, turn: int) -> Response:
            question = questions[(first + turn) % len(questions)]
            return client.post("/v1/answers", json={"question": question})

        self._go(request, self.times)

    def ask_health(self) -> None:
        """Asks after the health, with pauses."""
        self._go(lambda client, _: client.get("/healthz"), self.healths, PAUSE)

    def upload(self, files: Sequence[Path]) -> None:
        """Uploads documents one after the other, each once."""

        def request(client: Client, turn: int) -> Response | None:
            if turn >= len(files):
                return None
            file = f"{turn}-{files[turn].name}", files[turn].read_bytes()
            return client.post("/v1/documents", files={"files": file})

        self._go(request, self.uploads)

    @property
    def are_asking(self) -> bool:
        """Whether any is not done."""
        return any(thread.is_alive() for thread in self._threads)

    def wait(self) -> float:
        """Waits until all have ended; the seconds until the last reply."""
        for thread in self._threads:
            thread.join()
        return self._last - self._begun

    def _go(self, request: Request, times: list[float], pause: float = 0) -> None:
        def go() -> None:
            with Client(base_url=self._address, timeout=TIMEOUT) as client:
                for turn in count():
                    time.sleep(pause)
                    begun = time.perf_counter()
                    try:
                        response = request(client, turn)
                    except HTTPError as error:
                        self.errors.append(repr(error))
                    else:
                        if response is None:
                            return
                        if response.is_error:
                            self.errors.append(f"status {response.status_code}")
                    times.append(1000 * (time.perf_counter() - begun))
                    self._last = time.monotonic()
                    if self._last >= self._end:
                        return

        thread = Thread(target=go)
        self._threads.append(thread)
        thread.start()


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    folder, questions, result = map(Path, arguments[:3])
    seconds = float(arguments[3]) if len(arguments) > 3 else SECONDS
    clients = int(arguments[4]) if len(arguments) > 4 else CLIENTS
    more = sorted(p for p in Path(arguments[5]).rglob("*") if p.is_file()) if arguments[5:] else []
    asked = [question.question for question in load_questions(questions)]
    with tempfile.TemporaryDirectory() as data:
        with Store.open(Path(data), load_embedder("builtin"), "evals.bench.load") as store:
            ingest([folder], store)
            passages = store.passage_count
        with served(Path(data)) as (process, port):
            _asked(port, asked, WARM_SECONDS, WARM_CLIENTS).wait()
            before = family_seconds(process)
            asking = _asked(port, asked, seconds, clients)
            asking.ask_health()
            asking.upload(more)
            memory = [family_mb(process)]
            while asking.are_asking:
                time.sleep(EVERY)
                memory.append(family_mb(process))
            used = family_seconds(process) - before
    for error, often in Counter(asking.errors).items():
        Console(stderr=True).print(f"{often} × {error}", markup=False)
    took = asking.wait()
    load = {
        "passages": passages,
        "cores": os.cpu_count(),
        "clients": clients,
        "seconds": round(took, 1),
        "answers": len(asking.times),
        "answers_per_s": round(len(asking.times) / took, 1),
        "p50_ms": percentile(asking.times, 0.5),
        "p95_ms": percentile(asking.times, 0.95),
        "errors": len(asking.errors),
        "uploads": len(asking.uploads),
        "healthz_p95_ms": percentile(asking.healths, 0.95),
        "healthz_max_ms": max(asking.healths, default=None),
        # The processor time of the service over the time that passed, and the same an answer.
        "cores_used": round(used / took, 2),
        "processor_ms": round(1000 * used / len(asking.times), 1),
        "memory_first_mb": round(memory[min(len(memory) - 1, SETTLED)]),
        "memory_last_mb": round(memory[-1]),
        "memory_peak_mb": round(max(memory)),
        # How many processes wanted a core in the minute before the end, the clients too.
        "waiting": round(os.getloadavg()[0], 1),
    }
    publish(load, result)
    return 0


def _asked(port: int, questions: Sequence[str], seconds: float, clients: int) -> Clients:
    """Clients that ask, each from another question on."""
    asking = Clients(port, seconds)
    for number in range(clients):
        asking.ask(questions, number * len(questions) // clients)
    return asking


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
