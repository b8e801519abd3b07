"""Masks every record of the log before it is written."""

from __future__ import annotations

import logging

from assistant.privacy.mask import MaskingFailed, masked_or_refused

REFUSED = "(en loggrad som inte gick att maskera)"
"""What is written in place of a record that could not be masked."""

_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}
_FORMATTER = logging.Formatter()


class MaskingFilter(logging.Filter):
    """Masks a record's message, the trace of its exception and whatever was added to it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrites the record; it is always written, if only to say that it was refused."""
        try:
            _mask(record)
        except Exception:  # noqa: BLE001 - whatever it is, the text must not be written
            _refuse(record)
        return True


def install_masking() -> None:
    """Puts the filter on every handler of the root logger, and on the last resort.

    A filter of a logger would not see the records of the loggers below it; one of a handler does.
    """
    handlers = [*logging.getLogger().handlers, logging.lastResort]
    for handler in handlers:
        if handler and not any(isinstance(one, MaskingFilter) for one in handler.filters):
            handler.addFilter(MaskingFilter())


def mask_line(text: str) -> str:
    """A line to be shown in place of one that may hold personal data."""
    try:
        return masked_or_refused(text)
    except MaskingFailed:
        return REFUSED


def _mask(record: logging.LogRecord) -> None:
    record.msg, record.args = masked_or_refused(record.getMessage()), None
    if record.exc_info:
        trace = record.exc_text or _FORMATTER.formatException(record.exc_info)
        # Without the exception itself no formatter can write its message once more.
        record.exc_info, record.exc_text = None, masked_or_refused(trace)
    elif record.exc_text:
        record.exc_text = masked_or_refused(record.exc_text)
    if record.stack_info:
        record.stack_info = masked_or_refused(record.stack_info)
    for name in record.__dict__.keys() - _OWN:
        value = getattr(record, name)
        if value is not None and not isinstance(value, bool):
            setattr(record, name, masked_or_refused(str(value)))


def _refuse(record: logging.LogRecord) -> None:
    record.msg, record.args = REFUSED, None
    record.exc_info = record.exc_text = record.stack_info = None
    for name in record.__dict__.keys() - _OWN:
        setattr(record, name, None)
