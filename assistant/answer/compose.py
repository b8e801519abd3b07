"""An answer as it grows, part by part: where citations get their numbers and parts their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bodies.answer import AnswerPart, Citation, PartKind, PartLine
from assistant.bodies.documents import DocumentRef
from assistant.words.sources import reference
from corpus.model import Document, DocumentRecord
from corpus.swedish import normalise

ROOM = 1200
"""Characters of the longest text that is added to freely."""


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A ``PartLine`` whose quotes have no numbers yet."""

    text: str
    quotes: tuple[Citation, ...] = ()
    item: bool = False
    reference: str = ""
    head: bool = False


@dataclass(frozen=True, slots=True)
class CitedPart:
    """An ``AnswerPart`` whose quotes have no numbers yet."""

    kind: PartKind
    lines: tuple[CitedLine, ...]
    heading: str = ""
    label: str = ""


class Composer:
    """An answer as it grows; what it has given out once is never taken back."""

    def __init__(self) -> None:
        self.parts: list[AnswerPart] = []
        self.citations: list[Citation] = []
        self.text = ""

    def add(self, part: CitedPart, room: int | None = None) -> str:
        """Adds a part, and gives what that adds to the text.

        A quote gets the number of its place, and a new number only where the place is new. The
        sentences of a model run on in one part. Nothing is added, and the result is empty, where
        the whole text would be longer than ``room`` characters, or all is quoted already.
        """
        quoted = [_place(quote) for line in part.lines for quote in line.quotes]
        if part.kind is PartKind.QUOTE and quoted and self._quoted().issuperset(quoted):
            return ""
        citations = list(self.citations)
        lines = [
            PartLine(
                text=line.text,
                citations=list(dict.fromkeys(_number(quote, citations) for quote in line.quotes)),
                item=line.item,
                reference=line.reference,
                head=line.head,
            )
            for line in part.lines
        ]
        before = self.parts
        if part.kind is PartKind.WORDED and before and before[-1].kind is PartKind.WORDED:
            lines = [*before[-1].lines, *lines]
            before = before[:-1]
        parts = [*before, _part(part, lines)]
        text = "\n\n".join(one.text for one in parts)
        if room is not None and len(text) > room:
            return ""
        added = text[len(self.text) :]
        self.parts, self.citations, self.text = parts, citations, text
        return added

    def _quoted(self) -> set[tuple[str, int, int]]:
        """The places whose own words stand in the answer; a model's words only lean on theirs."""
        told = (part for part in self.parts if part.kind is not PartKind.WORDED)
        numbers = {n for part in told for line in part.lines for n in line.citations}
        return {_place(citation) for citation in self.citations if citation.n in numbers}


def note(text: str) -> CitedPart:
    """What the assistant says itself, as a part."""
    return CitedPart(PartKind.NOTE, (CitedLine(text),))


def cite(
    document: Document, record: DocumentRecord, passage_id: str, start: int, end: int
) -> Citation:
    """A stretch of a document with all that a reader needs to find it; its number is 0."""
    places = document.places_of(start, end)
    return Citation(
        n=0,
        quote=normalise(document.text[start:end]),
        pages=list(places.pages),
        page_labels=list(places.page_labels),
        sheets=list(places.sheets),
        passage_id=passage_id,
        start=start,
        end=end,
        ocr=any(page.ocr for page in document.pages_of(start, end)),
        document=DocumentRef.of(record),
        columns=normalise(document.columns_of(start)),
    )


def with_columns(lines: Sequence[CitedLine], quotes: Sequence[Citation]) -> tuple[CitedLine, ...]:
    """The lines of some quotes, and above them the names of the columns that they share."""
    named = {quote.columns for quote in quotes}
    columns = named.pop() if len(named) == 1 else ""
    return (CitedLine(columns, head=True), *lines) if columns else tuple(lines)


def memo(citation: Citation) -> str:
    """Title, year and page as one writes them in a memo: "Handlingsplan, 2024, s. 8"."""
    return reference(citation.document, citation, publisher=False)


def _number(quote: Citation, citations: list[Citation]) -> int:
    """The number of a quote among the citations, to which a new one is added."""
    for citation in citations:
        if _place(citation) == _place(quote):
            return citation.n
    citations.append(quote.model_copy(update={"n": len(citations) + 1}))
    return len(citations)


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document.id, citation.start, citation.end


def _part(part: CitedPart, lines: Sequence[PartLine]) -> AnswerPart:
    """A part with its text: heading and label, and the lines with their marks."""
    mark = "”" if part.kind is PartKind.QUOTE else ""
    rows = [f"– {line.text}" if line.item else line.text for line in lines]
    rows[0] = f"{mark}{rows[0]}"
    rows[-1] = f"{rows[-1]}{mark}"
    for place, line in enumerate(lines):
        marks = "".join(f"[{n}]" for n in line.citations)
        follows = f"({line.reference})" if line.reference else ""
        rows[place] = " ".join(filter(None, [rows[place], marks, follows]))
    text = (" " if part.kind is PartKind.WORDED else "\n").join(rows)
    lead = ". ".join(filter(None, [part.heading, part.label]))
    if lead:
        lead = lead if lead.endswith("?") else f"{lead}:"
        text = f"{lead}\n{text}" if part.heading else f"{lead} {text}"
    return AnswerPart(
        kind=part.kind,
        text=text,
        citations=list(dict.fromkeys(n for line in lines for n in line.citations)),
        heading=part.heading,
        label=part.label,
        lines=list(lines),
    )
