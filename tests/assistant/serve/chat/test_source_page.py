from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.serve.chat import originals, source_page, statement
from assistant.words.languages import Language
from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page, document_id
from corpus.quotes import Highlight
from ingest.pipeline import ingest_upload
from tests.assistant.serve.chat.served import GUIDE, REPORT, small_app
from tests.ingest.test_printed_page import pdf as printed

SV = Language.SWEDISH


def marked(html: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)]


def shown(document: Document, quote: str, position: int | None = None) -> str:
    start = document.text.index(quote)
    html = source_page.source_page(document, position, Highlight(start, start + len(quote)), SV)
    assert html is not None
    return html


def test_the_quote_is_marked_letter_for_letter_on_its_page() -> None:
    html = shown(REPORT, "Av dem fick 120 arbete.")
    assert marked(html) == ["Av dem fick 120 arbete."]
    assert '<mark id="citat">' in html
    assert "Sida 11" in html
    assert "Del 1 av 2" in html
    assert "Slutrapport &lt;Bron&gt;" in html
    assert "Region Exempel · 2012-05-30 · Rapport" in html
    assert "tolkad ur en bild" in html
    assert "Föregående sida" not in html
    assert f'href="/kalla/{REPORT.id}/2?start=' in html


def test_what_a_document_says_stays_text() -> None:
    html = shown(REPORT, "Projektet nådde")
    assert "&lt;img src=x onerror=" in html
    assert "<img" not in html
    assert "{{evil}} ${evil}" in html


def test_a_quote_over_two_pages_is_marked_on_both() -> None:
    quote = REPORT.text[REPORT.text.index("{{evil}}") : REPORT.text.index("längre tid")]
    first, second = shown(REPORT, quote), shown(REPORT, quote, 2)
    assert "fortsätter på nästa sida" in first
    assert "börjar på föregående sida" in second
    assert marked(first) == ["{{evil}} ${evil}"]
    assert marked(second) == ["Lärdomar", "Samverkan tog "]
    assert first.count('id="citat"') == second.count('id="citat"') == 1


def test_lists_and_rows_are_shown_as_such() -> None:
    blocks = (
        Block(BlockKind.ITEM, "ett"),
        Block(BlockKind.ITEM, "två"),
        Block(BlockKind.ROW, "kol 1 | kol 2"),
    )
    plain = Document("l", "s", "h", Metadata("T", Kind.PAGE), (Page(None, blocks),))
    html = source_page.source_page(plain, None, None, SV)
    assert html is not None
    assert html.count("<ul>") == 1
    assert html.count("<li ") == 2
    assert re.search(r"<td>kol 1\s*</td><td>\s*kol 2</td>", html)
    assert "utan år" in html
    assert "<mark" not in html


def test_a_table_is_a_table_and_a_quoted_row_is_marked_cell_by_cell() -> None:
    rows = ("Ort | Höst | Vår", "Ekhamn | 24 | 30", "Sjövik | | 12")
    blocks = [Block(BlockKind.ROW, text, level=text.startswith("Ort")) for text in rows]
    page = Page(None, tuple(blocks + blocks[:2]))
    table = Document("l", "s", "h", Metadata("T", Kind.PAGE), (page,))
    html = shown(table, "Sjövik | | 12")
    assert html.count("<table>") == 2
    assert html.count('<th scope="col">') == 6
    assert [text.strip() for text in marked(html)] == ["Sjövik", "", "12"]
    assert html.count('id="citat"') == 1


@given(st.integers(0, 400), st.integers(0, 400), st.integers(-1, 4))
def test_any_stretch_marks_just_the_words_of_the_page_that_it_covers(
    one: int, two: int, position: int
) -> None:
    start, end = sorted((one, two + 1)) if one != two + 1 else (one, one + 1)
    html = source_page.source_page(REPORT, position, Highlight(start, end), SV)
    if not 1 <= position <= 2:
        assert html is None
        return
    assert html is not None
    first, last = REPORT.page_spans[position - 1]
    covered = REPORT.text[max(start, first) : min(end, last)] if start < last else ""
    assert "".join(marked(html)) == covered.replace("\n", "")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("store")
    with small_app(folder) as app:
        ingest_upload('plan "x".pdf', printed(), app.store)
        api = FastAPI()
        originals.mount(api, app.store)
        source_page.mount(api, app.store)
        statement.mount(api)
        yield TestClient(api)


@pytest.fixture(scope="module")
def pdf() -> str:
    return document_id('upload:plan "x".pdf')


