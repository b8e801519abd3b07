"""Asks every question of a file and reports the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol

from pydantic import BaseModel
from rich.table import Table

from assistant.answer.chain import answer as give_answer
from assistant.app import App
from assistant.bodies.answer import Answer, Citation, Status
from assistant.bodies.question import Question
from assistant.bodies.search import FoundPassage
from corpus.model import Document, Filters
from corpus.swedish import normalise
from evals.measure import figures
from evals.measure.kinds import by_kind, figures_table
from evals.measure.question_file import EvalQuestion, load_questions

DEPTH = 10


class System(Protocol):
    """What can be asked: this program, or another to compare it with."""

    def search(self, question: Question, k: int) -> Sequence[FoundPassage]:
        """The ``k`` passages that fit a question best, best first."""
        ...

    def answer(self, question: Question) -> Answer:
        """The answer to a question."""
        ...

    def is_verbatim(self, citation: Citation) -> bool:
        """Whether a quote stands letter for letter in the pages that it names."""
        ...


@dataclass(frozen=True, slots=True)
class Vagvis:
    """This program as it stands."""

    app: App

    def search(self, question: Question, k: int) -> Sequence[FoundPassage]:
        """The passages that a search gives, of a follow-up with what it leans on."""
        whole = self.app.reader.whole(question)
        return self.app.retriever.search(whole.question, k, Filters(), whole.history)

    def answer(self, question: Question) -> Answer:
        """The answer that a user gets."""
        return give_answer(self.app.answering, question)

    def is_verbatim(self, citation: Citation) -> bool:
        """Whether a quote stands letter for letter in the pages that it names."""
        return is_verbatim(self.app.store.document(citation.document.id), citation)


class Outcome(BaseModel):
    """How one question went; holds nothing of what was asked or answered, so that it may be kept.

    ``ranks``: of each gold span's first hit among the passages. ``correct_any_page``: correct but
    for the page, which not every system knows.
    """

    id: str
    kind: str
    answerable: bool
    status: Status
    correct: bool
    correct_any_page: bool
    helped: bool
    faults: list[str]
    ranks: list[int | None]
    ndcg: float
    quotes: int
    verbatim: int
    characters: int
    took_ms: float
    engine: str = ""
    worded: int = 0
    quoted: int = 0


class Figures(BaseModel):
    """The shares over a set of questions; None where the set has none of that sort."""

    questions: int
    recall_at_1: float | None
    recall_at_5: float | None
    recall_at_10: float | None
    mrr_at_10: float | None
    ndcg_at_10: float | None
    correct: float | None
    correct_any_page: float | None
    helped: float | None
    claimed_wrong: float | None
    false_refusal: float | None
    false_answer: float | None
    false_claim: float | None
    verbatim: float | None
    median_characters: float | None
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    worded: int = 0
    quoted: int = 0


COLUMNS = {
    "n": "questions",
    "R@5": "recall_at_5",
    "right": "correct",
    "helped": "helped",
    "wrong": "claimed_wrong",
    "refused": "false_refusal",
    "false": "false_answer",
    "claim": "false_claim",
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
        return figures_table(self.questions, COLUMNS, self.figures, self.by_kind)


def evaluate(
    app: App,
    path: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Report:
    """The figures of the app as it stands over a question file; raises QuestionFileError."""
    return measure(Vagvis(app), path.name, load_questions(path), on_progress)


def measure(
    system: System,
    name: str,
    questions: Sequence[EvalQuestion],
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Report:
    """The figures of a system over questions; ``name`` is that of their file.

    The first question is asked once before, so that every time is that of a warm system.
    """
    if questions:
        _ask(system, questions[0])
    outcomes: list[Outcome] = []
    for number, question in enumerate(questions, start=1):
        outcomes.append(_ask(system, question))
        on_progress(number, len(questions))
    return report(name, outcomes)


def report(name: str, outcomes: list[Outcome]) -> Report:
    """The figures of outcomes, whole and by kind; ``name`` is that of the questions' file."""
    return Report(
        questions=name,
        figures=_figures(outcomes),
        by_kind=by_kind(outcomes, _figures),
        outcomes=outcomes,
    )


