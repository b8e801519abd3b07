"""Who has signed in reaches the page, sees as whom, and signs out again, in a real browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from assistant.app import App
from tests.assistant.serve.auth.provider import LocalProvider
from tests.assistant.serve.auth.test_sign_in import service
from tests.assistant.serve.chat.visitors import NEEDS_BROWSER, check, visitor
from tests.assistant.serve.doors import running

pytestmark = NEEDS_BROWSER


def test_a_counsellor_signs_in_asks_and_signs_out(
    browser: Browser, real: App, tmp_path: Path
) -> None:
    claims = {"sub": "s-17", "name": "Anna <Berg>", "groups": ["vägledare"]}
    provider = LocalProvider(claims=claims)
    with (
        running(provider.app()) as provider.issuer,
        service(real, provider, tmp_path, chat=True) as address,
        visitor(browser, address, expected=provider.issuer) as page,
    ):
        assert page.url == f"{address}/"
        assert page.request.get(f"{address}/v1/documents").status == 200
        check(page)
        page.get_by_role("link", name="Logga in eller ut").click()
        expect(page.locator("h1")).to_have_text("Inloggad som Anna <Berg>")
        check(page)
        page.get_by_role("button", name="Logga ut", exact=True).click()
        expect(page.locator("h1")).to_have_text("Du är inte inloggad")
        check(page)
        assert page.request.get(f"{address}/v1/documents").status == 401
