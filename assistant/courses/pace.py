"""How fast a person wants to study, in percent of full time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.courses.said import Said, pattern

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
_WORK = pattern(
    r"\b(?:jobb\w*|arbeta\w*|work\w*|anställd\w*|tjänst\w*) (?:på |i )?(?:full[ -]?time"
    r"|part[ -]?time"
    r"|heltid|deltid|halvtid|\d{1,3} ?(?:%|procent))"
)
_ONE = pattern(
    rf"(?<![\w-]){_PREPOSITION}(?:{_ABOUT})?{_PREPOSITION}{_PACE}(?!\w)"
    r"(?P<up> eller mer| och uppåt| or more)?(?P<down> eller (?:mindre|lägre)| or less)?"
)
_RANGE = pattern(
    r"(?<![\w-])(?:mellan|från|between|from) (?P<low>\d{1,3}) ?(?:%|procent)?"
    r" ?(?:och|till|and|to|-|–) ?(?P<high>\d{1,3}) ?(?:%|procent|percent)"
)
_PART = pattern(r"(?<![\w-])(?:på |i )?(?:deltid(?:sstudier)?|part[ -]?time)(?!\w)")
_EITHER = re.compile(r"\b(?:eller|or|till|and|och)\b|/|,|[-–]")


@dataclass(frozen=True, slots=True)
class Pace:
    """The slowest and the fastest pace that will do; ``clash`` where two exclude each other."""

    least: float | None = None
    most: float | None = None
    clash: tuple[str, str] | None = None


def read_pace(said: Said) -> Pace:
    """The pace that a question asks for. How much a person works is none."""
    for match in said.find_all(_WORK):
        said.drop(*match.span())
    ranged = said.find(_RANGE)
    if ranged:
        said.take("pace", *ranged.span())
        low, high = sorted((float(ranged["low"]), float(ranged["high"])))
        return Pace(low, high)
    found: list[tuple[float, str]] = []
    least = most = None
    either = False
    last = 0
    for match in list(said.find_all(_ONE)):
        value = _value(match)
        if not 0 < value <= 100:
            continue
        if match["most"] or match["down"]:
            most = value
        elif match["least"] or match["up"]:
            least = value
        else:
            either = either or bool(found and _EITHER.search(said.rest[last : match.start()]))
            found.append((value, said.written(*match.span("value"))))
        last = match.end()
        said.take("pace", *match.span())
    part = said.find(_PART)
    if part:
        ends = (said.rest[: part.start()][-8:], said.rest[part.end() :][:8])
        either = either or any(map(_EITHER.search, ends))
        said.take("pace", *part.span())
    values = [value for value, _ in found]
    if values and min(values) != max(values) and not either:
        return Pace(clash=(found[0][1], found[-1][1]))
    if part and values and not either and min(values) == 100:
        return Pace(clash=(found[0][1], "deltid"))
    if values:
        return Pace(None if part else min(values), max(values))
    if part and most is None:
        most = LESS_THAN_FULL
    return Pace(least, most)


def _value(match: re.Match[str]) -> float:
    if match["name"]:
        return _NAMED[match["name"]]
    if match["percent"]:
        return float(match["percent"])
    return float(match["points"]) * 100 / POINTS_A_WEEK
