"""A way to an occupation in a few lines, as an answer tells it; the picture tells the rest."""

from __future__ import annotations

import datetime as dt

from assistant.bodies.paths import Choice, Step, StepKind
from assistant.courses.path.in_words import KINDS, heading
from assistant.courses.path.steps import Path
from assistant.courses.path.timing import MISSING
from assistant.words.dates import said
from assistant.words.languages import Language

NAMED = 3
"""Educations that are named for a step."""


def told(path: Path) -> str:
    """The steps in order, what must be known of them, and who decides."""
    lines = [f"{heading(path)}, så långt kurskatalogerna berättar:"]
    lines += [f"{number}. {_step(step)}" for number, step in enumerate(path.steps, 1)]
    return "\n\n".join(filter(None, ["\n".join(lines), " ".join(path.notes), path.decides]))


def _step(step: Step) -> str:
    if step.kind is StepKind.OCCUPATION:
        note = f" {step.note}" if step.note else ""
        return f"{KINDS[step.kind]}: {step.title}.{note}"
    named = "; ".join(_choice(choice) for choice in step.choices[:NAMED])
    more = len(step.choices) - NAMED + step.more
    if len(step.choices) > NAMED:
        named += f"; och {more} till"
    return f"{KINDS[step.kind]}: {step.title}. {named or step.note or ''}".strip()


def _choice(choice: Choice) -> str:
    """One education: what it is called, where and when it next begins, how long it takes."""
    first = choice.starts[0]
    when = ""
    if first.start:
        when = f"start {said(dt.date.fromisoformat(first.start), Language.SWEDISH)}"
    parts = [", ".join(first.places[:2]), when, choice.time.text]
    known = [part for part in parts if part and part != MISSING]
    return f"{choice.name} ({', '.join(known)})" if known else choice.name
