"""Learns how much of a subject the best education must answer to, lest it be the nearest only.

``python -m evals.training.good_enough CATALOGUES SET.jsonl [SET.jsonl ...] RESULT.json`` asks the
development questions with each threshold and writes the curve. What is best has the greatest sum
of hits, of replies that meet all, and of honest answers where nothing is to be found; of those as
good but for one question the middle one. ``GOOD`` of ``assistant/courses/find/evidence.py`` is set
to it by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console

from evals.measure.command import filled_app, run, write
from evals.measure.course_questions import load_course_questions
from evals.measure.courses import measure

THRESHOLDS = tuple(n / 100 for n in range(50, 84, 4))
ALIKE = 0.004
"""What one question in three hundred adds to the sum: less is no difference."""


class Point(BaseModel):
    """The figures with one threshold."""

    threshold: float
    hit: float
    questions_satisfied: float
    honest_none: float

    @property
    def total(self) -> float:
        """What the thresholds are compared by."""
        return self.hit + self.questions_satisfied + self.honest_none


class Curve(BaseModel):
    """The figures with each threshold, and the best of these."""

    best: float
    points: list[Point]


def main(arguments: Sequence[str]) -> int:
    """Asks with each threshold, writes the curve and prints it."""
    catalogues, *sets, result = map(Path, arguments)
    questions = [question for one in sets for question in load_course_questions(one)]
    points: list[Point] = []
    with filled_app([catalogues], "evals.training.good_enough") as app:
        evidence = app.courses.shelf().evidence
        for threshold in THRESHOLDS:
            evidence.good = threshold
            figures = measure(app.find_courses, "", questions).figures.model_dump()
            point = Point(threshold=threshold, **{n: figures[n] or 0.0 for n in _FIGURES})
            Console().print(point)
            points.append(point)
    least = max(point.total for point in points) - ALIKE
    best = [point.threshold for point in points if point.total >= least]
    write(Curve(best=best[len(best) // 2], points=points), result)
    return 0


_FIGURES = ("hit", "questions_satisfied", "honest_none")


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
