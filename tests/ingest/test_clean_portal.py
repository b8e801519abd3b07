from __future__ import annotations

import pytest

from corpus.model import Page
from ingest.clean import DropReason, clean
from tests.ingest.texts import dropped, kept, lines, paragraph, prose

OWN = ("Slutrapport Lärvägen", prose("lärvägar"), prose("vägledning"))
LIST = (
    "Projektplan för Bokbussen",
    "Fler unga i arbete! En studie",
    "Budget 2019 med plan för 2020",
)


def teaser(title: str, excerpt: str) -> tuple[str, str, str]:
    return title, f"{title} {excerpt}", "Läs mer"


TEASERS = (
    *teaser("PLAN FÖR CYKELVÄGAR", "1. Inledning Kommunens cykelvägar ska byggas ut och"),
    *teaser("Simhallen i siffror", "Antal besök per månad och år i kommunens"),
    *teaser("Välkommen till biblioteket!", "Här kan du låna böcker, tidskrifter och."),
)


@pytest.mark.parametrize(
    ("head", "marker"),
    [
        ("Relevanta dokument", "Transkript:"),
        ("Relevanta dokument", "Transkript"),
        ("Liknande dokument:", "Transkript:"),
        ("Relevant documents", "Transcription:"),
    ],
)
def test_drops_the_titles_before_the_transcript(head: str, marker: str) -> None:
    cleaned = clean([lines("Slutrapport", head, *LIST, marker, *OWN)], title=None)
    assert kept(cleaned) == list(OWN)
    assert dropped(cleaned, DropReason.PORTAL_TITLE) == ["Slutrapport"]
    assert dropped(cleaned, DropReason.PORTAL_LIST) == [head, *LIST]


def test_drops_the_buttons_of_a_viewer() -> None:
    viewer = (
        "Slutrapport Lärvägen",
        "Save this PDF as:",
        "WORD PNG TXT JPG",
        "Storlek: px",
        "Starta visningen från sidan:",
        'Download "Slutrapport Lärvägen"',
        "Transkript",
    )
    cleaned = clean([lines(*viewer, *OWN)], title=None)
    assert kept(cleaned) == list(OWN)
    assert len(cleaned.dropped) == len(viewer)


def test_keeps_what_stands_before_the_transcript_of_an_interview() -> None:
    page = lines("Intervju med en studievägledare", prose("intervjuer"), "Transkript", *OWN)
    assert clean([page], title=None).dropped == ()


def test_drops_every_teaser_after_the_document_and_nothing_before() -> None:
    cleaned = clean([lines(*OWN, "Regionen Box 1", *TEASERS)], title=None)
    assert kept(cleaned) == [*OWN, "Regionen Box 1"]
    assert dropped(cleaned, DropReason.TEASER) == list(TEASERS)


def test_drops_a_last_teaser_that_the_scrape_broke_off() -> None:
    cut = ("Gatubelysning", "Gatubelysning Här beskrivs hur kommunens")
    assert kept(clean([lines(*OWN, *TEASERS, *cut)], title=None)) == list(OWN)


def test_keeps_what_the_document_says_after_a_row_of_teasers() -> None:
    after = ("Kontakt", prose("kontakter"), prose("frågor"))
    cleaned = clean([lines(*OWN, *TEASERS, *after)], title=None)
    assert kept(cleaned) == [*OWN, *after]


def test_one_read_more_loses_that_line_only() -> None:
    cleaned = clean([lines(OWN[0], OWN[1], "Läs mer", OWN[2])], title=None)
    assert kept(cleaned) == list(OWN)
    assert [piece.text for piece in cleaned.dropped] == ["Läs mer"]


def test_keeps_sections_that_each_end_with_a_link() -> None:
    page = lines(
        "Studiemedel", prose("studiemedel"), "Läs mer", "Antagning", prose("antagning"), "Läs mer"
    )
    cleaned = clean([page], title=None)
    assert kept(cleaned) == ["Studiemedel", prose("studiemedel"), "Antagning", prose("antagning")]


def test_keeps_definitions_that_begin_with_their_word() -> None:
    page = lines(
        "Komvux", "Komvux är till för vuxna.", "Läs mer", "Sfi", "Sfi är till för nya.", "Läs mer"
    )
    assert kept(clean([page], title=None)) == [
        "Komvux",
        "Komvux är till för vuxna.",
        "Sfi",
        "Sfi är till för nya.",
    ]


def test_keeps_running_text_that_says_read_more() -> None:
    text = "Läs mer om validering på sidan 12, där stegen beskrivs."
    assert kept(clean([lines(OWN[0], text, OWN[1])], title=None))[1] == text


def test_keeps_a_short_list_of_related_documents_of_its_own() -> None:
    page = lines(*OWN, "Relaterade dokument", "Policy för lärande", "Plan för lärande")
    assert clean([page], title=None).dropped == ()


def test_rules_leave_an_empty_document_alone() -> None:
    assert clean([], title=None).pages == ()
    assert clean([Page(None, ())], title="Titel").pages == (Page(None, ()),)
    assert clean([Page(None, (paragraph("Ord"),))], title=None).dropped == ()
