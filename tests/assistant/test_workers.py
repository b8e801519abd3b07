"""Answers from processes beside the one that owns the store."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from multiprocessing.connection import Connection

import pytest

from assistant.answer.chain import answer
from assistant.app import App, open_app
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.settings import Settings
from assistant.workers import Workers, suited
from assistant.workers import _work as work_in_process
from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page
from corpus.store import reading
from ingest.split import split
from tests.assistant.conftest import fill

QUESTION = Question(question="Hur många deltagare hade projektet?")


def work(connection: Connection, settings: Settings) -> None:
    """A worker that asks for what is nearest, as beside a large store."""
    reading.FEW = 0
    work_in_process(connection, settings)


@pytest.fixture(scope="module", autouse=True)
def _large() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "FEW", 0)
        patch.setattr("assistant.workers._work", work)
        yield


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with open_app(Settings(data=tmp_path_factory.mktemp("store")), "tests") as opened:
        fill(opened)
        many = long_report()
        opened.store.put([(many, split(many))])
        yield opened


@pytest.fixture(scope="module")
def workers(app: App) -> Iterator[Workers]:
    with Workers(app.settings, 1, app.store) as started:
        yield started


def untimed(one: Answer) -> Answer:
    return one.model_copy(update={"took_ms": 0.0})


def long_report() -> Document:
    """More passages than a search reads: of fewer none is searched for."""
    blocks = [
        block
        for number in range(1, 41)
        for block in (
            Block(BlockKind.HEADING, f"Besök nummer {number}", 1),
            Block(BlockKind.PARAGRAPH, f"Brunnarna i by nummer {number} rensades på våren."),
        )
    ]
    metadata = Metadata("Brunnar", Kind.REPORT, language="sv")
    return Document("made:long", "long.txt", "4", metadata, (Page(1, tuple(blocks)),))


def late_report() -> Document:
    text = "Zonterapeuterna i Ekbacka räknade till 4711 besök under våren."
    page = Page(1, (Block(BlockKind.PARAGRAPH, text),))
    metadata = Metadata("Besök i Ekbacka", Kind.REPORT, language="sv")
    return Document("made:late", "sent.txt", "3", metadata, (page,))


def test_a_worker_answers_as_the_app_does(app: App, workers: Workers) -> None:
    assert untimed(answer(workers.answering, QUESTION)) == untimed(answer(app.answering, QUESTION))
    pieces = list(workers.answering.stream(QUESTION))
    assert [set(piece) for piece in pieces[:1] + pieces[-1:]] == [{"sources"}, {"answer"}]


def test_a_worker_sees_what_came_and_what_went(app: App, workers: Workers) -> None:
    asked = Question(question="Hur många besök räknade zonterapeuterna i Ekbacka?")
    assert "4711" not in answer(workers.answering, asked).text
    late = late_report()
    app.store.put([(late, split(late))])
    assert "4711" in answer(workers.answering, asked).text
    app.store.remove([late.id])
    assert "4711" not in answer(workers.answering, asked).text
    app.store.repair()
    assert answer(workers.answering, QUESTION).status is not Status.NOT_FOUND


def test_the_owner_tells_what_is_near(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    nearest = reading.StoreReader.nearest

    def noted(self: reading.StoreReader, *of: object) -> object:
        asked.append(1)
        return nearest(self, *of)  # type: ignore[arg-type]

    monkeypatch.setattr(reading.StoreReader, "nearest", noted)
    assert answer(workers.answering, QUESTION).text
    assert asked


def test_another_takes_the_place_of_a_worker_that_ended(workers: Workers) -> None:
    answer(workers.answering, QUESTION)  # it has started
    (process,) = active_children()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert answer(workers.answering, QUESTION).text


def test_who_waits_for_a_model_needs_no_workers() -> None:
    assert suited(Settings(model="openai:gpt-4o-mini")) == 0
    assert suited(Settings(workers=3, model="openai:gpt-4o-mini")) == 3
