"""Employers' advertisements in questions: what leads to the work is asked for."""

from __future__ import annotations

from assistant.courses.read.patterns import anywhere

LONG, SIGNS = 150, 3
"""Characters of the shortest advertisement, and how much must speak for one."""

ADVERTISEMENT = (
    "Jag letade efter det som leder till yrket i annonsen. "
    "Annonsens ort och arbetstider tog jag inte som krav på kursen."
)


def is_advertisement(text: str) -> bool:
    """Whether a question holds an employer's advertisement: its conditions are those of the job."""
    signs = {match.group() for match in anywhere("advertisement").finditer(text)}
    return len(text) >= LONG and len(signs) >= SIGNS
