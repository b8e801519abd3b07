"""Spans of requests for OpenTelemetry, sent to a collector that the operator names.

Its packages come with the vector store. A span tells the pattern of the address and the status,
and nothing that anybody wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.util.types import AttributeValue

from assistant.serve.observed import Ended


def exporter(address: str) -> SpanExporter:
    """What sends spans to a collector (OTLP over gRPC), such as ``http://127.0.0.1:4317``."""
    return OTLPSpanExporter(endpoint=address, insecure=address.startswith("http://"))


class Spans:
    """One span a request, as part of the caller's trace where there is one."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._provider = TracerProvider(resource=Resource.create({"service.name": "vagvis"}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("vagvis")

    @contextmanager
    def lasting(self) -> Iterator[None]:
        """Sends the last spans when it ends."""
        try:
            yield
        finally:
            self._provider.shutdown()

    def note(self, ended: Ended) -> None:
        """Makes the span of a request."""
        facts: dict[str, AttributeValue] = {
            "http.request.method": ended.method,
            "http.route": ended.route,
            "http.response.status_code": ended.status,
        }
        span = self._tracer.start_span(
            f"{ended.method} {ended.route}",
            extract(dict(ended.headers)),
            SpanKind.SERVER,
            facts,
            start_time=ended.began,
        )
        if ended.status >= 500:
            span.set_status(StatusCode.ERROR)
        span.end(ended.began + int(ended.seconds * 1e9))
