"""Swedish identity numbers: personnummer, samordningsnummer and reserve numbers.

A number begins with a date (in a coordination number the day is 60 higher; the month of an
organisation number is 20 or higher, so that companies' numbers are none) and ends with a figure
by the method of Luhn. Written in the usual way it is masked even if that last figure is wrong, as
it is in a slip of the pen; written in some other way only if it is right or a word before it says
what it is, for rows of figures in a table may begin like a date too.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping

from assistant.privacy.hints import matches
from assistant.privacy.runs import Run
from assistant.privacy.span import PersonalData, Span
from corpus.data_files import compiled

_MASKED_GROUPS: Mapping[str, str | int] = {
    "last_four": "four",
    "lma": "number",
    "vat": "number",
    "lettered": 0,
    "reserve": 0,
}
"""Numbers that more than figures tell of: by the names of their patterns, what is masked."""


def identities(text: str, every: list[Run]) -> Iterator[Span]:
    """Every identity number in a text, of which all runs of figures are handed in."""
    for run in every:
        yield from _in_run(run)
    for name, group in _MASKED_GROUPS.items():
        for match in matches("identity", name, text):
            if _is_possible(name, match):
                yield Span(*match.span(group), PersonalData.IDENTITY)


def _is_possible(name: str, match: re.Match[str]) -> bool:
    """Whether the figures that a pattern met are a date, where they have to be."""
    if name == "vat":
        figures = match["number"].replace("-", "")
        return _date(figures[:6]) and luhn_right(figures)
    return name not in ("lettered", "reserve") or _date(match["date"])


def luhn_right(figures: str) -> bool:
    """Whether the last of ten or twelve figures is right by the method of Luhn."""
    ten = figures[-10:]
    doubled = sum(sum(divmod(2 * int(one), 10)) for one in ten[0::2])
    return (doubled + sum(int(one) for one in ten[1::2])) % 10 == 0


def _in_run(run: Run) -> Iterator[Span]:
    done = 0
    for i in range(len(run.figures) - 9):
        if i >= done and run.starts(i):
            end = _number_at(run, i)
            if end is not None:
                yield Span(*run.span(i, end), PersonalData.IDENTITY)
                done = end


def _number_at(run: Run, i: int) -> int | None:
    """Where the number that begins at a figure ends, the longer one where there are two."""
    for length in (12, 10):
        j = i + length
        if not run.ends(j):
            continue
        figures = run.figures[i:j]
        dated = _date(figures[:-4])
        if dated and _is_number(run, i, j, figures):
            return j
        if not dated and _as_usual(run.inner(i, j)) and _called_so(run, i):
            return j  # it is called a personnummer, and so it is one with a slip in it
    return None


def _is_number(run: Run, i: int, j: int, figures: str) -> bool:
    gaps = run.inner(i, j)
    if not any(gaps) and _is_other(run, i, j, figures):
        return False
    right, called_so = luhn_right(figures), _called_so(run, i)
    if _as_usual(gaps):
        return right or called_so or not (gaps[-4].isspace() and figures[-4:-2] in ("19", "20"))
    if not (right or called_so) or not _reads_as_one(gaps):
        return False
    if called_so:
        return True
    in_amount = _thousands(gaps) and _pattern("unit").match(run.after(j))
    return not (_in_row_of_dates(run, i, j) or in_amount)


def _is_other(run: Run, i: int, j: int, figures: str) -> bool:
    """Figures in a row that are a mobile number, part of a hash, or the number of a book."""
    if _called_so(run, i):
        return False
    right = luhn_right(figures)
    if len(figures) == 10 and figures.startswith("07"):
        return not right or figures[4] >= "6"
    start, end = run.span(i, j)
    beside = run.text[max(0, start - 1) : start] + run.text[end : end + 1]
    in_a_word = any(one.isascii() and one.isalpha() for one in beside)
    return (in_a_word and not right) or bool(_pattern("isbn").search(run.before(i)))


def _as_usual(gaps: list[str]) -> bool:
    """Whether it is written 900101-9802, 900101 9802 or 9001019802."""
    if any(gaps[:-4]) or any(gaps[-3:]):
        return False
    gap = gaps[-4]
    return gap in ("", " ", "\n") or bool(_pattern("separator").fullmatch(gap))


def _reads_as_one(gaps: list[str]) -> bool:
    """Whether nothing but space, or a dash where one belongs, parts the figures."""
    if all(gaps) and len(set(gaps)) == 1:
        return gaps[0].strip() in ("", "-", ".", "_", "/", "*", "|", ",")
    natural = {len(gaps) - 4, len(gaps) - 6, len(gaps) - 8}
    return all(
        not gap.strip()
        or (n in natural and gap.strip() in ("-", "+", ".", "/", "_", "*", "|", ",", ";", "--"))
        or (n == len(gaps) - 4 and not gap.strip("-+ ,;:|\"'()*_`"))
        for n, gap in enumerate(gaps)
    )


def _in_row_of_dates(run: Run, i: int, j: int) -> bool:
    """Whether the four last figures begin a date: 2012-05-30 2013-06-01."""
    following = run.gaps[j - 1] if j < len(run.figures) else ""
    preceding = run.gaps[i - 1] if i else ""
    return following in ("-", ".", "/", ":") or preceding in ("-", "/")


def _thousands(gaps: list[str]) -> bool:
    """Whether it is written 9 001 019 802, as amounts are."""
    return all(bool(gap) == ((len(gaps) - n) % 3 == 0) for n, gap in enumerate(gaps))


def _called_so(run: Run, i: int) -> bool:
    """Whether a word before a number says that it is one of a person."""
    return bool(_pattern("cue").search(run.before(i)))


def _date(figures: str) -> bool:
    """Whether six or eight figures are a date, the day as it is or 60 higher."""
    month, day = int(figures[-4:-2]), int(figures[-2:])
    if not 1 <= month <= 12 or not (1 <= day <= 31 or 61 <= day <= 91):
        return False
    if len(figures) == 8:
        if figures[:2] not in ("18", "19", "20"):
            return False
        years = [int(figures[:4])]
    else:
        years = [1900 + int(figures[:2]), 2000 + int(figures[:2])]
    return any(day % 60 <= monthrange(year, month)[1] for year in years)


def _pattern(name: str) -> re.Pattern[str]:
    return compiled("identity", __package__)[name]
