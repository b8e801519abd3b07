"""Real servers for tests, over the loopback address: PostgreSQL and Chroma."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def postgres_programs() -> Path | None:
    """The folder with PostgreSQL's programs, if it is installed."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def reachable(port: int, process: subprocess.Popen[bytes]) -> None:
    """Waits until a server takes connections."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """The address of an empty database."""
    # The server will not run as root, and whoever it runs as must get at its folder.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="vagvis-pg"))
    if user:
        shutil.chown(folder, user)
    port = free_port()
    data = folder / "data"
    options = ["--auth=trust", "--username=vagvis", "--encoding=UTF8", "--locale=C", "--no-sync"]
    quiet = subprocess.DEVNULL
    subprocess.run(
        [programs / "initdb", "-D", data, *options], user=user, cwd=folder, stdout=quiet, check=True
    )
    arguments = ["-D", data, "-p", str(port), "-k", folder, "-c", "fsync=off"]
    line = [str(one) for one in (programs / "postgres", *arguments)]
    process = subprocess.Popen(line, user=user, cwd=folder, stdout=quiet, stderr=quiet)
    try:
        reachable(port, process)
        ready = [str(programs / "pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-t", "60"]
        until = time.monotonic() + 60
        while subprocess.run(ready, stdout=quiet, check=False).returncode:  # it is starting up
            assert time.monotonic() < until
            time.sleep(0.05)
        yield f"postgresql://vagvis@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


@contextmanager
def chroma(folder: Path) -> Iterator[str]:
    """The address of a Chroma server."""
    port = free_port()
    program = Path(sys.executable).parent / "chroma"
    arguments = ["run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    line = [str(one) for one in (program, *arguments)]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        reachable(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
