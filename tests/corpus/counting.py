"""Counts how often something is looked up: steps are told from seconds on any machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass
class Counting(Generic[R]):
    """Looks words up and counts how often."""

    look_up: Callable[[str], R]
    times: int = 0

    def __call__(self, word: str) -> R:
        self.times += 1
        return self.look_up(word)
