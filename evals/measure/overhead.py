"""What a language model costs beside its own time: masking, packing and checking.

``python -m evals.measure.overhead DOCUMENTS QUESTIONS.jsonl REPLIES.jsonl RESULT.json`` plays
replies back, as ``vagvis evaluate --replay`` does, and counts the processor time that the engine's
own thread takes from what was found to the last part. The model's client has a thread of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import thread_time

from pydantic import BaseModel
from rich.console import Console

from assistant.answer.chain import Basis
from assistant.answer.chosen_model import chosen_engine
from assistant.answer.engine import Engine, Task
from assistant.answer.quoting import QuoteEngine
from assistant.bodies.question import Question
from evals.measure.command import filled_app, run, write
from evals.measure.figures import percentile
from evals.measure.question_file import EvalQuestion, load_questions
from evals.measure.replay import Replay, load_replies, replay_server


class Overhead(BaseModel):
    """Milliseconds of processor time over the answers that a model's reply was played back for."""

    answers: int
    p50_ms: float | None
    p95_ms: float | None


def measure(questions: Sequence[EvalQuestion], replay: Replay, documents: Path) -> Overhead:
    """Asks every question with the model of a replay; what was found for it is not counted."""
    times = []
    with filled_app([documents], "evals.measure.overhead") as app:
        settings = app.settings.model_copy(
            update={"model": "openai:replay", "model_url": replay.url}
        )
        quotes = QuoteEngine(app.store.document)
        engine = chosen_engine(settings, app.retriever, quotes) or quotes
        for question in questions:
            replay.asking = question.id
            asked = Question(question=question.question, history=question.history)
            basis: Basis = app.answering.invoke(asked)["basis"]
            if basis.draft is not None and (question.id, "answer") in replay.replies:
                times.append(_milliseconds(engine, Task(asked, basis.plan, basis.draft)))
    warm = times[1:]  # the first one imports what it needs
    return Overhead(answers=len(warm), p50_ms=percentile(warm, 0.5), p95_ms=percentile(warm, 0.95))


def _milliseconds(engine: Engine, task: Task) -> float:
    started = thread_time()
    for _ in engine.answer(task):
        pass
    return (thread_time() - started) * 1000


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes."""
    documents, questions, replies, result = map(Path, arguments)
    with replay_server(load_replies(replies)) as replay:
        figures = measure(load_questions(questions), replay, documents)
    write(figures, result)
    Console().print(figures.model_dump_json(indent=1), markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
