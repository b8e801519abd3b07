"""The picture as a browser draws it: text inside its frames, wide or narrow as there is room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from assistant.courses.path.picture import picture
from tests.assistant.courses.path.made import NURSING, course, way
from tests.assistant.serve.chat.served import ARGUMENTS

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium")

OUTSIDE = """() => [...document.querySelectorAll('svg')]
  .filter(svg => getComputedStyle(svg).display !== 'none')
  .flatMap(svg => [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBBox();
    return box.x < 0 || box.x + box.width > svg.viewBox.baseVal.width;
  }).map(text => text.textContent))"""
SHOWN = """() => [...document.querySelectorAll('svg')]
  .filter(svg => getComputedStyle(svg).display !== 'none')
  .map(svg => svg.getAttribute('class'))"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    long = "Grundläggande behörighet, MATEMATIK OCH VÄRMEBEHANDLINGSTEKNIKERUTBILDNINGSKUNSKAP " * 3
    path = way("undersköterska", [*NURSING, course("Undersköterska med språkstöd", long)])
    file: Path = tmp_path_factory.mktemp("picture") / "way.html"
    file.write_text(
        '<!doctype html><meta charset="utf-8"><body style="margin:0">' + picture(path), "utf-8"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = browser.new_page()
        opened.goto(file.as_uri())
        yield opened
        browser.close()


@pytest.mark.parametrize(("width", "drawing"), [(320, "narrow"), (900, "wide")])
def test_all_text_stands_within_the_picture(page: Page, width: int, drawing: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate(SHOWN) == [drawing]
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
