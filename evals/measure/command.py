"""What the commands share: where things lie, a store of their own, and the result's file."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel
from pydantic_core import to_json
from rich.console import Console

from assistant.app import App, open_app
from assistant.settings import Settings
from corpus.local_models import ModelUnavailable
from evals.measure.question_file import QuestionFileError
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
QUESTION_FILES = ROOT / "evals" / "questions"
RESULTS = ROOT / "evals" / "results"
EXAMPLES = ROOT / "corpus" / "examples"

Figures = Mapping[str, object]
"""What was measured once, by names that tell the unit."""


@contextmanager
def filled_app(sources: Sequence[Path], holder: str) -> Iterator[App]:
    """The app over a store of its own, gone afterwards, that holds these files and folders.

    ``holder`` is the name in the store's lock.
    """
    with (
        tempfile.TemporaryDirectory() as data,
        open_app(Settings(data=Path(data)), holder) as app,
    ):
        if sources:
            ingest(sources, app.store)
        yield app


def write(result: BaseModel | Figures, path: Path) -> None:
    """Writes a result as JSON."""
    path.write_bytes(to_json(result, indent=1) + b"\n")


def publish(result: BaseModel | Figures, path: Path) -> None:
    """Writes a result and prints it, but for how single questions went."""
    write(result, path)
    Console().print(to_json(result, indent=1, exclude={"outcomes"}).decode(), markup=False)


def run(
    main: Callable[[Sequence[str]], int],
    description: str | None,
    arguments: Sequence[str] | None = None,
) -> int:
    """Runs a command, with the program's arguments where none are passed; its exit status.

    ``--help`` prints the description. What is wrong with a file, or a model that is missing, is
    printed as one line, and the exit status is 2.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if "--help" in arguments:
        Console().print(description, markup=False)
        return 0
    try:
        return main(arguments)
    except (QuestionFileError, ModelUnavailable) as error:
        Console(stderr=True).print(str(error), markup=False)
        return 2
