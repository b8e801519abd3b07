"""``vagvis ask --explain``: how an answer came to be, for those who look after the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from assistant.answer.extractive.selection import Fate
from assistant.bodies.answer import Status

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistant.answer.trace import (
        Decision,
        Trace,
        TracedPassage,
        TracedSentence,
        TracedStep,
        Understanding,
    )

SENTENCES = 15
"""How many sentences are shown of those that were not chosen; JSON has them all."""

_SHOWN = 160
_CHOSEN = (Fate.LIKELY, Fate.LISTED, Fate.BRIDGE, Fate.ANTECEDENT)
_FATES = {
    Fate.LIKELY: "vald: trolig",
    Fate.LISTED: "vald: hör till en lista",
    Fate.BRIDGE: "vald: binder ihop två valda",
    Fate.ANTECEDENT: "vald: säger vem eller vad nästa talar om",
    Fate.SILENT: "säger inget som frågan inte säger",
    Fate.UNLIKELY: "för osannolik",
    Fate.NO_ROOM: "får inte plats",
    Fate.REPEATED: "sägs redan",
    Fate.ONE_TOO_MANY: "för många stycken",
}
_STATUSES = {
    Status.ANSWERED: "besvarad",
    Status.PARTLY: "delvis besvarad",
    Status.NOT_FOUND: "inget svar",
    Status.DECLINED: "avböjd utan sökning",
}


def rendered(trace: Trace) -> Iterator[RenderableType]:
    """A trace as parts for a terminal, in the order in which the answer was made."""
    if trace.understood:
        yield from _understanding(trace.understood)
    if trace.passages:
        yield _heading("Textställen")
        yield _passages(trace.passages)
    for step in trace.steps:
        yield from _step(step, several=len(trace.steps) > 1)
    yield _heading("Beslut")
    yield from _decision(trace.decision, trace.steps)


def _heading(text: str) -> str:
    return f"\n[bold]{escape(text)}[/bold]"


def _understanding(understood: Understanding) -> Iterator[RenderableType]:
    yield _heading("Så förstods frågan")
    lines = {
        "Frågar efter": ", ".join(understood.wants) or "inget särskilt slag av svar",
        "På svenska": understood.translation,
        "Läst med frågan före": understood.before,
        "Söker": understood.search,
        "Söker med mindre vikt": understood.context,
        "Jämför": "; ".join(understood.sides),
    }
    yield _pairs([*lines.items()])
    if understood.added:
        table = Table("I frågan", "Ordlistan lade till", "Skäl", box=None)
        for words in understood.added:
            table.add_row(*map(escape, (words.matched, ", ".join(words.added), words.reason)))
        yield table


def _pairs(lines: Sequence[tuple[str, str]]) -> Table:
    table = Table(box=None, show_header=False)
    for name, value in lines:
        if value:
            table.add_row(name, escape(value))
    return table


def _passages(passages: Sequence[TracedPassage]) -> Table:
    table = Table(box=None)
    for name in ("#", "Poäng", "Nyckelord", "Vektor"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("Textställe", "Ord som möts i texten (och i rubriken)"):
        table.add_column(name)
    for number, passage in enumerate(passages, 1):
        place = ", ".join([passage.title, *(f"s. {page}" for page in passage.pages)])
        met = ", ".join(
            f"{term.term} {term.in_text:.2f} ({term.in_heading:.2f})" for term in passage.terms
        )
        table.add_row(
            str(number),
            f"{passage.score:.2f}",
            _ranked(passage.keyword, passage.keyword_rank),
            _ranked(passage.vector, passage.vector_rank),
            escape(f"{place} › {passage.heading}" if passage.heading else place),
            escape(met or "–"),
        )
    return table


def _ranked(score: float, rank: int | None) -> str:
    return f"{score:.2f} (plats {rank})" if rank else "–"


def _step(step: TracedStep, *, several: bool) -> Iterator[RenderableType]:
    about = f": {step.question}" if several else ""
    yield _heading(f"Frågans ord{about}")
    terms = Table("Ord", "Vikt", "Namn", "Eller", box=None)
    for term in step.terms:
        name = "från frågan före" if term.from_before else "ja" if term.is_name else ""
        row = (term.term, f"{term.weight:.2f}", name, ", ".join(term.alternatives))
        terms.add_row(*map(escape, row))
    yield terms
    chosen = [s for s in step.sentences if s.fate in _CHOSEN]
    others = [s for s in step.sentences if s.fate not in _CHOSEN][:SENTENCES]
    yield _heading(f"Meningar ({len(step.sentences)} prövade, {len(chosen)} valda){about}")
    yield _sentences([*chosen, *others])
    yield _heading(f"Säkerhet: {step.confidence:.2f}{about}")
    yield _pairs([(name, f"{value:.2f}") for name, value in step.features.items()])


def _sentences(sentences: Sequence[TracedSentence]) -> Table:
    table = Table("Sannolik", "Utfall", "Citat", "Mening", box=None)
    for sentence in sentences:
        text = " ".join(sentence.text.split())
        table.add_row(
            f"{sentence.probability:.3f}",
            _FATES[sentence.fate],
            escape(f"[{sentence.citation}]") if sentence.citation else "",
            escape(text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"),
        )
    return table


def _decision(decision: Decision, steps: Sequence[TracedStep]) -> Iterator[RenderableType]:
    reasons = [
        f"Säkerheten är {decision.confidence:.2f}; ett svar ges från {decision.found_from:.2f}, "
        f"utan förbehåll från {decision.sure_from:.2f}."
        if decision.confidence is not None
        else ""
    ]
    if steps and all(step.refused for step in steps):
        reasons.append("Det valda saknar det slag av uppgift som frågan gäller, och räknas inte.")
    if decision.missing:
        reasons.append(f"Inget som valts nämner: {', '.join(decision.missing)}.")
    yield escape(" ".join([f"Utfall: {_STATUSES[decision.status]}.", *filter(None, reasons)]))
