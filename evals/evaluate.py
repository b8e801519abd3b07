"""Asks every question of a file and reports the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from pydantic import BaseModel
from rich.table import Table

from assistant.answer.chain import answer as give_answer
from assistant.app import App
from assistant.model import Citation, Question, Status
from corpus.model import Document, Filters
from corpus.swedish import normalise
from evals import figures
from evals.question_file import EvalQuestion, load_questions

DEPTH = 10


class Outcome(BaseModel):
    """How one question went; holds nothing of what was asked or answered, so that it may be kept.

    ``ranks``: of each gold span's first hit among the passages.
    """

    id: str
    kind: str
    answerable: bool
    status: Status
    correct: bool
    faults: list[str]
    ranks: list[int | None]
    ndcg: float
    quotes: int
    verbatim: int
    characters: int
    took_ms: float


class Figures(BaseModel):
    """The shares over a set of questions; None where the set has none of that sort."""

    questions: int
    recall_at_1: float | None
    recall_at_5: float | None
    recall_at_10: float | None
    mrr_at_10: float | None
    ndcg_at_10: float | None
    correct: float | None
    false_refusal: float | None
    false_answer: float | None
    verbatim: float | None
    median_characters: float | None
    latency_p50_ms: float | None
    latency_p95_ms: float | None


COLUMNS = {
    "n": "questions",
    "R@1": "recall_at_1",
    "R@5": "recall_at_5",
    "R@10": "recall_at_10",
    "nDCG": "ndcg_at_10",
    "right": "correct",
    "refused": "false_refusal",
    "false": "false_answer",
    "quotes": "verbatim",
    "chars": "median_characters",
    "p95": "latency_p95_ms",
}
"""The columns of the table, narrow enough for a terminal, and the figures in them."""


class Report(BaseModel):
    """The figures of a question file, whole and for each kind of question."""

    questions: str
    figures: Figures
    by_kind: dict[str, Figures]
    outcomes: list[Outcome]

    def table(self) -> Table:
        """The figures as a table for a terminal."""
        table = Table(title=self.questions, box=None, padding=(0, 1))
        table.add_column("kind")
        for heading in COLUMNS:
            table.add_column(heading, justify="right")
        for kind, row in {"all": self.figures, **self.by_kind}.items():
            values = [getattr(row, name) for name in COLUMNS.values()]
            shown = ["–" if v is None else f"{v:.3g}" for v in values]
            table.add_row(kind, *shown, end_section=kind == "all")
        return table


def evaluate(
    app: App, path: Path, on_progress: Callable[[int, int], None] = lambda _done, _of: None
) -> Report:
    """The figures of the app as it stands over a question file.

    Raises:
        QuestionFileError: the file cannot be used.
    """
    questions = load_questions(path)
    outcomes = []
    for number, question in enumerate(questions, start=1):
        outcomes.append(_ask(app, question))
        on_progress(number, len(questions))
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.kind].append(outcome)
    return Report(
        questions=path.name,
        figures=_figures(outcomes),
        by_kind={kind: _figures(group) for kind, group in sorted(kinds.items())},
        outcomes=outcomes,
    )


def _ask(app: App, question: EvalQuestion) -> Outcome:
    asked = Question(question=question.question, history=question.history)
    passages = app.retriever.search(question.question, DEPTH, Filters())
    answer = give_answer(app.answering, asked)
    ranks = figures.first_hits(question, passages)
    problems = figures.faults(question, answer) if question.answerable else []
    return Outcome(
        id=question.id,
        kind=question.kind,
        answerable=question.answerable,
        status=answer.status,
        correct=question.answerable and not problems,
        faults=problems,
        ranks=ranks,
        ndcg=figures.ndcg(question, ranks, DEPTH),
        quotes=len(answer.citations),
        verbatim=sum(is_verbatim(app.store.document(c.document.id), c) for c in answer.citations),
        characters=len(answer.text),
        took_ms=answer.took_ms,
    )


def is_verbatim(document: Document | None, citation: Citation) -> bool:
    """Whether a quote stands letter for letter in the pages that it names."""
    if document is None:
        return False
    pages = [p for p in document.pages if p.number in citation.pages] or document.pages
    shown = normalise("\n".join(page.text for page in pages))
    return bool(citation.quote) and normalise(citation.quote) in shown


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    answerable = [o for o in outcomes if o.answerable]
    with_gold = [o for o in answerable if o.ranks]
    unanswerable = [o for o in outcomes if not o.answerable]
    given = [o for o in outcomes if o.status in figures.GIVEN]
    quotes = sum(o.quotes for o in outcomes)
    times = [o.took_ms for o in outcomes]
    return Figures(
        questions=len(outcomes),
        recall_at_1=figures.mean([figures.recall(o.ranks, 1) for o in with_gold]),
        recall_at_5=figures.mean([figures.recall(o.ranks, 5) for o in with_gold]),
        recall_at_10=figures.mean([figures.recall(o.ranks, 10) for o in with_gold]),
        mrr_at_10=figures.mean([figures.reciprocal_rank(o.ranks) for o in with_gold]),
        ndcg_at_10=figures.mean([o.ndcg for o in with_gold]),
        correct=figures.mean([o.correct for o in answerable]),
        false_refusal=figures.mean([o.status not in figures.GIVEN for o in answerable]),
        false_answer=figures.mean([o.status in figures.GIVEN for o in unanswerable]),
        verbatim=sum(o.verbatim for o in outcomes) / quotes if quotes else None,
        median_characters=median([o.characters for o in given]) if given else None,
        latency_p50_ms=figures.percentile(times, 0.5),
        latency_p95_ms=figures.percentile(times, 0.95),
    )
