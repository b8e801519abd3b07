"""How many points a course shall have: exactly, at least or at most."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.courses.read.patterns import compiled, number
from assistant.courses.read.question_text import QuestionText


@dataclass(frozen=True, slots=True)
class Points:
    """The fewest and the most points that will do."""

    least: float | None = None
    most: float | None = None


def read_points(question: QuestionText) -> Points:
    """The points that a question asks for."""
    patterns = compiled("points")
    limits = question.find(patterns["range"])
    if limits:
        question.take("points", *limits.span())
        low, high = sorted((float(limits["low"]), float(limits["high"])))
        return Points(low, high)
    match = question.find(patterns["one"])
    if match is None:
        return Points()
    question.take("points", *match.span())
    points = number(match["points"])
    if match["most"] or match["down"]:
        return Points(most=points)
    return Points(points, None if match["least"] or match["up"] else points)
