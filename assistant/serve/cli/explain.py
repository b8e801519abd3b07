"""``vagvis ask --explain``: how an answer came to be, for those who look after the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from rich.markup import escape
from rich.table import Table

from assistant.answer.extractive.confidence import FOUND_FROM, SURE_FROM, confidence_names
from assistant.answer.extractive.rows import MET_FROM
from assistant.serve.cli.frame import WORDS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistant.answer.chain import Basis
    from assistant.answer.extractive.engine import Draft, DraftStep
    from assistant.bodies.answer import Answer
    from assistant.question.plan import Plan
    from assistant.search.retriever import Hit

SENTENCES = 15
"""How many sentences are shown of those that were not chosen, the likeliest ones."""

_SHOWN = 160
_TERM_COLUMNS = ("Ord", "Vikt", "Namn", "Eller")
_WORD_COLUMNS = ("I frågan", "Ordlistan lade till", "Skäl")
_SENTENCE_COLUMNS = ("Sannolik", "Vald", "Mening")
_PASSAGE_COLUMNS = (
    *("#", "Poäng", "Nyckelord", "Vektor", "Textställe"),
    "Ord som möts i texten (och i rubriken)",
)


def explanation(basis: Basis, answer: Answer) -> Iterator[RenderableType]:
    """How an answer came to be as parts for a terminal, in the order in which it was made."""
    draft = basis.draft
    if draft is not None:
        yield _heading("Så förstods frågan")
        yield from _understanding(basis.plan)
        yield _heading("Textställen")
        rows = (_passage(n, hit, draft.steps) for n, hit in zip(count(1), draft.hits, strict=False))
        yield _table(_PASSAGE_COLUMNS, rows)
        for step in draft.steps:
            yield from _step(step, f": {step.question}" if len(draft.steps) > 1 else "")
    yield _heading("Beslut")
    yield escape(" ".join(_decision(answer, draft)))


def _heading(text: str) -> str:
    return f"\n[bold]{escape(text)}[/bold]"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*columns, box=None, show_header=any(columns))
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _pairs(lines: Mapping[str, str]) -> Table:
    return _table(("", ""), [line for line in lines.items() if line[1]])


def _understanding(plan: Plan) -> Iterator[Table]:
    several = plan.queries if len(plan.queries) > 1 else ()
    yield _pairs(
        {
            "Frågar efter": ", ".join(sorted(plan.types)) or "inget särskilt slag av svar",
            "På svenska": plan.translation,
            "Läst med frågan före": plan.before,
            "Söker": "; ".join(query.keywords for query in plan.queries),
            "Söker med mindre vikt": "; ".join(query.context for query in plan.queries),
            "Jämför": "; ".join(side.text for side in several),
        }
    )
    if added := [words for words in plan.expansions if words.added]:
        rows = [(words.matched, ", ".join(words.added), words.reason) for words in added]
        yield _table(_WORD_COLUMNS, rows)


def _passage(number: int, hit: Hit, steps: Sequence[DraftStep]) -> Sequence[str]:
    place = ", ".join([hit.record.metadata.title, *(f"s. {page}" for page in hit.passage.pages)])
    return (
        str(number),
        f"{hit.score:.2f}",
        f"{hit.keyword:.2f}",
        f"{hit.vector:.2f}",
        f"{place} › {hit.passage.heading}" if hit.passage.heading else place,
        ", ".join(met for step in steps for met in _met(hit, step)) or "–",
    )


def _met(hit: Hit, step: DraftStep) -> Iterator[str]:
    """How well a passage meets each term that it speaks of, in its text and in its heading."""
    evidence = step.evidence
    rows = [i for i, s in enumerate(evidence.sentences) if s.hit.passage.id == hit.passage.id]
    for place, term in enumerate(evidence.query.terms if rows else ()):
        text, heading = evidence.met[rows, place].max(), evidence.framed[rows, place].max()
        if max(text, heading) >= MET_FROM:
            yield f"{term.text} {text:.2f} ({heading:.2f})"


def _step(step: DraftStep, about: str) -> Iterator[RenderableType]:
    terms = zip(step.evidence.query.terms, step.evidence.weights, strict=True)
    yield _heading(f"Frågans ord{about}")
    yield _table(
        _TERM_COLUMNS,
        (
            (
                term.text,
                f"{weight:.2f}",
                "från frågan före" if term.share < 1 else "ja" if term.is_name else "",
                ", ".join(term.alternatives),
            )
            for term, weight in terms
        ),
    )
    chosen = {s.place for stretch in step.selection.stretches for s in stretch.sentences}
    sentences = step.evidence.sentences
    order = np.argsort(-step.selection.probabilities, kind="stable").tolist()
    shown = [i for i in order if sentences[i].place in chosen]
    others = [i for i in order if sentences[i].place not in chosen]
    yield _heading(f"Meningar ({len(sentences)} prövade, {len(shown)} valda){about}")
    rows = [
        (
            f"{step.selection.probabilities[i]:.3f}",
            "ja" if sentences[i].place in chosen else "",
            _short(" ".join(sentences[i].text.split())),
        )
        for i in (*shown, *others[:SENTENCES])
    ]
    yield _table(_SENTENCE_COLUMNS, rows)
    yield _heading(f"Säkerhet: {step.confidence:.2f}{about}")
    features = zip(confidence_names(), step.features.tolist(), strict=True)
    yield _pairs({name: f"{value:.2f}" for name, value in features})


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"


def _decision(answer: Answer, draft: Draft | None) -> Iterator[str]:
    yield f"Utfall: {WORDS['statuses'][answer.status]}."
    if draft is None:
        return
    yield (
        f"Säkerheten är {draft.confidence:.2f}; ett svar ges från "
        f"{FOUND_FROM:.2f}, utan förbehåll från {SURE_FROM:.2f}."
    )
    if draft.steps and all(step.refused for step in draft.steps):
        yield "Det valda saknar det slag av uppgift som frågan gäller, och räknas inte."
    if draft.missing:
        yield f"Inget som valts nämner: {', '.join(draft.missing)}."
