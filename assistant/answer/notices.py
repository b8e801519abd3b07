"""What a reader should know besides the answer: how old it is, how sure, whether sources differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence, Set

from assistant.answer.extractive.selection import Stretch
from assistant.bodies.answer import Citation
from assistant.question.answer_types import AnswerType

OLD_YEARS = 3
"""A source older than this is marked."""

ALIKE = 0.5
"""Quotes at least this likely to answer, against the best one, are held against each other."""

_FIGURE = re.compile(
    r"(?<![\d-])(?!(?:19|20)\d\d(?!\d))\d{1,3}(?:[ \u00a0.]\d{3})+|"
    r"(?<![\d-])(?!(?:19|20)\d\d(?!\d))\d+(?:,\d+)?"
)


def age_notices(citations: Sequence[Citation], today: dt.date) -> list[str]:
    """A line where quotes come from sources that are old, or that bear no date."""
    limit = today.replace(year=today.year - OLD_YEARS, day=min(today.day, 28)).isoformat()
    # A date of which only the year or month is known is old when that whole year or month is.
    old = [
        c
        for c in citations
        if c.document.published is not None
        and c.document.published < limit[: len(c.document.published)]
    ]
    lines = []
    for year in sorted({str(c.document.published)[:4] for c in old}):
        marks = [f"[{c.n}]" for c in old if str(c.document.published).startswith(year)]
        if len(citations) == 1:
            what, they = "Uppgiften", "den"
        elif len(marks) == len(citations):
            what, they = "Uppgifterna", "de"
        elif len(marks) == 1:
            what, they = f"Uppgiften i {marks[0]}", "den"
        else:
            what, they = f"Uppgifterna i {_listed(marks)}", "de"
        lines.append(f"{what} är från {year}. Kontrollera att {they} fortfarande gäller.")
    if any(c.document.published is None for c in citations):
        lines.append("Källan anger inget datum. Kontrollera att uppgiften fortfarande gäller.")
    if any(c.ocr for c in citations):
        lines.append(
            "Texten är inläst från en bild, så enstaka tecken kan vara fel. Jämför med originalet."
        )
    return lines


def disagreement(types: Set[AnswerType], chosen: Sequence[Stretch]) -> str | None:
    """A line where documents answer a question for a figure with different ones.

    Only documents whose quote is about as likely to answer as the best one are compared; years
    are no figures.
    """
    if not types & {AnswerType.COUNT, AnswerType.NUMBER, AnswerType.MONEY} or not chosen:
        return None
    likely = ALIKE * max(stretch.probability for stretch in chosen)
    figures: dict[str, set[str]] = {}
    for stretch in chosen:
        if stretch.probability >= likely:
            found = figures.setdefault(stretch.first.document_id, set())
            for sentence in stretch.sentences:
                found |= {re.sub(r"[\s.]", "", m) for m in _FIGURE.findall(sentence.text)}
    stated = [found for found in figures.values() if found]
    if len(stated) > 1 and not set.intersection(*stated):
        return "Källorna anger olika siffror. Jämför vad de gäller, och vilken som är nyast."
    return None


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} och {items[-1]}"
