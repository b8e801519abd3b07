"""Trains the small networks behind answers: which sentence answers, and whether the answer does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.network import FARTHEST, Network
from assistant.answer.extractive.reader import READ, Array, Pairing, read_page
from assistant.search.matching import Floats

SEED = 20261128

HIDDEN = (64, 32)
"""Units of the two hidden layers."""

EPOCHS, BATCH, RATE, SLOWER, DECAY, DROPOUT = 12, 32, 2e-3, 0.85, 1e-3, 0.2
"""How long, in how large steps, and against what overfitting; ``SLOWER`` is the rate's share that
is left after each epoch."""

READING_EPOCHS, READING_RATE, READING_SLOWER = 6, 3e-3, 0.7
"""The same where words are read, too."""

EACH = 2.0
"""How much each row for itself counts against its group's softmax."""

WORD, COMPARED, TOLD = 32, 24, 32
"""Figures that a word is read by, that two are compared by, and that are told of a sentence."""

RUN, RUNS = 8, 3
"""Of a longer group so many runs of neighbours are learnt from at a time: those with a right row,
and others by chance, which count for all that were not drawn."""


class Group(NamedTuple):
    """Rows of features that are held against each other, and which of them are right (1 or 0).

    ``page`` gives what is read of the rows, where words are read.
    """

    rows: Floats
    right: Floats
    page: Callable[[], Pairing] | None = None


class _Part(NamedTuple):
    """What is learnt from a group at a time; each row counts as the ``weights`` say."""

    rows: Floats
    right: Floats
    weights: Floats
    page: Pairing | None


def fit_network(groups: Sequence[Group], *, epochs: int = EPOCHS) -> Network:
    """A network that gives the right rows of each group a high probability.

    The loss is the cross entropy of each row, and for groups with a right row the likelihood of
    one of the right rows under the softmax of the group (ListNet's top one, Cao and others 2007).
    Trained with AdamW (Loshchilov and Hutter 2019).
    """
    return _fit(groups, {}, epochs, RATE, SLOWER)


def fit_reader(
    groups: Sequence[Group], *, epochs: int = READING_EPOCHS
) -> tuple[dict[str, Array], Network]:
    """The tables that read the words of each group, and a network as above over both."""
    import torch

    torch.manual_seed(SEED)
    page = groups[0].page
    assert page is not None  # noqa: S101 -- for the type checker: a reader reads
    first = page()
    shapes = _shapes(first.terms.shape[1], first.words.shape[1], len(first.sorts))
    tables = {
        name: torch.empty(shape).uniform_(-1, 1).div_(shape[0] ** 0.5).requires_grad_()
        for name, shape in shapes.items()
    }
    tables["strength"] = torch.tensor(4.0, requires_grad=True)
    network = _fit(groups, tables, epochs, READING_RATE, READING_SLOWER)
    return {name: table.detach().numpy() for name, table in tables.items()}, network


def _shapes(asked: int, said: int, sorts: int) -> dict[str, tuple[int, ...]]:
    return {
        "asked": (asked, WORD),
        "asked_bias": (WORD,),
        "said": (said, 4 * WORD),
        "said_bias": (4 * WORD,),
        "product": (WORD, COMPARED),
        "apart": (WORD, COMPARED),
        "found": (WORD, COMPARED),
        "met": (2, COMPARED),
        "agreed": (COMPARED,),
        "term": (asked, COMPARED),
        "term_bias": (COMPARED,),
        "sort": (sorts, WORD),
        "sort_bias": (WORD,),
        "held": (WORD, COMPARED),
        "held_found": (WORD, COMPARED),
        "held_bias": (COMPARED,),
        "of_terms": (COMPARED, TOLD),
        "of_held": (COMPARED, TOLD),
    }


