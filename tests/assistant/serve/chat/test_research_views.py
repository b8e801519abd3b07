"""The views of research as HTML, over two editions of a plan."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.bodies.research import TimelineReply
from assistant.research.timeline import timeline_reply
from assistant.serve.chat.views.frame import Frame
from assistant.serve.chat.views.research_views import (
    comparison,
    dated,
    grid,
    mentions,
)
from assistant.serve.chat.views.saved_view import folder
from assistant.serve.chat.views.sheet_view import sheet
from assistant.words.languages import Language
from corpus.model import Filters, Kind
from tests.assistant.research.editions import TwoEditions


@pytest.fixture
def frame(editions: TwoEditions) -> Frame:
    tab: Any = None
    return Frame(editions.app, Language.SWEDISH, tab, "made")


def test_results_are_quotes_with_links_and_files(frame: Frame, editions: TwoEditions) -> None:
    compared = comparison(frame, [editions.before, editions.after], "")
    assert "3,5 miljoner" in compared
    assert "Ansvarig" in compared
    for html in (compared, mentions(frame, "handledare", [], [], None, None)):
        assert f'href="/kalla/{editions.after}?start=' in html
        assert "data-media=" in html
    answers = grid(frame, [editions.after], "Vem ansvarar för planen?\n\n")
    assert "Kommunstyrelsen ansvarar för planen." in answers


def test_what_is_missing_is_told(frame: Frame, editions: TwoEditions) -> None:
    assert "två till fem" in comparison(frame, [editions.before], "")
    assert "finns inte längre" in comparison(frame, [editions.before, "gone"], "")
    assert "minst ett dokument" in grid(frame, [], "Vem?")
    assert "Skriv vad du söker" in mentions(frame, " ", [], [], None, None)
    assert "Beskriv situationen" in sheet(frame, "", "")
    assert "Mappen är tom" in folder(frame, "no-such-folder-key")


def test_a_sheet_can_be_changed_and_nothing_in_it_is_markup(frame: Frame) -> None:
    html = sheet(frame, "<b>Vill</b> läsa, ring 070-123 45 67", "")

    assert "&lt;b&gt;Vill&lt;/b&gt;" in html
    assert "123 45 67" not in html
    assert "contenteditable" in html


def test_what_is_mentioned_is_looked_for_in_the_documents_that_are_chosen(frame: Frame) -> None:
    both = mentions(frame, "handledare", [], [], None, None)
    one = mentions(frame, "handledare", [], [], 2022, None)
    assert "Plan 2020" in both
    assert "Plan 2020" not in one
    assert "Plan 2023" in one
    assert "Inget dokument nämner det" in mentions(frame, "handledare", [], [], None, 1999)


def test_dated_statements_are_counted_by_year_and_kind_and_no_year_is_left_out(
    editions: TwoEditions,
) -> None:
    names = {kind: kind.value for kind in Kind}
    reply = timeline_reply(None, editions.app.retriever, Filters())
    years = dated(reply, names)
    assert {key: count for key, count in years.items() if count} == {
        ("2021", "strategy"): 1,
        ("2024", "strategy"): 1,
    }
    assert {year for year, _ in years} == {"2021", "2022", "2023", "2024"}
    assert dated(TimelineReply(events=reply.events[:1]), names) == {("2021-01", "strategy"): 1}
