"""Takes the README's pictures of the page: the real app over the examples.

Run from the repository: ``python -m tests.assistant.serve.chat.screenshot``.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ViewportSize, expect, sync_playwright

from assistant.app import App, open_app
from assistant.serve.cli.serve import example_folders
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.serve.chat.served import ARGUMENTS, server

ROOT = Path(__file__).parents[4]
TODAY = dt.date(2026, 11, 21)
PICTURES = ROOT / "docs" / "images"
SIZE = ViewportSize(width=1280, height=1000)
QUESTION = "Vad kostade projektet Spången?"
ASKED = {
    "chat.png": ("Handläggare", "Strategier", QUESTION),
    "courses.png": (
        "Arbetssökande",
        "Korta svar",
        "Kan jag läsa till undersköterska i Klockvik i vår, och vad krävs?",
    ),
}
"""For each picture who asks, how the tone for them begins, and what is asked."""


@contextmanager
def example_app(folder: Path) -> Iterator[App]:
    """The real app over the example documents and catalogues, on a day when some are open."""
    with open_app(Settings(data=folder, today=TODAY), "example") as app:
        ingest(example_folders(), app.store)
        yield app


def main() -> None:
    """Asks each question as whoever it is, and takes the picture when the answer is there."""
    with (
        TemporaryDirectory() as folder,
        example_app(Path(folder) / "store") as app,
        server(app) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name, (who, tone, question) in ASKED.items():
            page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
            page.goto(address)
            page.get_by_role("radio", name=who).check()
            expect(page.locator("#tone")).to_contain_text(tone)
            page.locator("#question textarea").fill(question)
            page.locator("#question textarea").press("Enter")
            expect(page.locator("#f1 .tools")).to_be_visible(timeout=30_000)
            page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
            page.screenshot(path=PICTURES / name)
            sys.stdout.write(f"{(PICTURES / name).relative_to(ROOT)}\n")
        browser.close()


if __name__ == "__main__":
    main()
