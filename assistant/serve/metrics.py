"""What can be counted of the service while it runs, as Prometheus reads it (``/metrics``).

Nothing that anybody wrote is in it: addresses are counted by their pattern, answers by status.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from langchain_core.runnables import RunnableGenerator
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.requests import Request
from starlette.responses import Response

from assistant.answer.chain import AnswerChunk
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from assistant.serve.observed import Ended

PATH = "/metrics"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one service."""

    def __init__(self, app: App) -> None:
        self.registry = CollectorRegistry()
        count = partial(Counter, registry=self.registry)
        time = partial(Histogram, registry=self.registry, buckets=_SECONDS)
        self._requests = count(
            "vagvis_requests",
            "Requests by address, method and status",
            ("route", "method", "status"),
        )
        self._seconds = time(
            "vagvis_request_seconds", "How long requests took, by address", ("route",)
        )
        self._answers = count(
            "vagvis_answers", "Answers by status and by what worded them", ("status", "engine")
        )
        self._answer_seconds = time("vagvis_answer_seconds", "How long answers took")
        self._failures = count("vagvis_answer_failures", "Questions that a fault left unanswered")
        self._trouble = count(
            "vagvis_trouble",
            "Warnings and errors in the log, by the part of the program that wrote them",
            ("part", "level"),
        )
        store = app.store
        self._gauge("vagvis_documents", "Documents in the store", lambda: len(store.documents()))
        self._gauge(
            "vagvis_passages",
            "Passages in the store",
            lambda: sum(record.passage_count for record in store.documents()),
        )
        self._gauge(
            "vagvis_store_bytes",
            "Size of the store's folder",
            lambda: sum(
                one.stat().st_size for one in app.settings.data.rglob("*") if one.is_file()
            ),
        )

    def note(self, ended: Ended) -> None:
        """Counts a request, and how long it took."""
        self._requests.labels(ended.route, ended.method, str(ended.status)).inc()
        self._seconds.labels(ended.route).observe(ended.seconds)

    def of_line(self, waiting: Callable[[], int], working: Callable[[], int]) -> None:
        """Tells how many requests wait, and how many are worked on."""
        self._gauge("vagvis_waiting", "Requests that wait for a place", waiting)
        self._gauge("vagvis_working", "Requests that are worked on", working)

    def _gauge(self, name: str, text: str, value: Callable[[], int]) -> None:
        Gauge(name, text, registry=self.registry).set_function(value)

    def counted(self, app: App) -> App:
        """The same app, whose answers are counted, whichever way they are asked for."""

        def pass_on(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
            for question in questions:
                try:
                    for chunk in app.answering.stream(question):
                        if "answer" in chunk:
                            self._count(chunk["answer"])
                        yield chunk
                except Exception:
                    self._failures.inc()
                    raise

        return replace(app, answering=RunnableGenerator(pass_on))

    def _count(self, answer: Answer) -> None:
        self._answers.labels(answer.status.value, answer.engine).inc()
        self._answer_seconds.observe(answer.took_ms / 1000)

    async def page(self, _: Request) -> Response:
        """What there is to count now, for Prometheus."""
        body = generate_latest(self.registry)
        return Response(body, media_type=CONTENT_TYPE_PLAIN_0_0_4)

    @contextmanager
    def watching_the_log(self) -> Iterator[None]:
        """Counts warnings and errors while it lasts, such as those of the language model."""
        handler = _Counting(self._trouble)
        logging.getLogger().addHandler(handler)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(handler)


class _Counting(logging.Handler):
    """Counts records and reads nothing of them."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(logging.WARNING)
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        """Counts one."""
        part = ".".join(record.name.split(".")[:3])
        self._counter.labels(part, record.levelname).inc()
