"""Work done in a process of its own, and the memory and time that processes take."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_TICKS = os.sysconf("SC_CLK_TCK")


def apart(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Does work in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


def memory_mb(what: str) -> float:
    """Megabytes of this process: ``VmRSS`` resident now, ``VmHWM`` at the most. Linux only."""
    # Not resource.getrusage: its peak is inherited from the process that started this one.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith(f"{what}:"))
    return int(kilobytes) / 1e3


def disk_mb(folder: Path) -> float:
    """Megabytes of a folder's files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def family_seconds(process: int) -> float:
    """Processor time so far of a process and all that it started. Linux only."""
    fields = [Path(f"/proc/{p}/stat").read_text().rpartition(")")[2] for p in _family(process)]
    return sum(sum(map(int, field.split()[11:13])) for field in fields) / _TICKS


def family_mb(process: int) -> float:
    """Megabytes that they hold together; a page that several share is counted once."""
    rollups = [Path(f"/proc/{p}/smaps_rollup").read_text() for p in _family(process)]
    sizes = (re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE) for rollup in rollups)
    return sum(int(size[1]) for size in sizes if size) / 1e3


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


@contextmanager
def served(
    data: Path,
    settings: Mapping[str, str] = os.environ,
    log: Path | None = None,
    options: Sequence[str] = (),
) -> Iterator[tuple[int, int]]:
    """The service over a store, with an environment and further options: its process and port.

    What it logs goes to a file, or where this process's goes.
    """
    command = [sys.executable, "-m", "assistant.serve.cli", "serve", "--port", "0"]
    with ExitStack() as stack:
        lines = stack.enter_context(log.open("w")) if log else None
        server = subprocess.Popen(  # noqa: S603
            [*command, "--data", str(data), *options],
            stdout=subprocess.PIPE,
            stderr=lines,
            text=True,
            env=dict(settings),
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
