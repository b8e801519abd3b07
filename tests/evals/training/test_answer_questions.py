from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from evals.training.answer_questions import (
    HELD_OF_TEN,
    REPORT_TRAINING,
    TRAINING,
    load_training,
    named_pages,
    read_pages,
    read_reports,
    write_pages,
)

PAGE = "Myndigheten ska lämna **rapporten** senast den 3 mars. Uppdraget gäller lärlingar.\n"
PATH = "uppdrag/2024/03/lärlingar.md"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A file of pages as they are published, one of which is asked about."""
    file = tmp_path / "government_texts.jsonl.xz"
    rows = [
        {"path": PATH, "title": "Uppdrag", "text": PAGE},
        {"path": "annat.md", "title": "Annat", "text": "Annat."},
    ]
    with lzma.open(file, "wt", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(row)}\n" for row in rows)
    return file


def _write(folder: Path, *spans: list[list[int]]) -> Path:
    path = folder / "questions.jsonl"
    rows = [
        {"id": str(n), "question": "När?", "kind": "when", "page": PATH, "spans": span}
        for n, span in enumerate(spans)
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_answers_are_read_from_the_pages(tmp_path: Path, texts: Path) -> None:
    end = PAGE.index(" Uppdraget")
    path = _write(tmp_path, [[0, end]], [])
    assert named_pages(path) == {PATH}
    first, second = load_training(read_pages(texts, {PATH}), path)
    assert first.is_answered_by("Myndigheten ska lämna rapporten senast den 3 mars.")
    assert not first.is_answered_by("Uppdraget gäller lärlingar.")
    assert not first.is_answered_by("–")
    assert not second.answers
    assert not second.is_answered_by("Myndigheten ska lämna rapporten senast den 3 mars.")
    assert first.part == second.part


def test_the_pages_become_files(tmp_path: Path, texts: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    write_pages(texts, {PATH}, folder)
    (file,) = folder.iterdir()
    assert file.name == "uppdrag_2024_03_lärlingar.md"
    assert file.read_text(encoding="utf-8") == f"# Uppdrag\n\n{PAGE}"


def test_a_page_that_has_changed_is_told(tmp_path: Path) -> None:
    path = _write(tmp_path, [[0, 40]])
    with pytest.raises(ValueError, match=r"lärlingar\.md"):
        load_training({PATH: "Kort."}, path)


def test_the_questions_for_training_are_well_formed() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 6000
    assert all(0 <= start < end for row in rows for start, end in row["spans"])
    near_misses = sum(not row["spans"] for row in rows)
    assert 0.3 < near_misses / len(rows) < 0.4
    assert len(HELD_OF_TEN) == 2


def test_the_questions_over_the_reports_are_answered_there() -> None:
    reports = read_reports()
    questions = load_training(reports, REPORT_TRAINING)
    assert {question.page for question in questions} == set(reports)
    assert len({(question.page, question.question) for question in questions}) == len(questions)
    assert len(questions) > 2900
    assert 0.3 < sum(not question.answers for question in questions) / len(questions) < 0.4
