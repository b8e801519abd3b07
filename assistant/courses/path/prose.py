"""A way to an occupation in plain Swedish: the whole as a list, and a few lines of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from assistant.bodies.paths import (
    LadderBody,
    PathBody,
    PathChoice,
    PathQuote,
    PathStep,
    RequirementBody,
    StepKind,
)
from assistant.courses.states import CURRENT
from assistant.courses.tell.figures import day, missing, plain_number
from assistant.words.languages import Language

STEP_NAMES = {
    StepKind.BEFORE: "Kan läsas först",
    StepKind.EDUCATION: "Utbildning",
    StepKind.OCCUPATION: "Yrke",
}
MOST = 3
"""Educations of a step that a few lines have room for."""


def full_text(occupation: str, steps: Sequence[PathStep], notes: Sequence[str]) -> str:
    """The whole way: a numbered list, then what must be known of it."""
    lines = [heading(occupation)]
    for place, step in enumerate(steps, 1):
        lines.append(f"{place}. {STEP_NAMES[step.kind]}: {step.title}")
        lines += [f"   {line}" for line in _step_lines(step)]
    return "\n".join([*lines, *notes])


def ladder_text(ladder: LadderBody, decides: str) -> str:
    """The requirements of a course as a list, what gives each, and the chain with its days."""
    lines = [f"Vad som krävs till {ladder.name}:"]
    if not ladder.requirements:
        lines.append(
            f"- Inget krav som vi kan läsa ut. Källan säger: {quotation(ladder.eligibility)}"
            if ladder.eligibility
            else f"- Det {missing()}."
        )
    titles = {one.key: one.title for one in ladder.requirements}
    for one in ladder.requirements:
        lines += _requirement_lines(one, titles.get(one.asked_by or "", ""))
    if ladder.chain:
        lines.append("Så kan det passa ihop, tidigast:")
    for number, link in enumerate(ladder.chain, 1):
        held = link.occasion
        where = ", ".join(held.places[:2])
        lines.append(
            f"{number}. {link.name}{f', {where}' if where else ''}: "
            f"{_day(held.start)} till {_day(held.end)}. Sök senast: {_day(held.apply_until)}."
        )
    if ladder.missing:
        lines.append(
            f"Inget tillfälle vars datum passar finns i källorna för: {'; '.join(ladder.missing)}."
        )
    return "\n".join([*lines, decides])


def _requirement_lines(one: RequirementBody, asked_by: str) -> list[str]:
    """One requirement: its words, whether it is said to be met, and what gives it."""
    said = " Du har angett att du har det." if one.has else ""
    advice = " (rekommenderas)" if one.advised else ""
    before = f" (för att läsa {asked_by})" if asked_by else ""
    lines = [f"- {one.title}{advice}{before}: {quotation(one.quote)}{said}"]
    if not one.has:
        lines += [f"  - {choice_line(choice)}. {apply_by(choice)}" for choice in one.choices]
        lines += [f"  - och {one.more} till"] if one.more else []
        lines += [f"  - {sentence}" for sentence in one.ask]
    return lines


def apply_by(choice: PathChoice) -> str:
    """Until when one may apply for the occasion that suits best."""
    return late_note(choice) or f"Sök senast: {_day(choice.starts[0].apply_until)}."


def _day(text: str | None) -> str:
    return day(text, Language.SWEDISH) or missing()


def heading(occupation: str) -> str:
    """What the steps are of: "Vägen till svetsare"."""
    return f"Vägen till {occupation.lower()}"


def numbered_steps(path: PathBody) -> list[str]:
    """The steps in their order, a numbered line for each."""
    return [f"{number}. {_step_line(step)}" for number, step in enumerate(path.steps, 1)]


def facts(choice: PathChoice) -> list[tuple[str, str | None]]:
    """What there is to know of an education, by the occasion that suits best.

    Each has its label; a value is None where the source does not tell.
    """
    soon = choice.starts[0]
    return [
        ("Tid", None if choice.time.weeks is None else choice.time.text),
        ("Takt", None if soon.pace is None else f"{plain_number(soon.pace)} procent"),
        ("Start", soon.start),
        ("Ort", ", ".join(soon.places) or None),
        ("Sök senast", soon.apply_until),
    ]


def other_names(choice: PathChoice) -> list[str]:
    """The names of the other curriculum, where they are known; the page asks for them, too."""
    return [f"Gy11: {pair.gy11}. Gy25: {pair.gy25 or 'okänt namn'}." for pair in choice.names]


def late_note(choice: PathChoice) -> str:
    """That an education can no longer be applied for, if so."""
    return "" if choice.starts[0].state in CURRENT else "Går inte att söka längre."


def more_starts(choice: PathChoice) -> str:
    """How many occasions there are besides the one that suits best, if any."""
    others = choice.occasions - 1
    return f"Och {others} tillfäll{'e' if others == 1 else 'en'} till." if others else ""


def reasons(step: PathStep) -> list[str]:
    """Whose texts ask for a step, and their words; the same words of two files once."""
    return list(
        dict.fromkeys(
            f"{reason.education} {'rekommenderar' if reason.advised else 'anger'}: "
            f"{quotation(reason.quote)}"
            for reason in step.reasons
        )
    )


def quotation(quote: PathQuote | None) -> str:
    """A catalogue's own words on one line, in quotation marks."""
    return f"”{' '.join(quote.text.split())}”" if quote else f"{missing()}."


def _step_lines(step: PathStep) -> list[str]:
    lines = reasons(step)
    for choice in step.choices:
        lines.append(f"- {choice.name}")
        lines += [f"  {line}" for line in _choice_lines(choice)]
    if step.more:
        lines.append(f"och {step.more} till")
    if step.note:
        lines.append(step.note)
    return lines


def _choice_lines(choice: PathChoice) -> list[str]:
    each = iter([f"{label}: {value or missing()}." for label, value in facts(choice)])
    lines = [
        *other_names(choice),
        " ".join(islice(each, 2)),
        " ".join(islice(each, 2)),
        " ".join(filter(None, [*each, late_note(choice)])),
        more_starts(choice),
        choice.time.how,
        f"Behörighet: {quotation(choice.eligibility)}",
        f"Rekommenderas: {quotation(choice.recommended)}" if choice.recommended else "",
        f"Källa: {choice.source.file}, {choice.source.where}",
    ]
    return [line for line in lines if line]


def _step_line(step: PathStep) -> str:
    """A step in a line: "Utbildning: Kock. Kock (Sundsvall, start 18 januari 2027, 20 veckor)"."""
    name = STEP_NAMES[step.kind]
    if step.kind is StepKind.OCCUPATION:
        return f"{name}: {step.title}.{f' {step.note}' if step.note else ''}"
    choices = "; ".join(choice_line(choice) for choice in step.choices[:MOST])
    if len(step.choices) > MOST:
        choices += f"; och {len(step.choices) - MOST + step.more} till"
    return f"{name}: {step.title}. {choices or step.note or ''}".strip()


def choice_line(choice: PathChoice) -> str:
    """One education: what it is called, where and when it next begins, how long it takes."""
    first = choice.starts[0]
    parts = [
        ", ".join(first.places[:2]),
        f"start {day(first.start, Language.SWEDISH)}" if first.start else "",
        choice.time.text if choice.time.weeks is not None else "",
    ]
    known = ", ".join(filter(None, parts))
    return f"{choice.name} ({known})" if known else choice.name
