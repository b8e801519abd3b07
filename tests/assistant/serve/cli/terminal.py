"""The command line, and what is asked of it."""

from __future__ import annotations

import sys

import pytest

import assistant.serve.cli.frame

REPORT = """# Slutrapport Vägval

Syftet med vägledning är att individen ska kunna välja utbildning och yrke själv.

## Resultat

Projektet hade 34 deltagare. 21 av dem fick arbete inom ett halvår.
"""
QUESTION = {
    "id": "q1",
    "question": "Vad är syftet med vägledning?",
    "kind": "fact",
    "answerable": True,
    "gold_spans": ["Syftet med vägledning är att individen ska kunna välja"],
    "must_contain": ["utbildning och yrke"],
}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "assistant.serve.cli", *map(str, arguments)]


class Terminal:
    """Runs commands in this process and tells what they wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *arguments: object) -> tuple[int, str, str]:
        status = assistant.serve.cli.frame.run([str(one) for one in arguments])
        written = self._capsys.readouterr()
        return status, written.out, written.err

    def refused(self, *arguments: object) -> str:
        """The line that a user's mistake gives."""
        status, out, line = self.run(*arguments)
        assert status == 2
        assert out == ""
        assert line.count("\n") == 1
        return line
