"""The main ways of counsellors and staff, wide and on a phone, over real documents."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
from playwright.sync_api import Browser, ViewportSize, expect

from assistant.app import App
from tests.assistant.research.editions import AFTER, BEFORE, read_in
from tests.assistant.serve.chat.visitors import (
    BOTH,
    NEEDS_BROWSER,
    ask,
    ask_documents,
    check,
    compare,
    go,
    keep_question,
    key_told,
    visitor,
)

pytestmark = NEEDS_BROWSER


@BOTH
def test_a_counsellor_makes_a_sheet_changes_it_takes_it_along_and_finds_it_again(
    browser: Browser, real_address: str, size: ViewportSize
) -> None:
    with visitor(browser, real_address, "/#sheet", size=size) as page:
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


@BOTH
def test_staff_find_compare_ask_and_follow_documents(
    browser: Browser, real_address: str, size: ViewportSize
) -> None:
    with visitor(browser, real_address, "/#mentions", size=size) as page:
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
        ask_documents(page)
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
    browser: Browser, real_address: str, real: App, plans: Path, size: ViewportSize
) -> None:
    with visitor(browser, real_address, size=size) as page:
        ask(page, "Vem ansvarar för planen?")
        assert len(keep_question(page)) > 16
        read_in(real, plans, BEFORE, AFTER.replace("Kommunstyrelsen", "Vuxennämnden"))
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


def test_a_question_that_leans_on_another_is_kept_with_it(
    browser: Browser, real_address: str, real: App, plans: Path
) -> None:
    with visitor(browser, real_address) as page:
        ask(page, "Hur mycket pengar avsätter kommunen?")
        expect(page.locator("#f1 .tools")).to_be_visible()
        ask(page, "Och hur många handledare räcker de till?")
        expect(page.locator("#f2 .answer")).to_contain_text("tre handledare")
        keep_question(page, 2)
        read_in(real, plans, *(one.replace("tre hand", "fyra hand") for one in (BEFORE, AFTER)))
        go(page, "saved")
        kept = page.locator("#saved-result")
        expect(kept).to_contain_text("Och hur många handledare räcker de till?")
        expect(kept).to_contain_text("Hur mycket pengar avsätter kommunen?")
        expect(kept).to_contain_text("Svaret har ändrats sedan du sparade frågan.")
        expect(kept).to_contain_text("fyra handledare")
        check(page)


def test_which_document_is_meant_is_asked_and_the_one_that_is_chosen_answers(
    browser: Browser, real_address: str
) -> None:
    with visitor(browser, real_address) as page:
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


def test_the_last_look_at_watched_folders_is_told(browser: Browser, real_address: str) -> None:
    with visitor(browser, real_address, "/#documents") as page:
        look = page.locator("#watched")
        expect(look).to_contain_text("nyss.md")
        expect(look).to_contain_text("finns inte eller är tom")
        check(page)


def test_a_question_without_an_answer_is_left_only_when_its_asker_says_so(
    browser: Browser, real_address: str
) -> None:
    with visitor(browser, real_address) as page:
        ask(page, "Hur många astronauter från Mars ringde 070-123 45 67?")
        expect(page.locator("#f1 .verdict")).to_have_text("Inget svar i materialet")
        assert httpx.get(f"{real_address}/v1/unanswered").json() == {"questions": []}
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
