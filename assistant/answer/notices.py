"""What a reader should know besides the answer: how old it is, how sure, whether sources differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.answer.select import Stretch
from assistant.model import Citation
from assistant.understand import Understood, Wants

OLD_YEARS = 3
"""A source older than this is marked."""

_FIGURE = re.compile(
    r"(?<![\d-])(\d{1,3}(?:[ \u00a0.]\d{3})+|\d+(?:,\d+)?)\s*"
    r"(%|procent|kr(?:onor)?\b|[a-zåäö]{4,})",
    re.I,
)


def age_notices(citations: Sequence[Citation], today: dt.date) -> list[str]:
    """A line where quotes come from sources that are old, or that bear no date."""
    years = sorted(
        {int(c.document.published[:4]) for c in citations if c.document.published is not None}
    )
    old = [str(year) for year in years if year <= today.year - OLD_YEARS]
    lines = []
    if old:
        what = "Uppgiften är" if len(citations) == 1 else "Uppgifter här är"
        lines.append(f"{what} från {_listed(old)}. Kontrollera att den fortfarande gäller.")
        if len(citations) > 1:
            lines[-1] = lines[-1].replace("den fortfarande", "de fortfarande")
    if any(c.document.published is None for c in citations):
        lines.append("Källan anger inget datum. Kontrollera att uppgiften fortfarande gäller.")
    if any(c.ocr for c in citations):
        lines.append(
            "Texten är inläst från en bild, så enstaka tecken kan vara fel. Jämför med originalet."
        )
    return lines


def disagreement(query: Understood, chosen: Sequence[Stretch]) -> str | None:
    """A line where documents answer a question for a figure with different ones."""
    if not query.wants & {Wants.COUNT, Wants.NUMBER, Wants.MONEY}:
        return None
    figures: dict[str, dict[str, set[str]]] = {}
    for stretch in chosen:
        text = " ".join(s.text for s in stretch.sentences)
        for amount, unit in _FIGURE.findall(text):
            stem = unit.lower()[:5]
            by_document = figures.setdefault(stem, {})
            by_document.setdefault(stretch.first.document_id, set()).add(re.sub(r"\D", "", amount))
    for by_document in figures.values():
        stated = list(by_document.values())
        if len(stated) > 1 and not set.intersection(*stated):
            return "Källorna anger olika siffror. Jämför dem och se efter vilken som är nyast."
    return None


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} och {items[-1]}"
