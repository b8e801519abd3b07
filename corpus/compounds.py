"""Swedish compounds: taken apart, and made whole where a hyphen stands for the shared part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from corpus.data_files import word_lists
from corpus.swedish import LONGEST_WORD, fold

Known = Callable[[str], bool]
"""Tells whether a word in lower case is one; asked for base forms as well."""

SHORTEST_PART = 3
"""Letters in the shortest part that counts as a word; shorter ones split words at random."""

MOST_PARTS = 4

_LISTS = word_lists("compounds.toml")
_SHORT, _PREFIXES, _SUFFIXES, _PARTICLES = (
    frozenset(_LISTS[name]) for name in ("short", "prefixes", "suffixes", "particles")
)
_ENDINGS = tuple(entry.partition(">")[::2] for entry in _LISTS["endings"])

MOST_STEMS = 12
"""First parts that may share one last part: "studie-, yrkes- och karriärvägledning" has three."""

_CONJUNCTION = r"(?:och|eller|samt|respektive)"
_LETTERS = r"[^\W\d_]"
_SUSPENDED = re.compile(
    rf"\b(?P<stems>{_LETTERS}{{2,}}-(?:,\s+{_LETTERS}{{2,}}-){{0,{MOST_STEMS - 1}}})"
    rf"(?P<between>\s+{_CONJUNCTION}\s+)(?P<word>{_LETTERS}+)"
)
_LOST = re.compile(rf"\b(?P<stem>{_LETTERS}{{3,}})och(?P<between>\s+)(?P<word>{_LETTERS}+)")
# Quick to look for, and seldom there: what _LOST takes long to find.
_ENDS_IN_AND = re.compile(rf"och(?<={_LETTERS}och)\s")
_LEADING = re.compile(
    rf"\b(?P<word>{_LETTERS}+)(?P<between>\s+{_CONJUNCTION}\s+)-(?P<tail>{_LETTERS}{{3,}})"
)
_STEM = re.compile(rf"(?P<stem>{_LETTERS}+)-")


def base_forms(word: str) -> Iterator[str]:
    """What a word in lower case may be a form of, itself first: "kurserna" gives "kurs" and more.

    Suffix rules alone, so most of what comes is no word: look each up before it is believed.
    """
    yield word
    forms = [word]
    if word.endswith("s"):
        yield word[:-1]
        forms.append(word[:-1])
    # What is no longer than the shortest part has no stem and no ending.
    for form in (form for form in forms if len(form) > SHORTEST_PART):
        for ending, instead in _ENDINGS:
            stem = form.removesuffix(ending)
            if stem != form and len(stem) >= SHORTEST_PART:
                yield stem + instead


def decompound(word: str, is_known: Known) -> tuple[str, ...] | None:
    """The known words that a compound is made of, or None where it cannot be split.

    The fewest parts win, then the split whose shortest part is longest. The last part stays as it
    stands; the others are given in the form that is known ("skolutveckling" gives "skola" and
    "utveckling", "arbetsmarknad" gives "arbete" and "marknad"). The word may be in any case.
    """
    folded = fold(word)
    if not folded.isalpha() or len(folded) > LONGEST_WORD:
        return None
    first_part = cache(partial(_first_part, is_known=is_known))
    is_last_part = cache(partial(_is_last_part, is_known=is_known))
    for count in range(2, MOST_PARTS + 1):
        splits = dict.fromkeys(_splits(folded, count, first_part, is_last_part))
        # Where -s may link or begin the last part it links: "förvaltningslag" is no "slag".
        linked = [parts for parts in splits if (*parts[:-1], parts[-1][1:]) not in splits]
        if linked:
            return max(linked, key=lambda parts: min(len(part) for part in parts))
    return None


def _splits(
    word: str, count: int, first_part: Callable[[str], str | None], is_last_part: Known
) -> Iterator[tuple[str, ...]]:
    """The ways to split a word into so many parts; each part is looked up once."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART * (count - 1) + 1):
        first = first_part(word[:end])
        if first is None:
            continue
        if count > 2:
            for rest in _splits(word[end:], count - 1, first_part, is_last_part):
                yield (first, *rest)
        elif is_last_part(word[end:]):
            yield (first, word[end:])


