"""The sentences of a store's documents, read for the forms of answer that go beyond a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.compose import CitedLine, cite, with_columns
from assistant.bodies.answer import Citation
from corpus.model import Document, DocumentRecord, Passage
from corpus.store import StoreReader
from corpus.swedish import normalise


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a passage, with its span in the document's text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence on one line."""
        first = self.passage.start
        return normalise(self.passage.text[self.start - first : self.end - first])

    @property
    def headings(self) -> list[str]:
        """What it stands under, outermost first."""
        return self.passage.heading.split(" › ")


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its record and passages, in reading order."""

    record: DocumentRecord
    document: Document
    passages: tuple[Passage, ...]

    def lines(self) -> Iterator[Line]:
        """Every sentence, in reading order."""
        for passage in self.passages:
            yield from lines_of(passage)

    def cite(self, line: Line) -> Citation:
        """A sentence as a citation."""
        return cite(self.document, self.record, line.passage.id, line.start, line.end)

    def quote(self, lines: Sequence[Line]) -> tuple[CitedLine, ...]:
        """Sentences as lines of a quote, each with its citation; items where they are several."""
        several = len(lines) > 1
        quotes = [self.cite(line) for line in lines]
        cited = [
            CitedLine(line.text, (quote,), item=several)
            for line, quote in zip(lines, quotes, strict=True)
        ]
        return with_columns(cited, quotes)


def lines_of(passage: Passage) -> Iterator[Line]:
    """The sentences of one passage."""
    for start, end in passage.sentences or ((passage.start, passage.end),):
        yield Line(passage, start, end)


def source_of(store: StoreReader, document_id: str) -> Source | None:
    """A document of the store; None where it has been removed meanwhile."""
    record, document = store.record(document_id), store.document(document_id)
    if record is None or document is None:
        return None
    return Source(record, document, tuple(store.passages_of(document_id)))
