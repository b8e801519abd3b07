"""What the texts of courses say in numbers, or plainly."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from corpus.courses import Education, Level
from corpus.swedish import fold

_SEQF = re.compile(r"SeQF(?:[- ]nivå)? ?([1-8])\b")
_ROUND = re.compile(r"\b(20\d\d)/\d")
_NO_PRIOR = re.compile(r"^(?:inga|ingen|inget)\b|\binga (?:särskilda |formella )*(?:krav|förkun)")
_AMOUNT = re.compile(r"\d{1,3}(?:\s\d{3})+|\d+")
_FREE = re.compile(r"\b(?:gratis|kostnadsfri|avgiftsfri|ingen)")


def seqf_in(level: str | None) -> int | None:
    """The SeQF level that a level states."""
    match = _SEQF.search(level or "")
    return int(match[1]) if match else None


def round_in(key: str) -> int | None:
    """The year in the number of an application: "MYH 2024/3391" is of the round of 2024."""
    match = _ROUND.search(key)
    return int(match[1]) if match else None


def needs_nothing(eligibility: str | None) -> bool | None:
    """Whether an eligibility says that nothing is required."""
    return None if eligibility is None else bool(_NO_PRIOR.search(fold(eligibility)))


def kronor(fee: str | None) -> float:
    """What something costs, by the first number of what its source says; endless if it does not."""
    amount = _AMOUNT.search(fee or "")
    if amount:
        return float(re.sub(r"\s", "", amount[0]))
    return 0.0 if _FREE.search(fold(fee or "")) else math.inf


def step(education: Education, numbered: Mapping[str, Sequence[str]]) -> int:
    """Which course of its subject it is: "Matematik 2b" the second; 0 where nothing is required."""
    digits = [int(number[0]) for own in numbered.values() for number in own if number[0].isdigit()]
    is_basic = education.level is Level.BASIC
    is_open = is_basic or needs_nothing(education.eligibility)
    return min(digits, default=0 if is_open else 1) - (is_basic and bool(digits))
