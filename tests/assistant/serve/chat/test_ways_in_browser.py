"""The main ways of counsellors and staff, wide and on a phone, over real documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from assistant.app import App, open_app
from assistant.settings import Settings
from ingest.watch import WatchedPlaces
from tests.assistant.conftest import fill
from tests.assistant.research.editions import AFTER, BEFORE, read_in
from tests.assistant.serve.chat.served import TODAY
from tests.assistant.serve.chat.visitors import NARROW, NEEDS_BROWSER, WIDE, ask, check, visitor
from tests.assistant.serve.doors import behind

pytestmark = NEEDS_BROWSER
BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
STRANGE = "<b>נחום</b> 🎓 **" + "Utbildningsanordnarsamverkansgrupp" * 6 + "** [x](javascript:y)"

USED = """e => e.matches(
  "a[href], button, input, textarea, summary, [tabindex='0'], [contenteditable], .token-remove")"""
STOPS = f"""[...document.querySelectorAll("body *")].filter({USED})
  .filter(e => e.checkVisibility() && !e.disabled && (e.tabIndex >= 0 || e.isContentEditable))
  .filter(e => e.type !== "radio" || e.checked)
  .map((e, n) => (e.dataset.stop = n, e.outerHTML.slice(0, 300)))"""
FOCUSED = """(() => {
  const e = document.activeElement;
  const shown = [e, e.nextElementSibling, e.closest(".wrap")];
  const outline = one => one && getComputedStyle(one).outlineStyle === "solid";
  return [Number(e.dataset.stop ?? -1), shown.some(outline), e.outerHTML.slice(0, 300)];
})()"""
SMALL = f"""[...document.querySelectorAll("body *")].filter({USED}).filter(e => e.checkVisibility())
  .filter(e => getComputedStyle(e).display !== "inline")
  .map(e => [e.labels?.[0] ?? e, e])
  .filter(([t]) => t.getBoundingClientRect().width < 24 || t.getBoundingClientRect().height < 24)
  .map(([_, e]) => e.outerHTML.slice(0, 300))"""

Step = Callable[[Page], None]


def filled(**boxes: str) -> Step:
    """Fills boxes of a view by what their ids end in, and does what the view is for."""

    def fill_in(page: Page) -> None:
        for name, words in boxes.items():
            page.locator(f"[id$=-{name}]:visible").locator("textarea, input").first.fill(words)
        page.locator("[id$=-do]:visible").click()
        expect(page.locator("[id$=-result]:visible .files, .said:visible").first).to_be_visible()

    return fill_in


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editions")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[App]:
    with open_app(Settings(data=tmp_path_factory.mktemp("store"), today=TODAY), "tests") as app:
        fill(app)
        read_in(app, folder)
        watched = tmp_path_factory.mktemp("watched")
        (watched / "nyss.md").write_text("# Nyss\n\nDet regnar i dag.\n", encoding="utf-8")
        folders = (watched, watched / "borta")
        WatchedPlaces(folders, None, watched / "mirror", 600).look(app.store)
        yield app


@pytest.fixture(scope="module")
def address(real: App) -> Iterator[str]:
    with behind(real) as address:
        yield address


def go(page: Page, view: str) -> None:
    page.locator(f"#view-{view}-button").click()


def reached_by_keyboard(page: Page) -> None:
    """All that can be used is reached with Tab, in the order that it is read, seen, and no smaller
    than 24 px, but for links within a sentence."""
    stops = page.evaluate(STOPS)
    page.locator("[data-stop='0']").focus()
    reached, unseen = [0], []
    for _ in stops[1:]:
        page.keyboard.press("Tab")
        number, is_seen, html = page.evaluate(FOCUSED)
        reached.append(number)
        unseen += [] if is_seen else [html]
    assert unseen == []
    assert [stops[n] for n in sorted(set(range(len(stops))) - set(reached))] == []
    assert reached == sorted(reached)
    assert page.evaluate(SMALL) == []


def compare(page: Page) -> None:
    """Holds both editions against each other."""
    for title in ("Plan 2020", "Plan 2023"):
        page.get_by_label(re.compile("Dokument att jämföra")).fill(title)
        page.get_by_role("option", name=title).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Jämför", exact=True).click()
    expect(page.locator("#compare-result .changed")).to_be_visible()


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
        check(page)
        kept.get_by_role("button", name=re.compile("Ta bort Samtalsunderlag")).click()
        expect(kept).to_contain_text("Mappen är tom")


def asked(page: Page) -> None:
    """Asks, and waits for the whole answer."""
    ask(page, "Vad är validering?")
    expect(page.locator("#f1 .tools")).to_be_visible()


VIEWS_IN_USE: dict[str, Step] = {
    "ask": asked,
    "sheet": filled(situation="Vill läsa matematik."),
    "mentions": filled(query="handledare"),
    "compare": compare,
    "timeline": filled(query="planen"),
    "documents": lambda page: expect(page.locator("#watched")).to_contain_text("nyss.md"),
    "figures": lambda page: page.locator("#by-year-table summary").click(),
}


@BOTH
@pytest.mark.parametrize("view", VIEWS_IN_USE)
def test_the_keyboard_alone_reaches_all_of_a_view(
    browser: Browser, address: str, view: str, size: ViewportSize
) -> None:
    with visitor(browser, address, f"/#{view}", size=size) as page:
        VIEWS_IN_USE[view](page)
        page.wait_for_timeout(300)
        reached_by_keyboard(page)


@BOTH
def test_staff_find_compare_ask_and_follow_documents(
    browser: Browser, address: str, size: ViewportSize
) -> None:
    with visitor(browser, address, "/#mentions", size=size) as page:
        page.get_by_label("Ord eller ämne").fill("handledare")
        page.get_by_role("button", name="Hitta alla ställen").click()
        places = page.locator("#mentions-result")
        expect(places).to_contain_text("Ställen: 2. Dokument: 2.")
        expect(page.locator("[role=status]", has_text="Ställen: 2.")).to_have_count(1)
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
        compare(page)
        changed = page.locator("#compare-result .changed")
        expect(changed).to_contain_text("2,5 miljoner")
        expect(changed).to_contain_text("3,5 miljoner")
        check(page)
        changed.locator(".mark").first.press("Enter")
        expect(page.frame_locator("iframe").locator("mark").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("iframe")).to_be_hidden()
        expect(changed.locator(".mark").first).to_be_focused()

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
        page.locator("#timeline-table summary").click()
        expect(page.locator("#timeline-table tr", has_text="2024")).to_contain_text("1")
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


def test_which_document_is_meant_is_asked_and_the_one_that_is_chosen_answers(
    browser: Browser, address: str
) -> None:
    with visitor(browser, address) as page:
        ask(page, "Vad säger planen om handledare?")
        chips = page.locator("#f1 .chips")
        expect(chips).to_contain_text("Vilket menar du?")
        check(page)
        chips.get_by_role("button", name="Plan 2023").click()
        expect(chips).not_to_contain_text("Vilket menar du?")
        expect(page.locator("#f1")).not_to_contain_text("Plan 2020")
        chips.get_by_role("button", name="Plan 2023").click()
        expect(chips).to_contain_text("Vilket menar du?")
        chips.get_by_role("button", name="Sök i alla dokument").click()
        expect(chips).to_have_count(0)


def test_the_last_look_at_watched_folders_is_told(browser: Browser, address: str) -> None:
    with visitor(browser, address, "/#documents") as page:
        look = page.locator("#watched")
        expect(look).to_contain_text("nyss.md")
        expect(look).to_contain_text("finns inte eller är tom")
        check(page)


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
