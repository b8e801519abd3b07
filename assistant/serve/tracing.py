"""Spans of requests for OpenTelemetry, sent to a collector that the operator names.

Its packages come with the vector store. A span tells the pattern of the address and the status,
and nothing that anybody wrote.
"""

from __future__ import annotations

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.addresses import route_of


def exporter(address: str) -> SpanExporter:
    """What sends spans to a collector (OTLP over gRPC), such as ``http://127.0.0.1:4317``."""
    return OTLPSpanExporter(endpoint=address, insecure=address.startswith("http://"))


class Tracing:
    """ASGI middleware: one span a request, as part of the caller's trace where there is one."""

    def __init__(self, app: ASGIApp, exporter: SpanExporter) -> None:
        self.app = app
        self._provider = TracerProvider(resource=Resource.create({"service.name": "vagvis"}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("vagvis")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; with the end of the service the last spans are sent."""
        if scope["type"] == "lifespan":
            try:
                await self.app(scope, receive, send)
            finally:
                self._provider.shutdown()
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        before = extract(dict(Headers(scope=scope)))
        with self._tracer.start_as_current_span(
            scope["method"], before, SpanKind.SERVER, record_exception=False
        ) as span:

            async def watched(message: Message) -> None:
                if message["type"] == "http.response.start":
                    status = message["status"]
                    span.set_attribute("http.response.status_code", status)
                    if status >= 500:
                        span.set_status(StatusCode.ERROR)
                await send(message)

            try:
                await self.app(scope, receive, watched)
            finally:
                route = route_of(scope)
                span.update_name(f"{scope['method']} {route}")
                span.set_attribute("http.route", route)
                span.set_attribute("http.request.method", scope["method"])
