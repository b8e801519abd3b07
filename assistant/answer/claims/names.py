"""Whether the names of a claim stand in its sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from assistant.answer.claims.claim_text import ClaimText
from assistant.answer.claims.foreign import ENGLISH, SWEDISH
from corpus.data_files import word_list
from corpus.swedish import words

_LONG_NAME = 6
_CAPITALISED = re.compile(r"[^\W\d_][^\W_]*(?:[-’'][^\W_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:]\s)[\s\"”“'’(–-]*$")
_EASTERN = ("HIRAGANA", "KATAKANA", "HANGUL")


def names_stand(
    claim: ClaimText, held: ClaimText, language: str, is_name: Callable[[str], bool]
) -> bool:
    """Whether every name stands there, those side by side in the claim side by side.

    ``is_name`` tells whether a word in lower case names a place or an occupation.
    """
    before: tuple[int, list[str]] = (-2, [])
    for start, end, name in _names(claim, held, language, is_name):
        parts = words(name)
        joined = claim.text[before[0] : start].isspace() if before[1] else False
        run = [*before[1], *parts] if joined else parts
        if not _stand_together(run, held.words):
            return False
        before = (end, run)
    return True


def _names(
    claim: ClaimText, held: ClaimText, language: str, is_name: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    """The names of a claim with where they stand; figures and dates are none."""
    openers = word_list("openers", __package__) if language != SWEDISH else ()
    latin_alone = not scripts(claim.text)
    for match in _CAPITALISED.finditer(claim.without_facts):
        word, lower = match.group(), match.group().lower()
        capital = word[0].isupper()
        opens = capital and latin_alone and _OPENS.search(claim.text[: match.start()]) is not None
        if opens and not any(map(str.isupper, word[1:])) and not is_name(lower):
            if language not in (SWEDISH, ENGLISH) or lower in openers:
                continue
            # A sentence begins with a capital: its first word is held as any other word is.
            if language == SWEDISH or held.says(lower):
                continue
        if language == ENGLISH and word == "I":
            continue
        named = any(map(str.isupper, word)) or is_name(lower) or not latin_alone
        if named and not scripts(word):
            yield match.start(), match.end(), word


def scripts(text: str) -> set[str]:
    """The scripts that letters are of beside the Latin one, in which names are kept."""
    first = {unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha()}
    return {"CJK" if script in _EASTERN else script for script in first} - {"LATIN", ""}


def _stand_together(names: Sequence[str], told: Sequence[str]) -> bool:
    length = len(names)
    return any(
        all(map(_same_name, names, told[i : i + length])) for i in range(len(told) - length + 1)
    )


def _same_name(one: str, other: str) -> bool:
    """Whether two words are one name, but for its genitive or, where it is long, its article."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    ending = long.removeprefix(short)
    known = word_list("genitive", __package__)
    if len(short) >= _LONG_NAME:
        known |= word_list("endings", __package__)
    return len(short) > 2 and ending in known
