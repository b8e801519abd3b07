"""Choosing a model: what is wrong is told in one line, and who chooses none pays nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import assistant.serve.cli  # noqa: F401 - registers the commands
from assistant.serve.cli.frame import run

QUESTION = "Vem ansvarar för uppföljningen?"


@pytest.mark.parametrize(
    ("model", "word"),
    [
        ("gpt-4o-mini", "leverantör:modell"),
        (":x", "leverantör:modell"),
        ("openai:", "leverantör:modell"),
        ("påhittad:modell", "påhittad"),
        ("mistralai:mistral-small", "pip install langchain-mistralai"),
        ("openai:gpt-4o-mini", "OPENAI_API_KEY"),
    ],
)
def test_a_model_that_cannot_be_used_ends_the_command_with_a_line(
    filled: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    model: str,
    word: str,
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("VAGVIS_MODEL", model)
    assert run(["ask", QUESTION, "--data", str(filled)]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert word in line


def test_without_a_model_nothing_of_it_is_imported(filled: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from assistant.app import open_app;"
        "from assistant.settings import Settings; from assistant.bodies.question import Question\n"
        f"with open_app(Settings(data=Path({str(filled)!r}), model=''), 'tests') as app:\n"
        f"    made = app.answering.invoke(Question(question={QUESTION!r}))\n"
        "assert made['answer'].engine == 'extractive'\n"
        "new = [m for m in sys.modules if m.startswith(('openai', 'langchain_openai', 'langchain.',"
        " 'assistant.answer.model', 'tiktoken'))]\n"
        "assert not new, new"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
