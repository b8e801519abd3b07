from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from assistant.privacy import logs
from assistant.privacy.logs import REFUSED, MaskingFilter, install_masking
from assistant.privacy.mask import MaskingFailed

NUMBER = "900101-9802"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a masked handler writes of the logger "made"."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    handler.addFilter(MaskingFilter())
    logger = logging.getLogger("made")
    logger.addHandler(handler)
    logger.propagate = False
    yield stream
    logger.removeHandler(handler)
    logger.propagate = True


def test_message_and_arguments_are_masked(written: io.StringIO) -> None:
    logging.getLogger("made").warning("fråga från %s: %r", "anna@exempel.example", {"nr": NUMBER})
    assert written.getvalue() == "WARNING fråga från [e-post]: {'nr': '[personnummer]'}\n"


def test_a_number_parted_between_message_and_argument_is_masked(written: io.StringIO) -> None:
    logging.getLogger("made").warning("900101-%s", "9802")
    assert written.getvalue() == "WARNING [personnummer]\n"


def test_the_trace_of_an_exception_is_masked(written: io.StringIO) -> None:
    try:
        raise ValueError(f"ingen kurs för {NUMBER}")
    except ValueError:
        logging.getLogger("made").exception("fel", stack_info=True)
    assert "ValueError: ingen kurs för [personnummer]" in written.getvalue()
    assert "900101" not in written.getvalue()


def test_what_is_added_to_a_record_is_masked() -> None:
    record = logging.makeLogRecord({"msg": "hej", "question": f"Jag är {NUMBER}", "count": 3})
    assert MaskingFilter().filter(record)
    assert record.__dict__["question"] == "Jag är [personnummer]"


def test_a_record_that_cannot_be_masked_is_replaced_wholly(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> str:
        raise MaskingFailed("x")

    monkeypatch.setattr(logs, "masked_or_refused", broken)
    try:
        raise ValueError(NUMBER)
    except ValueError:
        logging.getLogger("made").exception("hej %s", NUMBER)
    assert written.getvalue() == f"ERROR {REFUSED}\n"


def test_a_record_whose_arguments_do_not_fit_is_replaced(written: io.StringIO) -> None:
    logging.getLogger("made").warning("hej %d", NUMBER)
    assert written.getvalue() == f"WARNING {REFUSED}\n"


def test_it_is_installed_once_on_every_handler() -> None:
    handler = logging.NullHandler()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        install_masking()
        install_masking()
        assert [isinstance(one, MaskingFilter) for one in handler.filters] == [True]
    finally:
        root.removeHandler(handler)
        handlers = [*root.handlers, *filter(None, [logging.lastResort])]
        for one in handlers:
            for kept in [kept for kept in one.filters if isinstance(kept, MaskingFilter)]:
                one.removeFilter(kept)
