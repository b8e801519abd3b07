"""How soon the page can be written in: from its address to text standing in the question box.

``python -m evals.bench.first_box [RESULT.json]`` serves the examples on the loopback address and
opens the page in headless Chromium, each time as somebody who has never been there, so that
nothing is kept from before. It also counts what the browser asks of any other machine.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from evals.bench.processes import served
from evals.measure.command import RESULTS, publish, run

RESULT = RESULTS / "first_box.json"
VISITS = 20
PLACES = ("/", "/en/")


def main(arguments: Sequence[str]) -> int:
    """Serves, opens, prints and writes."""
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data), options=["--examples"]) as (_, port),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        address = f"http://127.0.0.1:{port}"
        visits = [_visit(browser, address, PLACES[n % 2]) for n in range(VISITS)]
        browser.close()
    times = [seconds for seconds, _ in visits]
    result = {
        "visits": VISITS,
        "median_s": round(statistics.median(times), 2),
        "slowest_s": round(max(times), 2),
        "outside": sum(outside for _, outside in visits),
    }
    publish(result, Path(arguments[0]) if arguments else RESULT)
    return 0


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
