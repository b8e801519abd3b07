"""A small trained network that gives each row of features a probability."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.search.matching import Floats

FOLDER = Path(__file__).parents[2] / "trained"
"""Where the networks lie that come with the program, with their card."""

FARTHEST = 6.0
"""Standard deviations beyond which a feature says no more: nothing so far was trained on."""


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of weights with rectifiers between them, over standardised features.

    ``layers`` are pairs of weights (inputs × outputs) and biases; the last has one output, a logit.
    """

    mean: Floats
    scale: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    def logits(self, rows: Floats) -> Floats:
        """The logarithm of the odds for each row of features."""
        values = np.clip((rows - self.mean) / self.scale, -FARTHEST, FARTHEST)
        for number, (weights, bias) in enumerate(self.layers, start=1):
            values = values @ weights + bias
            if number < len(self.layers):
                values = np.maximum(values, 0.0)
        return values[:, 0]

    def probabilities(self, rows: Floats) -> Floats:
        """The probability for each row of features."""
        return probability(self.logits(rows))


def probability(logits: Floats) -> Floats:
    """The probability that belongs to the logarithm of each odds."""
    probabilities: Floats = 1 / (1 + np.exp(-logits))
    return probabilities


def load_network(path: Path, features: tuple[str, ...]) -> Network:
    """One trained network; ``evals.training.answers`` makes them.

    Raises:
        ValueError: it was trained on other features than these.
    """
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        if tuple((file.metadata() or {})["features"].split(" ")) != features:
            raise ValueError(
                f"{path} was trained on other features: run evals.training.answers again"
            )
        tables = {name: file.get_tensor(name).astype(np.float64) for name in file.keys()}  # noqa: SIM118
    count = sum(name.startswith("weights") for name in tables)
    layers = tuple((tables[f"weights{i}"], tables[f"bias{i}"]) for i in range(count))
    return Network(tables["mean"], tables["scale"], layers)
