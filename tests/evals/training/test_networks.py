from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.answer.extractive.features import feature_names
from assistant.answer.extractive.network import load_network
from assistant.answer.extractive.reader import Pairing, load_reader, read_page
from corpus.lexicon import load_lexicon
from evals.training.networks import Group, fit_network, fit_reader, write_network

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


def read_group(chance: np.random.Generator) -> tuple[Group, Pairing]:
    """Six sentences of one word each; the one is right whose word says what is asked for.

    Their features tell nothing.
    """
    words = chance.normal(size=(6, 8)).astype(np.float32)
    asked = chance.integers(6)
    page = Pairing(
        terms=np.append(words[asked], [1, 0]).astype(np.float32)[None, :],
        words=words,
        degrees=np.zeros((1, 6), np.float32),
        counts=np.eye(6, dtype=np.float32),
        met=np.zeros((6, 1, 2), np.float32),
        follows=np.zeros((6, 6), np.float32),
        sorts=np.zeros(3, np.float32),
    )
    rows = chance.normal(size=(6, len(feature_names())))
    return Group(rows, np.eye(6)[asked], lambda: page), page


def test_words_are_read_as_was_learnt(tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    tables, network = fit_reader([read_group(chance)[0] for _ in range(600)])
    path = tmp_path / "made.safetensors"
    write_network(path, feature_names(), network, tables)
    reader = load_reader(path, path, load_lexicon())
    hits = []
    for _ in range(60):
        group, page = read_group(chance)
        seen = np.hstack([group.rows, *read_page(reader.tables, page)])
        hits.append(group.right[int(np.argmax(reader.network.probabilities(seen)))])
    assert np.mean(hits) > 0.6
