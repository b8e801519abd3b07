"""What a reader should know beside quotes: how old they are, and whether sources differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence, Set

from assistant.answer.extractive.selection import Stretch
from assistant.bodies.answer import Citation
from assistant.question.answer_types import AnswerType
from assistant.words import answers as texts
from assistant.words.languages import series

OLD_YEARS = 3
"""A source older than this is marked."""

MOST_YEARS = 2
"""Years that are told one by one."""

ALIKE = 0.5
"""Quotes at least this likely to answer, against the best one, are held against each other."""

_FIGURE = re.compile(
    r"(?<![\d-])(?!(?:19|20)\d\d(?!\d))\d{1,3}(?:[ \u00a0.]\d{3})+|"
    r"(?<![\d-])(?!(?:19|20)\d\d(?!\d))\d+(?:,\d+)?"
)


def age_notices(citations: Sequence[Citation], today: dt.date) -> list[str]:
    """A line where quotes come from sources that are old, undated, or read from a picture."""
    year = max(dt.MINYEAR, today.year - OLD_YEARS)
    limit = today.replace(year=year, day=min(today.day, 28)).isoformat()
    # A date of which only the year or month is known is old when that whole year or month is.
    old: dict[str, list[str]] = {}
    for citation in citations:
        published = citation.document.published
        if published is not None and published < limit[: len(published)]:
            old.setdefault(published[:4], []).append(f"[{citation.n}]")
    lines = []
    if len(old) > MOST_YEARS:
        lines.append(texts.OLD_SINCE.format(first=min(old), last=max(old)))
        old = {}
    for published, marks in sorted(old.items()):
        several = len(marks) > 1
        which = f" i {series(marks, 'och')}" if len(marks) < len(citations) else ""
        text = texts.OLD_FIGURES if several else texts.OLD_FIGURE
        lines.append(text.format(which=which, year=published))
    if any(citation.document.published is None for citation in citations):
        lines.append(texts.UNDATED)
    if any(citation.ocr for citation in citations):
        lines.append(texts.FROM_PICTURE)
    return lines


def disagreement(types: Set[AnswerType], stretches: Sequence[Stretch]) -> str | None:
    """A line where documents answer a question for a figure with different ones.

    Only documents whose quote is about as likely to answer as the best one are compared; years
    are no figures.
    """
    if not types & {AnswerType.COUNT, AnswerType.NUMBER, AnswerType.MONEY} or not stretches:
        return None
    likely = ALIKE * max(stretch.probability for stretch in stretches)
    figures: dict[str, set[str]] = {}
    for stretch in stretches:
        if stretch.probability >= likely:
            text = "\n".join(sentence.text for sentence in stretch.sentences)
            in_text = {re.sub(r"[\s.]", "", figure) for figure in _FIGURE.findall(text)}
            figures.setdefault(stretch.first.document_id, set()).update(in_text)
    stating = [one for one in figures.values() if one]
    if len(stating) > 1 and not set.intersection(*stating):
        return texts.DIFFERING
    return None