def _is_last_part(part: str, is_known: Known) -> bool:
    return part not in _SUFFIXES and any(
        is_known(form) for form in base_forms(part) if _is_long_enough(form)
    )


def _first_part(part: str, is_known: Known) -> str | None:
    """The known word that a compound's first part is made from, or None.

    It may be the word itself, take a linking -s or -e, change its -a to -o, -u or -e, or have lost
    its last vowel.
    """
    if part in _PREFIXES or part in _SUFFIXES or not _is_long_enough(part):
        return None
    return next((form for form in _unlinked(part) if is_known(form)), None)


def _is_long_enough(part: str) -> bool:
    return len(part) > SHORTEST_PART or part in _SHORT


def _unlinked(part: str) -> Iterator[str]:
    stem = part[:-1]
    # A short word that ends in s is mostly a word of its own: "kurs" is no form of "kur".
    if part.endswith("s") and (len(stem) >= 5 or stem.endswith("e")):
        yield stem
        yield stem + "e"
    yield part
    if part.endswith(("o", "u", "e")):
        yield stem + "a"
    if part.endswith("je"):
        yield stem
    yield part + "a"
    yield part + "e"


def unfold_suspended(text: str, is_known: Known) -> str:
    """The text with shared parts of compounds put back, for searching only.

    "studie- och yrkesvägledare" becomes "studievägledare och yrkesvägledare"; so does
    "studieoch yrkesvägledare", which lost its hyphen; "kompetensförsörjning och -utveckling" gets
    "kompetensutveckling". What cannot be told with known words stays as it is.
    """

    def stems(match: re.Match[str]) -> str:
        def whole(stem: re.Match[str]) -> str:
            head = _shared_end(stem["stem"], match["word"], is_known)
            return stem["stem"] + head if head else stem.group()

        return _STEM.sub(whole, match["stems"]) + match["between"] + match["word"]

    def lost(match: re.Match[str]) -> str:
        stem, word = match["stem"], match["word"]
        head = _shared_end(stem, word, is_known) if _first_part(stem.lower(), is_known) else None
        return f"{stem}{head} och{match['between']}{word}" if head else match.group()

    def tail(match: re.Match[str]) -> str:
        start = _shared_start(match["word"], match["tail"], is_known)
        return f"{match['word']}{match['between']}{start}{match['tail']}" if start else match[0]

    if "- " in text or " -" in text:
        text = _LEADING.sub(tail, _SUSPENDED.sub(stems, text))
    return _LOST.sub(lost, text) if _ENDS_IN_AND.search(text) else text


def _shared_end(stem: str, word: str, is_known: Known) -> str | None:
    """The end of ``word`` that ``stem`` shares, or None where no split is sure.

    A known word as the outcome is the surest sign, then a known first part, then the shorter end:
    compounds share their last part more often than their last two.
    """
    if max(len(stem), len(word)) > LONGEST_WORD:
        return None
    best: tuple[tuple[bool, bool, int], str] | None = None
    for cut in range(2, len(word) - SHORTEST_PART + 1):
        first, end = word[:cut].lower(), word[cut:]
        known = (
            _is_last_part((stem + end).lower(), is_known)
            and len(end) > SHORTEST_PART
            and end not in _SUFFIXES
        )
        simple = first in _PARTICLES or _first_part(first, is_known) is not None
        splits = _is_last_part(end.lower(), is_known) and (
            simple or decompound(first, is_known) is not None
        )
        alike = (stem.lower() in _PARTICLES) == (first in _PARTICLES)
        if known or (splits and alike):
            rank = (known, simple and splits, -len(end))
            if best is None or rank > best[0]:
                best = (rank, end)
    return best[1] if best else None


def _shared_start(word: str, tail: str, is_known: Known) -> str | None:
    """The start of ``word`` that ``tail`` shares, in lower case, or None."""
    if max(len(word), len(tail)) > LONGEST_WORD:
        return None
    starts = [
        word[:cut].lower()
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        if _is_last_part(word[cut:].lower(), is_known)
        and _first_part(word[:cut].lower(), is_known) is not None
    ]
    return max(starts, key=lambda start: (is_known(start + tail.lower()), len(start)), default=None)
