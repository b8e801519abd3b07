"""Whether a text holds the sort of thing that a question asks for, and where in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from assistant.question.answer_types import AnswerType
from corpus.swedish import words

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_NUMBER_WORDS = (
    "noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton"
    "|sjutton|arton|nitton|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen"
    "|miljon|miljoner|miljard|miljarder|hälften|tredjedel|fjärdedel|dubbelt|samtliga|inga|ingen"
)

# A year by itself is no number of anything; nor is "en", which is mostly an article.
_NUMBER = re.compile(rf"(?<![\d-])(?!(?:19|20)\d\d(?!\d))\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE)

_PERSON = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)?\s+[A-ZÅÄÖ][a-zåäöé]+")

_PATTERNS: Mapping[AnswerType, re.Pattern[str]] = {
    AnswerType.PERSON: _PERSON,
    AnswerType.NAME: _PERSON,
    AnswerType.DATE: re.compile(
        rf"\b(?:1[89]|20)\d\d\b|\b\d{{1,2}}\s+(?:{_MONTHS})\b|\b(?:{_MONTHS})\b|\b\d{{4}}-\d\d"
        r"|\b(?:mån|tis|ons|tors|fre|lör|sön)dag|\bkl\.?\s*\d|\b(?:vår|höst|sommar|vinter)(?:en|terminen)"
        r"|\b\d{1,2}/\d{1,2}\b|\bvecka \d|\b(?:nästa|varje|efter|före|under|i) (?:\w+ )?"
        r"(?:år\w*|månad\w*|termin\w*|sommar\w*|höst\w*|vår(?:en)?|vinter\w*|jul\b)",
        re.IGNORECASE,
    ),
    AnswerType.COUNT: _NUMBER,
    AnswerType.NUMBER: _NUMBER,
    AnswerType.MONEY: re.compile(
        r"\d[\d\s.,]*(?:kr\b|kronor|tkr|mkr|msek|sek\b|miljon|miljard|euro|€|%|procent)"
        r"|\b(?:gratis|avgiftsfri\w*|kostnadsfri\w*|ingen avgift|inga avgifter|kostar inget\w*)\b",
        re.IGNORECASE,
    ),
    AnswerType.PHONE: re.compile(r"(?<!\d)(?:\+46|0\d{1,3})[\s/–-]*\d{2,}(?:[\s-]*\d{2,})+"),
    AnswerType.EMAIL: re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    AnswerType.ADDRESS: re.compile(
        r"\b\w*(?:gatan?|vägen?|torget|torg|gränd|allén?|plan|backen?|stigen?|kajen|platsen?)\s+\d+"
        r"|\bbox\s+\d+|\b\d{3}\s?\d{2}\s+[A-ZÅÄÖ]|@|www\.|https?:",
        re.IGNORECASE,
    ),
    AnswerType.REASON: re.compile(
        r"\b(?:därför|eftersom|på grund av|för att|beror|berodde|orsak\w*|anledning\w*|syfte\w*"
        r"|genom att|då|skäl\w*|leder till|ledde till|innebär|i syfte|så att|tack vare)\b",
        re.IGNORECASE,
    ),
    AnswerType.LIST: re.compile(r"[,;:].*\boch\b|,.*,|[•·]|\n", re.DOTALL),
}

_NAME = re.compile(r"(?<=[^.!?:”\s] )[A-ZÅÄÖ][\w-]+")

_STRICT = (
    AnswerType.NAME,
    AnswerType.PHONE,
    AnswerType.EMAIL,
    AnswerType.ADDRESS,
    AnswerType.MONEY,
    AnswerType.COUNT,
    AnswerType.DATE,
)
"""Sorts without which a text is no answer: there is no other way to state them."""


_VALUES = (
    AnswerType.DATE,
    AnswerType.COUNT,
    AnswerType.NUMBER,
    AnswerType.MONEY,
    AnswerType.PERSON,
)
"""Sorts that are a word or two: what a sentence says of them stands beside them."""


_NEXT = 30
"""Characters after a value's beginning that its first word surely ends in."""


def holds(text: str, want: AnswerType) -> bool:
    """Whether a text holds this sort of thing; a sort that cannot be seen counts as held."""
    pattern = _PATTERNS.get(want)
    return pattern is None or pattern.search(text) is not None


def share_held(text: str, wants: frozenset[AnswerType]) -> float:
    """The share of the wanted sorts that a text holds; 1 where none can be seen."""
    seen = [want for want in wants if want in _PATTERNS]
    return sum(holds(text, want) for want in seen) / len(seen) if seen else 1.0


def places(text: str, wants: Set[AnswerType], told: Set[str] = frozenset()) -> list[int]:
    """The words of a text, by number, where the figure, date or name begins that is asked for.

    Those that begin with a word already ``told`` (in lower case) are left out.
    """
    starts = {
        match.start()
        for want in _VALUES
        if want in wants
        for match in _PATTERNS[want].finditer(text)
        if next(iter(words(text[match.start() : match.end() + _NEXT])), "") not in told
    }
    return sorted({len(words(text[:start])) for start in starts})


def names_told(text: str, told: Set[str]) -> int:
    """How many words of a text are written as names inside a sentence, and not already ``told``."""
    found = {match.group().lower() for match in _NAME.finditer(text)}
    return len(found - told)


def lacks_strictly(text: str, wants: Set[AnswerType]) -> bool:
    """Whether a text cannot be the answer, as it lacks what there is no other way to say."""
    return any(want in wants and not holds(text, want) for want in _STRICT)
