"""What a document tells of itself: its title page, and its entry in the store."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer.compose import CitedLine, CitedPart
from assistant.answer.forms.missing import partly
from assistant.answer.forms.source import Line, Source, lines_of
from assistant.bodies.answer import PartKind
from assistant.question.form import RecordField
from assistant.words.languages import Language, texts
from corpus.model import CELL_SEPARATOR
from corpus.months import month_names
from corpus.swedish import capitalised

LONGEST = 480
"""Characters of the longest line of a title page."""

MOST_CELLS = 3
"""Cells of the longest row that may stand on one."""

TITLE_PAGES = 2
"""Passages at the beginning that a title page, and the imprint behind it, may fill."""

FEWEST_PLACES = 3
"""Places that a sentence names at least which tells what municipalities take part."""

_TWO_NAMES = re.compile(
    r"\b([A-ZÅÄÖ][a-zåäöé]+)(?:-[A-ZÅÄÖ][a-zåäöé]+)? (?!\1\b)[A-ZÅÄÖ][a-zåäöé]+"
)


def record_parts(
    field: RecordField, source: Source, language: Language, place: Callable[[str], str | None]
) -> list[CitedPart]:
    """What a document's title page tells of a field, or else its entry; none where neither does.

    The municipalities that take part are told by the sentence that names most of them.
    """
    metadata = source.record.metadata
    value = {
        RecordField.PUBLISHED: metadata.published,
        RecordField.OWNER: metadata.publisher,
        RecordField.NUMBER: metadata.record_number,
        RecordField.PERIOD: metadata.period,
    }.get(field)
    lead: list[CitedPart] = []
    lines: list[Line] = []
    if field is RecordField.MUNICIPALITIES:
        lines = _listed_places(source, place)
    elif field is RecordField.AUTHOR:
        # Whoever is named on a title page has most often written what follows, but not always.
        lead, lines = [partly((), language)], _title_page(source, _TWO_NAMES)
    elif value:
        named = re.compile(rf"\b{re.escape(value)}\b")
        lines = _title_page(source, _written(value) if field is RecordField.PUBLISHED else named)
    if lines:
        return [*lead, CitedPart(PartKind.QUOTE, source.quote(lines))]
    first = next(source.lines(), None)
    if not value or first is None:
        return []
    head = source.cite(first)
    label = texts(__package__, "record.toml")[f"entry.{field.value}"].get(language, value=value)
    return [CitedPart(PartKind.QUOTE, (CitedLine(head.quote, (head,)),), label=label)]


def _listed_places(source: Source, place: Callable[[str], str | None]) -> list[Line]:
    """The sentence that names the most places, the first of several; none that names but two."""
    counts = [
        (sum(place(word) is not None for word in set(capitalised(line.text))), line)
        for line in source.lines()
        if CELL_SEPARATOR not in line.text
    ]
    count, best = max(counts, key=lambda pair: pair[0], default=(0, None))
    return [best] if best is not None and count >= FEWEST_PLACES else []


def _written(day: str) -> re.Pattern[str]:
    """A date ``YYYY-MM-DD``, month or year as texts write it; a year alone in no whole sentence.

    Another day of that year is that of something else: the printing, or a law that is named.
    """
    year, *rest = day.split("-")
    if not rest:
        return re.compile(rf"(?<!\d){year}(?!\d)(?!.*\.$)")
    written = " ".join(
        [*(str(int(one)) for one in rest[1:]), month_names()[int(rest[0]) - 1], year]
    )
    return re.compile(rf"(?<!\d)(?:{day}|{written})(?!\d)", re.IGNORECASE)


def _title_page(source: Source, wanted: re.Pattern[str]) -> list[Line]:
    """The first line of the first passages that holds what is wanted, where that is short."""
    for passage in source.passages[:TITLE_PAGES]:
        for line in lines_of(passage):
            is_row = line.text.count(CELL_SEPARATOR) >= MOST_CELLS
            if len(line.text) <= LONGEST and not is_row and wanted.search(line.text):
                return [line]
    return []
