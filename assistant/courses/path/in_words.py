"""A way to an occupation in plain Swedish: the lines of a box, and the whole as a list."""

from __future__ import annotations

from assistant.bodies.paths import Choice, Quote, Reason, Start, Step, StepKind
from assistant.courses.path.steps import Path
from assistant.courses.path.timing import MISSING, number
from assistant.courses.states import CURRENT

KINDS = {
    StepKind.BEFORE: "Kan läsas först",
    StepKind.EDUCATION: "Utbildning",
    StepKind.OCCUPATION: "Yrke",
}
LONGEST_QUOTE = 160
"""Characters of an eligibility text that a box shows; the whole stands in the list."""


def heading(path: Path) -> str:
    """What the picture and the list are of."""
    return f"Vägen till {path.occupation.name.lower()}"


def lines(choice: Choice) -> list[str]:
    """What a box says of an education, under its name; what the source lacks is said so."""
    soon = choice.starts[0]
    others = choice.occasions - 1
    return [
        *other_names(choice),
        f"Tid: {choice.time.text}. Takt: {_pace(soon)}.",
        f"Start: {soon.start or MISSING}. Ort: {', '.join(soon.places) or MISSING}.",
        f"Sök senast: {soon.apply_until or MISSING}.{_late(soon)}",
        *([f"Och {others} tillfäll{'e' if others == 1 else 'en'} till."] if others else []),
    ]


def other_names(choice: Choice) -> list[str]:
    """The names of the other curriculum, where they are known."""
    return [f"Gy11: {pair.gy11}. Gy25: {pair.gy25 or 'okänt namn'}." for pair in choice.names]


def asks(choice: Choice, most: int | None = None) -> list[str]:
    """The education's own words on eligibility, cut where a box has no room for them."""
    told = [f"Behörighet: {_quoted(choice.eligibility, most)}"]
    if choice.recommended:
        told.append(f"Rekommenderas: {_quoted(choice.recommended, most)}")
    return told


def why(step: Step) -> list[str]:
    """Whose texts ask for a step, and their words; the same words of two files once."""
    return list(dict.fromkeys(_reason(reason) for reason in step.reasons))


def _reason(reason: Reason) -> str:
    verb = "rekommenderar" if reason.advised else "anger"
    return f"{reason.education} {verb}: {_quoted(reason.quote)}"


def _quoted(quote: Quote | None, most: int | None = None) -> str:
    if quote is None:
        return f"{MISSING}."
    text = " ".join(quote.text.split())
    if most is not None and len(text) > most:
        text = text[:most].rsplit(" ", 1)[0] + " …"
    return f"”{text}”"


def in_words(path: Path) -> str:
    """The whole way as plain text: a numbered list, then what must be known of it."""
    told = [heading(path)]
    for place, step in enumerate(path.steps, 1):
        told.append(f"{place}. {KINDS[step.kind]}: {step.title}")
        told += [f"   {line}" for line in _step(step)]
    return "\n".join([*told, *path.notes, path.decides])


def _step(step: Step) -> list[str]:
    told = []
    told += why(step)
    for choice in step.choices:
        told.append(f"- {choice.name}")
        told += [f"  {line}" for line in lines(choice)]
        told += [f"  {line}" for line in (choice.time.how, *asks(choice))]
        told.append(f"  Källa: {choice.source.file}, {choice.source.where}")
    if step.more:
        told.append(f"och {step.more} till")
    if step.note:
        told.append(step.note)
    return told


def _pace(start: Start) -> str:
    return MISSING if start.pace is None else f"{number(start.pace)} procent"


def _late(start: Start) -> str:
    return "" if start.state in CURRENT else " Går inte att söka längre."
