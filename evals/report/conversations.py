"""Questions in a conversation: those that lean on what was asked before, and new subjects.

``python -m evals.report.conversations QUESTIONS.jsonl FOLDER RESULT.json`` reads a folder into a
store, asks each question with its history, and prints and writes the figures by kind.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from evals.measure.answers import Vagvis, measure
from evals.measure.command import filled_app, run, write
from evals.measure.question_file import load_questions


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    file, folder, result = map(Path, arguments)
    with filled_app([folder], "evals.report.conversations") as app:
        whole = measure(Vagvis(app), file.name, load_questions(file))
    write(whole, result)
    Console().print(whole.table())
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