def _ask(system: System, question: EvalQuestion) -> Outcome:
    asked = Question(question=question.question, history=question.history)
    ranks = figures.first_hits(question, system.search(asked, DEPTH))
    answer = system.answer(asked)
    faults = figures.faults(question, answer) if question.answerable else []
    elsewhere = question.model_copy(update={"pages": {}})
    return Outcome(
        id=question.id,
        kind=question.kind,
        answerable=question.answerable,
        status=answer.status,
        correct=question.answerable and not faults,
        correct_any_page=question.answerable and not figures.faults(elsewhere, answer),
        helped=question.answerable and figures.helps(question, answer),
        faults=faults,
        ranks=ranks,
        ndcg=figures.ndcg(question, ranks, DEPTH),
        quotes=len(answer.citations),
        verbatim=sum(system.is_verbatim(citation) for citation in answer.citations),
        characters=len(answer.text),
        took_ms=answer.took_ms,
        engine=answer.engine,
        worded=answer.worded or 0,
        quoted=answer.quoted or 0,
    )


def is_verbatim(document: Document | None, citation: Citation) -> bool:
    """Whether a quote stands letter for letter in the pages that it names."""
    if document is None:
        return False
    pages = [p for p in document.pages if p.number in citation.pages] or document.pages
    words = normalise("\n".join(page.text for page in pages))
    return bool(citation.quote) and normalise(citation.quote) in words


def _with_span(outcome: Outcome, value: float) -> float | None:
    """A value that questions with gold spans have."""
    return value if outcome.answerable and outcome.ranks else None


def _where(applies: bool, value: bool) -> float | None:
    return float(value) if applies else None


SHARES: Mapping[str, Callable[[Outcome], float | None]] = {
    "recall_at_1": lambda o: _with_span(o, figures.recall(o.ranks, 1)),
    "recall_at_5": lambda o: _with_span(o, figures.recall(o.ranks, 5)),
    "recall_at_10": lambda o: _with_span(o, figures.recall(o.ranks, 10)),
    "mrr_at_10": lambda o: _with_span(o, figures.reciprocal_rank(o.ranks)),
    "ndcg_at_10": lambda o: _with_span(o, o.ndcg),
    "correct": lambda o: _where(o.answerable, o.correct),
    "correct_any_page": lambda o: _where(o.answerable, o.correct_any_page),
    "helped": lambda o: _where(o.answerable, o.helped),
    "claimed_wrong": lambda o: _where(o.answerable, o.status is Status.ANSWERED and not o.correct),
    "false_refusal": lambda o: _where(o.answerable, o.status not in figures.WITH_ANSWER),
    "false_answer": lambda o: _where(not o.answerable, o.status in figures.WITH_ANSWER),
    "false_claim": lambda o: _where(not o.answerable, o.status is Status.ANSWERED),
}
"""The figures that are means over questions: what one question adds, or None where it has no say.
"""


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    answered = [o for o in outcomes if o.status in figures.WITH_ANSWER]
    quotes = sum(o.quotes for o in outcomes)
    times = [o.took_ms for o in outcomes]
    shares = {
        name: figures.mean([v for v in map(value, outcomes) if v is not None])
        for name, value in SHARES.items()
    }
    return Figures(
        **shares,
        questions=len(outcomes),
        verbatim=sum(o.verbatim for o in outcomes) / quotes if quotes else None,
        median_characters=median([o.characters for o in answered]) if answered else None,
        worded=sum(o.worded for o in outcomes),
        quoted=sum(o.quoted for o in outcomes),
        latency_p50_ms=figures.percentile(times, 0.5),
        latency_p95_ms=figures.percentile(times, 0.95),
    )
