"""Takes pictures of every view, wide, on a phone and in the dark: the real app over the examples.

Run from the repository: ``python -m tests.assistant.serve.chat.screenshot``.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from assistant.app import App, open_app
from assistant.serve.cli.serve import example_folders
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.serve.chat.served import ARGUMENTS, server

ROOT = Path(__file__).parents[4]
TODAY = dt.date(2026, 11, 21)
PICTURES = ROOT / "docs" / "images"
WIDE = ViewportSize(width=1360, height=900)
PHONE = ViewportSize(width=390, height=844)
QUESTION = "När är ansökan öppen till yrkesvux?"
OPEN = "Vilka mål har strategin?"
COURSES = "Kan jag läsa till undersköterska i Klockvik i vår, och vad krävs?"
PATH = "Hur blir jag svetsare?"
SITUATION = (
    "Har arbetat tio år i butik och vill bli undersköterska. Bor i Klockvik, behöver språkstöd "
    "och kan läsa på halvfart från i vår. Nås på 070-123 45 67."
)

Step = Callable[[Page], None]
"""What is done on the page before a picture of it is taken."""


@contextmanager
def example_app(folder: Path) -> Iterator[App]:
    """The real app over the example documents and catalogues, on a day when some are open."""
    with open_app(Settings(data=folder, today=TODAY), "example") as app:
        ingest(example_folders(), app.store)
        yield app


def asking(question: str) -> Step:
    """Asks, and waits for the whole answer."""

    def ask(page: Page) -> None:
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#f1 .tools")).to_be_visible(timeout=60_000)
        page.wait_for_timeout(2_500)  # what leads on, and the cited page, come after it

    return ask


def opening(view: str) -> Step:
    """Opens a view."""

    def open_view(page: Page) -> None:
        page.locator(f"#view-{view}-button").click()
        page.wait_for_timeout(2_500)

    return open_view


def source(page: Page) -> None:
    """Asks, and opens the first source."""
    asking(QUESTION)(page)
    page.locator("#f1 .cite").first.click()
    page.wait_for_timeout(2_500)


def researching(view: str, query: str) -> Step:
    """Opens a view with one box, and asks it."""

    def search(page: Page) -> None:
        opening(view)(page)
        page.locator(f"#{view}-query textarea, #{view}-query input").first.fill(query)
        page.locator(f"#{view}-do").click()
        expect(page.locator(f"#{view}-result .result")).to_be_visible(timeout=60_000)

    return search


def choosing(page: Page, view: str, titles: Iterable[str]) -> None:
    """Opens a view, and chooses documents in it."""
    opening(view)(page)
    for title in titles:
        page.locator(f"#{view}-documents input").fill(title)
        page.get_by_role("option", name=title).first.click()
    page.keyboard.press("Escape")


def compared(page: Page) -> None:
    """Two strategies held against each other."""
    choosing(page, "compare", ["Rätt kompetens i hela", "Kompetens för ett växande"])
    page.locator("#compare-do").click()
    expect(page.locator("#compare-result .result").first).to_be_visible(timeout=60_000)


def questioned(page: Page) -> None:
    """The same questions to several documents."""
    choosing(page, "grid", ["Slutrapport för projektet Spången", "Rätt kompetens i hela"])
    page.locator("#grid-questions textarea").fill("Vad kostade det?\nVem ansvarar?")
    page.locator("#grid-do").click()
    expect(page.locator("#grid-result .result")).to_be_visible(timeout=60_000)


def folder(page: Page) -> None:
    """A sheet and a question that were kept."""
    asking(QUESTION)(page)
    page.get_by_role("button", name="Spara frågan").click()
    sheet(page)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("#sheet-result [role=status]").last).to_contain_text("Sparat")
    opening("saved")(page)


def course(page: Page) -> None:
    """The page of a course with what it requires."""
    asking(COURSES)(page)
    link = page.locator(".card a[href^='/kurs/']").first.get_attribute("href")
    page.goto(f"{page.url.partition('#')[0].rstrip('/')}{link}")


def sheet(page: Page) -> None:
    """A session sheet."""
    opening("sheet")(page)
    page.locator("#sheet-situation textarea").fill(SITUATION)
    page.locator("#sheet-questions textarea").fill("Vad krävs för att läsa med språkstöd?")
    page.locator("#sheet-do").click()
    expect(page.locator("#sheet-result .files")).to_be_visible(timeout=60_000)


PICTURED: Mapping[str, tuple[ViewportSize, Literal["light", "dark"], Step]] = {
    "start": (WIDE, "light", lambda _: None),
    "chat": (WIDE, "light", asking(QUESTION)),
    "chat-dark": (WIDE, "dark", asking(QUESTION)),
    "courses": (WIDE, "light", asking(COURSES)),
    "which": (WIDE, "light", asking(OPEN)),
    "course": (WIDE, "light", course),
    "course-dark": (WIDE, "dark", course),
    "phone-course": (PHONE, "light", course),
    "phone-which": (PHONE, "light", asking(OPEN)),
    "path": (WIDE, "light", asking(PATH)),
    "documents": (WIDE, "light", opening("documents")),
    "documents-dark": (WIDE, "dark", opening("documents")),
    "figures": (WIDE, "light", opening("figures")),
    "figures-dark": (WIDE, "dark", opening("figures")),
    "sheet": (WIDE, "light", sheet),
    "saved": (WIDE, "light", folder),
    "mentions": (WIDE, "light", researching("mentions", "lärlingsplatser")),
    "compare": (WIDE, "light", compared),
    "grid": (WIDE, "light", questioned),
    "timeline": (WIDE, "light", researching("timeline", "lärlingsplatser")),
    "timeline-dark": (WIDE, "dark", researching("timeline", "lärlingsplatser")),
    "phone-sheet": (PHONE, "light", sheet),
    "phone-mentions": (PHONE, "light", researching("mentions", "lärlingsplatser")),
    "phone-compare": (PHONE, "dark", compared),
    "phone-grid": (PHONE, "light", questioned),
    "phone-timeline": (PHONE, "light", researching("timeline", "lärlingsplatser")),
    "phone-figures": (PHONE, "light", opening("figures")),
    "phone-start": (PHONE, "light", lambda _: None),
    "phone-chat": (PHONE, "light", asking(QUESTION)),
    "phone-source": (PHONE, "light", source),
    "phone-courses": (PHONE, "dark", asking(COURSES)),
    "phone-documents": (PHONE, "light", opening("documents")),
}
"""Each picture by its name: the screen, its colours, and what is done first."""


def main() -> None:
    """Takes every picture, or those that the command line names."""
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
        for name in sys.argv[1:] or PICTURED:
            size, colours, step = PICTURED[name]
            page = browser.new_page(viewport=size, reduced_motion="reduce", color_scheme=colours)
            page.goto(address)
            expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
            step(page)
            page.mouse.move(0, 0)
            page.evaluate("document.activeElement.blur()")
            page.wait_for_timeout(1_500)  # drawings take their time
            save(page.screenshot(), PICTURES / f"{name}.png")
            page.close()
        browser.close()


def save(picture: bytes, path: Path) -> None:
    """Saves a picture in 128 colours, which a page of text does with, for a small file."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
