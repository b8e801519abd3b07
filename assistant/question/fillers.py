"""What people say around a question without asking anything by it: "Hej! Jag undrar …, tack"."""

from __future__ import annotations

import re
from functools import cache

from assistant.question.answer_types import pattern
from assistant.question.words import content_words
from corpus.data_files import toml

FEWEST = 2
"""Words that a question has without its fillers, or one with meaning: else they may be the question
itself."""

_PLACES = ("openings", "signed", "closings", "anywhere")


def without_fillers(question: str) -> str:
    """A question without greetings, thanks, how it came to be asked, and words that only fill.

    "Hej! Jag undrar vad validering är egentligen, tack" gives "vad validering är". What is nothing
    else stays whole: "Hej!". The phrases stand in ``fillers.toml``.
    """
    opening, closing, anywhere = _expressions()
    # Lower case of some letters is longer: then places in it are not those of the question.
    if len(lowered := question.lower()) != len(question):
        return question
    begins = opening.match(lowered)
    start = begins.end() if begins else 0
    ends = closing.search(lowered, start)
    end = ends.start() if ends else len(question)
    kept, at = "", start
    for match in anywhere.finditer(lowered, start, end):
        kept += question[at : match.start()]
        at = match.end()
    kept += question[at:end]
    if len(kept.split()) < FEWEST and not content_words(kept):
        return question
    kept = kept.lstrip()
    return f"{kept}?" if end < len(question) else kept


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What fillers at the beginning, at the end and inside of a question look like."""
    openings, signed, closings, anywhere = (
        "|".join(map(re.escape, sorted(phrases.strip().split("\n"), key=len, reverse=True)))
        for phrases in map(toml("fillers.toml", __package__).__getitem__, _PLACES)
    )
    sign = r"\s*[,.!?:;…–-]+\s*"
    return (
        pattern(rf"\s*(?:(?:{openings})(?:{sign}|\s+)|(?:{signed}){sign})+(?=\w)"),
        pattern(rf"(?:[\s,.!?:;…–-]+(?:{closings}))+[\s.!?…]*$"),
        pattern(rf"(?:^|,?\s+)(?:{anywhere})(?:,(?=\s)|(?=[\s?.!]|$))"),
    )
