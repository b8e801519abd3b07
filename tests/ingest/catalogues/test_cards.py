"""Web pages that list courses as cards, without anything for machines."""

from __future__ import annotations

import pytest

from ingest.catalogues.registry import read_catalogue
from tests.ingest.catalogues.sheets import read

DEFINITIONS = """<article><h3><a href="https://yh.example/{n}">Tågtekniker {n}</a></h3><dl>
<dt>Ort</dt><dd>Klockvik</dd><dt>Studietakt</dt><dd>100 %</dd><dt>YH-poäng</dt><dd>400</dd>
<dt>Ansök senast</dt><dd>15 april 2027</dd><dt>Anordnare</dt><dd>Klockviks YH</dd></dl></article>"""
SPANS = """<li><a href="/yh/{n}"><div class="title">Tågtekniker {n}</div></a>
<div><span>Ort</span><span>Klockvik</span></div>
<div><span>Studietakt:</span><span>100 %</span></div>
<div><span>YH-poäng</span><span>400</span></div><div><b>Anordnare</b><i>Klockviks YH</i></div>
<div><span>Ansök senast</span><span>2027-04-15</span></div></li>"""
FLAT = """<h2>Tågtekniker {n}</h2><p><strong>Ort:</strong> Klockvik<br>
<strong>Studietakt:</strong> 100 %<br><strong>YH-poäng:</strong> 400<br>
<strong>Anordnare:</strong> Klockviks YH<br><strong>Ansök senast:</strong> 2027-04-15</p>"""
LINES = """<div><h4>Tågtekniker {n}</h4><ul><li>Ort: Klockvik</li><li>Studietakt: 100 %</li>
<li>YH-poäng: 400</li><li>Anordnare: Klockviks YH</li><li>Ansök senast: 2027-04-15</li></ul>
</div>"""


def page(card: str, count: int) -> bytes:
    cards = "".join(card.format(n=n) for n in range(count))
    return (
        "<html><head><title>Alla utbildningar</title></head><body><main><h1>Sök utbildning</h1>"
        f"<div>{cards}</div></main></body></html>"
    ).encode()


@pytest.mark.parametrize("card", [DEFINITIONS, SPANS, FLAT, LINES])
def test_cards_are_courses(card: str) -> None:
    reading = read(page(card, 12), "sida.html")
    assert reading.title == "Alla utbildningar"
    assert [each.name for each in reading.catalogue.educations] == [
        f"Tågtekniker {n}" for n in range(12)
    ]
    assert {each.points for each in reading.catalogue.educations} == {400}
    for held in reading.catalogue.occasions:
        assert [place.name for place in held.places] == ["Klockvik"]
        assert (held.pace, held.apply_until) == (100, "2027-04-15")
    assert [each.name for each in reading.catalogue.providers] == ["Klockviks YH"]
    assert reading.report.left_out == {}


def test_the_link_of_a_card_is_that_of_its_name() -> None:
    reading = read(page(DEFINITIONS, 5), "sida.html")
    assert reading.catalogue.educations[0].url == "https://yh.example/0"


@pytest.mark.parametrize(
    "card",
    [
        "<div><h3>Möte {n}</h3><p>Plats: A</p><p>Tid: 18.00</p><p>Datum: 2027-01-18</p></div>",
        "<div><h3>Ansökan om studietakt {n}</h3><p>Du kan söka studieform och poäng.</p></div>",
        "<p>Ansökan, studietakt, studieform: allt om poäng.</p>",
    ],
)
def test_other_pages_are_no_courses(card: str) -> None:
    assert read_catalogue("sida.html", page(card, 30)) is None


def test_a_few_cards_are_a_page_like_others() -> None:
    assert read_catalogue("sida.html", page(DEFINITIONS, 3)) is None


def test_cards_that_cannot_be_told_apart_are_told() -> None:
    cards = "<p>Studietakt: 100 %</p><p>Studieform: distans</p>"
    reading = read(page(cards, 30), "sida.html")
    assert reading.catalogue.occasions == ()
    assert "gick inte att läsa som kurser" in reading.report.notes[0]
