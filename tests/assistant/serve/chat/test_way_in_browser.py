"""The way as a browser lays it out: no text beside the page, alternatives side by side."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from assistant.serve.chat import render
from tests.assistant.courses.path.made import NURSING, course, way
from tests.assistant.serve.chat.served import ARGUMENTS

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium"),
]

OUTSIDE = """() => [...document.querySelectorAll('.way *')]
  .filter(own => !own.closest('.unseen') && own.getClientRects().length)
  .filter(own => {
    const box = own.getBoundingClientRect();
    return box.left < 0 || box.right > document.documentElement.clientWidth;
  }).map(own => own.textContent)"""
OVERFLOWING = """() => [...document.querySelectorAll('.way .step, .way .choice')]
  .filter(own => own.scrollWidth > own.clientWidth).length"""
COLUMNS = """() => new Set([...document.querySelectorAll('.education .choice')]
  .map(own => own.getBoundingClientRect().left)).size"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    long = "Grundläggande behörighet, MATEMATIK OCH VÄRMEBEHANDLINGSTEKNIKERUTBILDNINGSKUNSKAP " * 3
    path = way("undersköterska", [*NURSING, course("Undersköterska med språkstöd", long)])
    here = Path(render.__file__).parent
    styles = "".join(
        (here / name).read_text("utf-8")
        for name in ("colours.css", "plain.css", "courses.css", "way.css")
    )
    file: Path = tmp_path_factory.mktemp("way") / "way.html"
    file.write_text(
        f'<!doctype html><meta charset="utf-8"><style>{styles}</style>'
        f'<body><div class="answer" style="padding:1rem">{render.way(path, 1)}',
        "utf-8",
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = browser.new_page()
        opened.goto(file.as_uri())
        yield opened
        browser.close()


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (1280, 2)])
def test_all_text_stands_within_the_page(page: Page, width: int, columns: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for opened in (False, True):
        page.evaluate(
            "open => document.querySelectorAll('details').forEach(own => own.open = open)", opened
        )
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(OVERFLOWING) == 0
        assert page.evaluate(COLUMNS) == columns
        assert page.evaluate("document.documentElement.scrollWidth") <= width
