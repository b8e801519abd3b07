"""Which part of a question asks: people tell about themselves, and ask before or after that."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from assistant.question.answer_types import pattern
from assistant.question.forms import asks_meaning
from assistant.question.words import content_words
from corpus.data_files import toml
from corpus.swedish import sentences

FEWEST = 2
"""Words with meaning that a part of a sentence has which can be asked alone; a sentence has one, as
has a part that asks what its word means."""

MOST = 3
"""Words with meaning of a part in which a word such as "det" stands for something told before."""

LONGEST = 500
"""Characters of the longest sentence that is parted; the search for its parts is bounded by it."""


class QuestionParts(NamedTuple):
    """What of a question asks, and what only tells beside that."""

    asks: str
    tells: str


def parts_of(question: str) -> QuestionParts:
    """What of a question asks, and what only tells; all asks where no part can be told apart.

    "Jag är 34 och vill byta yrke. Vad kostar en prövning?" asks the last sentence, "Jag är 34, vad
    kostar en prövning?" what stands after the comma.
    """
    look = _looks()
    whole = (question[start:end] for start, end in sentences(question))
    parts = [part for sentence in whole for part in look.next.split(sentence)]
    asking = [part for part in parts if part.endswith("?")] or [
        part for part in parts if look.asks.match(part.lower())
    ]
    if not asking or len(asking) == len(parts):
        asking = parts
    told = [part for part in parts if part not in asking]
    asks = " ".join(asking)
    if len(asking) == 1 and len(asks) <= LONGEST:
        asks, beside = _part_of(asks)
        told.append(beside)
    tells = " ".join(filter(None, told))
    if not tells or not _is_whole(asks.lower(), fewest=1):
        return QuestionParts(question, "")
    return QuestionParts(asks, tells)


def _part_of(sentence: str) -> QuestionParts:
    """The part of a sentence that asks: after what is told first, and before a reason."""
    look, lowered = _looks(), sentence.lower()
    if len(lowered) != len(sentence) or look.asks.match(lowered):
        start = 0
    else:
        starts = (match.end() for match in look.before.finditer(lowered))
        start = next((at for at in starts if _is_whole(lowered[at:])), 0)
    reason = look.reason.search(lowered, start)
    end = reason.start() if reason and _is_whole(lowered[start : reason.start()]) else len(sentence)
    asks = sentence[start:end]
    return QuestionParts(asks, f"{sentence[:start]} {sentence[end:]}".strip(" ,.?"))


def _is_whole(part: str, fewest: int = FEWEST) -> bool:
    """Whether a part in lower case can be understood without the rest."""
    content, look = len(content_words(part)), _looks()
    stands_alone = content > MOST or look.points.search(part) is None
    if not stands_alone or look.persons.search(part):
        return False
    return content >= fewest or (content > 0 and asks_meaning(part))


class _Looks(NamedTuple):
    """What the parts of a question look like, in lower case.

    ``before`` ends where a question begins in a sentence that tells first; ``points`` and
    ``persons`` find words that stand for what was told before, those now and then, these always.
    """

    asks: re.Pattern[str]
    next: re.Pattern[str]
    before: re.Pattern[str]
    reason: re.Pattern[str]
    points: re.Pattern[str]
    persons: re.Pattern[str]


@cache
def _looks() -> _Looks:
    table = toml("parts.toml", __package__)
    words = {
        name: "|".join(map(re.escape, re.split(r",\s*", listing.strip())))
        for name, listing in table.items()
    }
    not_after = "".join(rf"(?<!\b{verb} )" for verb in words["impersonal"].split("|"))
    # "det nya huset", "den som leder" and "det att" stand for nothing.
    article = r"(?! (?:som|att|\w+(?:a|e|n))\b)"
    asks = rf"(?:(?:{words['before_asks']}) )?(?:{words['asks']})\b"
    return _Looks(
        asks=pattern(asks),
        next=re.compile(rf"(?<=[.!?])\s+(?={asks})", re.IGNORECASE),
        before=pattern(
            rf"(?:\b(?:{words['wonders']}):?,?"
            rf"|^(?:{words['tellers']})\b(?! (?:{words['subjects']})\b)[^?]*?"
            rf"(?:,|,? (?:{words['joints']})| [–-])) (?={asks})"
        ),
        reason=pattern(rf", (?:{words['reasons']}) (?:{words['tellers']})\b"),
        points=pattern(rf"{not_after}\b(?:{words['points']})\b{article}|\b(?:{words['things']})\b"),
        persons=pattern(rf"\b(?:{words['persons']})\b"),
    )
