"""Questions written for training, over public government pages that are not in this repository.

``questions/training.jsonl`` names the pages' files and where in them the answer stands, so that the
questions, which are the project's own, can be shared without the pages. A near miss, a detail that
no page tells of a matter that pages are about, has no answer.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from evals.measure.command import QUESTION_FILES
from evals.measure.question_file import EvalQuestion

TRAINING = QUESTION_FILES / "training.jsonl"


def load_training(pages: Path, path: Path = TRAINING) -> list[EvalQuestion]:
    """The questions with what answers them, read from the folder of pages.

    Raises:
        OSError: when a page is missing.
        ValueError: when a page is not as it was when the questions were written.
    """
    questions = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places: dict[str, list[tuple[int, int]]] = row.pop("spans", {})
        spans = [
            _span(pages / name, start, end)
            for name, stretches in places.items()
            for start, end in stretches
        ]
        questions.append(EvalQuestion(**row, gold_spans=spans, doc=list(places) or None))
    return questions


def _span(page: Path, start: int, end: int) -> str:
    text = unicodedata.normalize("NFC", page.read_text(encoding="utf-8"))
    if end > len(text):
        raise ValueError(f"{page.name} is shorter than when its questions were written")
    return text[start:end]
