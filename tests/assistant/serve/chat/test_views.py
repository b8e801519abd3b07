"""The operator's view and the figures, by what they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from assistant.app import App
from assistant.serve.chat.handlers import Handlers
from assistant.serve.chat.views.figures import documents_by_year, starts_by_month
from assistant.serve.chat.views.frame import Frame
from assistant.serve.chat.views.material import document_list, health
from assistant.words.languages import Language
from corpus.model import Kind
from tests.assistant.serve.chat.served import small_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("store")
    with small_app(folder) as app:
        yield app


@pytest.fixture(scope="module")
def frame(app: App) -> Frame:
    tab: Any = None
    return Frame(app, Language.SWEDISH, tab, "documents")


def test_documents_are_listed_and_searched_and_their_names_stay_text(frame: Frame) -> None:
    html = document_list(frame, "")
    assert "2 dokument med 3 textställen." in html
    assert "Slutrapport &lt;Bron&gt;" in html
    assert "slutrapport.pdf" in html
    found = document_list(frame, "exempelstad")
    assert "Guide för sökande" in found
    assert "slutrapport.pdf" not in found
    assert "Visar 1 av 1" in found
    assert "Inga dokument stämmer." in document_list(frame, "finns inte")


def test_the_store_says_how_it_is(frame: Frame) -> None:
    assert "Allt stämmer" in health(frame)


def test_figures_count_documents_by_year_and_kind_and_starts_from_now_on(app: App) -> None:
    kinds = {kind: kind.value for kind in Kind}
    years = documents_by_year(app.store.documents(), kinds, "utan år")
    assert years == {("2012", "report"): 1, ("2026", "guidance"): 1}
    courses = app.courses.shelf().courses
    assert starts_by_month(courses, "2026-11", "starter") == {("2027-01", "starter"): 4}
    assert starts_by_month(courses, "2027-02", "starter") == {}


def test_what_is_written_while_an_answer_comes_is_kept(app: App) -> None:
    steps = list(
        Handlers(app, Language.SWEDISH).ask("Projektet?", "jobseeker", (), [], [], None, None)
    )
    boxes = [box for _, _, box, *_ in steps]
    assert len(boxes) > 2
    assert boxes == ["", *[gr.skip()] * (len(boxes) - 1)]
