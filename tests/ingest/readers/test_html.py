from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.swedish import words
from ingest.readers.html import read_html
from tests.ingest.readers.shown import only_page, reading, words_of

PAGE = """<!DOCTYPE html>
<html lang="sv"><head><title>Validering | Norrskens kommun</title>
<meta property="og:site_name" content="Norrskens kommun">
<meta property="article:published_time" content="2023-04-12T08:00:00+02:00">
<style>p {color: red}</style><script>var x = "menyskript";</script></head>
<body class="has-sidebar menu">
<a class="skip-link" href="#c">Hoppa till innehållet</a>
<header><nav><ul><li><a href="/">Start</a></li><li><a>Kontakt</a></li></ul></nav></header>
<div id="breadcrumbs">Start / Utbildning / Validering</div>
<main id="c">
<article>
<header><h1>Validering</h1><p>Publicerad <time>12 april 2023</time></p></header>
<p class="lead">Validering är en kart&shy;läggning av <b>reell</b> kompetens.</p>
<h2>Så går det till</h2>
<ol><li>Boka ett <a href="/samtal">samtal</a>.</li><li><p>Visa dina intyg.</p><p>Ta med
 original.</p></li></ol>
<aside><h3>Fakta</h3><p>Det kostar ingenting.</p></aside>
<table><caption>Tider</caption><thead><tr><th>Dag</th><th>Tid</th></tr></thead>
<tr><td>Måndag</td><td>9–12</td></tr><tr><td>Fredag</td><td></td></tr></table>
<p>Norrskens kommun<br>Box 1<br>123 45 Norrsken</p>
<div class="share"><a>Dela på Facebook</a></div>
</article>
</main>
<footer><p>Växel 0123-45 67 89</p></footer></body></html>"""


def test_the_main_part_is_read_and_the_rest_told_as_left_out() -> None:
    assert only_page(PAGE, "a.html") == [
        "# Validering",
        "Publicerad 12 april 2023",
        "Validering är en kartläggning av reell kompetens.",
        "## Så går det till",
        "* 1. Boka ett samtal.",
        "* 2. Visa dina intyg.",
        "Ta med original.",
        "### Fakta",
        "Det kostar ingenting.",
        "Tider",
        "| Dag | Tid",
        "| Måndag | 9–12",
        "| Fredag |",
        "Norrskens kommun",
        "Box 1",
        "123 45 Norrsken",
    ]
    left_out = [piece.text for piece in reading(PAGE, "a.html").dropped]
    assert "Start Kontakt" in " ".join(left_out)
    assert "Växel 0123-45 67 89" in " ".join(left_out)
    assert "Dela på Facebook" in " ".join(left_out)
    assert "menyskript" not in " ".join(left_out)


def test_the_page_states_its_facts() -> None:
    facts = reading(PAGE, "a.html").facts
    assert (facts.title, facts.publisher) == ("Validering", "Norrskens kommun")
    assert (facts.published, facts.language) == ("2023-04-12", "sv")


def test_json_ld_and_dublin_core_state_facts() -> None:
    page = """<html><head><title>Kurser - Vux</title><meta name="DC.title" content="Kurser">
    <script type="application/ld+json">{"@graph": [{"@type": "Article",
    "datePublished": "2022-01-30", "publisher": {"name": "Vux Norr"}}]}</script>
    <script type="application/ld+json">{broken</script></head><body><p>Text</p></body></html>"""
    facts = reading(page, "a.html").facts
    assert (facts.title, facts.publisher, facts.published) == ("Kurser", "Vux Norr", "2022-01-30")


def test_a_page_without_a_main_part_keeps_all_but_furniture() -> None:
    page = """<html><body><div id="menu"><a>Hem</a> <a>Om oss</a></div>
    <div class="content"><h1>Rubrik</h1>Lös text <i>med</i> kursiv.<p>Stycke</p></div>
    <div>Mer text utanför som hör till sidan och är lite längre.</div>
    <div id="footer">Adress</div></body></html>"""
    assert only_page(page, "a.html") == [
        "# Rubrik",
        "Lös text med kursiv.",
        "Stycke",
        "Mer text utanför som hör till sidan och är lite längre.",
    ]


