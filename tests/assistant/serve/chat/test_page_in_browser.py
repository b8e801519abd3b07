"""The page as visitors meet it, in a real browser against a real server."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from assistant.app import App
from tests.assistant.serve.chat.served import REPORT
from tests.assistant.serve.chat.visitors import NARROW, NEEDS_BROWSER, WIDE, ask, check, visitor

pytestmark = NEEDS_BROWSER


def votes(scripted_app: App) -> list[tuple[str, ...]]:
    """The votes in the store, whole rows."""
    with closing(sqlite3.connect(scripted_app.settings.data / "vagvis.sqlite")) as connection:
        return [tuple(map(str, row)) for row in connection.execute("SELECT * FROM votes")]


def test_ask_read_the_answer_and_open_the_source(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        assert page.locator("html").get_attribute("lang") == "sv"
        expect(page.locator("h1")).to_contain_text("Fråga om utbildning och vägledning")
        expect(page.locator(".machine")).to_contain_text("Du chattar med en maskin")
        ask(page, "Projektet?")
        expect(page.locator("#f1 .answer")).to_contain_text("”Projektet nådde 412 personer.” [1]")
        expect(page.locator("#question textarea")).to_have_value("")
        card = page.locator(".source").first
        expect(card).to_contain_text("Slutrapport <Bron>")
        expect(card).to_contain_text("Region Exempel · 2012 · s. 11 · Rapport")
        expect(page.locator(".notices")).to_contain_text("från 2012")
        # The cited page stands beside the answer from the start, and who writes keeps the focus.
        source = page.frame_locator("iframe")
        expect(source.locator("mark")).to_have_text("Projektet nådde 412 personer.")
        expect(page.locator("#question textarea")).to_be_focused()
        page.locator(".mark").nth(1).click()
        expect(source.locator("mark")).to_have_text("Av dem fick 120 arbete.")
        expect(source.locator("article")).to_contain_text("<img src=x onerror=")
        expect(page.locator("#pane-title")).to_be_focused()
        expect(page.locator("#pane-title")).to_have_text("Källan: Slutrapport <Bron>")
        check(page)
        source.get_by_role("link", name="Nästa sida").first.click()
        expect(source.locator("article")).to_contain_text("Samverkan")
        page.reload()
        expect(source.locator("article")).to_contain_text("Samverkan")
        page.get_by_role("button", name="Stäng").click()
        expect(page.locator("iframe")).to_be_hidden()


def test_the_newest_answer_stays_in_sight_when_its_source_opens(
    browser: Browser, address: str
) -> None:
    with visitor(browser, address) as page:
        for question in ("Projektet?", "Och vilka fick arbete?"):
            ask(page, question)
            expect(page.locator(".turn").last.locator(".cite").first).to_be_visible()
            expect(page.frame_locator("iframe").locator("mark").first).to_be_visible()
            expect(page.locator(".turn").last.locator("h2").first).to_be_in_viewport()
        # The source belongs to the answer, and goes where another view is opened.
        page.get_by_role("tab", name="Tidslinje").click()
        expect(page.locator("iframe")).to_be_hidden()


def test_on_a_phone_the_cited_page_is_a_sheet_that_back_puts_away(
    browser: Browser, address: str
) -> None:
    with visitor(browser, address, size=NARROW) as page:
        ask(page, "Projektet?")
        cite = page.locator(".cite").first
        expect(cite).to_be_visible()
        expect(page.locator("iframe")).to_be_hidden()
        cite.click()
        expect(page.get_by_role("dialog", name="Källan")).to_be_visible()
        mark = page.frame_locator("iframe").locator("mark")
        expect(mark).to_have_text("Projektet nådde 412 personer.")
        check(page)
        page.go_back()
        expect(page.locator("iframe")).to_be_hidden()
        cite.press("Enter")
        expect(mark).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("iframe")).to_be_hidden()
        expect(cite).to_be_focused()


def test_the_source_page_needs_no_scripts(
    browser: Browser, address: str, scripted_app: App
) -> None:
    [report] = [r for r in scripted_app.store.documents() if r.source == "slutrapport.pdf"]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/kalla/{report.id}?start=9&end=38#citat")
    expect(page.locator("mark")).to_have_text("Projektet nådde 412 personer.")
    page.get_by_role("link", name="Nästa sida").first.click()
    expect(page.locator("article")).to_contain_text("Samverkan tog längre tid")
    page.get_by_role("link", name="Föregående sida").first.click()
    expect(page.locator("mark")).to_have_text("Projektet nådde 412 personer.")
    context.close()


def test_audience_and_filters_reach_the_answer(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        group = page.get_by_role("group", name="Vem frågar?")
        expect(group.get_by_role("radio", name="Arbetssökande")).to_be_checked()
        before = page.locator("#examples").inner_text()
        group.get_by_role("radio", name="Arbetssökande").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(group.get_by_role("radio", name="Handläggare")).to_be_checked()
        expect(page.locator("#tone")).to_contain_text("Strategier och rapporter")
        expect(page.locator("#examples")).not_to_have_text(before)
        fold = page.get_by_role("button", name="Avgränsa sökningen (avgränsad)")
        expect(fold).to_have_attribute("aria-expanded", "false")
        fold.press("Enter")
        expect(fold).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("checkbox", name="Rapporter")).to_be_checked()
        page.get_by_role("checkbox", name="Vägledning").check()
        page.get_by_role("combobox", name="Utgivare").click()
        page.get_by_role("option", name="Region Exempel").click()
        page.keyboard.press("Escape")
        page.get_by_role("combobox", name="Från och med år").click()
        page.get_by_role("option", name="2012").click()
        check(page)
        ask(page, "eko")
        shown = page.locator("#f1 .answer")
        expect(shown).to_contain_text("staff")
        expect(shown).to_contain_text('"kind":["report","guidance"]')
        expect(shown).to_contain_text('"publisher":["Region Exempel"]')
        expect(shown).to_contain_text('"year_from":2012,"year_to":null')
        ask(page, "saknas det?")
        page.get_by_role("button", name="Sök i allt material").click()
        expect(page.locator("#f3")).to_contain_text("saknas det?")
        expect(page.get_by_role("checkbox", name="Rapporter")).not_to_be_checked()
        ask(page, "eko")
        expect(page.locator("#f4 .answer")).to_contain_text('"kind":[],"publisher":[]')


def test_an_example_question_is_asked_with_one_click(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        example = page.locator("#examples button").first
        words = example.inner_text()
        example.click()
        expect(page.locator("#f1 h2")).to_contain_text(words)
        expect(page.locator(".source").first).to_be_visible()
        expect(page.locator("#examples button")).to_have_count(0)


def test_a_vote_is_stored_without_the_question(
    browser: Browser, address: str, scripted_app: App
) -> None:
    before = len(votes(scripted_app))
    with visitor(browser, address) as page:
        ask(page, "Hemlig fråga")
        page.get_by_role("button", name="Ja, tummen upp").click()
        thanks = page.locator("#t1")
        expect(thanks).to_have_text("Tack! Ditt omdöme är sparat.")
        expect(thanks).to_be_focused()
        expect(page.locator("[data-vote]")).to_have_count(0)
        page.get_by_role("textbox", name="Vill du säga något mer?").fill("Ring 070-123 45 67")
        page.get_by_role("button", name="Skicka").click()
        expect(thanks).to_contain_text("det du skrev är sparat")
    with closing(sqlite3.connect(scripted_app.settings.data / "vagvis.sqlite")) as connection:
        [(comment,)] = connection.execute("SELECT text FROM vote_comments").fetchall()
    assert comment.startswith("Ring ")
    assert "123 45" not in comment
    [stored] = votes(scripted_app)[before:]
    assert {"up", "answered", "jobseeker"} < set(stored)
    assert f'["{REPORT.id}-0000"]' in stored
    assert not any("Hemlig" in value for value in stored)


def test_an_answer_can_be_copied_with_its_sources(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ask(page, "Projektet?")
        page.get_by_role("button", name="Kopiera svar och källor").click()
        expect(page.locator(".copied").first).to_have_text("Kopierat")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "[2] Slutrapport <Bron>, Region Exempel, 2012, s. 11: " in copied


def test_an_answer_leads_on_is_read_easily_and_says_how_it_was_made(
    browser: Browser, address: str
) -> None:
    with visitor(browser, address) as page:
        ask(page, "Projektet?")
        onward = page.get_by_role("button", name="Vad står det om ”Lärdomar”?")
        expect(onward).to_be_visible()
        easy = page.get_by_role("button", name="Lättläst")
        easy.press("Enter")
        expect(easy).to_have_attribute("aria-pressed", "true")
        expect(easy).to_be_focused()
        expect(page.locator("#f1 .easy p")).to_have_count(3)
        expect(page.locator("#f1 .easy")).to_contain_text("”Projektet nådde 412 personer.” [1]")
        expect(page.get_by_role("button", name="Läs upp")).to_be_visible()
        for fold in ("Prata med en människa", "Visa hur svaret togs fram"):
            page.locator("#f1 summary", has_text=fold).press("Enter")
        expect(page.locator("#f1 .people")).to_contain_text("vägledare")
        check(page)
        onward.click()
        expect(page.locator("#f2 h2")).to_contain_text("Vad står det om ”Lärdomar”?")


def test_the_operator_takes_a_file_in_sees_what_was_read_and_removes_it(
    browser: Browser, address: str
) -> None:
    name = "<b>plan.md"
    text = "# Plan <i>x</i>\n\nMålet är 400 platser."
    with visitor(browser, address, "/#documents") as page:
        page.locator("#files").set_input_files(
            {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}
        )
        page.get_by_role("button", name="Läs in", exact=True).click()
        expect(page.locator(".upload [role=status]")).to_contain_text("1 sidor, 1 textställen")
        row = page.locator("tr", has_text=name)
        expect(row).to_contain_text("Plan")
        row.get_by_role("button", name="Vad lästes?").press("Enter")
        expect(page.locator("tr.reading")).to_contain_text("Titel: första rubriken")
        check(page)
        row.get_by_role("link").click()
        expect(page.frame_locator("iframe").locator("article")).to_contain_text("Textställe 1")
        page.get_by_role("button", name="Stäng").click()
        page.get_by_role("textbox", name="Sök bland dokumenten").fill("plan")
        page.on("dialog", lambda dialog: dialog.accept())
        row.get_by_role("button", name="Ta bort").click()
        expect(row).to_have_count(0)
        page.get_by_role("button", name="Kontrollera underlaget").click()
        expect(page.locator("#health")).to_contain_text("Allt stämmer")
        page.get_by_role("tab", name="Siffror").click()
        expect(page.locator("#by-year-plot canvas, #by-year-plot svg").first).to_be_visible()
        page.locator("#by-year-table summary").press("Enter")
        expect(page.locator("#by-year-table")).to_contain_text("2012")
        check(page)
        assert page.url.endswith("#figures")


def test_two_visitors_see_their_own_conversation_only(browser: Browser, address: str) -> None:
    with visitor(browser, address) as one, visitor(browser, address, "/en/") as two:
        ask(one, "första besökaren")
        ask(two, "andra besökaren")
        expect(one.locator(".source").first).to_be_visible()
        expect(two.locator(".source").first).to_be_visible()
        ask(one, "eko")
        ask(two, "eko")
        expect(one.locator("#f2 .answer")).to_contain_text("första besökaren")
        expect(two.locator("#f2 .answer")).to_contain_text("andra besökaren")
        assert "andra" not in one.locator("#talk").inner_text()
        assert "första" not in two.locator("#talk").inner_text()
        one.get_by_role("button", name="Börja om").click()
        expect(one.locator(".turn")).to_have_count(0)
        expect(one.locator("#examples button").first).to_be_visible()
        ask(one, "eko")
        expect(one.locator("#f1 .answer")).to_contain_text("[]")
        expect(two.locator(".turn")).to_have_count(2)


def test_the_page_in_english(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        switch = page.get_by_role("link", name="In English")
        assert switch.get_attribute("href") == "/en/"
    with visitor(browser, address, "/en") as page:
        assert page.url == f"{address}/en/"
        expect(page.locator("h1")).to_contain_text("Ask about education and guidance")
        assert page.locator("html").get_attribute("lang") == "en"
        ask(page, "Projektet?")
        expect(page.locator(".sources h3")).to_have_text("Sources")
        expect(page.get_by_role("link", name="På svenska")).to_have_attribute("href", "/")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_is_accessible(
    browser: Browser, address: str, size: ViewportSize, colours: Literal["light", "dark"]
) -> None:
    with visitor(browser, address, size=size, colours=colours) as page:
        check(page)
        page.locator("#ask-narrow button").first.click()
        ask(page, "Projektet?")
        expect(page.locator(".source")).to_have_count(2)
        ask(page, "saknas")
        expect(page.locator("#f2 .source")).to_have_count(2)
        check(page)
