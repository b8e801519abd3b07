"""Whether a claim is turned or bounded otherwise than its sentences are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from assistant.answer.claims.claim_text import ClaimText
from assistant.answer.claims.foreign import SWEDISH
from assistant.question.words import content_words
from corpus.data_files import patterns, word_list
from corpus.word_match import COMPOUND, INFLECTED, word_match

_CLAUSE = re.compile(r"[.;:!?,|\n](?:\s|$)|\s(?:men|utan)\s")


def is_turned(claim: ClaimText, held: ClaimText, language: str) -> bool:
    """Whether what turns or bounds the one does not turn or bound the other (``bounds.toml``)."""
    foreign = language != SWEDISH
    if not foreign and _is_denied_otherwise(claim.text, held.text):
        return True
    for rule, bounds in _bounds().items():
        for pattern, english in bounds.values():
            there, here = len(pattern.findall(held.text)), len(pattern.findall(claim.text))
            if foreign and not here and english is None:
                continue
            if foreign and english is not None:
                here += len(english.findall(claim.text))
            if here > there or (rule == "both" and there and not here):
                return True
    return False


def is_opposite(claim: ClaimText, held: ClaimText) -> bool:
    """Whether a word stands there only with a prefix that turns it, or only without."""
    prefixes = word_list("turning", __package__)
    for word in claim.content:
        if held.degree(word) >= INFLECTED:
            continue
        for prefix in prefixes:
            bare = word.removeprefix(prefix)
            turned = (one.removeprefix(prefix) for one in held.words if one.startswith(prefix))
            if (bare != word and held.degree(bare) >= INFLECTED) or any(
                word_match(word, one) >= INFLECTED for one in turned
            ):
                return True
    return False


def _is_denied_otherwise(claim: str, held: str) -> bool:
    """Whether a claim denies what its sentences do not, or says what they deny."""
    return any(
        all(word_match(word, other) < COMPOUND for other in _denied(there, around=True))
        for here, there in ((claim, held), (held, claim))
        for word in _denied(here)
        if here is claim or any(word_match(word, one) >= COMPOUND for one in content_words(claim))
    )


def _denied(text: str, *, around: bool = False) -> Collection[str]:
    """What each "inte" of a text is said of: the next word that says something.

    With ``around`` all that it may be said of, as Swedish moves the verb; "utan" is a preposition,
    and is said of what follows it alone.
    """
    denied: set[str] = set()
    pattern, _ = _bounds()["both"]["not"]
    for match in pattern.finditer(text):
        after = content_words(_CLAUSE.split(text[match.end() :])[0])
        before = content_words(_CLAUSE.split(text[: match.start()])[-1])
        moves = around and match.group().casefold() != "utan"
        denied |= {*after[:3], *before[-2:]} if moves else set(after[:1] or before[-1:])
    return denied


@cache
def _bounds() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], re.Pattern[str] | None]]]:
    """By rule and name, how a bound is told in Swedish and in English."""
    tables = patterns("bounds.toml", __package__)
    english = {name: _whole_words(text) for name, text in tables.pop("english").items()}
    return {
        rule: {name: (_whole_words(text), english.get(name)) for name, text in texts.items()}
        for rule, texts in tables.items()
    }


def _whole_words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{text})(?![\w-])")
