"""A piece of research as titled tables of text: what every file that is exported is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from assistant.bodies.answer import Citation
from assistant.bodies.documents import DocumentRef
from assistant.bodies.mentions import MentionsReply
from assistant.bodies.research import ComparisonReply, GridReply, TimelineReply
from assistant.words.languages import Language, texts
from assistant.words.sources import reference, year

UPRIGHT = 5
"""Columns of the widest table on an upright page."""

Reply = MentionsReply | ComparisonReply | GridReply | TimelineReply


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table, every row with as many cells as there are columns.

    Without names of columns it is a list: every row is a line.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What is exported: a title, a note to the reader, and tables. ``name`` is for the file."""

    name: str
    title: str
    note: str
    tables: tuple[Table, ...]
    language: Language

    @property
    def is_wide(self) -> bool:
        """Whether a table has more columns than fit on an upright page."""
        return any(len(table.columns) > UPRIGHT for table in self.tables)


def report_of(reply: Reply, query: str | None, language: Language) -> DocumentReport:
    """The report of a reply; ``query`` is what a timeline was asked of."""
    write = _Writer(language)
    match reply:
        case MentionsReply():
            name, title = "omnamnanden", write.say("mentions.title", query=reply.query)
            tables = [write.mentions(reply)]
        case ComparisonReply():
            known = "comparison.theme" if reply.theme else "comparison.title"
            name, title = "jamforelse", write.say(known, theme=reply.theme)
            tables = write.comparison(reply)
        case GridReply():
            name, title = "fragor-och-dokument", write.say("grid.title")
            tables = write.grid(reply)
        case TimelineReply():
            known = "timeline.query" if query else "timeline.title"
            name, title = "tidslinje", write.say(known, query=query)
            tables = [write.timeline(reply)]
        case _:
            assert_never(reply)
    return DocumentReport(name, title, write.say("note"), tuple(tables), language)


def word(name: str, /, language: Language, **values: object) -> str:
    """A word of ``texts.toml``, such as the name of a column, filled in."""
    return texts(__package__)[name].get(language, **values)


@dataclass(frozen=True, slots=True)
class _Writer:
    """The tables of each sort of reply, in one language."""

    language: Language

    def say(self, name: str, /, **values: object) -> str:
        return word(name, self.language, **values)

    def columns(self, *names: str) -> tuple[str, ...]:
        return tuple(map(self.say, names))

    def mentions(self, reply: MentionsReply) -> Table:
        rows = [
            (self.name(entry.document), year(entry.document), str(entry.count), *self.cited(quote))
            for entry in reply.documents
            for quote in entry.citations
        ]
        columns = self.columns("document", "year", "count", "quote", "source")
        return Table(self.say("mentions.table"), columns, tuple(rows))

    def comparison(self, reply: ComparisonReply) -> list[Table]:
        rows = [
            (row.aspect, *("\n".join(map(self.quoted, cell.citations)) for cell in row.cells))
            for row in reply.rows
        ]
        names = [self.name(document) for document in reply.documents]
        beside = Table(self.say("comparison.rows"), (self.say("aspect"), *names), tuple(rows))
        changes = [
            (
                self.say(f"kind.{change.kind.value}"),
                self.say(f"what.{change.what.value}"),
                change.aspect,
                *self.cited(change.before),
                *self.cited(change.after),
            )
            for change in reply.changes
        ]
        names_of_columns = (
            *self.columns("comparison.kind", "comparison.what", "aspect"),
            *self.columns("comparison.before", "comparison.source_before"),
            *self.columns("comparison.after", "comparison.source_after"),
        )
        differing = Table(self.say("comparison.changes"), names_of_columns, tuple(changes))
        return [differing, beside, self.documents(reply.documents)]

    def grid(self, reply: GridReply) -> list[Table]:
        questions = [cell.question for cell in reply.rows[0].cells] if reply.rows else []
        rows = [
            (self.name(row.document), year(row.document), *(cell.text for cell in row.cells))
            for row in reply.rows
        ]
        columns = (*self.columns("document", "year"), *questions)
        quotes = [
            (self.name(row.document), cell.question, f"[{quote.n}]", *self.cited(quote))
            for row in reply.rows
            for cell in row.cells
            for quote in cell.citations
        ]
        names = self.columns("document", "question", "number", "quote", "source")
        return [
            Table(self.say("grid.table"), columns, tuple(rows)),
            Table(self.say("quotes"), names, tuple(quotes)),
        ]

    def timeline(self, reply: TimelineReply) -> Table:
        rows = [
            (event.date, event.end or "", *self.cited(event.citation)) for event in reply.events
        ]
        columns = self.columns("from", "to", "statement", "source")
        return Table(self.say("timeline.table"), columns, tuple(rows))

    def documents(self, documents: Iterable[DocumentRef]) -> Table:
        rows = [
            (one.title, one.publisher or "", one.published or "", one.source) for one in documents
        ]
        columns = self.columns("document", "publisher", "published", "file")
        return Table(self.say("documents"), columns, tuple(rows))

    def name(self, document: DocumentRef) -> str:
        """A document as a column or a row is named after it."""
        when = year(document)
        return f"{document.title} ({when})" if when else document.title

    def cited(self, quote: Citation | None) -> Sequence[str]:
        """The cells of a quote: its words, with its columns' names, and its source."""
        if quote is None:
            return "", ""
        words = f"{quote.columns}\n{quote.quote}" if quote.columns else quote.quote
        return words, reference(quote.document, quote, self.language)

    def quoted(self, quote: Citation) -> str:
        """A quote with its source behind it, where several stand in one cell."""
        words, source = self.cited(quote)
        return f"”{words}” ({source})"
