"""Trains the small networks behind answers: which sentence answers, and whether the answer does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.answer.extractive.network import FARTHEST, Network
from assistant.search.matching import Floats

SEED = 20261128

HIDDEN = (64, 32)
"""Units of the two hidden layers."""

EPOCHS, BATCH, RATE, SLOWER, DECAY, DROPOUT = 12, 32, 2e-3, 0.85, 1e-3, 0.2
"""How long, in how large steps, and against what overfitting; ``SLOWER`` is the rate's share that
is left after each epoch."""

EACH = 2.0
"""How much each row for itself counts against its group's softmax."""


class Group(NamedTuple):
    """Rows of features that are held against each other, and which of them are right (1 or 0)."""

    rows: Floats
    right: Floats


def fit_network(groups: Sequence[Group], *, epochs: int = EPOCHS) -> Network:
    """A network that gives the right rows of each group a high probability.

    The loss is the cross entropy of each row, and for groups with a right row the likelihood of
    one of the right rows under the softmax of the group (ListNet's top one, Cao and others 2007).
    Trained with AdamW (Loshchilov and Hutter 2019).
    """
    import torch
    from torch.nn import functional

    torch.manual_seed(SEED)
    every = np.vstack([group.rows for group in groups])
    mean, scale = every.mean(axis=0), every.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    rows = [
        torch.tensor((group.rows - mean) / scale, dtype=torch.float32).clamp(-FARTHEST, FARTHEST)
        for group in groups
    ]
    right = [torch.tensor(group.right, dtype=torch.float32) for group in groups]
    first, second = HIDDEN
    model = torch.nn.Sequential(
        torch.nn.Linear(every.shape[1], first),
        torch.nn.ReLU(),
        torch.nn.Dropout(DROPOUT),
        torch.nn.Linear(first, second),
        torch.nn.ReLU(),
        torch.nn.Linear(second, 1),
    )
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    slower = torch.optim.lr_scheduler.ExponentialLR(optimiser, SLOWER)
    chance = np.random.default_rng(SEED)
    for _ in range(epochs):
        order = chance.permutation(len(groups))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            scores = model(torch.cat([rows[i] for i in batch]))[:, 0]
            labels = torch.cat([right[i] for i in batch])
            loss = EACH * functional.binary_cross_entropy_with_logits(scores, labels)
            for score, label in zip(
                scores.split([len(rows[i]) for i in batch]), (right[i] for i in batch), strict=True
            ):
                if len(label) > 1 and label.any():
                    one = torch.logsumexp(score[label > 0], 0)
                    loss = loss + (torch.logsumexp(score, 0) - one) / len(batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch's stubs leave it open
            optimiser.step()
        slower.step()
    layers = tuple(
        (
            layer.weight.detach().numpy().T.astype(np.float64),
            layer.bias.detach().numpy().astype(np.float64),
        )
        for layer in model
        if isinstance(layer, torch.nn.Linear)
    )
    return Network(mean, scale, layers)


def write_network(path: Path, features: Sequence[str], network: Network) -> None:
    """Writes a network as ``load_network`` reads it."""
    from safetensors.numpy import save_file

    tables = {"mean": network.mean, "scale": network.scale}
    for number, (weights, bias) in enumerate(network.layers):
        tables |= {f"weights{number}": np.ascontiguousarray(weights), f"bias{number}": bias}
    stored = {name: table.astype(np.float32) for name, table in tables.items()}
    save_file(stored, path, {"features": " ".join(features)})
