"""How many points a course shall have: exactly, at least or at most."""

from __future__ import annotations

from assistant.courses.read.patterns import compiled, number
from assistant.courses.read.question_text import QuestionText


def read_points(question: QuestionText) -> tuple[float | None, float | None]:
    """The fewest and the most points that a question asks for."""
    patterns = compiled("points")
    limits = question.find(patterns["range"])
    if limits:
        question.take("points", *limits.span())
        low, high = sorted((float(limits["low"]), float(limits["high"])))
        return low, high
    match = question.find(patterns["one"])
    if match is None:
        return None, None
    question.take("points", *match.span())
    points = number(match["points"])
    if match["most"] or match["down"]:
        return None, points
    return points, None if match["least"] or match["up"] else points
