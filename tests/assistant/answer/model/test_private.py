"""What is private is neither sent to the model nor logged, wherever it stands."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.question import Question, Turn
from assistant.privacy.logs import MaskingFilter
from assistant.settings import Settings
from corpus.swedish import normalise
from ingest.pipeline import ingest
from tests.assistant.privacy.planted import PLANTED
from tests.model_server import Asked, model_server


def curious(asked: Asked) -> dict[str, object]:
    if asked.plans:
        return {"question": asked.question[:300], "language": "sv"}
    return {"found": "none", "claims": []}


def leaked(text: str) -> list[str]:
    """The planted pieces that a text holds."""
    held = normalise(text)
    return [
        piece
        for planted in PLANTED
        for piece in planted.planted
        if normalise(piece) in held and len(normalise(piece)) > 5
    ]


def test_nothing_private_is_sent_or_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert sum(len(planted.planted) for planted in PLANTED) >= 200
    caplog.handler.addFilter(MaskingFilter())
    caplog.set_level(logging.DEBUG)
    folder = tmp_path / "documents"
    folder.mkdir()
    half = len(PLANTED) // 2
    # Half of the texts stand in documents, and are asked for; the rest are asked, and said before.
    for number, planted in enumerate(PLANTED[:half]):
        (folder / f"{number}.txt").write_text(f"Ärende {number}\n\n{planted.text}", "utf-8")
    with (
        model_server(curious) as server,
        open_app(
            Settings(data=tmp_path / "data", model="openai:test", model_url=server.url), "tests"
        ) as app,
    ):
        ingest([folder], app.store)
        for planted in PLANTED[:half:4]:
            answer(app.answering, Question(question=planted.text[:300]))
        for planted in PLANTED[half:]:
            turn = Turn(role="user", content=planted.text)
            answer(app.answering, Question(question=planted.text))
            answer(app.answering, Question(question="Och när då?", history=[turn]))
    assert len(server.asked) > 200
    assert leaked(server.received) == []
    assert leaked(caplog.text) == []
