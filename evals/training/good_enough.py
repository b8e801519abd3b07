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

from rich.console import Console

from evals.measure.command import filled_app, run, write
from evals.measure.course_questions import load_course_questions
from evals.measure.courses import measure

COMPARED = ("hit", "questions_satisfied", "honest_none")
THRESHOLDS = tuple(n / 100 for n in range(50, 84, 4))
ALIKE = 0.004
"""What one question in three hundred adds to the sum: less is no difference."""


def main(arguments: Sequence[str]) -> int:
    """Asks with each threshold, writes the curve and prints it."""
    catalogues, *sets, result = map(Path, arguments)
    questions = [question for one in sets for question in load_course_questions(one)]
    points = []
    with filled_app([catalogues], "evals.training.good_enough") as app:
        evidence = app.courses.shelf().evidence
        for threshold in THRESHOLDS:
            evidence.good = threshold
            figures = measure(app.find_courses, "", questions).figures.model_dump()
            compared = {name: figures[name] or 0.0 for name in COMPARED}
            points.append({"threshold": threshold, **compared})
            Console().print(points[-1])
    sums = [sum(point[name] for name in COMPARED) for point in points]
    best = [one for one, each in zip(THRESHOLDS, sums, strict=True) if each >= max(sums) - ALIKE]
    write({"best": best[len(best) // 2], "points": points}, result)
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
