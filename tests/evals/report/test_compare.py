from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.embedding import load_embedder
from evals.measure.command import run
from evals.measure.question_file import EvalQuestion
from evals.report import compare as command
from evals.report.compare import MINILM, VAGVIS, WORDS, Comparison, compare


def test_every_system_answers_the_same_questions(
    folder: Path, questions: list[EvalQuestion]
) -> None:
    found = compare(folder, "q.jsonl", questions, load_embedder("builtin"))
    assert [system.name for system in found.systems] == [VAGVIS, MINILM, WORDS]
    ours, *others = found.systems
    assert ours.figures.questions == 3
    assert ours.figures.recall_at_1 == 1
    assert ours.figures.verbatim == 1
    for other in others:
        assert other.figures.false_answer == 1
        assert other.figures.false_refusal == 0
        assert other.figures.verbatim == 1
        assert other.figures.recall_at_10 == 1
        # the second question's answer is on a page, and HTML has none
        assert other.figures.correct == 0.5
        assert other.figures.correct_any_page == 1
    assert [difference.other for difference in found.differences] == [MINILM, WORDS]
    figures = found.differences[0].figures
    assert figures["false_answer"].mean == (ours.figures.false_answer or 0) - 1
    assert set(figures) == set(ours.intervals)
    assert ours.intervals["correct"].mean == ours.figures.correct


def test_the_command_writes_figures_but_no_words(
    folder: Path,
    questions: list[EvalQuestion],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(command, "minilm", lambda: load_embedder("builtin"))
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(q.model_dump_json() for q in questions), "utf-8")
    result = tmp_path / "result.json"
    assert command.main([str(folder), str(file), str(result)]) == 0
    text = result.read_text("utf-8")
    Comparison.model_validate_json(text)
    assert str(tmp_path) not in text
    assert "vägledning" not in text
    assert [outcome["id"] for outcome in json.loads(text)["outcomes"]] == ["q1", "q2", "q3"]
    assert MINILM in capsys.readouterr().out


def test_a_broken_question_file_is_refused(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text("{", "utf-8")
    monkeypatch.setattr(command, "minilm", lambda: load_embedder("builtin"))
    arguments = [str(folder), str(file), str(tmp_path / "result.json")]
    assert run(command.main, command.__doc__, arguments) == 2
    assert "rad 1" in capsys.readouterr().err


def test_a_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command.main, command.__doc__, ["--help"]) == 0
    assert "python -m evals.report.compare" in capsys.readouterr().out
