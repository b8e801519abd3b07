"""The service does what its OpenAPI document says, whatever is sent (Schemathesis).

What fits the description and what does not is sent to what stands behind a proxy, without a key and
with one for everything. No reply may be a failure (5xx) or another status, media type or body than
is described. ``DESCRIBED=100 pytest`` sends for so many seconds each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from assistant.app import App
from tests.assistant.serve.doors import behind

CONFIG = Path(__file__).with_name("schemathesis.toml")
SECONDS = os.environ.get("DESCRIBED")
LIMITS = (
    ["--max-time", SECONDS] if SECONDS else ["--phases", "examples,fuzzing", "--max-examples", "2"]
)


@pytest.mark.parametrize("keyed", [False, True] if SECONDS else [False])
def test_replies_are_as_described(own_app: App, tmp_path: Path, keyed: bool) -> None:
    report = tmp_path / "report.json"
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"),
        *("--continue-on-failure", "--no-shrink", "--seed", "1", "--no-color"),
        *("--suppress-health-check", "all", "--request-timeout", "60"),
        *("--report", "json", "--report-json-path", str(report), *LIMITS),
    ]
    if keyed:
        with KeyStore(own_app.settings.data) as keys:
            command.append(f"--header=Authorization: Bearer {keys.add('all', [Right.ADMIN])}")
    else:  # the key is asked for before the method is looked at
        command += ["--exclude-checks", "unsupported_method"]
    with behind(own_app, chat=False) as address:
        done = subprocess.run(
            [*command, f"{address}/openapi.json"],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
    result = json.loads(report.read_text("utf-8"))

    assert not result["failures"], done.stdout
    assert not result["errors"], done.stdout
    assert result["operations"]["tested"] > 20
    assert result["test_cases"]["generated"] > 60