def test_an_address_leads_to_the_page_where_the_quote_begins(client: TestClient) -> None:
    start = REPORT.text.index("Samverkan")
    reply = client.get(f"/kalla/{REPORT.id}", params={"start": start, "end": start + 9})
    assert reply.status_code == 200
    assert marked(reply.text) == ["Samverkan"]
    assert "Sida 12" in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "script-src" not in reply.headers["content-security-policy"]


def test_a_quote_is_found_again_by_its_words_and_a_change_is_told(client: TestClient) -> None:
    quote = "Samverkan tog längre tid än väntat."
    moved = client.get(f"/kalla/{REPORT.id}", params={"start": 3, "end": 9, "quote": quote})
    assert marked(moved.text) == [quote]
    assert "Sida 12" in moved.text
    assert "lästs in på nytt" in moved.text
    old = "Projektet nådde <b>400</b> personer."
    gone = client.get(f"/kalla/{REPORT.id}", params={"start": 3, "end": 9, "quote": old})
    assert "Citatet står inte längre så" in gone.text
    assert "Projektet nådde &lt;b&gt;400&lt;/b&gt; personer." in gone.text
    assert "<mark" not in gone.text
    lost = client.get("/kalla/borta", params={"start": 3, "end": 9, "quote": old, "ruta": 1})
    assert lost.status_code == 404
    assert "Projektet nådde &lt;b&gt;400&lt;/b&gt; personer." in lost.text


def test_beside_a_conversation_the_page_leads_nowhere_else(client: TestClient) -> None:
    framed = client.get(f"/kalla/{REPORT.id}/1", params={"start": 9, "end": 38, "ruta": 1})
    assert 'href="/"' not in framed.text
    assert 'href="/kalla/' in framed.text
    assert "ruta=1#citat" in framed.text
    assert "frame-ancestors 'self'" in framed.headers["content-security-policy"]


def test_the_file_is_fetched_and_its_page_shown_as_printed(client: TestClient, pdf: str) -> None:
    page = client.get(f"/kalla/{pdf}", params={"start": 0, "end": 9})
    assert f'href="/kalla/{pdf}/fil"' in page.text
    picture = client.get(f"/kalla/{pdf}/1/tryckt", params={"start": 0, "end": 9})
    assert picture.headers["content-type"] == "image/webp"
    assert picture.content.startswith(b"RIFF")
    assert picture.content != client.get(f"/kalla/{pdf}/1/tryckt").content
    file = client.get(f"/kalla/{pdf}/fil")
    assert file.content.startswith(b"%PDF-")
    assert "plan%20%22x%22.pdf" in file.headers["content-disposition"]
    for address in (f"/kalla/{pdf}/9/tryckt", f"/kalla/{REPORT.id}/1/tryckt", "/kalla/x/1/tryckt"):
        assert client.get(address).status_code == 404
    assert client.get(f"/kalla/{REPORT.id}/fil").status_code == 404
    assert "/fil" not in client.get(f"/kalla/{REPORT.id}").text


def test_an_address_may_name_a_passage_and_a_language(client: TestClient) -> None:
    reply = client.get(f"/kalla/{GUIDE.id}?passage={GUIDE.id}-0000&lang=en")
    assert marked(reply.text) == ["Ansökan", *GUIDE.text.split("\n")[1:]]
    assert '<html lang="en">' in reply.text
    assert '<article class="paper" lang="sv">' in reply.text
    other = client.get(f"/kalla/{GUIDE.id}?passage={REPORT.id}-0000")
    assert marked(other.text) == []


@pytest.mark.parametrize(
    "path",
    [
        "/kalla/finns-inte",
        f"/kalla/{REPORT.id}/0",
        f"/kalla/{REPORT.id}/3",
        f"/kalla/{REPORT.id}/99999999999999999999",
        f"/kalla/{REPORT.id}?start=9000&end=9001",
    ],
)
def test_a_page_that_is_not_there_is_told_kindly(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert "Sidan finns inte" in reply.text


@pytest.mark.parametrize(
    "query", ["?start=x&end=5", "?start=5&end=5", "?start=-1&end=2", "?passage=x"]
)
def test_an_address_that_marks_nothing_shows_the_first_page(client: TestClient, query: str) -> None:
    reply = client.get(f"/kalla/{REPORT.id}{query}")
    assert reply.status_code == 200
    assert "Del 1 av 2" in reply.text
    assert "<mark" not in reply.text


def test_the_accessibility_statement_is_served(client: TestClient) -> None:
    reply = client.get("/tillganglighet")
    assert "<h1>Tillgänglighet</h1>" in reply.text
    assert "&lt;b&gt;" in statement.statement("<b>")
