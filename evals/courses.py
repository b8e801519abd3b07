"""How well questions about courses are understood and met.

``python -m evals.courses SET.jsonl STORE_OR_CATALOGUES RESULT.json`` asks every question of a
store, or of a folder of catalogues, which is read into a store of its own first.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from assistant.app import App, open_app
from assistant.settings import Settings
from evals.course_measure import measure
from evals.course_questions import load_course_questions
from evals.question_file import QuestionFileError
from ingest.pipeline import ingest


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    questions, data, result = (Path(argument) for argument in arguments)
    try:
        asked = load_course_questions(questions)
    except QuestionFileError as error:
        Console(stderr=True).print(str(error), markup=False)
        return 2
    with opened(data) as app:
        report = measure(
            app.find_courses,
            questions.name,
            asked,
        )
    result.write_text(f"{report.model_dump_json(indent=1)}\n", encoding="utf-8")
    for table in report.tables():
        Console().print(table)
    return 0


@contextmanager
def opened(data: Path) -> Iterator[App]:
    """The store in a folder, or a store made of the folder's files, kept for as long."""
    if (data / "vagvis.sqlite").exists():
        with open_app(Settings(data=data), "evals.courses") as app:
            yield app
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        open_app(Settings(data=Path(folder)), "evals.courses") as app,
    ):
        ingest([data], app.store)
        yield app


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
