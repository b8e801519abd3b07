"""What the generative engine takes beside the model itself: masking, packing and checking.

``python -m evals.bench.generation DOCUMENTS QUESTIONS.jsonl RESULT.json`` asks every question of
a model that replies at once, with sentences of the passages as its own, and times the rest.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pydantic import BaseModel
from rich.console import Console

from assistant.answer.claims.check import Checker
from assistant.answer.engine import Outcome, Task
from assistant.answer.extractive.engine import PASSAGES, Draft
from assistant.answer.model.connecting import ChatModel
from assistant.answer.model.engine import ModelEngine
from assistant.answer.model.schema import JsonSchema
from assistant.answer.quoting import QuoteEngine
from assistant.app import App
from assistant.bodies.question import Question
from assistant.knowledge import Knowledge
from assistant.settings import Settings
from corpus.model import Filters
from evals.measure.command import filled_app, run, write
from evals.measure.figures import percentile
from evals.measure.question_file import load_questions

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

SENTENCES = 5
"""Claims of a reply, each of one sentence."""

_SENTENCE = re.compile(r"^\[(\d+\.\d+)\] ([A-ZÅÄÖ][^.!?\n]{30,200}[.!?])$", re.MULTILINE)


class Overhead(BaseModel):
    """Milliseconds an answer; ``kept`` is the share of the sentences that were shown."""

    questions: int
    sentences: int
    kept: float
    p50_ms: float | None
    p95_ms: float | None


class Instant(ChatModel):
    """A model that replies at once; counts the seconds that making its reply took."""

    def __init__(self) -> None:
        self.name = "instant"
        self.seconds = 0.0
        self.sentences = 0

    def stream(
        self,
        messages: Sequence[BaseMessage],
        schema: JsonSchema,  # noqa: ARG002
        deadline: float,  # noqa: ARG002
    ) -> Iterator[str]:
        """The first whole sentences, each as a claim that points at itself."""
        started = perf_counter()
        read = _SENTENCE.findall(str(messages[-1].content))[:SENTENCES]
        claims = [{"at": [number], "text": sentence} for number, sentence in read]
        self.sentences += len(claims)
        reply = json.dumps({"found": "all", "claims": claims}, ensure_ascii=False)
        self.seconds += perf_counter() - started
        yield reply


def measure(app: App, questions: Sequence[str], timeout: float, tokens: int) -> Overhead:
    """Times the engine over an app's store, each question once after a few for warmth."""
    retriever = app.retriever
    model = Instant()
    known = Knowledge.load()
    engine = ModelEngine(
        model=model,
        checker=Checker(known.lexicon, known.is_name),
        store=app.store,
        fallback=QuoteEngine(app.store.document),
        timeout=timeout,
        tokens=tokens,
    )
    times: list[float] = []
    kept = 0
    for question in [*questions[:3], *questions]:
        turn = Question(question=question)
        plan = app.reader.read(turn, app.settings.current_date())
        if not plan.queries:
            continue
        draft = Draft(retriever.find(plan.queries[0], PASSAGES, Filters()).ranked)
        before, started = model.seconds, perf_counter()
        pieces = list(engine.answer(Task(turn, plan, draft)))
        times.append((perf_counter() - started - (model.seconds - before)) * 1000)
        kept += sum(not isinstance(piece, Outcome) for piece in pieces)
    times = times[3:]
    return Overhead(
        questions=len(times),
        sentences=model.sentences,
        kept=round(kept / max(1, model.sentences), 3),
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes."""
    documents, questions, result = map(Path, arguments)
    settings = Settings()
    with filled_app([documents], "evals.bench.generation") as app:
        texts = [question.question for question in load_questions(questions)]
        figures = measure(app, texts, settings.model_timeout, settings.model_tokens)
    write(figures, result)
    Console().print(figures.model_dump_json(indent=1), markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