def test_a_heading_above_the_main_part_is_kept() -> None:
    page = f"<body><div><h1>Rubrik</h1></div><main><p>{'Brödtext. ' * 30}</p></main></body>"
    assert only_page(page, "a.html")[0] == "# Rubrik"


def test_a_page_without_a_body_of_its_own_is_read() -> None:
    page = "<!doctype html><title>Avgifter</title><main><h1>Avgifter</h1><p>Fika: 20 kr.</p></main>"
    assert only_page(page, "a.html") == ["# Avgifter", "Fika: 20 kr."]


@pytest.mark.parametrize("mark", ["role='alert'", "class='driftinfo'"])
def test_a_message_above_the_main_part_is_kept(mark: str) -> None:
    message = f"<div {mark}>Lärcentrum är stängt den 26 mars.</div>"
    page = f"<body>{message}<main><h1>Rubrik</h1><p>{'Brödtext. ' * 30}</p></main></body>"
    assert only_page(page, "a.html")[-1] == "Lärcentrum är stängt den 26 mars."


def test_a_name_that_sounds_like_a_menu_does_not_cost_the_page() -> None:
    page = (
        "<body><div class='menu'><h1>Dagens lunch</h1><p>Ärtsoppa och pannkakor.</p></div></body>"
    )
    assert only_page(page, "a.html") == ["# Dagens lunch", "Ärtsoppa och pannkakor."]


def test_a_form_around_the_whole_page_is_read_through() -> None:
    page = """<body><form id="aspnetForm"><p>Text i formulär.</p><input value="x">
    <select><option>Val</option></select><button>Sök</button></form></body>"""
    assert only_page(page, "a.html") == ["Text i formulär."]


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    page = """<table><tr><td><h1>Rubrik</h1><p>Ett.</p></td><td><table><tr><td>A</td><td>B</td></tr>
    </table></td></tr></table>"""
    assert only_page(page, "a.html") == ["# Rubrik", "Ett.", "| A | B"]


def test_hidden_parts_are_left_out() -> None:
    page = "<body><p>Syns.</p><p hidden>Göms.</p><p style='display: none'>Göms.</p></body>"
    assert only_page(page, "a.html") == ["Syns."]


def test_the_declared_encoding_is_used() -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>Kostnad 40 € på Åsö</p></body>"
    assert only_page(page.encode("cp1252"), "a.html") == ["Kostnad 40 € på Åsö"]
    lying = page.replace("iso-8859-1", "utf-8")
    assert only_page(lying.encode("cp1252"), "a.html") == ["Kostnad 40 € på Åsö"]


def test_a_table_with_a_table_beside_other_text_in_a_cell_is_read_as_text() -> None:
    times = "<table><tr><td>Bibliotek<td>10–18</tr><tr><td>Kök<td>8–15</tr></table>"
    page = f"<table><tr><td><a href=a>Hem</a></td><td><b>Tider</b>{times}</td></tr></table>"
    assert only_page(page, "a.html") == ["Hem", "Tider", "| Bibliotek | 10–18", "| Kök | 8–15"]


def test_a_line_break_inside_a_sentence_is_only_layout() -> None:
    assert only_page("<p>Vägledning är<br>till för alla.<br>Boka en tid.</p>", "a.html") == [
        "Vägledning är till för alla.",
        "Boka en tid.",
    ]


BLOCK = st.sampled_from(["p", "div", "h2", "li", "blockquote", "section", "b", "a", "td", "dd"])
TREES = st.recursive(
    st.from_regex(r"[a-zåäö]{1,8}", fullmatch=True),
    lambda inner: st.tuples(BLOCK, st.lists(inner, min_size=1, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{' '.join(pair[1])}</{pair[0]}>"
    ),
)


@given(TREES)
def test_every_word_of_the_body_is_read_in_order(tree: str) -> None:
    import re

    told = words_of(read_html(f"<html><body>{tree}</body></html>".encode()))
    asked = words(re.sub(r"<[^>]+>", " ", tree))
    assert told == asked


def test_elements_that_nobody_closed_do_not_cost_the_text() -> None:
    page = "<body>" + "<p><font size=2><b>Rad</b> " * 900 + "Sist"
    assert only_page(page, "a.html")[-1] == "Rad Sist"
    assert len(only_page(page, "a.html")) == 900
