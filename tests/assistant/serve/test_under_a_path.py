"""Everything behind a proxy that serves it under a path and strips that path."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from playwright.sync_api import Response, sync_playwright

from assistant.app import App
from tests.assistant.serve.chat.served import ARGUMENTS, server, small_app
from tests.assistant.serve.proxy import proxy

CHROMIUM = shutil.which("chromium")
PATH = "/vagvis"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with small_app(tmp_path_factory.mktemp("store")) as app:
        settings = app.settings.model_copy(update={"root_path": PATH})
        yield replace(app, settings=settings)


@pytest.fixture(scope="module")
def address(small: App) -> Iterator[str]:
    with server(small) as inner, proxy(inner, PATH) as outer:
        yield outer


@pytest.mark.parametrize("page", ["/", "/en/", "/tillganglighet", "/docs"])
def test_every_link_stays_under_the_path(address: str, page: str) -> None:
    html = httpx.get(address + page).text
    links = re.findall(r'(?:href|src|action)=\\?"(/[^"\\]*)', html)

    assert links
    assert not [link for link in links if not link.startswith(f"{PATH}/")]
    for link in {link for link in links if "{" not in link and "manifest" not in link}:
        found = httpx.get(address.removesuffix(PATH) + link, timeout=60)
        assert found.status_code == 200, link


def test_redirects_and_descriptions_know_the_path(address: str) -> None:
    assert httpx.get(f"{address}/en").headers["location"] == f"{PATH}/en/"
    assert httpx.get(f"{address}/openapi.json").json()["servers"] == [{"url": PATH}]
    assert httpx.get(f"{address}/healthz").status_code == 200
    missing = httpx.get(f"{address}/v1/nej")
    assert missing.headers["content-type"] == "application/problem+json"
    wrong_method = httpx.delete(f"{address}/v1/search")
    assert wrong_method.status_code in (401, 405)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium")
@pytest.mark.parametrize("page", ["/", "/en/"])
def test_the_chat_answers_and_leads_to_its_sources(address: str, page: str) -> None:
    outside: list[str] = []
    complaints: list[str] = []

    def look(response: Response) -> None:
        if response.status >= 400 or f"{PATH}/" not in response.url:
            outside.append(f"{response.status} {response.url}")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tab = browser.new_page()
        tab.on("response", look)
        tab.on("console", lambda message: complaints.append(message.text))
        tab.goto(address + page)
        tab.locator("#question textarea").fill("Projektet nådde?")
        tab.locator("#ask").click()
        link = tab.locator("#talk a[href*='/kalla/']").first
        link.wait_for()
        target = link.get_attribute("href") or ""
        # The cited page opens beside the answer, as it does without a path.
        link.click()
        mark = tab.frame_locator("iframe").locator("mark").first
        mark.wait_for()
        assert "412 personer" in mark.inner_text()
        tab.goto(address.removesuffix(PATH) + target)
        assert "412 personer" in tab.locator("mark").first.inner_text()
        tab.locator(f"a[href='{PATH}{page}']").first.click()
        tab.locator("#question textarea").wait_for()
        browser.close()
    assert target.startswith(f"{PATH}/kalla/")
    assert outside == []
    assert [text for text in complaints if "Content Security" in text] == []
