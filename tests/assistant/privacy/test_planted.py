from __future__ import annotations

import pytest

from assistant.privacy.mask import masked_or_refused
from tests.assistant.privacy.planted import PLANTED, is_left


def test_everything_planted_is_masked_and_nothing_innocent_is_changed() -> None:
    masked = {one.id: masked_or_refused(one.text) for one in PLANTED}
    assert [
        one.id
        for one in PLANTED
        for piece in one.planted
        if is_left(piece, masked[one.id], one.beside)
    ] == []
    assert [one.id for one in PLANTED if not one.planted and masked[one.id] != one.text] == []
    assert sum(bool(one.planted) for one in PLANTED) >= 220
    assert sum(not one.planted for one in PLANTED) >= 100


def test_every_planted_piece_stands_in_its_text() -> None:
    for one in PLANTED:
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
    assert is_left(piece, masked)