def _fit(
    groups: Sequence[Group], tables: dict[str, Array], epochs: int, rate: float, slower: float
) -> Network:
    """A network over the groups' rows, and what is read of them where there are ``tables``."""
    import torch

    torch.manual_seed(SEED)
    every = np.vstack([group.rows for group in groups])
    mean, scale = every.mean(axis=0), every.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    read = 3 * TOLD if tables else 0
    mean, scale = np.append(mean, np.zeros(read)), np.append(scale, np.ones(read))
    first, second = HIDDEN
    model = torch.nn.Sequential(
        torch.nn.Linear(len(mean), first),
        torch.nn.ReLU(),
        torch.nn.Dropout(DROPOUT),
        torch.nn.Linear(first, second),
        torch.nn.ReLU(),
        torch.nn.Linear(second, 1),
    )
    parameters = [*model.parameters(), *tables.values()]
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=DECAY)
    steps = torch.optim.lr_scheduler.ExponentialLR(optimiser, slower)
    chance = np.random.default_rng(SEED)
    means, scales = (torch.tensor(one, dtype=torch.float32) for one in (mean, scale))
    for _ in range(epochs):
        order = chance.permutation(len(groups))
        for start in range(0, len(order), BATCH):
            parts = [_part(groups[i], chance) for i in order[start : start + BATCH]]
            seen = torch.tensor(np.vstack([part.rows for part in parts]), dtype=torch.float32)
            if tables:
                seen = torch.hstack([seen, torch.cat([_read(tables, part) for part in parts])])
            scores = model(((seen - means) / scales).clamp(-FARTHEST, FARTHEST))[:, 0]
            optimiser.zero_grad()
            _loss(scores, parts).backward()
            optimiser.step()
        steps.step()
    layers = tuple(
        (
            layer.weight.detach().numpy().T.astype(np.float64),
            layer.bias.detach().numpy().astype(np.float64),
        )
        for layer in model
        if isinstance(layer, torch.nn.Linear)
    )
    return Network(mean, scale, layers)


def _part(group: Group, chance: np.random.Generator) -> _Part:
    """The rows of a group that are learnt from this time."""
    rows, right, page = group.rows, group.right, group.page() if group.page else None
    runs = np.arange(len(right)) // RUN
    held = np.unique(runs[right > 0])
    others = np.setdiff1d(runs, held)
    drawn = chance.permutation(others)[: max(1, RUNS - len(held))]
    kept = np.flatnonzero(np.isin(runs, [*held, *drawn]))
    weights = np.where(np.isin(runs[kept], held), 1.0, len(others) / max(1, len(drawn)))
    return _Part(rows[kept], right[kept], weights, page and _of(page, kept))


def _of(page: Pairing, kept: NDArray[np.intp]) -> Pairing:
    """What is read of some of the sentences."""
    used = np.flatnonzero(page.counts[kept].any(axis=0))
    return page._replace(
        words=page.words[used],
        degrees=page.degrees[:, used],
        counts=page.counts[np.ix_(kept, used)],
        met=page.met[kept],
        follows=page.follows[np.ix_(kept, kept)],
    )


def _read(tables: Mapping[str, Array], part: _Part) -> Array:
    import torch

    assert part.page is not None  # noqa: S101 -- for the type checker: a reader reads
    page = Pairing(*map(torch.from_numpy, part.page))
    own, before, after = read_page(tables, page)
    return torch.nn.functional.dropout(torch.hstack([own, before, after]), DROPOUT / 2)


def _loss(scores: Array, parts: Sequence[_Part]) -> Array:
    import torch
    from torch.nn import functional

    weights = torch.tensor(np.concatenate([part.weights for part in parts]), dtype=torch.float32)
    labels = torch.tensor(np.concatenate([part.right for part in parts]), dtype=torch.float32)
    each = functional.binary_cross_entropy_with_logits(scores, labels, reduction="none")
    loss = EACH * (each * weights).sum() / weights.sum()
    lengths = [len(part.right) for part in parts]
    scores = scores + weights.log()
    for score, label in zip(
        torch.split(scores, lengths), torch.split(labels, lengths), strict=True
    ):
        if len(label) > 1 and label.any():
            one = torch.logsumexp(score[label > 0], 0)
            loss = loss + (torch.logsumexp(score, 0) - one) / len(parts)
    return loss


def write_network(
    path: Path,
    features: Sequence[str],
    network: Network,
    tables: Mapping[str, Array] | None = None,
) -> None:
    """Writes a network as ``load_network`` reads it, with the tables that read words."""
    from safetensors.numpy import save_file

    stored = {"mean": network.mean, "scale": network.scale}
    for number, (weights, bias) in enumerate(network.layers):
        stored |= {f"weights{number}": np.ascontiguousarray(weights), f"bias{number}": bias}
    stored |= {f"{READ}{name}": table for name, table in (tables or {}).items()}
    narrow = {name: np.asarray(table, np.float32) for name, table in stored.items()}
    save_file(narrow, path, {"features": " ".join(features)})
