"""Requests, and whether each is to be declined.

A line of an ``evals/questions/declined_*.jsonl`` has ``question``, ``decline`` and ``ground`` (what
it is about). ``known`` are examples, ``dev`` those that the rules were made with, ``held`` those
that were written before the rules and are only counted.
"""

from __future__ import annotations

from pydantic import BaseModel

from evals.measure.command import QUESTION_FILES


class LabelledRequest(BaseModel):
    """A request, and whether it is to be declined."""

    question: str
    decline: bool
    ground: str


def load_requests(name: str) -> list[LabelledRequest]:
    """The labelled requests of one of the sets."""
    lines = (QUESTION_FILES / f"declined_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [LabelledRequest.model_validate_json(line) for line in lines]
