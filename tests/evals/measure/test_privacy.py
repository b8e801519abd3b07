from __future__ import annotations

from pathlib import Path

import pytest

from evals.measure.privacy import TEXTS, PrivateText, left, main, measure
from evals.measure.question_file import load_lines


def test_everything_planted_is_masked_and_nothing_innocent_is_changed() -> None:
    texts = load_lines(TEXTS, PrivateText)
    figures = measure(texts)
    assert figures.dev.missed + figures.held.missed == []
    assert figures.dev.changed_ids + figures.held.changed_ids == []
    assert figures.refused == 0
    assert sum(bool(one.planted) for one in texts) >= 220
    assert sum(not one.planted for one in texts) >= 100


def test_every_planted_piece_stands_in_its_text() -> None:
    for one in load_lines(TEXTS, PrivateText):
        assert all(piece in one.text for piece in one.planted)


@pytest.mark.parametrize(
    ("piece", "masked"),
    [
        ("900101-9802", "Jag 900101 9802"),
        ("900101-9802", "Jag [personnummer]-9802"),
        ("anna.berg@x.example", "anna.berg [e-post]"),
        ("Storgatan 12 B", "Storgatan [adress]"),
    ],
)
def test_a_telling_part_that_is_left_counts_as_left(piece: str, masked: str) -> None:
    assert left(piece, masked)


def test_a_left_piece_makes_the_command_fail(tmp_path: Path) -> None:
    source, result = tmp_path / "texts.jsonl", tmp_path / "privacy.json"
    source.write_text(
        '{"id": "1", "text": "hej hemlig", "planted": ["hemlig"], "held": false}\n', "utf-8"
    )
    assert main([str(source), str(result)]) == 1
    assert '"missed":["1"]' in result.read_text("utf-8").replace("\n", "").replace(" ", "")
