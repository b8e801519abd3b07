"""The small trained models: which passage comes first, which sentence answers, how sure it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[1] / "trained"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model over standardised features."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def scores(self, rows: Floats) -> Floats:
        """The score (a logit) for each row of features."""
        scores: Floats = ((rows - self.mean) / self.scale) @ self.weights + self.bias
        return scores

    def probabilities(self, rows: Floats) -> Floats:
        """The probability for each row of features, of a model that was trained to give one."""
        probabilities: Floats = 1 / (1 + np.exp(-self.scores(rows)))
        return probabilities


def load_model(path: Path, features: tuple[str, ...]) -> LinearModel:
    """One trained model; ``evals.training.answers`` makes them.

    Raises:
        ValueError: it was trained on other features than these.
    """
    stored = json.loads(path.read_text("utf-8"))
    if tuple(stored["features"]) != features:
        raise ValueError(f"{path} was trained on other features: run evals.training.answers again")
    return LinearModel(
        mean=np.array(stored["mean"]),
        scale=np.array(stored["scale"]),
        weights=np.array(stored["weights"]),
        bias=float(stored["bias"]),
    )
