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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

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


class Sent(NamedTuple):
    """What clients noted: the milliseconds of each request, and what went wrong."""

    times: list[float]
    errors: list[str]


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    folder, questions, result = map(Path, arguments[:3])
    seconds = float(arguments[3]) if len(arguments) > 3 else SECONDS
    clients = int(arguments[4]) if len(arguments) > 4 else CLIENTS
    more = sorted(p for p in Path(arguments[5]).rglob("*") if p.is_file()) if arguments[5:] else []
    texts = [question.question for question in load_questions(questions)]
    with tempfile.TemporaryDirectory() as data:
        with Store.open(Path(data), load_embedder("builtin"), "evals.bench.load") as store:
            ingest([folder], store)
            passages = store.passage_count
        with served(Path(data)) as (process, port), ThreadPoolExecutor(clients + 2) as pool:

            def send(request: Request, seconds: float, pause: float = 0) -> Future[Sent]:
                return pool.submit(
                    keep_sending, f"http://127.0.0.1:{port}", request, seconds, pause
                )

            wait([send(request, WARM_SECONDS) for request in _asking(texts, WARM_CLIENTS)])
            before, begun = family_seconds(process), time.monotonic()
            asking = [send(request, seconds) for request in _asking(texts, clients)]
            health = send(lambda client, _: client.get("/healthz"), seconds, PAUSE)
            uploading = send(_uploading(more), seconds)
            memory = [family_mb(process)]
            while wait([*asking, health, uploading], EVERY).not_done:
                memory.append(family_mb(process))
            took = time.monotonic() - begun
            used = family_seconds(process) - before
    every = [one.result() for one in (*asking, health, uploading)]
    errors = [error for sent in every for error in sent.errors]
    times = [each for sent in every[:clients] for each in sent.times]
    healths = health.result().times
    for error, often in Counter(errors).items():
        Console(stderr=True).print(f"{often} × {error}", markup=False)
    load = {
        "passages": passages,
        "cores": os.cpu_count(),
        "clients": clients,
        "seconds": round(took, 1),
        "answers": len(times),
        "answers_per_s": round(len(times) / took, 1),
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "errors": len(errors),
        "uploads": len(uploading.result().times),
        "healthz_p95_ms": percentile(healths, 0.95),
        "healthz_max_ms": max(healths, default=None),
        # The processor time of the service over the time that passed, and the same an answer.
        "cores_used": round(used / took, 2),
        "processor_ms": round(1000 * used / len(times), 1),
        "memory_first_mb": round(memory[min(len(memory) - 1, SETTLED)]),
        "memory_last_mb": round(memory[-1]),
        "memory_peak_mb": round(max(memory)),
        # How many processes wanted a core in the minute before the end, the clients too.
        "waiting": round(os.getloadavg()[0], 1),
    }
    publish(load, result)
    return 0


def keep_sending(address: str, request: Request, seconds: float, pause: float = 0) -> Sent:
    """One client, which sends one request after the other over a connection that it keeps."""
    sent = Sent([], [])
    end = time.monotonic() + seconds
    with Client(base_url=address, timeout=TIMEOUT) as client:
        for turn in count():
            time.sleep(pause)
            begun = time.perf_counter()
            try:
                response = request(client, turn)
            except HTTPError as error:
                sent.errors.append(repr(error))
            else:
                if response is None:
                    break
                if response.is_error:
                    sent.errors.append(f"status {response.status_code}")
            sent.times.append(1000 * (time.perf_counter() - begun))
            if time.monotonic() >= end:
                break
    return sent


def _asking(questions: Sequence[str], clients: int) -> Iterator[Request]:
    """For each client the questions in turn, again and again, from another one on."""
    for number in range(clients):
        first = number * len(questions) // clients
        yield partial(_ask, [*questions[first:], *questions[:first]])


def _ask(questions: Sequence[str], client: Client, turn: int) -> Response:
    return client.post("/v1/answers", json={"question": questions[turn % len(questions)]})


def _uploading(files: Sequence[Path]) -> Request:
    """Documents one after the other, each once."""

    def upload(client: Client, turn: int) -> Response | None:
        if turn >= len(files):
            return None
        file = f"{turn}-{files[turn].name}", files[turn].read_bytes()
        return client.post("/v1/documents", files={"files": file})

    return upload


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
