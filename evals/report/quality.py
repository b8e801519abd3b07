"""The page about quality, made from the results: ``python -m evals.report.quality``.

Reads ``evals/results/``, writes ``docs/quality.md`` and its picture. The same results always give
the same page.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from evals.measure.answers import Outcome, Report
from evals.measure.command import RESULTS, ROOT, run
from evals.measure.courses import CourseReport
from evals.measure.figures import WITH_ANSWER, mean
from evals.report.chart import Bar, Group, chart
from evals.report.compare import Comparison, SystemFigures
from evals.report.intervals import RESAMPLES
from evals.report.retrieval import WHOLE, Retrieval, SetPart
from evals.report.tables import Value, bracket, number, records, share, table, turned

MODELS = ROOT / "assistant" / "trained"
PAGE = ROOT / "docs" / "quality.md"
PICTURE = PAGE.with_suffix(".svg")
TEMPLATE = Path(__file__).parent / "quality_template.md"

SETS = {
    "examples_held": "Held questions over the example documents",
    "seeds_dev": "Five real scraped reports",
    "examples_dev": "Development questions over the example documents",
}
"""The question files that are compared over, as their results are called; most telling first."""

COURSE_SETS = {
    "examples_held": "Held questions over the example catalogues",
    "examples_dev": "Development questions over the example catalogues",
    "real_held": "Held questions over two real catalogues",
    "real_dev": "Development questions over two real catalogues",
    "spoken_dev": "Development questions as people speak and type, over the example catalogues",
}
"""The question files about courses, as their results are called; most telling first."""

COURSE_FIGURES = {
    "constraints exact": "constraints_exact",
    "first five satisfy": "courses_satisfy",
    "all of the first five do": "questions_satisfied",
    "missed": "missed",
    "course taken for document": "course_as_document",
    "document taken for course": "document_as_course",
}

SHORT = {"examples_held": "held questions", "seeds_dev": "scraped reports"}
"""What the sets are called in the picture."""

FIGURES = {
    "R@1": "recall_at_1",
    "R@5": "recall_at_5",
    "R@10": "recall_at_10",
    "MRR": "mrr_at_10",
    "nDCG": "ndcg_at_10",
    "right": "correct",
    "right, any page": "correct_any_page",
    "helped": "helped",
    "claimed wrong": "claimed_wrong",
    "refused": "false_refusal",
    "false": "false_answer",
    "false claim": "false_claim",
}
"""The shares of the tables, and the figures in them."""

DRAWN = ("R@5", "right", "right, any page")
"""The shares in the picture."""

WEAK = 0.5
"""Share of right answers at or under which a kind of question counts as weak."""

FORMS = {
    "forms_held": "Questions of all forms, held back",
    "forms_dev": "Questions of all forms, for development",
}
"""The files of questions by form, and what they are called."""

BEFORE = "_before"
"""What the results are marked with that were measured before there were forms and networks."""

FORM_FIGURES = {
    "R@5": "recall_at_5",
    "helped": "helped",
    "right": "correct",
    "claimed wrong": "claimed_wrong",
    "false claim": "false_claim",
}
"""The shares by form, and the figures in them."""


@dataclass(frozen=True, slots=True)
class Results:
    """All that the page is made from.

    ``bench`` and ``trained`` are rows of any columns; ``machine`` is what is known of where the
    former were measured. ``forms`` are the figures by form, before and now.
    """

    comparisons: Mapping[str, Comparison]
    retrieval: Retrieval
    bench: Sequence[Mapping[str, Value]]
    machine: Mapping[str, Value]
    trained: Sequence[Mapping[str, Value]]
    courses: Mapping[str, CourseReport]
    course_bench: Mapping[str, Value]
    forms: Mapping[str, tuple[Report, Report]]


@dataclass(frozen=True, slots=True)
class Titled:
    """A table of the page."""

    title: str
    markdown: str


def main(_arguments: Sequence[str]) -> int:
    """Writes the page and its picture."""
    results = load_results(RESULTS)
    PAGE.write_text(page(results), encoding="utf-8")
    PICTURE.write_text(picture(results), encoding="utf-8")
    return 0


def load_results(folder: Path) -> Results:
    """The results in a folder; those of speed and training may be missing."""
    speed = _read(folder / "bench.json", {"rows": []})
    return Results(
        comparisons={
            name: Comparison.model_validate_json((folder / f"compare_{name}.json").read_bytes())
            for name in SETS
        },
        retrieval=Retrieval.model_validate_json((folder / "retrieval.json").read_bytes()),
        bench=speed.pop("rows"),
        machine=speed,
        trained=_read(MODELS / "scores.json", {"rows": []})["rows"],
        courses={
            name: CourseReport.model_validate_json((folder / f"courses_{name}.json").read_bytes())
            for name in COURSE_SETS
        },
        course_bench=_flat(_read(folder / "course_bench.json", {})),
        forms={name: (_report(folder, f"{name}{BEFORE}"), _report(folder, name)) for name in FORMS},
    )


def _report(folder: Path, name: str) -> Report:
    return Report.model_validate_json((folder / f"{name}.json").read_bytes())


def _read(path: Path, otherwise: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else otherwise
    return content


def page(results: Results) -> str:
    """The page, as Markdown."""
    environment = Environment(undefined=StrictUndefined, trim_blocks=True)  # noqa: S701 - Markdown
    text = environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        resamples=f"{RESAMPLES:,}",
        names=SETS,
        sizes={name: _size(each) for name, each in results.comparisons.items()},
        parts=[
            {
                "label": _label(part),
                "size": f"{part.queries:,} queries, {part.answers:,} answers",
            }
            for part in results.retrieval.parts
        ],
        answers=[Titled(SETS[name], _answers(each)) for name, each in results.comparisons.items()],
        weakest=_weakest(results.comparisons),
        by_kind=[Titled(SETS[name], _by_kind(each)) for name, each in results.comparisons.items()],
        forms=[Titled(FORMS[name], _forms(*both)) for name, both in results.forms.items()],
        retrieval=[Titled(_label(part), _retrieval(part)) for part in results.retrieval.parts],
        speed=turned(results.bench),
        machine=", ".join(f"{name} {value}" for name, value in results.machine.items()),
        trained=records(results.trained),
        courses=_courses(results.courses),
        course_speed=records([results.course_bench]) if results.course_bench else "",
    )
    return text.rstrip("\n") + "\n"


def picture(results: Results) -> str:
    """The main comparison as SVG: for each set and figure a bar for each system."""
    return chart(
        [
            Group(
                f"{SHORT[name]}: {heading}",
                [
                    Bar(system.name, each.mean, each.low, each.high)
                    for system in comparison.systems
                    if (each := system.intervals.get(FIGURES[heading])) is not None
                ],
            )
            for name, comparison in results.comparisons.items()
            if name in SHORT
            for heading in DRAWN
        ]
    )


def _size(comparison: Comparison) -> str:
    answerable = sum(outcome.answerable for outcome in comparison.outcomes)
    return f"{len(comparison.outcomes)} questions, {answerable} of them with an answer"


def _label(part: SetPart) -> str:
    return f"{part.set}, {part.part}"


def _answers(comparison: Comparison) -> str:
    systems = comparison.systems
    ours, *others = (system.name for system in systems)
    header = ["", ours, *others, *(f"{ours} − {other}" for other in others)]
    rows = [
        [
            heading,
            *(bracket(system.intervals.get(figure)) for system in systems),
            *(bracket(each.figures.get(figure), sign="+") for each in comparison.differences),
        ]
        for heading, figure in FIGURES.items()
    ]
    blank = [""] * len(others)
    rows.append(["quotes", *(share(s.figures.verbatim) for s in systems), *blank])
    rows.append(["characters", *(number(s.figures.median_characters) for s in systems), *blank])
    rows.append(["ms", *map(_times, systems), *blank])
    rows.append(["passages", *(number(s.passages) for s in systems), *blank])
    return table(header, rows)


def _courses(reports: Mapping[str, CourseReport]) -> str:
    """For each set how its questions were understood and met."""
    header = ["", *COURSE_FIGURES, "wrongly recommended", "questions", "ms"]
    rows = []
    for name, report in reports.items():
        figures = report.figures
        times = f"{number(figures.latency_p50_ms)} / {number(figures.latency_p95_ms)}"
        shares = [share(getattr(figures, figure)) for figure in COURSE_FIGURES.values()]
        counts = f"{figures.course_questions} of {figures.questions}"
        rows.append([COURSE_SETS[name], *shares, number(figures.recommended), counts, times])
    return table(header, rows)


def _flat(figures: Mapping[str, Any]) -> dict[str, Value]:
    """The figures of a result, those inside others as well."""
    flat: dict[str, Value] = {}
    for name, value in figures.items():
        flat |= _flat(value) if isinstance(value, dict) else {name: value}
    return flat


def _times(system: SystemFigures) -> str:
    figures = system.figures
    return f"{number(figures.latency_p50_ms)} / {number(figures.latency_p95_ms)}"


def _by_kind(comparison: Comparison) -> str:
    """For each kind how Vägvis does, and how many the others get right."""
    ours, *others = comparison.systems
    header = ["kind", "n", "R@5", "right", "refused", "false"]
    header += [f"{other.name}: right" for other in others]
    rows = [
        [
            kind,
            number(figures.questions),
            share(figures.recall_at_5),
            share(figures.correct),
            share(figures.false_refusal),
            share(figures.false_answer),
            *(share(other.by_kind[kind].correct) for other in others),
        ]
        for kind, figures in ours.by_kind.items()
    ]
    return table(header, rows)


def _weakest(comparisons: Mapping[str, Comparison]) -> str:
    """A sentence that names the kinds that fail."""
    outcomes = [outcome for one in comparisons.values() for outcome in one.outcomes]
    right = _named({k: s for k, s in _pooled(outcomes, answerable=True).items() if s <= WEAK})
    false = _named({k: s for k, s in _pooled(outcomes, answerable=False).items() if s > 0})
    return (
        f"Over all three sets together, at most {share(WEAK)} of the answers are right to: "
        f"{right or 'none'}. Of the questions without an answer, these get one: {false or 'none'}."
    )


def _forms(before: Report, now: Report) -> str:
    """For each form the shares before and now."""
    header = ["form", "n", *(f"{name}, {when}" for name in FORM_FIGURES for when in ("was", "is"))]
    kinds = {"all": (before.figures, now.figures)}
    kinds |= {kind: (before.by_kind[kind], figures) for kind, figures in now.by_kind.items()}
    rows = [
        [
            kind,
            number(new.questions),
            *(
                share(getattr(figures, field))
                for field in FORM_FIGURES.values()
                for figures in (old, new)
            ),
        ]
        for kind, (old, new) in kinds.items()
    ]
    return table(header, rows)


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


def _retrieval(part: SetPart) -> str:
    header = ["", "nDCG@10", "R@1", "R@5", "R@10", f"nDCG@10: {WHOLE} − this"]
    rows = [
        [
            scores.system,
            bracket(scores.ndcg_at_10, places=3),
            share(scores.recall_at_1),
            share(scores.recall_at_5),
            share(scores.recall_at_10),
            bracket(part.differences.get(scores.system), places=3, sign="+"),
        ]
        for scores in part.systems
    ]
    return table(header, rows)


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
