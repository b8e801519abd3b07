"""Chooses how much of a question a course must answer to, lest it be the nearest only.

``python -m evals.training.course_threshold SET.jsonl CATALOGUES [SET.jsonl CATALOGUES ...]`` asks
the development questions at each threshold and prints what comes of it: `GOOD` in
``assistant/courses/find/evidence.py`` is the one of the greatest sum of hits, precision and honest
answers where nothing is to be found.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.measure.command import filled_app, run
from evals.measure.course_questions import load_course_questions
from evals.measure.courses import CourseFigures, measure

THRESHOLDS = (0.45, 0.5, 0.55, 0.6, 0.62, 0.65, 0.68, 0.7, 0.75, 0.8)
_FIGURES = ("hit", "courses_satisfy", "honest_none", "constraints_exact")


def main(arguments: Sequence[str]) -> int:
    """Measures at each threshold and prints the figures, weighed by their questions."""
    sets = list(zip(arguments[::2], arguments[1::2], strict=True))
    measured: dict[float, list[CourseFigures]] = {good: [] for good in THRESHOLDS}
    for file, catalogues in sets:
        questions = load_course_questions(Path(file))
        with filled_app([Path(catalogues)], "evals.training.course_threshold") as app:
            for good, figures in measured.items():
                app.courses.shelf().evidence.good = good
                figures.append(measure(app.find_courses, file, questions).figures)
    table = Table("threshold", *_FIGURES, "sum")
    for good, figures in measured.items():
        values = [_mean(figures, name) for name in _FIGURES]
        table.add_row(f"{good:g}", *(f"{v:.3f}" for v in values), f"{sum(values[:3]):.3f}")
    Console().print(table)
    return 0


def _mean(figures: Sequence[CourseFigures], name: str) -> float:
    """A figure over all sets, each weighed by its number of questions about courses."""
    known = [(getattr(f, name), f.course_questions) for f in figures]
    told = [(value, count) for value, count in known if value is not None]
    return float(sum(value * count for value, count in told) / sum(count for _, count in told))


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
