"""How fast a person wants to study, in percent of full time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.courses.read.question_text import QuestionText
from assistant.question.answer_types import pattern

LESS_THAN_FULL = 99.0
"""Part time is any pace below full time."""

POINTS_A_WEEK = 20
"""Points of upper secondary and basic education that full time is, a week."""

_NAMED = {
    "hel": 100.0,
    "full": 100.0,
    "trekvart": 75.0,
    "trekvarts": 75.0,
    "halv": 50.0,
    "half": 50.0,
    "kvart": 25.0,
    "kvarts": 25.0,
    "quarter": 25.0,
}
_PACE = (
    r"(?P<value>(?P<name>hel|full|trekvarts?|halv|half|kvarts?|quarter)[ -]?"
    r"(?:fart|tid|takt|tids|farts|time|speed|pace)(?:en|s?studier)?"
    r"|(?P<percent>\d{1,3}) ?(?:%|procents?|percent)(?:ig)?(?: (?:studie)?takt| fart)?"
    r"|(?P<points>\d{1,2}) ?(?:poäng|p) (?:i|per|/) ?veckan?)"
)
_ABOUT = (
    r"(?:(?P<most>högst|max|maximalt|mest|som mest|inte mer än|upp till|under|at most|up to)"
    r"|(?P<least>minst|lägst|över|mer än|åtminstone|at least|more than)) "
)
_PREPOSITION = r"(?:(?:på|i|med|till|at|om|studietakt\w*|takten?|tempo|tempot) )?"
_ONE = pattern(
    rf"(?<![\w-]){_PREPOSITION}(?:{_ABOUT})?{_PREPOSITION}{_PACE}(?!\w)"
    r"(?P<up> eller mer| och uppåt| or more)?(?P<down> eller (?:mindre|lägre)| or less)?"
)
_RANGE = pattern(
    r"(?<![\w-])(?:mellan|från|between|from) (?P<low>\d{1,3}) ?(?:%|procent)?"
    r" ?(?:och|till|and|to|-|–) ?(?P<high>\d{1,3}) ?(?:%|procent|percent)"
)
_PART = pattern(r"(?<![\w-])(?:på |i )?(?:deltid(?:sstudier)?|part[ -]?time)(?!\w)")
_NOT_FULL = pattern(r"(?<![\w-])(?:inte|ej|not) (?:på )?(?:heltid|helfart|full[ -]?time)(?!\w)")
_EITHER = re.compile(r"\b(?:eller|or|till|and|och)\b|/|,|[-–]")


@dataclass(frozen=True, slots=True)
class Pace:
    """The slowest and the fastest pace that will do; ``clash`` where two exclude each other.

    Of two paces that exclude each other there is none; a pace and its bound stand as question.
    """

    least: float | None = None
    most: float | None = None
    clash: tuple[str, str] | None = None


def read_pace(question: QuestionText) -> Pace:
    """The pace that a question asks for."""
    ranged = question.find(_RANGE)
    if ranged:
        question.take("pace", *ranged.span())
        low, high = sorted((float(ranged["low"]), float(ranged["high"])))
        return Pace(low, high)
    less = question.find(_NOT_FULL)
    if less:
        question.take("pace", *less.span())
    found: list[tuple[float, str]] = []
    least = None
    most = LESS_THAN_FULL if less else None
    bound = ""
    either = False
    last = 0
    for match in list(question.find_all(_ONE)):
        value = _value(match)
        if not 0 < value <= 100:
            continue
        if match["most"] or match["down"]:
            most, bound = value, question.written(*match.span()).strip()
        elif match["least"] or match["up"]:
            least, bound = value, question.written(*match.span()).strip()
        else:
            either = either or bool(found and _EITHER.search(question.rest[last : match.start()]))
            found.append((value, question.written(*match.span("value"))))
        last = match.end()
        question.take("pace", *match.span())
    part = question.find(_PART)
    if part:
        ends = (question.rest[: part.start()][-8:], question.rest[part.end() :][:8])
        either = either or any(map(_EITHER.search, ends))
        question.take("pace", *part.span())
    if found:
        return _with_bounds(found, least, most, bound, either=either, part=part is not None)
    return Pace(least, LESS_THAN_FULL if part and most is None else most)


def _with_bounds(
    found: Sequence[tuple[float, str]],
    least: float | None,
    most: float | None,
    bound: str,
    *,
    either: bool,
    part: bool,
) -> Pace:
    """The pace of a question that names some, with the words of each, and maybe a bound."""
    values = [value for value, _ in found]
    slowest, fastest = min(values), max(values)
    first = found[0][1]
    if slowest != fastest and not either:
        return Pace(clash=(first, found[-1][1]))
    if part and slowest == 100 and not either:
        return Pace(clash=(first, "deltid"))
    # "Heltid, men högst 50 procent."
    if most is not None and most < slowest:
        return Pace(slowest, most, (first, bound))
    if least is not None and least > fastest:
        return Pace(least, fastest, (first, bound))
    return Pace(None if part else slowest, fastest)


def _value(match: re.Match[str]) -> float:
    if match["name"]:
        return _NAMED[match["name"]]
    if match["percent"]:
        return float(match["percent"])
    return float(match["points"]) * 100 / POINTS_A_WEEK
