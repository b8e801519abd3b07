"""The two small trained models: which sentence answers, and whether the answer can be trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer.confidence import CONFIDENCE_FEATURES
from assistant.answer.features import FEATURES, Floats

FOLDER = Path(__file__).parent / "trained"


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """A logistic model over standardised features."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def probabilities(self, rows: Floats) -> Floats:
        """The probability for each row of features."""
        logits = ((rows - self.mean) / self.scale) @ self.weights + self.bias
        probabilities: Floats = 1 / (1 + np.exp(-logits))
        return probabilities


@dataclass(frozen=True, slots=True)
class Models:
    """``selection`` judges sentences, ``confidence`` whole answers."""

    selection: LogisticModel
    confidence: LogisticModel


def load_models() -> Models:
    """The trained models that come with the program; ``evals.train_answers`` makes them."""
    return Models(
        selection=load_model(FOLDER / "selection.json", FEATURES),
        confidence=load_model(FOLDER / "confidence.json", CONFIDENCE_FEATURES),
    )


def load_model(path: Path, features: tuple[str, ...]) -> LogisticModel:
    """One trained model.

    Raises:
        ValueError: it was trained on other features than these.
    """
    stored = json.loads(path.read_text("utf-8"))
    if tuple(stored["features"]) != features:
        raise ValueError(f"{path} was trained on other features: run evals.train_answers again")
    return LogisticModel(
        mean=np.array(stored["mean"]),
        scale=np.array(stored["scale"]),
        weights=np.array(stored["weights"]),
        bias=float(stored["bias"]),
    )
