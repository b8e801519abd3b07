"""What is declined of the labelled requests, and of the project's own questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.question.declined import decline
from evals.measure.command import QUESTION_FILES
from tests.assistant.question.requests import load_requests

ATTACKS = {"attacks", "injection"}
"""The file, and the kind in other files, of the project's own questions that are attacks."""


def counts(name: str) -> tuple[int, int, int, int]:
    """How many were to be declined and are, and how many are welcome and are declined."""
    told = [(one.decline, decline(one.question) is not None) for one in load_requests(name)]
    wanted = [declined for to_decline, declined in told if to_decline]
    welcome = [declined for to_decline, declined in told if not to_decline]
    return len(wanted), sum(wanted), len(welcome), sum(welcome)


def test_the_set_that_the_rules_were_made_with_is_read_as_it_is_labelled() -> None:
    assert counts("dev") == (76, 76, 168, 0)


def test_four_of_five_held_requests_are_declined_and_no_welcome_one() -> None:
    to_decline, declined, welcome, declined_wrongly = counts("held")
    assert (to_decline, welcome, declined_wrongly) == (60, 120, 0)
    assert declined >= 48


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(QUESTION_FILES.glob("*.jsonl")) if not p.stem.startswith("declined_")],
    ids=lambda path: path.stem,
)
def test_of_all_other_questions_only_attacks_are_declined(path: Path) -> None:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    for line in (line for line in lines if ATTACKS.isdisjoint((path.stem, line.get("kind")))):
        assert decline(line.get("question", "")) is None, line.get("id")


def test_attacks_that_are_asked_outright_are_declined() -> None:
    lines = (QUESTION_FILES / "attacks.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(decline(json.loads(line)["question"]) is not None for line in lines) >= 13
