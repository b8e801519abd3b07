"""The page about quality, made from the results: ``python -m evals.report.quality``.

Reads ``evals/results/``, writes ``docs/quality.md`` and its picture. ``quality.toml`` says what is
shown under which names, and the templates beside it how. The same results always give the same
page.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.data_files import toml
from evals.measure.answers import Outcome, Report
from evals.measure.command import RESULTS, ROOT, run
from evals.measure.courses import CourseReport
from evals.measure.figures import WITH_ANSWER, mean
from evals.measure.research import ResearchFigures
from evals.report.compare import Comparison, SystemFigures
from evals.report.intervals import RESAMPLES
from evals.report.retrieval import Retrieval
from evals.report.shown import bracket, cell, number, share

MODELS = ROOT / "assistant" / "trained"
PAGE = ROOT / "docs" / "quality.md"
PICTURE = PAGE.with_suffix(".svg")

WEAK = 0.5
"""Share of right answers at or under which a kind of question counts as weak."""

COLOURS = ("#1b5e8c", "#c77b30", "#8a8a8a")
"""For the first, second and third bar of each group; told apart without seeing colours too."""

BAR, GAP, HEAD = 14, 14, 34
"""Heights in the picture: of a bar, between two groups, and above all."""

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Results:
    """All that the page is made from; what of the last three was not measured is empty."""

    comparisons: Mapping[str, Comparison]
    retrieval: Retrieval
    courses: Mapping[str, CourseReport]
    forms: Mapping[str, Report]
    manners: Mapping[str, Report]
    conversations: Mapping[str, Report]
    research: ResearchFigures
    course_bench: Figures
    growth: Figures
    trained: Sequence[Figures]


def main(_arguments: Sequence[str]) -> int:
    """Writes the page and its picture."""
    results = load_results(RESULTS)
    PAGE.write_text(page(results), encoding="utf-8")
    PICTURE.write_text(picture(results), encoding="utf-8")
    return 0


def load_results(folder: Path) -> Results:
    """The results in a folder; those of speed and training may be missing."""

    def read(name: str) -> dict[str, Any]:
        path = folder / f"{name}.json"
        content: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
        return content

    names = _names()
    return Results(
        {name: Comparison.model_validate(read(f"compare_{name}")) for name in names["sets"]},
        Retrieval.model_validate(read("retrieval")),
        {name: CourseReport.model_validate(read(f"courses_{name}")) for name in names["courses"]},
        {name: Report.model_validate(read(name)) for name in names["forms"]},
        {name: Report.model_validate(read(name)) for name in names["manners"]},
        {name: Report.model_validate(read(name)) for name in names["conversations"]},
        ResearchFigures.model_validate(read("research")),
        read("course_bench"),
        read("growth"),
        read(str(MODELS / "scores")).get("rows", []),
    )


def page(results: Results) -> str:
    """The page, as Markdown."""
    return _rendered(
        "quality.md.jinja",
        **{name: getattr(results, name) for name in Results.__slots__},
        names=_names(),
        resamples=f"{RESAMPLES:,}",
        sizes={name: _size(each) for name, each in results.comparisons.items()},
        weakest=_weakest(results.comparisons),
    )


def picture(results: Results) -> str:
    """The main comparison as SVG: for each set and figure a bar for each system."""
    names = _names()
    groups = [
        {
            "title": f"{names['short'][name]}: {heading}",
            "bars": _bars(comparison.systems, names["figures"][heading]),
        }
        for name, comparison in results.comparisons.items()
        if name in names["short"]
        for heading in names["drawn"]
    ]
    height = HEAD + sum(BAR * len(group["bars"]) + GAP for group in groups)
    sizes = {"height": height, "thick": BAR, "gap": GAP, "head": HEAD}
    return _rendered("quality.svg.jinja", groups=groups, colours=COLOURS, **sizes)


def _names() -> Figures:
    return toml("quality.toml", __package__)


def _rendered(template: str, **values: object) -> str:
    environment = Environment(  # noqa: S701 - Markdown, and a picture that escapes by itself
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    filters = {"share": share, "bracket": bracket, "number": number, "cell": cell}
    environment.filters |= {**filters, "plain": lambda name: name.replace("_", " ")}
    return environment.get_template(template).render(values).strip("\n") + "\n"


def _bars(systems: Sequence[SystemFigures], figure: str) -> list[dict[str, object]]:
    return [
        {"name": system.name, **system.intervals[figure].model_dump()}
        for system in systems
        if figure in system.intervals
    ]


def _size(comparison: Comparison) -> str:
    answerable = sum(outcome.answerable for outcome in comparison.outcomes)
    return f"{len(comparison.outcomes)} questions, {answerable} of them with an answer"


def _weakest(comparisons: Mapping[str, Comparison]) -> str:
    """A sentence that names the kinds that fail."""
    outcomes = [outcome for one in comparisons.values() for outcome in one.outcomes]
    right = _named({k: s for k, s in _pooled(outcomes, answerable=True).items() if s <= WEAK})
    false = _named({k: s for k, s in _pooled(outcomes, answerable=False).items() if s > 0})
    return (
        f"Over all three sets together, at most {share(WEAK)} of the answers are right to: "
        f"{right or 'none'}. Of the questions without an answer, these get one: {false or 'none'}."
    )


def _pooled(outcomes: Sequence[Outcome], *, answerable: bool) -> dict[str, float]:
    """For each kind the share of right answers, or of answers where there is none to give."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.answerable == answerable:
            value = outcome.correct if answerable else outcome.status in WITH_ANSWER
            kinds[outcome.kind].append(value)
    return {kind: mean(values) or 0.0 for kind, values in kinds.items()}


def _named(shares: Mapping[str, float]) -> str:
    """The kinds with their shares, in order of these."""
    ordered = sorted(shares.items(), key=lambda item: (item[1], item[0]))
    return ", ".join(f"{kind} ({share(value)})" for kind, value in ordered)


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
