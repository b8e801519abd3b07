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
from assistant.question.words import carries_meaning, content_words, names
from corpus.data_files import word_lists
from corpus.months import month_names
from corpus.swedish import fold

MOST_BEFORE = 8
"""Questions of the conversation that a chain of follow-ups may lean on."""

# Words that point at what was said; the last ones where no noun follows them.
_ANAPHORA = re.compile(
    r"\b(?:de|dem|den|det|där|dit|dessa|denna|detta|han|hon|honom|henne|deras|dess|hans|hennes"
    r"|they|them|there|it|he|she|this|that|these|those"
    r"|(?:nästa|första|sista|andra|förra|båda|bägge|övriga|resten)(?=\W*$))\b"
)
_OPENING = re.compile(r"^(?:och|men|så|då|nej|nä|fast|and|but|so)\b|\bdå\W*$")
_SEVERAL = re.compile(r"(?:[aeo]r|re|a|barn|män)$")
_END = re.compile(r"[\s?.!]*$")


def questions_of(history: Sequence[Turn]) -> list[str]:
    """What the person asked in a conversation, the last ones."""
    asked = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    return asked[-MOST_BEFORE:]


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
    asked = list(map(without_fillers, questions_of(history)))
    chain: list[str] = []
    while asked and leans_on_history(question, content):
        question = asked.pop()
        content = content_words(question)
        chain.insert(0, question)
    return chain


def made_whole(
    questions: Sequence[str],
    is_place: Callable[[str], bool],
    theme_of: Callable[[str], str],
) -> tuple[str, Sequence[str]]:
    """The last of some questions as it would be asked without the one that it changes.

    And the questions before that one, which both may lean on. ``theme_of`` gives what a question of
    a form of its own is about ("validering" of "Vad är validering?"). What changes nothing stays as
    it is.
    """
    whole, first = "", 0
    for number, one in enumerate(questions):
        fragment = _fragment().fullmatch(without_fillers(one)) if whole else None
        changed = _changed(fragment, whole, is_place, theme_of) if fragment else None
        whole, first = (changed, first) if changed else (one, number)
    return whole, questions[:first]


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
        is_other = fragment["opens"] or fragment["closes"]
        return _renamed(before, what.lower()) if is_other else None
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


def _renamed(before: str, what: str) -> str | None:
    """The question before of another noun; None where it has none that is like it.

    "Och kockar?" asks "Hur många kockar behövs?" after "Hur många behövs?", and after "Vad tjänar
    svetsare?" "Vad tjänar kockar?".
    """
    many = _many().search(before) if _SEVERAL.search(what) else None
    if many:
        return f"{before[: many.end('many')]} {what}{before[many.end() :]}"
    like = [
        word
        for word in re.finditer(r"[^\W\d_]+", before)
        if carries_meaning(fold(word[0])) and word[0].islower() and word[0][-2:] == what[-2:]
    ]
    return f"{before[: like[-1].start()]}{what}{before[like[-1].end() :]}" if like else None


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
        rf"(?P<what>{word}(?: {word}){{0,2}}?)(?P<closes>(?:,? (?:{closes}))*)[\s?.!]*",
        re.IGNORECASE,
    )


@cache
def _many() -> re.Pattern[str]:
    """Of how many a question asks: nothing but a verb stands before a joint or at the end."""
    after = "|".join(sorted(_words("joints") | {"det"}))
    return re.compile(
        rf"(?P<many>\bhur många)(?: [^\W\d_]+(?= (?!(?:{after})\b)[^\W\d_]))?", re.IGNORECASE
    )


@cache
def _slots(joint: str) -> re.Pattern[str]:
    """Where a word, or a name of several, stands behind a joint."""
    beside = r"(?: kommun\b| län\b)"
    name = rf"[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*|{beside})*"
    return re.compile(rf"(?<!\w)(?:{re.escape(joint)}) (?P<word>{name}|[^\W\d_][\w-]*{beside}?)")
