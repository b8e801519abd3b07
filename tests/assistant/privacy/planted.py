"""Texts with personal data planted in them, and innocent ones.

A line of ``evals/questions/private_planted.jsonl`` has ``id``, ``text``, ``planted`` (the personal
pieces as they stand in the text; none in an innocent text) and ``held`` (true for the third that no
rule is tuned on).

Nobody real is in the file: the identity numbers are of people born before 1900 with the birth
numbers 980 to 999, which are kept for tests; the phone numbers are of the series that Post- och
telestyrelsen set aside for books and films (foreign ones made up); mail goes to domains that cannot
be.
"""

from __future__ import annotations

import re

from pydantic import Field

from assistant.privacy.plain import plain
from evals.measure.command import QUESTION_FILES
from evals.measure.question_file import Line, Text, load_lines

_PLACEHOLDER = re.compile(r"\[(?:personnummer|telefon|e-post|adress)(?: \d+)?\]")


class PrivateText(Line):
    """A text with the personal pieces that were planted in it."""

    text: Text
    planted: list[Text] = Field(default=[])
    held: bool

    @property
    def beside(self) -> str:
        """The text without what was planted."""
        rest = self.text
        for piece in self.planted:
            rest = rest.replace(piece, "|")
        return rest


PLANTED = load_lines(QUESTION_FILES / "private_planted.jsonl", PrivateText)


def is_left(piece: str, masked: str, beside: str = "") -> bool:
    """Whether a planted piece, or a telling part of it, still stands in a masked text.

    The words of ``beside``, which is the text without what was planted, tell nothing.
    """
    rest = plain(_PLACEHOLDER.sub("|", masked)).text.casefold()
    read = plain(piece).text.casefold()
    figures = re.sub(r"\D", "", read)
    if len(figures) >= 6 and figures in re.sub(r"[^\d|]", "", rest):
        return True
    parts = _words(read) - _words(plain(beside).text.casefold())
    return read in rest or not parts.isdisjoint(_words(rest))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text))
