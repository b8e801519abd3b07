"""The log of requests: one line each, with an id, and never an address as it was sent.

A question may stand in an address, in its query or where a path should be; so the pattern of the
address is logged, and for what has none that it has none.
"""

from __future__ import annotations

import datetime as dt
import json
import logging

from assistant.serve.observed import REQUEST, Ended

_log = logging.getLogger("vagvis.requests")


def log(ended: Ended) -> None:
    """Writes the line of a request."""
    took = ended.seconds * 1000
    _log.info("%s %s %d %d ms", ended.method, ended.route, ended.status, took)


class JsonLines(logging.Formatter):
    """Each record as one JSON object, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, which is masked by then."""
        entry = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                "T", "milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := REQUEST.get():
            entry["request"] = request
        if trace := record.exc_text:
            entry["trace"] = trace
        return json.dumps(entry, ensure_ascii=False)


def write_json_lines() -> None:
    """Lets every handler of the process write JSON."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonLines())
