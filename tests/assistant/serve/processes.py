"""The service over a store, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(data: Path, settings: Mapping[str, str], log: Path) -> Iterator[int]:
    """Serves with further settings in the environment, and logs to a file; the port."""
    command = [sys.executable, "-m", "assistant.serve.cli", "serve", "--port", "0"]
    with (
        log.open("w") as lines,
        subprocess.Popen(
            [*command, "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=lines,
            text=True,
            env=os.environ | settings,
        ) as server,
    ):
        try:
            assert server.stdout is not None
            ports = (re.search(r"http://[^/]+:(\d+)", line) for line in server.stdout)
            port = next(filter(None, ports))
            yield int(port[1])
        finally:
            server.terminate()
