"""Two ``vagvis serve`` over one store on servers: one reads documents, both answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.corpus.servers import chroma, postgres, postgres_programs

PROGRAMS = postgres_programs()


@contextmanager
def worker(data: Path, servers: dict[str, str], *more: str) -> Iterator[str]:
    """The address of a server over the shared store, with a folder of its own."""
    line = [sys.executable, "-m", "assistant.serve.cli", "serve", "--port", "0", *more]
    environment = {**os.environ, **servers, "VAGVIS_DATA": str(data)}
    process = subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        address = None
        while address is None and (shown := process.stdout.readline()):
            address = re.search(r"http://127\.0\.0\.1:\d+", shown)
        assert address is not None
        yield address[0]
    finally:
        process.terminate()
        process.communicate()


@pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed")
def test_two_workers_answer_while_documents_come(tmp_path: Path) -> None:
    assert PROGRAMS is not None
    folder = tmp_path / "texter"
    folder.mkdir()
    for n in range(60):
        text = f"# Rapport {n}\n\nSyftet med projekt {n} är att stärka vägledningen i ort{n}.\n"
        (folder / f"{n}.md").write_text(text, "utf-8")
    with ExitStack() as stack:
        servers = {
            "VAGVIS_CHROMA_URL": stack.enter_context(chroma(tmp_path / "chroma")),
            "VAGVIS_DATABASE_URL": stack.enter_context(postgres(PROGRAMS)),
        }
        other = stack.enter_context(worker(tmp_path / "två", servers))
        first = stack.enter_context(worker(tmp_path / "ett", servers, "--watch", str(folder)))
        until, counts = time.monotonic() + 120, [0]
        while counts[-1] < 60 and time.monotonic() < until:
            answer = httpx.post(f"{other}/v1/answers", json={"question": "Vad är syftet?"})
            assert answer.status_code == 200
            counts.append(len(httpx.get(f"{other}/v1/documents").json()["documents"]))
        assert counts[-1] == 60, counts
        assert counts == sorted(counts)
        for address in (other, first):
            body = {"question": "Vad är syftet med projekt 41?"}
            reply = httpx.post(f"{address}/v1/answers", json=body, timeout=30).json()
            assert "ort41" in reply["text"], reply
            assert httpx.get(f"{address}/readyz").status_code == 200
