"""How fast a person wants to study, in percent of full time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.courses.read.patterns import compiled, number, paces
from assistant.courses.read.question_text import QuestionText

LESS_THAN_FULL = 99.0
"""Part time is any pace below full time."""

POINTS_A_WEEK = 20
"""Points of upper secondary and basic education that full time is, a week."""


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
    patterns = compiled("pace")
    limits = question.find(patterns["range"])
    if limits:
        question.take("pace", *limits.span())
        low, high = sorted((float(limits["low"]), float(limits["high"])))
        return Pace(low, high)
    less = question.find(patterns["not_full"])
    if less:
        question.take("pace", *less.span())
    paces: list[tuple[float, str]] = []
    least = None
    most = LESS_THAN_FULL if less else None
    bound = ""
    either = False
    last = 0
    for match in list(question.find_all(patterns["one"])):
        value = _value(match)
        if not 0 < value <= 100:
            continue
        if match["most"] or match["down"]:
            most, bound = value, question.written(*match.span()).strip()
        elif match["least"] or match["up"]:
            least, bound = value, question.written(*match.span()).strip()
        else:
            either = either or bool(
                paces and patterns["either"].search(question.rest[last : match.start()])
            )
            paces.append((value, question.written(*match.span("value"))))
        last = match.end()
        question.take("pace", *match.span())
    part = question.find(patterns["part_time"])
    if part:
        ends = (question.rest[: part.start()][-8:], question.rest[part.end() :][:8])
        either = either or any(map(patterns["either"].search, ends))
        question.take("pace", *part.span())
    if paces:
        return _with_bounds(paces, least, most, bound, either=either, part=part is not None)
    return Pace(least, LESS_THAN_FULL if part and most is None else most)


def _with_bounds(
    paces: Sequence[tuple[float, str]],
    least: float | None,
    most: float | None,
    bound: str,
    *,
    either: bool,
    part: bool,
) -> Pace:
    """The pace of a question that names some, with the words of each, and maybe a bound."""
    values = [value for value, _ in paces]
    slowest, fastest = min(values), max(values)
    first = paces[0][1]
    if slowest != fastest and not either:
        return Pace(clash=(first, paces[-1][1]))
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
        return paces()[match["name"]]
    if match["percent"]:
        return number(match["percent"])
    return float(match["points"]) * 100 / POINTS_A_WEEK
