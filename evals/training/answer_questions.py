"""Questions written for training, over public government pages that are not in this repository.

``questions/training.jsonl`` names the page of each question and where in its text the answer
stands, so that the questions, which are the project's own, can be shared without the pages. A third
have no answer there: a detail that the page does not tell of its own matter.
``questions/training_reports.jsonl`` asks the same way of the made-up files in ``reports``: course
plans, minutes, contacts and tables, where the pages are running text.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.swedish import words
from evals.measure.command import QUESTION_FILES

TRAINING = QUESTION_FILES / "training.jsonl"
REPORT_TRAINING = QUESTION_FILES / "training_reports.jsonl"
REPORTS = Path(__file__).parent / "reports"

HELD_OF_TEN = (8, 9)
"""Of ten parts of the pages those whose questions are kept for the scores."""

LONGEST_NAME = 180
"""Characters of a page's file name; a folder's name has no room for the longest paths."""


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question with the texts of its page that answer it, none where the page does not.

    ``part`` is one of ten, and the same for all questions of a page.
    """

    question: str
    page: str
    part: int
    answers: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether it is kept for the scores."""
        return self.part in HELD_OF_TEN

    def is_answered_by(self, text: str) -> bool:
        """Whether a text holds an answer, or is a piece of one; marks and capitals aside."""
        asked = _plain(text)
        return bool(asked) and any(asked in one or one in asked for one in self.answers)


def load_training(pages: Mapping[str, str], path: Path = TRAINING) -> list[TrainingQuestion]:
    """The questions with what answers them; ``pages`` are the texts by their paths.

    Raises:
        KeyError: a page is missing.
        ValueError: a page is not as it was when the questions were written.
    """
    questions = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = pages[row["page"]]
        spans: list[tuple[int, int]] = row["spans"]
        if any(end > len(text) for _, end in spans):
            raise ValueError(f"{row['page']} is shorter than when its questions were written")
        answers = tuple(_plain(text[start:end]) for start, end in spans)
        questions.append(
            TrainingQuestion(row["question"], row["page"], _part(row["page"]), answers)
        )
    return questions


def named_pages(path: Path = TRAINING) -> set[str]:
    """The paths of the pages that the questions are asked of."""
    return {json.loads(line)["page"] for line in path.read_text(encoding="utf-8").splitlines()}


def read_pages(texts: Path, wanted: Collection[str]) -> dict[str, str]:
    """The texts of some pages, by path, from a file ``government_texts.jsonl.xz``."""
    return {path: text for path, _, text in _pages(texts, wanted)}


def read_reports() -> dict[str, str]:
    """The texts of the files in ``reports``, by path."""
    files = sorted(REPORTS.glob("*/*.md"))
    return {file.relative_to(REPORTS).as_posix(): file.read_text("utf-8") for file in files}


def write_pages(texts: Path, wanted: Collection[str], folder: Path) -> None:
    """Writes some pages as Markdown files, to be entered into a store."""
    for path, title, text in _pages(texts, wanted):
        name = path.replace("/", "_").removesuffix(".md")[:LONGEST_NAME]
        (folder / f"{name}.md").write_text(f"# {title}\n\n{text}", encoding="utf-8")


def _pages(texts: Path, wanted: Collection[str]) -> list[tuple[str, str, str]]:
    with lzma.open(texts, "rt", encoding="utf-8") as file:
        rows = (json.loads(line) for line in file)
        return [
            (row["path"], row["title"], unicodedata.normalize("NFC", row["text"]))
            for row in rows
            if row["path"] in wanted
        ]


def _part(page: str) -> int:
    return int(hashlib.sha256(page.encode()).hexdigest(), 16) % 10


def _plain(text: str) -> str:
    return " ".join(words(text))
