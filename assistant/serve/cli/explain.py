"""``vagvis ask --explain``: how an answer came to be, for those who look after the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from assistant.answer.extractive.selection import Fate
from assistant.serve.cli.frame import WORDS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistant.answer.trace import (
        Decision,
        Trace,
        TracedPassage,
        TracedSentence,
        TracedStep,
        Understanding,
        WeighedTerm,
    )

SENTENCES = 15
"""How many sentences are shown of those that were not chosen; JSON has them all."""

_SHOWN = 160
_CHOSEN = (Fate.LIKELY, Fate.LISTED, Fate.BRIDGE, Fate.ANTECEDENT)
_TERM_COLUMNS = ("Ord", "Vikt", "Namn", "Eller")
_WORD_COLUMNS = ("I frågan", "Ordlistan lade till", "Skäl")
_SENTENCE_COLUMNS = ("Sannolik", "Utfall", "Citat", "Mening")
_PASSAGE_COLUMNS = (
    *("#", "Poäng", "Nyckelord", "Vektor", "Textställe"),
    "Ord som möts i texten (och i rubriken)",
)


def render_trace(trace: Trace) -> Iterator[RenderableType]:
    """A trace as parts for a terminal, in the order in which the answer was made."""
    if trace.understood:
        yield _heading("Så förstods frågan")
        yield from _understanding(trace.understood)
    if trace.passages:
        yield _heading("Textställen")
        yield _table(_PASSAGE_COLUMNS, map(_passage, count(1), trace.passages))
    for step in trace.steps:
        yield from _step(step, f": {step.question}" if len(trace.steps) > 1 else "")
    yield _heading("Beslut")
    yield escape(" ".join(_decision(trace.decision, trace.steps)))


def _heading(text: str) -> str:
    return f"\n[bold]{escape(text)}[/bold]"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*columns, box=None, show_header=any(columns))
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _pairs(lines: Mapping[str, str]) -> Table:
    return _table(("", ""), [line for line in lines.items() if line[1]])


def _understanding(understood: Understanding) -> Iterator[Table]:
    yield _pairs(
        {
            "Frågar efter": ", ".join(understood.wants) or "inget särskilt slag av svar",
            "På svenska": understood.translation,
            "Läst med frågan före": understood.before,
            "Söker": understood.search,
            "Söker med mindre vikt": understood.context,
            "Jämför": "; ".join(understood.sides),
        }
    )
    if understood.added:
        rows = [(words.matched, ", ".join(words.added), words.reason) for words in understood.added]
        yield _table(_WORD_COLUMNS, rows)


def _passage(number: int, passage: TracedPassage) -> Sequence[str]:
    place = ", ".join([passage.title, *(f"s. {page}" for page in passage.pages)])
    met = (f"{term.term} {term.in_text:.2f} ({term.in_heading:.2f})" for term in passage.terms)
    return (
        str(number),
        f"{passage.score:.2f}",
        _ranked(passage.keyword, passage.keyword_rank),
        _ranked(passage.vector, passage.vector_rank),
        f"{place} › {passage.heading}" if passage.heading else place,
        ", ".join(met) or "–",
    )


def _ranked(score: float, rank: int | None) -> str:
    return f"{score:.2f} (plats {rank})" if rank else "–"


def _step(step: TracedStep, about: str) -> Iterator[RenderableType]:
    yield _heading(f"Frågans ord{about}")
    yield _table(_TERM_COLUMNS, map(_term, step.terms))
    chosen = [s for s in step.sentences if s.fate in _CHOSEN]
    others = [s for s in step.sentences if s.fate not in _CHOSEN][:SENTENCES]
    yield _heading(f"Meningar ({len(step.sentences)} prövade, {len(chosen)} valda){about}")
    yield _table(_SENTENCE_COLUMNS, map(_sentence, [*chosen, *others]))
    yield _heading(f"Säkerhet: {step.confidence:.2f}{about}")
    yield _pairs({name: f"{value:.2f}" for name, value in step.features.items()})


def _term(term: WeighedTerm) -> Sequence[str]:
    name = "från frågan före" if term.from_before else "ja" if term.is_name else ""
    return term.term, f"{term.weight:.2f}", name, ", ".join(term.alternatives)


def _sentence(sentence: TracedSentence) -> Sequence[str]:
    text = " ".join(sentence.text.split())
    return (
        f"{sentence.probability:.3f}",
        WORDS["fates"][sentence.fate],
        f"[{sentence.citation}]" if sentence.citation else "",
        text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …",
    )


def _decision(decision: Decision, steps: Sequence[TracedStep]) -> Iterator[str]:
    yield f"Utfall: {WORDS['statuses'][decision.status]}."
    if decision.confidence is not None:
        yield (
            f"Säkerheten är {decision.confidence:.2f}; ett svar ges från "
            f"{decision.found_from:.2f}, utan förbehåll från {decision.sure_from:.2f}."
        )
    if steps and all(step.refused for step in steps):
        yield "Det valda saknar det slag av uppgift som frågan gäller, och räknas inte."
    if decision.missing:
        yield f"Inget som valts nämner: {', '.join(decision.missing)}."
