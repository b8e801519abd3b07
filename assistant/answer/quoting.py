"""The engine that quotes: an answer of the sentences chosen, as sure as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.compose import CitedLine, CitedPart
from assistant.answer.engine import Outcome, Task, nothing
from assistant.answer.extractive.confidence import FOUND_FROM
from assistant.answer.extractive.selection import Stretch
from assistant.answer.forms.missing import partly
from assistant.answer.forms.quotes import label_of, quote_parts, verify
from assistant.answer.forms.wide_rows import narrowed
from assistant.answer.notices import disagreement
from assistant.bodies.answer import Citation, PartKind, Status
from assistant.question.plan import Query
from assistant.words.answers import NEAREST
from corpus.model import Document

LEAST_NEAR = 0.001
"""Probability of a sentence below which it is not even the nearest."""


@dataclass(frozen=True, slots=True)
class QuoteEngine:
    """Answers with quotes alone."""

    document_of: Callable[[str], Document | None]

    def answer(self, task: Task) -> Iterator[CitedPart | Outcome]:
        """A part a quote, and last how sure they are."""
        draft = task.draft
        found = draft.confidence >= FOUND_FROM
        quotes = verify(draft.chosen, self.document_of) if found else []
        if not quotes:
            yield from self._nearest(task)
            return
        # Of each place nobody knows whether the documents name them all.
        sure = draft.is_sure and not task.plan.each_place
        if not sure:
            yield partly(draft.absent, task.plan.language.answer, draft.unsure)
        yield from quote_parts(quotes, task.question.audience, task.plan.queries, self.document_of)
        differing = disagreement(task.plan.types, [stretch for stretch, _ in quotes])
        yield Outcome(
            Status.ANSWERED if sure else Status.PARTLY,
            notices=(differing,) if differing else (),
        )

    def _nearest(self, task: Task) -> Iterator[CitedPart | Outcome]:
        """That nothing answers, with the likeliest sentences of the nearest passages."""
        unfound, outcome = nothing(task)
        yield unfound
        near = [stretch for stretch in task.draft.nearest if stretch.probability >= LEAST_NEAR]
        lines = tuple(
            CitedLine(_line(stretch, citation, task.plan.queries), (citation,), item=True)
            for stretch, citation in verify(near, self.document_of)
        )
        if lines:
            heading = NEAREST.get(task.plan.language.answer)
            yield CitedPart(PartKind.LIST, lines, heading=heading)
        yield outcome


def _line(stretch: Stretch, citation: Citation, queries: Sequence[Query]) -> str:
    """A quote behind the title of its document, and the columns or the heading that it needs."""
    title = citation.document.title
    if not citation.columns:
        above = f"{title}: {label_of(stretch, title)}".strip()
        return f"{above} ”{citation.quote}”"
    columns, row = narrowed([citation.columns, citation.quote], queries)
    return f"{title} ({columns}): ”{row}”"
