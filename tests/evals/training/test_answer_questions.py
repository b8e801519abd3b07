from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.training.answer_questions import TRAINING, load_training

PAGE = (
    "# Uppdrag\n\nMyndigheten ska lämna rapporten senast den 3 mars. Uppdraget gäller lärlingar.\n"
)


def _write(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_answers_are_read_from_the_pages(tmp_path: Path) -> None:
    (tmp_path / "uppdrag.md").write_text(PAGE, encoding="utf-8")
    start = PAGE.index("Myndigheten")
    end = PAGE.index(" Uppdraget")
    asked = {"id": "1", "question": "När?", "kind": "when", "answerable": True}
    missing = {"id": "2", "question": "Hur mycket?", "kind": "money", "answerable": False}
    path = _write(tmp_path, [asked | {"spans": {"uppdrag.md": [[start, end]]}}, missing])
    first, second = load_training(tmp_path, path)
    assert first.gold_spans == ["Myndigheten ska lämna rapporten senast den 3 mars."]
    assert first.docs == ["uppdrag.md"]
    assert not second.answerable
    assert second.gold_spans == []


def test_a_page_that_has_changed_is_told(tmp_path: Path) -> None:
    (tmp_path / "uppdrag.md").write_text("Kort.", encoding="utf-8")
    row = {"id": "1", "question": "När?", "kind": "when", "answerable": True}
    path = _write(tmp_path, [row | {"spans": {"uppdrag.md": [[0, 40]]}}])
    with pytest.raises(ValueError, match=r"uppdrag\.md"):
        load_training(tmp_path, path)


def test_the_questions_for_training_are_well_formed() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 600
    assert all(bool(row.get("spans")) == row["answerable"] for row in rows)
    near_misses = sum(not row["answerable"] for row in rows)
    assert 0.3 < near_misses / len(rows) < 0.45
