"""How much planted personal data is masked, and how often what is innocent is changed.

``python -m evals.measure.privacy [TEXTS.jsonl [RESULT.json]]`` masks every text, prints the figures
and writes them. A line of the file has ``id``, ``text``, ``planted`` (the personal pieces as they
stand in the text; none in an innocent text) and ``held`` (true for the third that is measured
only, never tuned on).

Nobody real is in the file: the identity numbers are of people born before 1900 with the birth
numbers 980 to 999, which are kept for tests; the phone numbers are of the series that
Post- och telestyrelsen set aside for books and films (foreign ones made up); mail goes to
domains that cannot be.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from pydantic import BaseModel, Field

from assistant.privacy.mask import MaskingFailed, mask, masked_or_refused
from assistant.privacy.plain import plain
from evals.measure.command import QUESTION_FILES, RESULTS, publish, run
from evals.measure.figures import percentile
from evals.measure.question_file import Line, Text, load_lines

TEXTS = QUESTION_FILES / "private_planted.jsonl"
RESULT = RESULTS / "privacy.json"
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


class Part(BaseModel):
    """The figures of one part of the file; ``missed`` and ``changed_ids`` name texts."""

    texts: int
    planted: int
    found: int
    missed: list[str]
    innocent: int
    changed: int
    changed_ids: list[str]


class Privacy(BaseModel):
    """The figures of the file; times are of one text, in milliseconds."""

    dev: Part
    held: Part
    refused: int
    mask_p50_ms: float | None
    mask_p95_ms: float | None


def measure(texts: Sequence[PrivateText]) -> Privacy:
    """Masks every text and counts."""
    times = []
    refused = 0
    for one in texts:
        began = perf_counter()
        mask(one.text)
        times.append((perf_counter() - began) * 1000)
        try:
            masked_or_refused(one.text)
        except MaskingFailed:
            refused += 1
    return Privacy(
        dev=_part([one for one in texts if not one.held]),
        held=_part([one for one in texts if one.held]),
        refused=refused,
        mask_p50_ms=percentile(times, 0.5),
        mask_p95_ms=percentile(times, 0.95),
    )


def left(piece: str, masked: str, beside: str = "") -> bool:
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


def _part(texts: Sequence[PrivateText]) -> Part:
    masked = {one.id: mask(one.text).text for one in texts}
    personal = [one for one in texts if one.planted]
    innocent = [one for one in texts if not one.planted]
    missed = [
        one.id
        for one in personal
        for piece in one.planted
        if left(piece, masked[one.id], one.beside)
    ]
    changed = [one.id for one in innocent if masked[one.id] != one.text]
    planted = sum(len(one.planted) for one in personal)
    return Part(
        texts=len(texts),
        planted=planted,
        found=planted - len(missed),
        missed=missed,
        innocent=len(innocent),
        changed=len(changed),
        changed_ids=changed,
    )


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes; 1 where a planted piece was left."""
    paths = [Path(argument) for argument in arguments]
    source, result = (*paths, *(TEXTS, RESULT)[len(paths) :])
    figures = measure(load_lines(source, PrivateText))
    publish(figures, result)
    return 1 if figures.dev.missed or figures.held.missed else 0


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
