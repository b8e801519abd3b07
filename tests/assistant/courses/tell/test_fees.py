"""What a course costs is told where its catalogue tells it, in whatever form that is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.answer.test_pages_as_seen import replies

TABLE = (
    "Kursnamn;Ort;Startdatum;Kursavgift\n"
    "Keramik;Hedeby;2027-03-03;1850\nKeramik;Ståhlby;2027-04-14;1 790 kr\n"
    "Krukodling;Hedeby;2027-03-09;inkl. material 990 kronor\n"
).encode()

PAGE = '<html lang="sv"><body><h1>Kurser</h1><script type="application/ld+json">{}</script></body>'


def linked(**offer: object) -> bytes:
    """A page with one course and what is offered for it."""
    instance = {"@type": "CourseInstance", "startDate": "2027-03-03", "location": "Hedeby"}
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": "Keramik",
        "hasCourseInstance": [{**instance, "offers": {"@type": "Offer", **offer}}],
    }
    return PAGE.format(json.dumps(course)).encode()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vad är kursavgiften för Keramik i Hedeby?", "Avgift: 1 850 kr."),
        ("Vad kostar Keramik i Ståhlby?", "Avgift: 1 790 kr."),
        ("Vilken avgift har kursen Krukodling?", "Avgift: inkl. material 990 kronor."),
    ],
)
def test_the_fee_of_a_row_is_told(tmp_path: Path, question: str, told: str) -> None:
    (reply,) = replies(tmp_path, "kurser.csv", TABLE, question)
    assert told in reply["text"]
    assert "framgår inte av kurskatalogerna" not in reply["text"]


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        ({"price": 1850, "priceCurrency": "SEK"}, "Avgift: 1 850 kr."),
        ({"price": "99.50", "priceCurrency": "EUR"}, "Avgift: 99.50 EUR."),
        ({"availability": "InStock"}, "Vad det kostar framgår inte av kurskatalogerna."),
    ],
)
def test_the_price_of_an_offer_is_told(tmp_path: Path, offer: dict[str, object], told: str) -> None:
    (reply,) = replies(tmp_path, "kurs.html", linked(**offer), "Vad kostar kursen Keramik?")
    assert told in reply["text"]


def test_a_course_that_no_document_tells_of_is_looked_for_in_the_catalogues(tmp_path: Path) -> None:
    table = "Kurs;Ort;Startdatum;Kursavgift (kr)\nByggställning; grund;Hedeby;2027-05-03;825,5\n"
    table = table.replace("Byggställning; grund", '"Byggställning; grund"')
    asked = "Vad är avgiften för Byggställning?", "Vad är avgiften för Kalkbränning?"
    told, unknown = replies(tmp_path, "kurser.csv", table.encode(), *asked)
    assert "Avgift: 825,50 kr." in told["text"]
    assert "825,50" not in unknown["text"]


def test_what_another_column_says_is_told_beside_the_course(tmp_path: Path) -> None:
    table = (
        "Kurs;Studieort;Provort;Startdatum;Materialkostnad (kr)\n"
        "Drejning;Hedeby;Ekvik;2027-01-11;480\nVävning;Ståhlby;Solvik;2027-02-01;395\n"
    )
    asked = (
        "Vilken provort har kursen Drejning?",
        "Vad är materialkostnaden för kursen Vävning?",
        "Vilken kurs börjar i Hedeby i januari 2027?",
    )
    place, cost, plain = replies(tmp_path, "kurser.csv", table.encode(), *asked)
    assert "Ekvik" in place["text"]
    assert "Solvik" not in place["text"]
    assert "395" in cost["text"]
    assert "480" not in cost["text"]
    assert "Ekvik" not in plain["text"]
