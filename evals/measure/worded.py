"""What the answers of a language model show: whether anything in its words lacks its ground.

``VAGVIS_MODEL=openai:NAME VAGVIS_MODEL_URL=… python -m evals.measure.worded DOCUMENTS
QUESTIONS.jsonl RESULT.json`` asks every question of a real model. Figures and names in its words
are held by their letters alone against what each sentence cites, apart from the engine's check.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from pydantic import BaseModel
from rich.console import Console

from assistant.answer.chain import answer as give_answer
from assistant.app import App
from assistant.bodies.answer import Answer, PartKind, Status
from assistant.bodies.question import Question
from corpus.swedish import fold
from evals.measure.answers import is_verbatim
from evals.measure.command import filled_app, run, write
from evals.measure.question_file import EvalQuestion, load_questions

_FIGURE = re.compile(r"\d+(?:[ .,:]\d+)*")
_NAME = re.compile(r"(?<![.!?:”\"] )(?<!^)\b[A-ZÅÄÖ][\w-]+")


class Shown(BaseModel):
    """What was shown for one question; ``lacking`` has the figures and names without ground."""

    id: str
    engine: str
    status: Status
    worded: int
    quoted: int
    quotes: int
    verbatim: int
    lacking: list[str]
    notices: list[str]
    seconds: float


class Report(BaseModel):
    """What was shown over all questions.

    ``pointed``: answers made of what the model pointed at; ``fell_back``: those that the engine of
    quotes made in its place, by what the reader was told.
    """

    model: str
    questions: int
    pointed: int
    fell_back: dict[str, int]
    nothing: int
    worded: int
    quoted: int
    quotes: int
    verbatim: int
    lacking: int
    median_seconds: float
    outcomes: list[Shown]


def ask(app: App, question: EvalQuestion) -> Shown:
    """Asks a question, and looks at all that was shown."""
    answer = give_answer(
        app.answering, Question(question=question.question, history=question.history)
    )
    documents = {c.n: app.store.document(c.document.id) for c in answer.citations}
    return Shown(
        id=question.id,
        engine=answer.engine,
        status=answer.status,
        worded=answer.worded or 0,
        quoted=answer.quoted or 0,
        quotes=len(answer.citations),
        verbatim=sum(is_verbatim(documents[c.n], c) for c in answer.citations),
        lacking=lacking(app, answer),
        notices=answer.notices,
        seconds=round(answer.took_ms / 1000, 1),
    )


def lacking(app: App, answer: Answer) -> list[str]:
    """The figures and names in a model's words that stand nowhere in what they cite."""
    by_number = {citation.n: citation for citation in answer.citations}
    missing = []
    for part in answer.parts:
        for line in part.lines if part.kind is PartKind.WORDED else ():
            cited = [by_number[n] for n in line.citations]
            ground = [text for c in cited for text in (c.quote, c.columns, c.document.title)]
            ground += [c.document.publisher or "" for c in cited]
            ground += [c.document.published or "" for c in cited]
            ground += [p.heading for p in app.store.passages([c.passage_id for c in cited])]
            held = fold("\n".join(ground))
            stated = (*_FIGURE.findall(line.text), *_NAME.findall(line.text))
            missing += [one for one in stated if fold(one) not in held]
    return missing


def report(model: str, outcomes: list[Shown]) -> Report:
    """The figures over all questions."""
    pointed = [o for o in outcomes if o.worded or o.quoted]
    fell_back: dict[str, int] = {}
    for outcome in outcomes:
        if outcome not in pointed and outcome.notices and "modell" in outcome.notices[0]:
            fell_back[outcome.notices[0]] = fell_back.get(outcome.notices[0], 0) + 1
    return Report(
        model=model,
        questions=len(outcomes),
        pointed=len(pointed),
        fell_back=fell_back,
        nothing=len(outcomes) - len(pointed) - sum(fell_back.values()),
        worded=sum(o.worded for o in outcomes),
        quoted=sum(o.quoted for o in outcomes),
        quotes=sum(o.quotes for o in outcomes),
        verbatim=sum(o.verbatim for o in outcomes),
        lacking=sum(len(o.lacking) for o in outcomes),
        median_seconds=median(o.seconds for o in outcomes),
        outcomes=outcomes,
    )


def main(arguments: Sequence[str]) -> int:
    """Asks, and writes the result anew after each question: a small machine takes its time."""
    documents, questions, result = map(Path, arguments)
    outcomes = []
    with filled_app([documents], "evals.measure.worded") as app:
        for question in load_questions(questions):
            outcomes.append(ask(app, question))
            write(report(app.settings.model, outcomes), result)
            Console().print(outcomes[-1].model_dump_json(), markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
