"""Answers in the forms that go beyond a search, and leaves the rest to another engine."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.answer.compose import CitedPart, note
from assistant.answer.engine import EXTRACTIVE, Engine, Outcome, Task
from assistant.answer.extractive.engine import Draft
from assistant.answer.forms.about import about_parts
from assistant.answer.forms.definition import definition_parts, uses_of
from assistant.answer.forms.mentions import Group, absence, dated_title, mention_parts
from assistant.answer.forms.record import record_parts
from assistant.answer.forms.source import Source, source_of
from assistant.answer.forms.summary import (
    beside_parts,
    chapter_parts,
    section_parts,
    summary_parts,
)
from assistant.bodies.answer import PartKind, Status
from assistant.question.document_names import names_kind
from assistant.question.form import Form, Grouping, RecordField
from assistant.question.forms import form_of
from assistant.question.plan import Plan
from assistant.question.sections import NumberedSection
from assistant.search.mentions import DocumentMentions, Mention, mentions_of
from assistant.words.answers import EXCERPT, UNEXPLAINED
from corpus.model import DocumentRecord, Filters, Kind
from corpus.places import Gazetteer
from corpus.store import StoreReader

SEARCHED = 3
"""Documents, by their best passages, among whose headings a chapter is looked for."""

EXPLAINED_FROM = 60
"""Passages in which a definition is looked for."""

_NUMBERED = re.compile(r"§|\d")

MOST_ABSENT = 1
"""Words of the longest theme that is said to be mentioned nowhere; a longer one has other words."""


@dataclass(frozen=True, slots=True)
class FormEngine:
    """Answers of one form each; ``other`` answers what asks for a fact, or has no such answer."""

    store: StoreReader
    gazetteer: Gazetteer
    other: Engine

    def answer(self, task: Task) -> Iterator[CitedPart | Outcome]:
        """The parts of the form that is asked for; the other engine's where it finds nothing."""
        for form in task.plan.forms:
            if parts := self._parts(form, task):
                yield from parts
                yield Outcome(_status(form, parts))
                return
        if task.plan.section:
            # What another section says is no answer.
            task = replace(task, draft=Draft(task.draft.hits))
        # "Vad är avgiften?" asks for no explanation, but for a price.
        if task.plan.forms[0] is Form.DEFINITION and not task.plan.types:
            yield from self._use(task)
            return
        yield from self.other.answer(task)

    def _parts(self, form: Form, task: Task) -> list[CitedPart]:
        plan = task.plan
        match form:
            case Form.MENTIONS:
                return self._mentions(task)
            case Form.SUMMARY:
                parts = self._summary(task)
                excerpt = [] if plan.section else [note(EXCERPT.get(plan.language.answer))]
                return [*excerpt, *parts] if parts else []
            case Form.RECORD:
                return [] if task.draft.is_sure and _is_of_year(task) else self._record(plan)
            case Form.ABOUT:
                return self._about(plan)
            case Form.DEFINITION | Form.COMPARISON:
                return self._explained(task)
        return []

    def _use(self, task: Task) -> Iterator[CitedPart | Outcome]:
        """What the other engine finds for a word that nothing explains: how it is used, at most."""
        pieces = list(self.other.answer(task))
        outcome, quotes = _parted(pieces)
        if outcome.engine != EXTRACTIVE or outcome.status is Status.NOT_FOUND:
            yield from pieces
            return
        if not (uses := uses_of(task.plan.theme, quotes)):
            yield from self.other.answer(replace(task, draft=Draft(task.draft.hits)))
            return
        yield note(UNEXPLAINED.get(task.plan.language.answer, theme=task.plan.theme))
        yield from uses
        yield replace(outcome, status=Status.PARTLY)

    def _about(self, plan: Plan) -> list[CitedPart]:
        if plan.about is None:
            return []
        people = [contact.name for contact in plan.contacts]
        documents = self.store.documents()
        return list(about_parts(plan.about, documents, people, plan.language.answer))

    def _mentions(self, task: Task) -> list[CitedPart]:
        plan = task.plan
        query = plan.queries[0]
        headed = plan.grouping is Grouping.SECTION
        documents = mentions_of(query, self.store, _filters(task), headed=headed)
        if not documents and not headed and 0 < len(query.terms) <= MOST_ABSENT:
            return [absence(plan)]
        # Where no heading names a place, the documents are listed.
        for grouping in dict.fromkeys((plan.grouping, Grouping.DOCUMENT)):
            if groups := self._groups(documents, grouping):
                return mention_parts(self.store, plan, grouping, groups)
        return []

    def _groups(self, documents: Sequence[DocumentMentions], grouping: Grouping) -> list[Group]:
        if grouping is Grouping.DOCUMENT:
            return [
                (dated_title(one.record), [(one.record, mention) for mention in one.mentions])
                for one in documents
            ]
        groups: dict[str, list[tuple[DocumentRecord, Mention]]] = defaultdict(list)
        for document in documents:
            for mention in document.mentions:
                if name := self._group(document.record, mention, grouping):
                    groups[name].append((document.record, mention))
        return list(groups.items())

    def _group(self, record: DocumentRecord, mention: Mention, grouping: Grouping) -> str:
        """The year, place or heading that a mention is listed under; empty where it has none."""
        if grouping is Grouping.YEAR:
            return (record.metadata.published or "")[:4]
        headings = mention.passage.heading.split(" › ")
        if grouping is Grouping.SECTION:
            return next(filter(_NUMBERED.match, reversed(headings)), headings[-1])
        headed = map(self.gazetteer.place, headings)
        places = list(filter(None, headed))
        return places[-1] if places else ""

    def _sources(self, plan: Plan) -> list[Source]:
        """The documents that a question names; the only one where there is one."""
        if plan.scope is not None:
            ids: Sequence[str] = plan.scope.documents
        else:
            papers = [r.id for r in self.store.documents() if r.metadata.kind is not Kind.COURSE]
            ids = papers if len(papers) == 1 else ()
        return self._open(ids)

    def _open(self, ids: Sequence[str]) -> list[Source]:
        return [source for key in ids if (source := source_of(self.store, key)) is not None]

    def _summary(self, task: Task) -> list[CitedPart]:
        """The chapter whose heading has the theme's words, or else the documents that are named."""
        plan = task.plan
        if plan.section:
            return self._sections(task, plan.section)
        if len(plan.queries) > 1:
            compared = [query.documents[0] for query in plan.queries]
            return beside_parts(self._open(compared), plan.language.answer)
        named = set(plan.scope.words.split()) if plan.scope and not plan.chapter else set()
        terms = [term.text for term in plan.queries[0].terms] if plan.theme else []
        chapter = [term for term in terms if term not in named and not names_kind(term)]
        sources = self._sources(plan)
        if chapter:
            for source in sources or self._nearest(task):
                if parts := chapter_parts(source, chapter):
                    return parts
        if not sources or plan.chapter:
            return []
        return summary_parts(sources[0], plan.language.answer)

    def _nearest(self, task: Task) -> list[Source]:
        """The documents of the best passages."""
        found = dict.fromkeys(hit.passage.document_id for hit in task.draft.hits)
        return self._open(list(found)[:SEARCHED])

    def _sections(self, task: Task, section: NumberedSection) -> list[CitedPart]:
        """What a section that is named by its number says in each document that has it."""
        sources = self._sources(task.plan) or self._nearest(task)
        parts = [(source, part) for source in sources for part in section_parts(source, section)]
        if len(parts) < 2:
            return [part for _, part in parts]
        titles = (source.record.metadata.title for source, _ in parts)
        return [
            replace(part, heading=" › ".join(filter(None, (title, part.heading))))
            for title, (_, part) in zip(titles, parts, strict=True)
        ]

    def _record(self, plan: Plan) -> list[CitedPart]:
        """What the document that a question names tells of itself."""
        field, language = plan.record, plan.language.answer
        told = (
            record_parts(field, one, language, self.gazetteer.place)
            for one in self._sources(plan)
            if field
        )
        return next(filter(None, told), [])

    def _explained(self, task: Task) -> list[CitedPart]:
        """What a word means, or each of several that are compared and asked nothing else of."""
        plan = task.plan
        if plan.theme:
            return self._definition(task, plan.theme, plan.queries[0].keywords)
        told = [
            self._definition(task, wanted.theme, query.keywords)
            for query in plan.queries
            if (wanted := form_of(query.text)) and wanted.form is Form.DEFINITION
        ]
        whole = len(told) == len(plan.queries) and all(told)
        return list(itertools.chain.from_iterable(told)) if whole else []

    def _definition(self, task: Task, theme: str, keywords: str) -> list[CitedPart]:
        found = self.store.keyword_search(keywords, EXPLAINED_FROM, _filters(task))
        passages = self.store.passages([key for key, _ in found])
        opened = partial(source_of, self.store)
        return definition_parts(theme, passages, opened, task.plan.language.answer)


