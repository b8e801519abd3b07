"""Reading a question takes a bounded number of steps, whatever it is made of."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.app import App
from assistant.bodies.question import Question
from tests.corpus.counting import steps
from tests.corpus.test_bounds import LONG, PIECES

TODAY = dt.date(2026, 11, 28)

MOST = 550_000
"""Calls of functions, Python's own among them: some sixty milliseconds."""

ASKED = [
    *("Jämför a med b. ", "Vad skiljer sfi från komvux, både i tid och kostnad? ", "mellan "),
    *("skillnaden mellan ", "både X och Y jämfört med Z respektive ", "kurser i Xorp ", "50 % "),
    *("mellan 1 april och 3 maj ", "jag har läst ", "min klient Anna vill bli ", "o", "vad heter "),
    *("undreskötreska ", "bli svetsare ", "välj bort kvinnor ", "1/1 2027 ", "a.b@c.se ", " "),
]


@pytest.mark.parametrize("piece", [*PIECES, *ASKED])
def test_a_question_is_read_in_bounded_steps(app: App, piece: str) -> None:
    # What is made on first need, such as the table of slips, is no part of reading.
    app.reader.read(Question(question="Finns det ett biblotek i Xorp?"), TODAY)
    question = Question(question=(piece * LONG)[:LONG])
    assert steps(lambda: app.reader.read(question, TODAY)) < MOST
