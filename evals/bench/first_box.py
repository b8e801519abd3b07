"""How soon the page can be written in: from its address to text standing in the question box.

``python -m evals.bench.first_box [RESULT.json]`` serves the examples on the loopback address and
opens the page in headless Chromium, each time as somebody who has never been there, so that
nothing is kept from before. It also counts what the browser asks of any other machine.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from pydantic import BaseModel
from rich.console import Console

from evals.measure.command import RESULTS, run, write

RESULT = RESULTS / "first_box.json"
VISITS = 20
PLACES = ("/", "/en/")


class FirstBox(BaseModel):
    """Seconds of each visit, and requests that left the machine."""

    visits: int
    median_s: float
    slowest_s: float
    outside: int


def main(arguments: Sequence[str]) -> int:
    """Serves, opens, prints and writes."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        command = [sys.executable, "-m", "assistant.serve.cli", "serve", "--examples"]
        server = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--port", "0", "--data", data], stdout=subprocess.PIPE, text=True
        )
        try:
            address = _address(server)
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            visits = [_visit(browser, address, PLACES[n % 2]) for n in range(VISITS)]
            browser.close()
        finally:
            server.terminate()
            server.wait()
    times = [seconds for seconds, _ in visits]
    result = FirstBox(
        visits=VISITS,
        median_s=round(statistics.median(times), 2),
        slowest_s=round(max(times), 2),
        outside=sum(outside for _, outside in visits),
    )
    Console().print(str(result), markup=False)
    write(result, Path(arguments[0]) if arguments else RESULT)
    return 0


def _address(server: subprocess.Popen[str]) -> str:
    """Where it answers, as it says itself."""
    for line in server.stdout or ():
        if "http://" in line:
            return "http://" + line.split("http://")[1].split()[0]
    raise RuntimeError("the server did not start")


def _visit(browser: Browser, address: str, place: str) -> tuple[float, int]:
    """Seconds until what is written stands in the box, and requests to other machines."""
    context = browser.new_context()
    page = context.new_page()
    outside: list[str] = []
    own = (address, "data:", "blob:")
    page.on("request", lambda one: None if one.url.startswith(own) else outside.append(one.url))
    start = time.perf_counter()
    page.goto(address + place, wait_until="commit")
    page.locator("#question textarea").fill("Hur blir jag svetsare?", timeout=60_000)
    seconds = time.perf_counter() - start
    context.close()
    return seconds, len(outside)


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
