from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.answer.extractive.network import load_network
from evals.training.networks import Group, fit_network, write_network

FEATURES = ("near", "noise", "far")


def groups(count: int) -> list[Group]:
    """In each group the row is right whose first feature is greatest and whose last is least."""
    chance = np.random.default_rng(7)
    made = []
    for _ in range(count):
        rows = chance.normal(size=(6, 3))
        right = np.zeros(6)
        right[int(np.argmax(rows[:, 0] - rows[:, 2]))] = 1
        made.append(Group(rows, right))
    return made


def test_a_network_learns_which_row_is_right_and_is_read_as_it_was_written(tmp_path: Path) -> None:
    network = fit_network(groups(300))
    held = [
        group.right[int(np.argmax(network.probabilities(group.rows)))]
        for group in groups(360)[300:]
    ]
    assert np.mean(held) > 0.85
    path = tmp_path / "made.safetensors"
    write_network(path, FEATURES, network)
    again = load_network(path, FEATURES)
    rows = groups(1)[0].rows
    assert np.allclose(again.probabilities(rows), network.probabilities(rows), atol=1e-5)
    assert ((again.probabilities(1e6 * rows) > 0) & (again.probabilities(1e6 * rows) < 1)).all()
    with pytest.raises(ValueError, match="other features"):
        load_network(path, ("else",))
