"""The views of research as HTML, over two editions of a plan."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.serve.chat.views.comparison_view import comparison
from assistant.serve.chat.views.frame import Frame
from assistant.serve.chat.views.grid_view import grid
from assistant.serve.chat.views.mention_view import mentions
from assistant.serve.chat.views.sheet_view import held, sheet
from assistant.serve.chat.views.timeline_view import timeline
from assistant.words.languages import Language
from tests.assistant.research.editions import TwoEditions


@pytest.fixture
def frame(editions: TwoEditions) -> Frame:
    tab: Any = None
    return Frame(editions.app, Language.SWEDISH, tab)


def test_results_are_quotes_with_links_and_files(frame: Frame, editions: TwoEditions) -> None:
    compared = comparison(frame, [editions.before, editions.after], "")
    assert "3,5 miljoner" in compared
    assert "Ansvarig" in compared
    for html in (compared, mentions(frame, "handledare"), timeline(frame, "")):
        assert f'href="/kalla/{editions.after}?start=' in html
        assert "data-media=" in html
    answers = grid(frame, [editions.after], "Vem ansvarar för planen?\n\n")
    assert "Kommunstyrelsen ansvarar för planen." in answers


def test_what_is_missing_is_told(frame: Frame, editions: TwoEditions) -> None:
    assert "två till fem" in comparison(frame, [editions.before], "")
    assert "finns inte längre" in comparison(frame, [editions.before, "gone"], "")
    assert "minst ett dokument" in grid(frame, [], "Vem?")
    assert "Skriv vad du söker" in mentions(frame, " ")
    assert "Beskriv situationen" in sheet(frame, "", "")
    assert "Mappen är tom" in held(frame, "no-such-folder-key")


def test_a_sheet_can_be_changed_and_nothing_in_it_is_markup(frame: Frame) -> None:
    html = sheet(frame, "<b>Vill</b> läsa, ring 070-123 45 67", "")

    assert "&lt;b&gt;Vill&lt;/b&gt;" in html
    assert "123 45 67" not in html
    assert "contenteditable" in html
