"""Questions that lean on those before them, and those that change one thing of them, made whole.

"Och i Vintersele?" after "Hur hög var arbetslösheten i Lyktesund 2025?" asks "Hur hög var
arbetslösheten i Vintersele 2025?"; "Hur många av dem var unga?" leans on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from assistant.bodies.question import Turn
from assistant.question.fillers import without_fillers
from assistant.question.scope import YEAR
from assistant.question.words import content_words, names
from corpus.data_files import word_lists
from corpus.months import month_names
from corpus.swedish import fold

_ANAPHORA = re.compile(
    r"\b(?:de|dem|den|det|där|dit|dessa|denna|detta|han|hon|honom|henne|deras|dess|hans|hennes"
    r"|they|them|there|it|he|she|this|that|these|those)\b"
)
_OPENING = re.compile(r"^(?:och|men|så|då|and|but|so)\b")
_END = re.compile(r"[\s?.!]*$")


def leans_on_history(question: str, content: Sequence[str]) -> bool:
    """Whether a question cannot be understood without the one before it."""
    folded = fold(question)
    return (
        (len(content) <= 2 and not names(question))
        or _OPENING.search(folded) is not None
        or (len(content) <= 4 and _ANAPHORA.search(folded) is not None)
    )


def points_back(question: str) -> bool:
    """Whether a word of a question points at what was said before."""
    folded = fold(question)
    return _OPENING.search(folded) is not None or _ANAPHORA.search(folded) is not None


def led_up(question: str, content: Sequence[str], history: Sequence[Turn]) -> list[str]:
    """The questions before that one leans on, and those that these lean on, the first one first."""
    asked = [without_fillers(turn.content) for turn in history if turn.role == "user"]
    chain: list[str] = []
    while asked and leans_on_history(question, content):
        question = asked.pop()
        content = content_words(question)
        chain.insert(0, question)
    return chain


def made_whole(
    question: str,
    before: Sequence[str],
    is_place: Callable[[str], bool],
    theme_of: Callable[[str], str],
) -> str:
    """A question as it would be asked without the conversation, if it changes one thing of it.

    ``before`` are the questions before it; ``theme_of`` gives what one of a form of its own is
    about ("validering" of "Vad är validering?"). What changes nothing stays as it is.
    """
    whole = ""
    for one in (*before, question):
        fragment = _fragment().fullmatch(without_fillers(one)) if whole else None
        whole = (_changed(fragment, whole, is_place, theme_of) if fragment else None) or one
    return whole


def _changed(
    fragment: re.Match[str],
    before: str,
    is_place: Callable[[str], bool],
    theme_of: Callable[[str], str],
) -> str | None:
    """The question before with what a fragment names in the place of a part; None without one."""
    what, joint = fragment["what"], fragment["joint"]
    if year := _year(fold(f"{joint or ''} {what}".strip()), before):
        years = set(YEAR.findall(before))
        return YEAR.sub(year, before) if len(years) == 1 else _end(before, f" {year}")
    theme = theme_of(before)
    if theme and theme in before and not joint and fragment["opens"]:
        return before.replace(theme, what)
    if not joint and not is_place(what) and not (fragment["opens"] and what[:1].isupper()):
        return None
    months = set(month_names())
    slots = [
        slot
        for slot in _slots(joint or "i").finditer(before)
        if fold(slot["word"]) not in _words("times")
        and (fold(slot["word"]) in months) is (fold(what) in months)
    ]
    named = [slot for slot in slots if slot["word"][:1].isupper()] or slots
    if not named:
        return _end(before, f" {joint or 'i'} {what}")
    start, end = named[-1].span("word")
    return f"{before[:start]}{what}{before[end:]}"


def _year(what: str, before: str) -> str | None:
    """The year that a fragment names, or counts from that of the question before."""
    if named := YEAR.fullmatch(what.removeprefix("under ").removeprefix("i ")):
        return named.group()
    years = YEAR.findall(before)
    step = (what in _words("year_after")) - (what in _words("year_before"))
    return str(int(years[-1]) + step) if step and years else None


def _end(question: str, more: str) -> str:
    """A question with more at its end."""
    return f"{_END.sub('', question)}{more}?"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_lists("follow_up.toml", __package__)[name])


@cache
def _fragment() -> re.Pattern[str]:
    """A question that names one thing and asks nothing of it."""
    opens, asks, joints, closes = (
        "|".join(sorted(word_lists("follow_up.toml", __package__)[name], key=len, reverse=True))
        for name in ("opens", "asks", "joints", "closes")
    )
    other = "|".join(sorted(_words("begins") | _words("joints")))
    word = rf"(?!(?:{other})\b)[^\W_][\w:&-]*"
    return re.compile(
        rf"\s*(?:(?P<opens>{opens})[\s,]+)?(?:(?:{asks})\s+)?(?:(?P<joint>{joints})\s+)?"
        rf"(?P<what>{word}(?: {word}){{0,2}}?)(?:,? (?:{closes}))*[\s?.!]*",
        re.IGNORECASE,
    )


@cache
def _slots(joint: str) -> re.Pattern[str]:
    """Where a word, or a name of several, stands behind a joint."""
    beside = r"(?: kommun\b| län\b)"
    name = rf"[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*|{beside})*"
    return re.compile(rf"(?<!\w)(?:{re.escape(joint)}) (?P<word>{name}|[^\W\d_][\w-]*{beside}?)")
