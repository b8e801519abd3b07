"""Reads bytes in a process of its own, with limits, so that one bad file takes only that along.

The module that reads is run with ``-m`` and calls ``serve``; ``ask`` hands it a file's bytes.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from ingest.readers.reading import Unreadable

_OK, _UNREADABLE = 0, 3

_log = logging.getLogger(__name__)


def ask(
    arguments: Sequence[str], data: bytes, *, seconds: float, too_slow: str, stopped: str
) -> bytes:
    """Hands bytes to a new process of this Python and gives what it writes.

    Raises:
        Unreadable: the process wrote why they cannot be read, took longer than ``seconds`` (the
            reason is then ``too_slow``), or ended in any other way (``stopped``).
    """
    try:
        process = subprocess.run(  # noqa: S603 (this program; a file's name at most comes from outside)
            [sys.executable, *arguments],
            input=data,
            capture_output=True,
            timeout=seconds,
            env=environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(too_slow) from error
    if process.returncode == _UNREADABLE:
        raise Unreadable(process.stdout.decode())
    if process.returncode != _OK:
        _log.debug("the process ended so: %s", process.stderr.decode(errors="replace"))
        raise Unreadable(stopped)
    return process.stdout


def environment() -> dict[str, str]:
    """This process's environment, in which another Python finds the same modules."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def serve(read: Callable[[bytes], bytes], memory: int) -> int:
    """Runs in the process: reads bytes from standard input and writes the result, or why not.

    ``memory`` is how many bytes of address space it may use, where the system can limit that.
    """
    limit_memory(memory)
    try:
        result = read(sys.stdin.buffer.read())
    except Unreadable as error:
        sys.stdout.buffer.write(str(error).encode())
        return _UNREADABLE
    sys.stdout.buffer.write(result)
    return _OK


def limit_memory(most: int) -> None:
    """Lets this process use so many bytes of address space, where the system can limit that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
