"""Whether a text holds the sort of thing that a question asks for, and where in it."""

from __future__ import annotations

from collections.abc import Set

from assistant.question.answer_types import AnswerType
from assistant.search.patterns import compiled
from corpus.swedish import words

_STRICT = frozenset(map(AnswerType, "name phone email address money count date hours".split()))
"""Sorts without which a text is no answer: there is no other way to state them."""


_MENTIONED = frozenset(map(AnswerType, "money phone email".split()))
_SPARED = {
    AnswerType.HOURS: {AnswerType.DATE, *_MENTIONED},
    AnswerType.COUNT: _MENTIONED,
    AnswerType.DATE: _MENTIONED,
    AnswerType.LENGTH: _MENTIONED,
    AnswerType.PERSON: {AnswerType.COUNT, *_MENTIONED},
    AnswerType.REASON: {AnswerType.COUNT, *_MENTIONED},
}
"""Sorts that are not strictly asked for beside others, by these."""

VALUES = frozenset(map(AnswerType, "date count number money person".split()))
"""Sorts that are a word or two: what a sentence says of them stands beside them."""


_NEXT = 30
"""Characters after a value's beginning that its first word surely ends in."""


def holds(text: str, want: AnswerType) -> bool:
    """Whether a text holds this sort of thing; a sort that cannot be seen counts as held."""
    pattern = compiled("sorts").get(want)
    return pattern is None or pattern.search(text) is not None


def share_held(text: str, wants: frozenset[AnswerType]) -> float:
    """The share of the wanted sorts that a text holds; 1 where none can be seen."""
    seen = [want for want in wants if want in compiled("sorts")]
    return sum(holds(text, want) for want in seen) / len(seen) if seen else 1.0


def places(text: str, wants: Set[AnswerType], old: Set[str] = frozenset()) -> list[int]:
    """The words of a text, by number, where the figure, date or name begins that is asked for.

    Those that begin with one of the ``old`` words (in lower case) are left out.
    """
    starts = {
        match.start()
        for want in VALUES & wants
        for match in compiled("sorts")[want].finditer(text)
        if next(iter(words(text[match.start() : match.end() + _NEXT])), "") not in old
    }
    return sorted({len(words(text[:start])) for start in starts})


def count_new_names(text: str, old: Set[str]) -> int:
    """How many words of a text are written as names inside a sentence, and are no ``old`` ones."""
    names = compiled("sentences")["capital_inside"].findall(text)
    return len({name.lower() for name in names} - old)


def lacks_strictly(text: str, wants: Set[AnswerType]) -> bool:
    """Whether a text cannot be the answer, as it lacks what there is no other way to say.

    Times of day tell when somebody can be met, without a date, "Hur många delar på kostnaden?" asks
    for no sum, and "Vem avgör hur många som får plats?" for no number.
    """
    spared = {other for asked, others in _SPARED.items() if asked in wants for other in others}
    return not all(holds(text, want) for want in wants & _STRICT - spared)
