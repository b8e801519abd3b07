"""Phone numbers, Swedish in every usual way of writing and foreign ones with their country.

How long a number of an area is, and which areas there are, is known to ``phonenumbers``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from assistant.privacy.identity import luhn_right
from assistant.privacy.runs import Run
from assistant.privacy.span import PersonalData, Span
from corpus.data_files import compiled

_WORDS_FIRST = 25
"""Characters before a number in which a word tells that it is one."""

_MOBILE = "7"
_Rule = Callable[[Run, int, int], bool]


def phones(every: list[Run]) -> Iterator[Span]:
    """Every phone number in the runs of figures of a text."""
    for run in every:
        i = done = 0
        while i < len(run.figures):
            end = _number_at(run, i) if i == done or _may_start(run, i) else None
            if end is None:
                i += 1
                continue
            start, stop = run.span(i, end)
            yield Span(_opening(run.text, start), stop, PersonalData.PHONE)
            i = done = end


def _may_start(run: Run, i: int) -> bool:
    """A number may begin where figures do, but not inside a date or a time."""
    if i == 0:
        return True
    gap = run.gaps[i - 1]
    return bool(gap) and gap not in ("-", ".", "/", ":", ",")


def _opening(text: str, start: int) -> int:
    """Where a number begins with its plus sign and bracket."""
    before = _pattern("signs").search(text[max(0, start - 4) : start])
    return start - len(before.group()) if before else start


def _number_at(run: Run, i: int) -> int | None:
    before = run.before(i)
    plus = before.rstrip(" ").endswith("+") and not before.rstrip(" +")[-1:].isdigit()
    first = run.figures[i : i + 2]
    cue = bool(_pattern("cue").search(before[-_WORDS_FIRST:]))
    if plus or (first == "00" and run.figures[i + 2 : i + 3] != "0"):
        return _longest(run, i, range(15 if plus else 17, 7, -1), partial(_foreign, plus=plus))
    if first[0] == "0" and first[1:] != "0":
        return _longest(run, i, range(11, 7, -1), _cued if cue else _national)
    if first[0] == _MOBILE and cue:
        return _longest(run, i, range(9, 8, -1), _cued)
    if run.figures.startswith("467", i):
        return _longest(run, i, range(11, 10, -1), _without_plus)
    return None


def _longest(run: Run, i: int, lengths: range, fits: _Rule) -> int | None:
    """Where the longest number that fits ends."""
    gap = _pattern("gap")
    for j in (i + length for length in lengths if run.ends(i + length)):
        if all(map(gap.fullmatch, run.inner(i, j))) and fits(run, i, j):
            return j
    return None


def _foreign(run: Run, i: int, j: int, *, plus: bool) -> bool:
    """A number with its country, after a plus sign or two zeros."""
    figures = run.figures[i:j] if plus else run.figures[i + 2 : j]
    if _pattern("unit").match(run.after(j)):
        return False
    if _exists(f"+{figures}") or _exists(f"+{figures.replace('460', '46', 1)}"):
        return True
    return figures.startswith("46") and 9 <= len(figures) <= 13 and plus


def _without_plus(run: Run, i: int, j: int) -> bool:
    """A number with its country that has lost its plus sign."""
    return _exists(f"+{run.figures[i:j]}")


def _cued(run: Run, i: int, j: int) -> bool:
    """Any number of a length that a phone number has, after a word that says it is one."""
    return not _pattern("none").fullmatch(_written(run, i, j))


def _national(run: Run, i: int, j: int) -> bool:
    figures, written = run.figures[i:j], _written(run, i, j)
    if _pattern("none").fullmatch(written) or _pattern("unit").match(run.after(j)):
        return False
    if _pattern("area").match(written):
        return True
    return _exists(figures) and not (_solid_date(run, i, j) and luhn_right(figures))


def _written(run: Run, i: int, j: int) -> str:
    start, end = run.span(i, j)
    return run.text[_opening(run.text, start) : end]


def _solid_date(run: Run, i: int, j: int) -> bool:
    return j - i == 10 and not any(run.inner(i, j)) and run.figures[i + 2 : i + 4] <= "12"


def _exists(number: str) -> bool:
    """Whether a number is of an area and a length that exist."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "SE"))
    except phonenumbers.NumberParseException:
        return False


def _pattern(name: str) -> re.Pattern[str]:
    return compiled("phone", __package__)[name]