def _is_of_year(task: Task) -> bool:
    """Whether quotes that tell when a document was published tell the year that its entry has.

    Another year is that of something else: "Kursplanerna är publicerade i Kursutbud 2026."
    """
    scope, text = (
        task.plan.scope,
        " ".join(s.text for one in task.draft.chosen for s in one.sentences),
    )
    if task.plan.record is not RecordField.PUBLISHED or scope is None:
        return True
    years = {(record.metadata.published or "")[:4] for record in scope.records}
    return any(year in text for year in years)


def _parted(pieces: Sequence[CitedPart | Outcome]) -> tuple[Outcome, list[CitedPart]]:
    """What an engine's parts come to, and those that are no notes."""
    outcome = next(piece for piece in pieces if isinstance(piece, Outcome))
    parts = [piece for piece in pieces if isinstance(piece, CitedPart)]
    return outcome, [part for part in parts if part.kind is not PartKind.NOTE]


def _filters(task: Task) -> Filters:
    """Which documents are asked: those of the person's filter, or those that the question names."""
    scope = task.plan.scope
    return task.question.filters.to_filters().among(scope.documents if scope else ())


def _status(form: Form, parts: Sequence[CitedPart]) -> Status:
    """How far the parts of a form answer."""
    # Their notes are reservations: what matters in a document, for one, cannot be known.
    if form not in (Form.ABOUT, Form.MENTIONS) and any(
        part.kind is PartKind.NOTE for part in parts
    ):
        return Status.PARTLY
    if form is Form.MENTIONS and not any(line.quotes for part in parts for line in part.lines):
        return Status.NOT_FOUND
    return Status.ANSWERED
