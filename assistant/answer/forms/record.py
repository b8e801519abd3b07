"""What a document tells of itself: labelled fields, the title page, and its entry in the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer.compose import CitedLine, CitedPart
from assistant.answer.forms.missing import partly
from assistant.answer.forms.source import Line, Source, lines_of
from assistant.bodies.answer import PartKind
from assistant.question.form import RecordField
from assistant.question.words import content_words
from assistant.words.languages import Language, texts
from corpus.data_files import toml
from corpus.model import CELL_SEPARATOR
from corpus.months import month_names
from corpus.swedish import capitalised

LONGEST = 240
"""Characters of the longest line that is a labelled field or a title page."""

MOST_CELLS = 3
"""Cells of the longest row that holds a field of the record."""

FEWEST_PLACES = 3
"""Places that a sentence names at least which tells what municipalities take part."""

TITLE_PAGES = 2
"""Passages at the beginning that a title page, and the imprint behind it, may fill."""

_TWO_NAMES = re.compile(
    r"\b([A-ZÅÄÖ][a-zåäöé]+)(?:-[A-ZÅÄÖ][a-zåäöé]+)? (?!\1\b)[A-ZÅÄÖ][a-zåäöé]+"
)


def record_parts(
    field: RecordField,
    source: Source,
    language: Language,
    is_place: Callable[[str], bool],
    asked: str = "",
) -> list[CitedPart]:
    """The part that tells a field of a document; none where the document does not tell it.

    Of a table it is the rows with a name that is ``asked`` for, where there are any.
    """
    labels = tuple(toml("record.toml", __package__)["labels"].get(field.value, ()))
    labelled = _labelled(source, labels, asked)
    under = _named_in(asked, _under_heading(source, labels))
    # Of a contact the name may stand under the heading with no label before it.
    stretch = (under or labelled) if field is RecordField.CONTACT else (labelled or under)
    lead: list[CitedPart] = []
    if not stretch and field is RecordField.AUTHOR:
        stretch = _title_page(source, _TWO_NAMES)
        # Whoever is named on a title page has most often written what follows, but not always.
        lead = [partly((), language)]
    day = source.record.metadata.published
    if not stretch and field is RecordField.PUBLISHED and day:
        stretch = _title_page(source, _written(day))
    if not stretch and field is RecordField.MUNICIPALITIES:
        stretch = _listed_places(source, is_place)
    if stretch:
        return [*lead, CitedPart(PartKind.QUOTE, source.quote(stretch))]
    known = {
        RecordField.PUBLISHED: source.record.metadata.published,
        RecordField.OWNER: source.record.metadata.publisher,
        RecordField.NUMBER: source.record.metadata.record_number,
        RecordField.PERIOD: source.record.metadata.period,
    }.get(field)
    first = next(source.lines(), None)
    if not known or first is None:
        return []
    label = texts(__package__, "record.toml")[f"entry.{field.value}"].get(language, value=known)
    head = source.cite(first)
    return [CitedPart(PartKind.QUOTE, (CitedLine(head.quote, (head,)),), label=label)]


def _labelled(source: Source, labels: Sequence[str], asked: str) -> list[Line]:
    """The lines that begin with one of the labels, of one place.

    That is the first such place, or one whose heading has words of what is ``asked``: a page may
    list several projects.
    """
    labelled = re.compile(rf"(?:{'|'.join(labels)})\b\s*[:|]?\s+\S", re.IGNORECASE)
    places: dict[str, list[Line]] = {}
    for line in source.lines():
        if len(line.text) <= LONGEST and labelled.match(line.text):
            places.setdefault(line.passage.id, []).append(line)
    named = set(content_words(asked))
    kept = max(
        places.values(),
        key=lambda lines: len(named.intersection(content_words(lines[0].passage.heading))),
        default=[],
    )
    # A label that stands in a sentence of its own is no field: "Kontaktpersoner utsågs i maj."
    fields = (line for line in kept if not line.text.endswith(".") or ":" in line.text[:40])
    # Of a table's row the first cell is the label, whole.
    return [line for line in fields if _is_whole(line, labels)]


def _is_whole(line: Line, labels: Sequence[str]) -> bool:
    cells = line.text.split(CELL_SEPARATOR)
    if len(cells) > MOST_CELLS:  # the head, or a row, of a table with many columns
        return False
    return len(cells) == 1 or re.fullmatch("|".join(labels), cells[0], re.IGNORECASE) is not None


def _under_heading(source: Source, labels: Sequence[str]) -> list[Line]:
    """The list that stands under a heading of one of these names."""
    named = re.compile(rf"(?:{'|'.join(labels)})(?:er|en|erna)?\W*", re.IGNORECASE)
    for passage in source.passages:
        if named.fullmatch(passage.heading.rpartition(" › ")[2]):
            return [line for line in lines_of(passage) if _has_word(line)]
    return []


def _named_in(asked: str, lines: list[Line]) -> list[Line]:
    """The lines that hold a name of a question, or all where none does."""
    names = set(capitalised(asked))
    return [line for line in lines if names & set(capitalised(line.text))] or lines


def _has_word(line: Line) -> bool:
    return any(char.isalnum() for char in line.text)


def _listed_places(source: Source, is_place: Callable[[str], bool]) -> list[Line]:
    """The sentence that names the most places, the first of several; none that names but two."""
    counts = [
        (sum(map(is_place, set(capitalised(line.text)))), line)
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
            if len(line.text) <= 2 * LONGEST and not is_row and wanted.search(line.text):
                return [line]
    return []
