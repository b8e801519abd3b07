"""What sort of answer a question asks for: a date, an amount, a list, the way to an occupation.

The patterns stand in ``answer_types.toml`` beside this file.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from corpus.data_files import toml


class AnswerType(StrEnum):
    """A sort of answer; one question may ask for several, or for none of them.

    Those from ``WAY`` on are asked of courses and occupations.
    """

    PERSON = "person"
    NAME = "name"
    DATE = "date"
    HOURS = "hours"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    PLACE = "place"
    REASON = "reason"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LIST = "list"
    COMPARISON = "comparison"
    WAY = "way"
    ELIGIBILITY = "eligibility"
    COURSE_DATES = "course_dates"
    APPLY = "apply"
    LENGTH = "length"
    PACE = "pace"
    POINTS = "points"
    CODE = "code"
    FEE = "fee"
    STUDENT_AID = "student_aid"
    PROVIDER = "provider"
    LEVEL = "level"
    COURSE_COUNT = "course_count"
    SEATS = "seats"


# Questions are often written without the dots and rings of å, ä and ö.
_UNDOTTED = str.maketrans({"å": "[åa]", "ä": "[äa]", "ö": "[öo]", "é": "[ée]"})
_BEGINS_WITH_A_VERB = re.compile(
    r"(?:f[åa]r|kan|finns|[äa]r|har|hade|m[åa]ste|beh[öo]ver|ska|skall|blir|g[äa]ller|g[åa]r|kostar"
    r"|ger|ing[åa]r|r[äa]cker|brukar|kr[äa]vs|does|do|is|are|can|will|must|has|have)\b"
)
_NOT_ASKED_WITH_A_VERB = frozenset(
    {AnswerType.MONEY, AnswerType.COUNT, AnswerType.NUMBER, AnswerType.DATE}
)
_ASKS_FURTHER = re.compile(
    r"\b(?:hur|vad|vem|vems|vilk\w+|n[äa]r|var|vart|varf[öo]r|how|what|who|when|where|which|why)\b"
)


def pattern(text: str) -> re.Pattern[str]:
    """A pattern for text in lower case that may have been typed without dots and rings."""
    return re.compile(text.translate(_UNDOTTED))


def answer_types(folded: str) -> frozenset[AnswerType]:
    """The sorts of answer that a question in lower case asks for; empty where it is open.

    One that can be answered with yes or no ("Får jag lön?") asks for no amount, number or date.
    """
    types = {kind for kind, wanted in _patterns() if wanted.search(folded)}
    if AnswerType.NAME in types:
        types.add(AnswerType.PERSON)
    if asks_whether(folded):
        types -= _NOT_ASKED_WITH_A_VERB
    return frozenset(types)


def asks_whether(folded: str) -> bool:
    """Whether a question in lower case can be answered with yes or no."""
    return bool(_BEGINS_WITH_A_VERB.match(folded)) and not _ASKS_FURTHER.search(folded)


@cache
def _patterns() -> tuple[tuple[AnswerType, re.Pattern[str]], ...]:
    return tuple(
        (AnswerType(name), pattern("|".join(texts)))
        for name, texts in toml("answer_types.toml", __package__).items()
    )
