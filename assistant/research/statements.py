"""What a document states, sentence by sentence, with what is needed to compare two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.answer.compose import cite
from assistant.bodies.answer import Citation
from assistant.question.words import carries_meaning
from assistant.search.mentions import mentions_of
from assistant.search.retriever import Retriever
from corpus.data_files import any_of, word_list
from corpus.facts import Fact, facts
from corpus.model import Document, DocumentRecord, Filters, Passage, row_cells
from corpus.store import StoreReader
from corpus.swedish import normalise, words

HEADING_MARK = " › "


@dataclass(frozen=True)
class DocumentStatement:
    """A sentence or a table's row, by its offsets in the document's text.

    ``columns`` is the row that names the columns of a row. ``order`` counts the document's
    statements from 0.
    """

    order: int
    passage: Passage
    start: int
    end: int
    text: str
    columns: str

    @property
    def heading(self) -> str:
        """The innermost heading that it stands under."""
        return self.passage.heading.rpartition(HEADING_MARK)[2]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The figures, dates and amounts in it."""
        return tuple(facts(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, in order, without those of its facts."""
        text = self.text
        for fact in self.facts:
            text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
        return tuple(word for word in words(text) if not any(map(str.isdigit, word)))

    @cached_property
    def content(self) -> frozenset[str]:
        """Those of its words that carry meaning."""
        return frozenset(filter(carries_meaning, self.words))

    @property
    def is_goal(self) -> bool:
        """Whether it states a goal, itself or as an item under a heading of goals."""
        return holds("goals", self.words) or holds("goals", words(self.heading))

    @property
    def is_of_responsibility(self) -> bool:
        """Whether it says who does or decides something."""
        return holds("responsible", self.words)

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Of a row, the name of each column with the cell under it."""
        names, cells = row_cells(self.columns), row_cells(self.text)
        return tuple(zip(names, cells, strict=False)) if len(names) == len(cells) > 1 else ()


@dataclass(frozen=True)
class StatedDocument:
    """A document with its record and its statements in reading order."""

    document: Document
    record: DocumentRecord
    statements: tuple[DocumentStatement, ...]

    def cite(self, run: Sequence[DocumentStatement]) -> Citation:
        """Statements that stand in a row, as one citation."""
        first, last = run[0], run[-1]
        return cite(self.document, self.record, first.passage.id, first.start, last.end)


def load_statements(store: StoreReader, document_id: str) -> StatedDocument | None:
    """A document of a store with its statements; None where there is none with this id."""
    document, record = store.document(document_id), store.record(document_id)
    if document is None or record is None:
        return None
    statements = _statements(document, store.passages_of(document_id))
    return StatedDocument(document, record, tuple(statements))


def passages_of(theme: str | None, retriever: Retriever, filters: Filters) -> dict[str, int] | None:
    """The passages that speak of a theme, each with where its plainest sentence begins."""
    if theme is None:
        return None
    query = retriever.reader.read(theme).queries[0]
    documents = mentions_of(query, retriever.store, filters)
    return {m.passage.id: m.start for one in documents for m in one.mentions}


def holds(name: str, several: Iterable[str]) -> bool:
    """Whether any of some words is in a list of ``words.toml``, which may name beginnings."""
    return any(_any_word(name).fullmatch(word) for word in several)


def is_actor(word: str) -> bool:
    """Whether a word in lower case names an organisation, an office or a role, or ends in one."""
    return _actor().search(word) is not None


@cache
def _actor() -> re.Pattern[str]:
    return any_of("actors", __package__, "(?:{})(?:e?n|e?t|e|na|e?r|e?rna|ar|arna|a|orna)?s?$")


@cache
def _any_word(name: str) -> re.Pattern[str]:
    entries = (re.escape(one).replace(r"\*", r"\w*") for one in word_list(name, __package__))
    return re.compile("|".join(sorted(entries, key=len, reverse=True)))


def _statements(document: Document, passages: Iterable[Passage]) -> Iterator[DocumentStatement]:
    order = 0
    heads = {start for start, block in document.blocks() if block.is_head}
    for passage in passages:
        for start, end in passage.spans:
            text = normalise(document.text[start:end])
            if start not in heads and any(map(str.isalpha, text)):
                columns = document.columns_of(start)
                yield DocumentStatement(order, passage, start, end, text, normalise(columns))
                order += 1
