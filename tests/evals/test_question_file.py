from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.question_file import QuestionFileError, load_questions

GOOD = {"id": "a", "question": "Vad?", "kind": "fact", "answerable": True, "doc": "010"}


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_questions_are_read_and_empty_lines_passed_over(tmp_path: Path) -> None:
    lines = [json.dumps(GOOD), "", json.dumps(GOOD | {"id": "b", "doc": ["1", "2"]})]
    questions = load_questions(write(tmp_path / "q.jsonl", *lines))
    assert [q.id for q in questions] == ["a", "b"]
    assert [q.docs for q in questions] == [["010"], ["1", "2"]]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["{trasig"], "rad 1"),
        ([json.dumps(GOOD), json.dumps({"id": "b"})], "rad 2"),
        ([json.dumps(GOOD), json.dumps(GOOD)], "rad 2: id a finns redan på rad 1"),
        ([""], "inga frågor"),
    ],
)
def test_a_broken_file_is_refused_with_the_line(
    tmp_path: Path, lines: list[str], said: str
) -> None:
    with pytest.raises(QuestionFileError, match=said):
        load_questions(write(tmp_path / "q.jsonl", *lines))


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"saknas\.jsonl"):
        load_questions(tmp_path / "saknas.jsonl")
