"""The main ways of counsellors and staff, wide and on a phone, over real documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from assistant.app import App, open_app
from assistant.settings import Settings
from tests.assistant.conftest import fill
from tests.assistant.research.editions import AFTER, BEFORE, read_in
from tests.assistant.serve.chat.served import TODAY
from tests.assistant.serve.chat.visitors import NARROW, NEEDS_BROWSER, WIDE, ask, check, visitor
from tests.assistant.serve.doors import behind

pytestmark = NEEDS_BROWSER
BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
STRANGE = "<b>נחום</b> 🎓 **" + "Utbildningsanordnarsamverkansgrupp" * 6 + "** [x](javascript:y)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editions")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[App]:
    with open_app(Settings(data=tmp_path_factory.mktemp("store"), today=TODAY), "tests") as app:
        fill(app)
        read_in(app, folder)
        yield app


@pytest.fixture(scope="module")
def address(real: App) -> Iterator[str]:
    with behind(real) as address:
        yield address


def go(page: Page, view: str) -> None:
    page.locator(f"#view-{view}-button").click()


def key_told(page: Page, where: str) -> str:
    """The key of the folder, as it is told where something was kept."""
    told = page.locator(where, has_text="Skriv upp nyckeln")
    expect(told).to_be_visible()
    return told.inner_text().rsplit(" ", 1)[1]


@BOTH
def test_a_counsellor_makes_a_sheet_changes_it_takes_it_along_and_finds_it_again(
    browser: Browser, address: str, size: ViewportSize
) -> None:
    with visitor(browser, address, "/#sheet", size=size) as page:
        page.locator("#sheet-situation textarea").fill(
            "Vill läsa matematik på halvfart. Nås på 070-123 45 67."
        )
        page.locator("#sheet-questions textarea").fill("Vem ansvarar för planen?")
        page.get_by_role("button", name="Gör underlaget").click()
        result = page.locator("#sheet-result")
        expect(result).to_contain_text("Dolt i beskrivningen: telefon (1)")
        expect(result).to_contain_text("Kommunstyrelsen ansvarar för planen.")
        result.locator("[data-cell]").first.fill("Ändrat för hand")
        check(page)
        with page.expect_download() as download:
            result.get_by_role("button", name="Word").click()
        assert download.value.suggested_filename == "samtalsunderlag.docx"
        result.get_by_role("button", name="Spara").click()
        assert len(key_told(page, "#sheet-result [role=status]")) > 16
        go(page, "saved")
        kept = page.locator("#saved-result")
        expect(kept).to_contain_text("Ändrat för hand")
        check(page)
        kept.get_by_role("button", name=re.compile("Öppna underlaget")).click()
        expect(page.locator("#saved-sheet")).to_contain_text("Ändrat för hand")
        kept.get_by_role("button", name=re.compile("Ta bort Samtalsunderlag")).click()
        expect(kept).to_contain_text("Mappen är tom")


@BOTH
def test_staff_find_compare_ask_and_follow_documents(
    browser: Browser, address: str, size: ViewportSize
) -> None:
    with visitor(browser, address, "/#mentions", size=size) as page:
        page.get_by_label("Ord eller ämne").fill("handledare")
        page.get_by_role("button", name="Hitta alla ställen").click()
        places = page.locator("#mentions-result")
        expect(places).to_contain_text("Ställen: 2. Dokument: 2.")
        page.locator("#mentions-narrow button").first.click()
        page.locator("#mentions-narrow").get_by_label("Från och med år").click()
        page.get_by_role("option", name="2023").click()
        expect(page.get_by_role("button", name="Avgränsa sökningen (avgränsad)")).to_be_visible()
        page.get_by_label("Ord eller ämne").press("Enter")
        expect(places).to_contain_text("Ställen: 1. Dokument: 1.")
        with page.expect_download() as download:
            places.get_by_role("button", name="Excel").click()
        assert download.value.suggested_filename.endswith(".xlsx")
        check(page)

        go(page, "compare")
        for title in ("Plan 2020", "Plan 2023"):
            page.get_by_label(re.compile("Dokument att jämföra")).fill(title)
            page.get_by_role("option", name=title).click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Jämför", exact=True).click()
        changed = page.locator("#compare-result .changed")
        expect(changed).to_contain_text("2,5 miljoner")
        expect(changed).to_contain_text("3,5 miljoner")
        check(page)
        changed.locator(".mark").first.click()
        expect(page.frame_locator("iframe").locator("mark").first).to_be_visible()
        page.get_by_role("button", name="Stäng").click()

        go(page, "grid")
        page.get_by_label(re.compile("Dokument .högst")).fill("Plan 2023")
        page.get_by_role("option", name="Plan 2023").click()
        page.keyboard.press("Escape")
        page.get_by_label(re.compile("Frågor, en på varje rad")).fill("Vem ansvarar för planen?")
        page.get_by_role("button", name="Fråga dokumenten").click()
        expect(page.locator("#grid-result")).to_contain_text("Kommunstyrelsen ansvarar")
        check(page)

        go(page, "timeline")
        page.get_by_role("button", name="Visa tidslinjen").click()
        expect(page.locator("#timeline-result")).to_contain_text("31 december 2026")
        expect(page.locator("#timeline-plot svg, #timeline-plot canvas").first).to_be_visible()
        check(page)


@BOTH
def test_staff_keep_a_question_see_that_its_answer_changed_and_delete_it(
    browser: Browser, address: str, real: App, folder: Path, size: ViewportSize
) -> None:
    read_in(real, folder, BEFORE, AFTER)
    with visitor(browser, address, size=size) as page:
        ask(page, "Vem ansvarar för planen?")
        page.get_by_role("button", name="Spara frågan").click()
        assert len(key_told(page, "#f1 .copied")) > 16
        read_in(real, folder, BEFORE, AFTER.replace("Kommunstyrelsen", "Vuxennämnden"))
        go(page, "saved")
        kept = page.locator("#saved-result")
        expect(kept).to_contain_text("Svaret har ändrats sedan du sparade frågan.")
        expect(kept).to_contain_text("Vuxennämnden ansvarar")
        expect(kept).to_contain_text("Kommunstyrelsen ansvarar")
        check(page)
        kept.get_by_role("button", name=re.compile("Jag har sett ändringen")).click()
        expect(kept).to_contain_text("Svaret är oförändrat.")
        page.on("dialog", lambda dialog: dialog.accept())
        kept.get_by_role("button", name=re.compile("Ta bort allt")).click()
        expect(kept).to_contain_text("Allt i mappen är borttaget.")


def test_a_document_that_goes_while_its_page_is_open_says_so(
    browser: Browser, address: str, real: App, folder: Path
) -> None:
    _, after = read_in(real, folder)
    with visitor(browser, address, "/#mentions", expected="Failed to load") as page:
        page.get_by_label("Ord eller ämne").fill("barnomsorg")
        page.get_by_role("button", name="Hitta alla ställen").click()
        page.locator("#mentions-result .mark").first.click()
        source = page.frame_locator("iframe")
        expect(source.locator("mark")).to_contain_text("Barnomsorg ordnas")
        real.store.remove([after])
        page.reload()
        expect(source.locator("main")).to_contain_text("Dokumentet kan ha tagits bort")
        expect(source.locator("main")).to_contain_text("Barnomsorg ordnas")
    read_in(real, folder)


def test_what_people_write_and_call_files_stays_text_and_within_the_screen(
    browser: Browser, address: str, real: App
) -> None:
    with visitor(browser, address, size=NARROW) as page:
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


def test_a_sheet_of_fifty_pages_is_opened_and_had_as_a_file(browser: Browser, address: str) -> None:
    made = httpx.post(f"{address}/v1/sheets", json={"situation": "Vill läsa matematik."}).json()
    made["sections"][0]["rows"] = [[f"Rad {n}: " + "ord " * 30] for n in range(1990)]
    key = httpx.post(f"{address}/v1/saved/sheets", json={"sheet": made}).json()["folder"]
    with visitor(browser, address, "/#saved") as page:
        page.get_by_label("Mappens nyckel").fill(key)
        page.get_by_label("Mappens nyckel").press("Enter")
        page.get_by_role("button", name=re.compile("Öppna underlaget")).click()
        sheet = page.locator("#saved-sheet")
        expect(sheet.locator("[data-section='0'] [data-row]")).to_have_count(1990)
        with page.expect_download() as download:
            sheet.get_by_role("button", name="PDF").click()
        with pypdfium2.PdfDocument(download.value.path()) as file:
            assert len(file) >= 50


def test_a_question_without_an_answer_is_left_only_when_its_asker_says_so(
    browser: Browser, address: str
) -> None:
    with visitor(browser, address) as page:
        ask(page, "Hur många astronauter från Mars ringde 070-123 45 67?")
        expect(page.locator("#f1 .verdict")).to_have_text("Inget svar i materialet")
        assert httpx.get(f"{address}/v1/unanswered").json() == {"questions": []}
        page.get_by_role("button", name="Lämna frågan").click()
        expect(page.locator("#status")).to_have_text("Tack! Frågan är lämnad.")
        go(page, "documents")
        page.get_by_role("button", name="Visa frågor som inte fick svar").click()
        left = page.locator(".unanswered li")
        expect(left).to_contain_text("astronauter från Mars")
        assert "123 45" not in left.inner_text()
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Ta bort frågorna").click()
        expect(left).to_have_count(0)


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
