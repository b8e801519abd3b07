"""Whether the figures of a claim stand in its sentences: of the same whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answer.claims.claim_text import ClaimText
from corpus.facts import FactKind, states

DATED = (FactKind.YEAR, FactKind.DATE)
_OF_FRAME = (*DATED, FactKind.LITERAL)
_PART_OF = re.compile(r"\s+av\s+(?:\w+\s+)?")


def figures_stand(
    claim: ClaimText, sentences: Sequence[ClaimText], frame: Sequence[ClaimText]
) -> bool:
    """Whether every figure, date, amount, code and address stands there, and none for its whole.

    A heading or record tells when, and where to turn to; its numbers count other things.
    """
    there = [fact for one in sentences for fact in one.facts]
    # A year of the record is none that a sentence with a year of its own tells.
    dated = any(fact.sort in DATED for fact in there)
    wanted = [sort for sort in _OF_FRAME if not (dated and sort in DATED)]
    there += [fact for one in frame for fact in one.facts if fact.sort in wanted]
    every = all(any(states(fact, stated) for fact in there) for stated in claim.facts)
    return every and _parts_stand(claim, sentences)


def _parts_stand(claim: ClaimText, sentences: Sequence[ClaimText]) -> bool:
    """Whether no part is told as the whole: "tio kommuner" for "nio av tio kommuner"."""
    for sentence in sentences:
        for part, whole in pairwise(sentence.facts):
            if _PART_OF.fullmatch(sentence.text, part.end, whole.start):
                told = [any(states(fact, one) for one in claim.facts) for fact in (part, whole)]
                if told == [False, True]:
                    return False
    return True
