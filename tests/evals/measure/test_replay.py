"""What a model is asked is written out, and its replies are played back over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import assistant.serve.cli  # noqa: F401 - registers the commands
from assistant.app import open_app
from assistant.serve.cli.frame import run
from assistant.settings import Settings
from evals.measure.question_file import load_lines
from evals.measure.replay import RecordedRequest
from ingest.pipeline import ingest

ANSWER = "Rådet har tolv ledamöter och möts fyra gånger om året."
QUESTION = {
    "id": "q1",
    "question": "Hur många ledamöter har rådet?",
    "kind": "number",
    "answerable": True,
    "gold_spans": [ANSWER],
    "must_contain": ["tolv"],
    "doc": "000",
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    text = f"Rådet för kompetens\n\n{ANSWER} Ordförande väljs för två år i taget."
    (documents / "000_plan.txt").write_text(text, encoding="utf-8")
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        assert not ingest([documents], app.store).skipped
    return tmp_path / "data"


def figures(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert run(arguments) == 0
    figures: dict[str, object] = json.loads(capsys.readouterr().out)["figures"]
    return figures


def test_requests_are_written_and_replies_played_back(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions, asked, again = (tmp_path / name for name in ("q.jsonl", "a.jsonl", "b.jsonl"))
    questions.write_text(json.dumps(QUESTION), encoding="utf-8")
    base = ["evaluate", str(questions), "--engine", "model", "--json", "--data", str(store)]
    assert figures([*base, "--record", str(asked)], capsys)["worded"] == 0
    figures([*base, "--record", str(again)], capsys)
    assert asked.read_text("utf-8") == again.read_text("utf-8")

    (request,) = load_lines(asked, RecordedRequest)
    number = next(n for n, text in request.sentences.items() if text == ANSWER)
    replies = tmp_path / "r.jsonl"
    for at in (number, ANSWER):
        claims = [{"at": [at], "text": text} for text in (ANSWER, "Rådet har nio ledamöter.")]
        line = {"id": "q1", "reply": {"found": "all", "claims": claims}}
        replies.write_text(json.dumps(line), encoding="utf-8")
        told = figures([*base, "--replay", str(replies)], capsys)
        assert (told["correct"], told["worded"], told["quoted"]) == (1, 1, 1)


def test_a_file_of_replies_that_cannot_be_used_is_told_of(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "r.jsonl"
    broken.write_text('{"id": "q1", "reply": 7}', encoding="utf-8")
    questions = tmp_path / "q.jsonl"
    questions.write_text(json.dumps(QUESTION), encoding="utf-8")
    assert run(["evaluate", str(questions), "--replay", str(broken), "--data", str(store)]) == 2
    assert "r.jsonl" in capsys.readouterr().err
