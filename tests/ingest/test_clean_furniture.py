from __future__ import annotations

import pytest

from corpus.model import Page
from ingest.clean import DropReason, clean
from tests.ingest.texts import dropped, heading, item, kept, lines, prose, row

TEXT = prose("webbplatsen")


@pytest.mark.parametrize(
    "line",
    [
        "RSS",
        "In English",
        "Logotyp på utskrifter",
        "Skriv ut",
        "Till toppen ↑",
        "Dela på Facebook",
        "Hem > Utbildning > Vuxenutbildning",
        "Du är här: Start / Jobb och utbildning",
    ],
)
def test_drops_lines_that_are_a_button_or_a_breadcrumb(line: str) -> None:
    cleaned = clean([lines(line, TEXT)], title=None)
    assert kept(cleaned) == [TEXT]
    assert dropped(cleaned, DropReason.FURNITURE) == [line]


def test_drops_a_row_of_share_links() -> None:
    cleaned = clean([lines(TEXT, "Dela", "Facebook", "LinkedIn", "E-post")], title=None)
    assert kept(cleaned) == [TEXT]


@pytest.mark.parametrize("block", [item("Svenska"), item("Dela"), row("RSS"), heading("Lyssna")])
def test_keeps_words_that_play_another_part(block: object) -> None:
    page = Page(None, (*lines(TEXT).blocks, block, *lines(TEXT).blocks))  # type: ignore[arg-type]
    assert clean([page], title=None).dropped == ()


def test_keeps_the_name_of_a_service_that_stands_alone() -> None:
    page = lines("LinkedIn", prose("sociala medier"))
    assert clean([page], title=None).dropped == ()


def test_drops_the_note_behind_a_link_and_keeps_its_name() -> None:
    page = lines(TEXT, "Dagordning 9 maj 2024öppnas i nytt fönster (pdf, 87.5 kB)", TEXT)
    cleaned = clean([page], title=None)
    assert kept(cleaned)[1] == "Dagordning 9 maj 2024"
    assert dropped(cleaned, DropReason.FURNITURE) == ["öppnas i nytt fönster (pdf, 87.5 kB)"]


def test_keeps_the_date_of_a_page_on_a_line_of_its_own() -> None:
    page = lines(TEXT, "Möte på Campus i LundSenast ändrad: 2024-01-16 Uppdaterad av: Ann Ek")
    assert kept(clean([page], title=None)) == [
        TEXT,
        "Möte på Campus i Lund",
        "Senast ändrad: 2024-01-16 Uppdaterad av: Ann Ek",
    ]
