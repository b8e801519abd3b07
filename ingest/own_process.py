"""Reads bytes in a process of its own, with limits, so that one bad file takes only that along.

The module that reads is run with ``-m`` and calls ``serve``; ``ask`` hands it a file's bytes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from ingest.readers.reading import Unreadable

_OK, _UNREADABLE = 0, 3


def ask(
    arguments: Sequence[str], data: bytes, *, seconds: float, too_slow: str, stopped: str
) -> bytes:
    """What a process of this Python with some arguments makes of bytes.

    Raises:
        Unreadable: it said why they cannot be read, took longer than ``seconds`` (``too_slow`` is
            the reason then), or ended in any other way (``stopped``).
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 (this program; a file's name at most comes from outside)
            [sys.executable, *arguments],
            input=data,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(too_slow) from error
    if done.returncode == _UNREADABLE:
        raise Unreadable(done.stdout.decode())
    if done.returncode != _OK:
        raise Unreadable(stopped)
    return done.stdout


def serve(read: Callable[[bytes], bytes], memory: int) -> int:
    """What runs in the process: bytes in, what was made of them out, or the reason why not.

    ``memory`` is how many bytes of address space it may use, where the system can limit that.
    """
    limit_memory(memory)
    try:
        made = read(sys.stdin.buffer.read())
    except Unreadable as error:
        sys.stdout.buffer.write(str(error).encode())
        return _UNREADABLE
    sys.stdout.buffer.write(made)
    return _OK


def limit_memory(most: int) -> None:
    """Lets this process use so many bytes of address space, where the system can limit that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
