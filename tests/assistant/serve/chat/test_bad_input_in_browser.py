"""What people write, name and lose: it stays text, stays within the screen, and is told kindly."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pypdfium2
from playwright.sync_api import Browser, expect

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from assistant.app import App
from tests.assistant.research.editions import read_in
from tests.assistant.serve.chat.served import server
from tests.assistant.serve.chat.visitors import NARROW, NEEDS_BROWSER, WIDE, ask, check, go, visitor
from tests.assistant.serve.doors import behind

pytestmark = NEEDS_BROWSER
STRANGE = "<b>נחום</b> 🎓 **" + "Utbildningsanordnarsamverkansgrupp" * 6 + "** [x](javascript:y)"


def test_a_document_that_goes_while_its_page_is_open_says_so(
    browser: Browser, real_address: str, real: App, plans: Path
) -> None:
    _, after = read_in(real, plans)
    with visitor(browser, real_address, "/#mentions", expected="Failed to load") as page:
        page.get_by_label("Ord eller ämne").fill("barnomsorg")
        page.get_by_role("button", name="Hitta alla ställen").click()
        page.locator("#mentions-result .mark").first.click()
        source = page.frame_locator("iframe")
        expect(source.locator("mark")).to_contain_text("Barnomsorg ordnas")
        real.store.remove([after])
        page.reload()
        expect(source.locator("main")).to_contain_text("Dokumentet kan ha tagits bort")
        expect(source.locator("main")).to_contain_text("Barnomsorg ordnas")


def test_what_people_write_and_call_files_stays_text_and_within_the_screen(
    browser: Browser, real_address: str, real: App
) -> None:
    with visitor(browser, real_address, size=NARROW) as page:
        ask(page, STRANGE)
        expect(page.locator("#f1 h2")).to_contain_text(STRANGE)
        expect(page.locator("#f1 .tools")).to_be_visible()
        check(page)
        go(page, "documents")
        name = "<i>ك 🎓 " + "samverkansgrupp" * 8 + ".md"
        content = f"# {STRANGE}\n\nMålet är 400 platser i شبكة.\n"
        page.locator("#files").set_input_files(
            {"name": name, "mimeType": "text/markdown", "buffer": content.encode()}
        )
        page.get_by_role("button", name="Läs in", exact=True).click()
        row = page.locator("tr", has_text="<i>ك")
        expect(row).to_be_visible()
        check(page)
        row.get_by_role("link").click()
        expect(page.frame_locator("iframe").locator("article")).to_contain_text("شبكة")
        check(page)
    real.store.remove([one.id for one in real.store.documents() if one.source == name])


def test_a_sheet_of_fifty_pages_is_opened_and_had_as_a_file(
    browser: Browser, real_address: str
) -> None:
    made = httpx.post(
        f"{real_address}/v1/sheets", json={"situation": "Vill läsa matematik."}
    ).json()
    made["sections"][0]["rows"] = [[f"Rad {n}: " + "ord " * 30] for n in range(1990)]
    key = httpx.post(f"{real_address}/v1/saved/sheets", json={"sheet": made}).json()["folder"]
    with visitor(browser, real_address, "/#saved") as page:
        page.get_by_label("Mappens nyckel").fill(key)
        page.get_by_label("Mappens nyckel").press("Enter")
        page.get_by_role("button", name=re.compile("Öppna underlaget")).click()
        sheet = page.locator("#saved-sheet")
        expect(sheet.locator("[data-section='0'] [data-row]")).to_have_count(1990)
        with page.expect_download() as download:
            sheet.get_by_role("button", name="PDF").click()
        with pypdfium2.PdfDocument(download.value.path()) as file:
            assert len(file) >= 50


def test_where_a_key_is_needed_the_page_asks_for_it(browser: Browser, real: App) -> None:
    with KeyStore(real.settings.data) as keys:
        key = keys.add("operatör", [Right.INGEST, Right.READ, Right.ASK])
    with (
        behind(real, host="0.0.0.0") as address,  # noqa: S104 - told, not bound
        visitor(browser, address, "/#documents", expected="401 (Unauthorized)") as page,
    ):
        row = page.locator("tr", has_text="Slutrapport Vägval")
        row.get_by_role("button", name="Läs om").click()
        expect(page.locator(".said").last).to_contain_text("API-nyckel")
        page.get_by_label(re.compile("Det här kräver en nyckel")).fill(key)
        check(page)
        page.get_by_role("button", name="Använd nyckeln").click()
        page.locator("#files").set_input_files(
            {
                "name": "nyckel.md",
                "mimeType": "text/markdown",
                "buffer": "# Ny\n\nText här.".encode(),
            }
        )
        page.get_by_role("button", name="Läs in", exact=True).click()
        expect(page.locator(".upload [role=status]")).to_contain_text("är inläst")
    real.store.remove([one.id for one in real.store.documents() if one.source == "nyckel.md"])


def test_a_removed_document_says_so_and_shows_what_was_quoted(
    browser: Browser, address: str
) -> None:
    path = "/#/kalla/borta?start=3&end=9&quote=Gamla+ord+%3Cb%3E"
    with visitor(browser, address, path, expected="404 (Not Found)") as page:
        gone = page.frame_locator("iframe").locator("main")
        expect(gone).to_contain_text("Dokumentet kan ha tagits bort")
        expect(gone).to_contain_text("Gamla ord <b>")


def test_what_goes_wrong_is_told_kindly(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        status = page.get_by_role("status").first
        ask(page, "   ")
        expect(status).to_have_text("Skriv en fråga först.")
        ask(page, "x" * 4001)
        expect(status).to_contain_text("4001 tecken")
        expect(page.locator("#question textarea")).to_have_value("x" * 4001)
        expect(page.locator(".turn")).to_have_count(0)
        ask(page, "fel på riktigt")
        expect(page.locator("#f1 .answer")).to_contain_text("Något gick fel hos oss")
        assert "Traceback" not in page.content()
        assert "hemligt" not in page.content()
        ask(page, "nej")
        expect(page.locator("#f2 .verdict")).to_have_text("Det kan jag inte hjälpa till med")
        ask(page, "delvis")
        expect(page.locator("#f3 .verdict")).to_have_text("Kanske inte hela svaret")
        ask(page, "saknas")
        expect(page.locator("#f4 .sources h3")).to_have_text("Närmaste träffar")
        expect(page.locator("#f4 .contacts")).to_contain_text("Vägledningen")


def test_a_lost_server_is_told_in_the_page_s_words(browser: Browser, scripted_app: App) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    with server(scripted_app) as address:
        page.goto(address)
        expect(page.locator("#question textarea")).to_be_visible()
        expect(page.get_by_text("Laddar")).to_have_count(0)
    ask(page, "Projektet?")
    expect(page.locator("#question textarea")).to_have_value("Projektet?")
    message = page.locator(".toast-message-text").first
    expect(message).to_have_text(re.compile("Kontakten med servern är bruten"))
    context.close()
