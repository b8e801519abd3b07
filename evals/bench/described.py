"""Whether the service does what its OpenAPI document says, whatever is sent (Schemathesis).

``python -m evals.bench.described OUT.json [SECONDS]`` serves a store of the examples as it stands
behind a proxy, and sends what fits the description and what does not for SECONDS (300), first
without a key and then with one for everything. No reply may be a failure (5xx) or another status,
media type or body than is described.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from corpus.embedding import load_embedder
from corpus.store import Store
from evals.bench.processes import served
from evals.measure.command import EXAMPLES, publish, run
from ingest.pipeline import ingest

CONFIG = Path(__file__).with_name("schemathesis.toml")
SECONDS = 300


class Described(BaseModel):
    """What came of one run; ``failures`` counts by what was not as described."""

    operations: int
    cases: int
    seconds: float
    failures: dict[str, int]


def described(address: str, *limits: str, key: str = "") -> tuple[Described, str]:
    """Sends requests to a service within limits of Schemathesis; what came of it, in words too.

    Raises:
        RuntimeError: it did not come to sending any.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        sent = [f"--header=Authorization: Bearer {key}"] if key else []
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"),
            *(f"{address}/openapi.json", "--continue-on-failure", "--no-shrink"),
            *(
                "--seed",
                "1",
                "--suppress-health-check",
                "all",
                "--no-color",
                "--request-timeout",
                "60",
            ),
            *("--report", "json", "--report-json-path", str(report), *limits, *sent),
        ]
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=False, cwd=folder
        )
        if not report.exists():
            raise RuntimeError(done.stdout + done.stderr)
        told = json.loads(report.read_text("utf-8"))
    return (
        Described(
            operations=told["operations"]["tested"],
            cases=told["test_cases"]["generated"],
            seconds=round(told["running_time"], 1),
            failures={one["title"]: one["count"] for one in told["failures"]}
            | {one.get("title", "error"): 1 for one in told["errors"]},
        ),
        done.stdout,
    )


def main(arguments: Sequence[str]) -> int:
    """Runs it, writes what came of it and prints it; 1 where something was not as described."""
    seconds = arguments[1] if len(arguments) > 1 else str(SECONDS)
    runs: dict[str, Described] = {}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with Store.open(data, load_embedder("builtin"), "evals.bench.described") as store:
            ingest([EXAMPLES / "documents", EXAMPLES / "catalogues"], store)
        with KeyStore(data) as keys:
            key = keys.add("all", [Right.ADMIN])
        settings = os.environ | {"VAGVIS_HOSTS": "vagvis.example", "VAGVIS_RATE": ""}
        with served(data, settings | {"VAGVIS_KEY_RATE": ""}) as (_, port):
            for name, token in (("without a key", ""), ("with a key", key)):
                address = f"http://127.0.0.1:{port}"
                limits = ["--max-time", seconds]
                if not token:  # the key is asked for before the method is looked at
                    limits += ["--exclude-checks", "unsupported_method"]
                runs[name], words = described(address, *limits, key=token)
                if runs[name].failures:
                    Console(stderr=True).print(words, markup=False)
    result = Runs(runs=runs)
    publish(result, Path(arguments[0]))
    return int(any(one.failures for one in runs.values()))


class Runs(BaseModel):
    """Both runs by their names."""

    runs: dict[str, Described]


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
