"""Many clients at the same time: how many answers a second, how long each waits, and what it takes.

``python -m evals.bench.load FOLDER QUESTIONS.jsonl RESULT.json [SECONDS [CLIENTS [MORE]]]`` reads
the folder into a store of its own and serves it as ``vagvis serve`` does. CLIENTS (50) ask one
question after the other for SECONDS (300), each over a connection that it keeps, while the health
is asked for five times a second. With MORE, a folder, its documents are uploaded one after the
other meanwhile. Linux only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import count
from json import dumps
from pathlib import Path
from threading import Thread

from pydantic import BaseModel
from rich.console import Console

from corpus.embedding import load_embedder
from corpus.store import Store
from evals.measure.command import run, write
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

_TICKS = os.sysconf("SC_CLK_TCK")
_BOUNDARY = "vagvis-load"


class Load(BaseModel):
    """What came of it; units are in the names.

    ``cores_used`` is the processor time of the service over the time that passed, ``processor_ms``
    the same an answer; ``waiting`` is how many processes wanted a core in the minute before the
    end, the clients too. Memory is what the processes of the service hold together, shared pages
    once: a minute in (or at the end of a shorter run), at the end, and at the most.
    """

    passages: int
    cores: int
    clients: int
    seconds: float
    answers: int
    answers_per_s: float
    p50_ms: float | None
    p95_ms: float | None
    errors: int
    uploads: int
    healthz_p95_ms: float | None
    healthz_max_ms: float | None
    cores_used: float
    processor_ms: float
    memory_first_mb: int
    memory_last_mb: int
    memory_peak_mb: int
    waiting: float


class Clients:
    """Clients of one service until a time, and what they noted."""

    def __init__(self, port: int, seconds: float) -> None:
        self._port = port
        self._begun = time.monotonic()
        self._end = self._begun + seconds
        self.times: list[float] = []
        self.healths: list[float] = []
        self.errors: list[str] = []
        self.uploads = 0
        self._threads: list[Thread] = []
        self._last = self._begun

    def ask(self, questions: Sequence[str], first: int) -> None:
        """Asks the questions in turn, again and again."""
        bodies = [dumps({"question": question}) for question in questions]
        headers = {"Content-Type": "application/json"}

        def request(connection: HTTPConnection, turn: int) -> None:
            body = bodies[(first + turn) % len(bodies)]
            connection.request("POST", "/v1/answers", body.encode(), headers)

        self._go(request, self.times)

    def ask_health(self) -> None:
        """Asks after the health, with pauses."""

        def request(connection: HTTPConnection, _: int) -> None:
            time.sleep(PAUSE)
            self._started = time.perf_counter()
            connection.request("GET", "/healthz")

        self._go(request, self.healths, lambda: self._started)

    def upload(self, files: Sequence[Path]) -> None:
        """Uploads documents one after the other, each once."""

        def request(connection: HTTPConnection, turn: int) -> None:
            if turn >= len(files):
                raise StopIteration
            path = files[turn]
            head = f'Content-Disposition: form-data; name="files"; filename="{turn}-{path.name}"'
            body = f"--{_BOUNDARY}\r\n{head}\r\n\r\n".encode() + path.read_bytes()
            body += f"\r\n--{_BOUNDARY}--\r\n".encode()
            kind = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
            connection.request("POST", "/v1/documents", body, kind)
            self.uploads += 1

        self._go(request, [])

    @property
    def are_asking(self) -> bool:
        """Whether any is not done."""
        return any(thread.is_alive() for thread in self._threads)

    @property
    def seconds(self) -> float:
        """How long they asked, until the last answer, when all have ended."""
        self.wait()
        return self._last - self._begun

    def wait(self) -> None:
        """Until all have ended."""
        for thread in self._threads:
            thread.join()

    def _go(
        self,
        request: Callable[[HTTPConnection, int], None],
        times: list[float],
        started: Callable[[], float] | None = None,
    ) -> None:
        def go() -> None:
            connection = HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
            for turn in count():
                if time.monotonic() >= self._end:
                    return
                begun = time.perf_counter()
                try:
                    request(connection, turn)
                    response = connection.getresponse()
                    response.read()
                    if response.status >= 400:
                        self.errors.append(f"status {response.status}")
                except StopIteration:
                    return
                except (OSError, HTTPException) as error:
                    self.errors.append(repr(error))
                    connection.close()
                self._last = time.monotonic()
                times.append(1000 * (time.perf_counter() - (started() if started else begun)))

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
        with _served(Path(data)) as (process, port):
            _asked(port, asked, WARM_SECONDS, WARM_CLIENTS).wait()
            before = process_seconds(process)
            asking = _asked(port, asked, seconds, clients)
            asking.ask_health()
            asking.upload(more)
            memory = _memory_while(asking, process)
            used = process_seconds(process) - before
    for error in dict.fromkeys(asking.errors):
        Console(stderr=True).print(f"{asking.errors.count(error)} × {error}", markup=False)
    took = asking.seconds
    load = Load(
        passages=passages,
        cores=os.cpu_count() or 1,
        clients=clients,
        seconds=round(took, 1),
        answers=len(asking.times),
        answers_per_s=round(len(asking.times) / took, 1),
        p50_ms=percentile(asking.times, 0.5),
        p95_ms=percentile(asking.times, 0.95),
        errors=len(asking.errors),
        uploads=asking.uploads,
        healthz_p95_ms=percentile(asking.healths, 0.95),
        healthz_max_ms=max(asking.healths, default=None),
        cores_used=round(used / took, 2),
        processor_ms=round(1000 * used / len(asking.times), 1),
        memory_first_mb=round(memory[min(len(memory) - 1, SETTLED)]),
        memory_last_mb=round(memory[-1]),
        memory_peak_mb=round(max(memory)),
        waiting=round(os.getloadavg()[0], 1),
    )
    write(load, result)
    Console().print(load.model_dump_json(indent=1), markup=False)
    return 0


def _asked(port: int, questions: Sequence[str], seconds: float, clients: int) -> Clients:
    """Clients that ask, each from another question on."""
    asking = Clients(port, seconds)
    for number in range(clients):
        asking.ask(questions, number * len(questions) // clients)
    return asking


def _memory_while(asking: Clients, process: int) -> list[float]:
    """The memory of a service every few seconds while it is asked, and at the end."""
    memory = [memory_mb(process)]
    while asking.are_asking:
        time.sleep(EVERY)
        memory.append(memory_mb(process))
    return memory


@contextmanager
def _served(data: Path) -> Iterator[tuple[int, int]]:
    """The service over a store: its process and its port."""
    command = [sys.executable, "-m", "assistant.serve.cli", "serve", "--port", "0"]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--data", str(data)], stdout=subprocess.PIPE, text=True
    )
    try:
        port = None
        while port is None and server.stdout is not None and (line := server.stdout.readline()):
            port = re.search(r"http://[^/]+:(\d+)", line)
        if port is None:
            raise SystemExit("the service did not start")
        yield server.pid, int(port[1])
    finally:
        server.terminate()
        server.wait()


def _family(process: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue  # it has ended
        parents.setdefault(int(parent), []).append(int(stat.parent.name))
    family = [process]
    for one in family:
        family += parents.get(one, [])
    return family


def process_seconds(process: int) -> float:
    """Processor time of a family so far."""
    fields = [Path(f"/proc/{p}/stat").read_text().rpartition(")")[2] for p in _family(process)]
    return sum(sum(map(int, field.split()[11:13])) for field in fields) / _TICKS


def memory_mb(process: int) -> float:
    """Memory of a family; a page that several share is counted once."""
    rollups = [Path(f"/proc/{p}/smaps_rollup").read_text() for p in _family(process)]
    sizes = (re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE) for rollup in rollups)
    return sum(int(size[1]) for size in sizes if size) / 1e3


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
