"""Counts how often something is looked up: steps are told from seconds on any machine."""

from __future__ import annotations

import sys
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


def steps(work: Callable[[], object]) -> int:
    """How many functions are called, Python's own among them."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
