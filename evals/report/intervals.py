"""How sure a figure is: bootstrap intervals (Efron and Tibshirani 1993, percentile, 95 %).

Questions are drawn again with replacement, many times; between the 2.5th and 97.5th percentile of
the means lies the interval. For a difference of two systems the question's own difference is drawn,
so that what makes a question hard for both does not widen it. The seed is fixed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel
from scipy.stats import bootstrap

SEED = 20261121
RESAMPLES = 10_000


class Interval(BaseModel):
    """A mean, and between what it lies."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float]) -> Interval:
    """The mean of values and its interval.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("nothing has no mean")
    drawn = np.asarray(values, dtype=np.float64)
    low = high = drawn[0]
    if len(drawn) > 1:
        low, high = bootstrap(
            (drawn,), np.mean, n_resamples=RESAMPLES, batch=100, method="percentile", rng=SEED
        ).confidence_interval
    return Interval(mean=_rounded(drawn.mean()), low=_rounded(low), high=_rounded(high))


def paired(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """The mean difference over the same questions in the same order, and its interval."""
    return interval([a - b for a, b in zip(ours, theirs, strict=True)])


def _rounded(value: np.floating) -> float:
    return round(float(value), 4)
