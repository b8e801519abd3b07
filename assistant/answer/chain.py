"""From question to answer, as a LangChain runnable that can be invoked, batched and streamed."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from langchain_core.runnables import Runnable, RunnableGenerator
from langchain_core.runnables.utils import AddableDict

from assistant.answer.compose import note
from assistant.answer.conversation import Findings, find_within
from assistant.answer.engine import Engine, Task
from assistant.answer.extractive.confidence import FOUND_FROM
from assistant.answer.extractive.engine import PASSAGES, Draft, Extractor
from assistant.answer.forms.course_answer import CourseAnswer, CourseTeller
from assistant.answer.forms.missing import unread
from assistant.answer.making import make, plain_answer
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.courses.tell.lines import tells_any
from assistant.question.answer_types import AnswerType
from assistant.question.form import Form
from assistant.question.label_sorts import topic_of
from assistant.question.plan import AS_ASKED, Plan
from assistant.question.reader import QuestionReader
from assistant.search.named_places import named_places
from assistant.search.retriever import Hits, Retriever, found_passage, interleaved
from assistant.settings import Settings
from assistant.words.answers import AND, SCOPED
from assistant.words.languages import series
from corpus.model import Filters, Kind
from corpus.swedish import fold, words

PIECE_WORDS = 4

WEAK = 0.4
"""Confidence below which a language model, where there is one, is asked how else to search."""

_ASKED_NOUN = re.compile(r"(?:vilke[nt]|vilka|hur många|vad (?:är|var)|vem är) ([\w-]+)")
"""What a question asks for by its name."""

_SEARCHED = (Form.FACT, Form.LIST, Form.REASON, Form.COURSES)
"""Forms whose evidence is searched for by the question's words."""


class AnswerChunk(AddableDict):
    """A piece of an answer as it is made; pieces add up to the whole.

    Keys, in this order: ``sources`` (list of FoundPassage, once), ``delta`` (text, in pieces),
    ``answer`` (the Answer, once, last) with ``basis`` (the Basis, for those who trace it).
    """


@dataclass(frozen=True, slots=True)
class Basis:
    """The very objects that an answer was made from; no draft where nothing was searched for."""

    plan: Plan
    draft: Draft | None


def answer(chain: Runnable[Question, AnswerChunk], question: Question) -> Answer:
    """The whole answer to a question."""
    whole: Answer = chain.invoke(question)["answer"]
    return whole


@dataclass(frozen=True, slots=True)
class Answerer:
    """What makes answers; ``chunks`` is the way from one question to its answer."""

    reader: QuestionReader
    retriever: Retriever
    extractor: Extractor
    courses: CourseTeller
    settings: Settings
    engine: Engine

    def chunks(self, question: Question) -> Iterator[AnswerChunk]:
        """The answer as it is made."""
        started = time.perf_counter()
        today = question.today or self.settings.current_date()
        plan = self.reader.read(question, today)
        basis = Basis(plan, None)
        reply = _unsearched(plan)
        if reply is not None:
            yield AnswerChunk(sources=[])
            pieces: Iterable[str | Answer] = (reply.text, reply)
        else:
            courses, plan, draft = find_within(
                self.reader.whole(question),
                plan,
                lambda one: self.reader.read(one, today),
                lambda one, plan: self._evidence(one, plan, today),
            )
            if self._is_weak(courses, plan, draft):
                plan = self.reader.read(question, today, weak=True)
                courses, plan, draft = self._evidence(question, plan, today)
            basis = Basis(plan, draft)
            yield AnswerChunk(sources=[found_passage(hit) for hit in draft.hits])
            pieces = make(Task(question, plan, draft), self.engine, courses, today)
        for piece in pieces:
            if isinstance(piece, str):
                yield from _deltas(piece)
            else:
                took = round((time.perf_counter() - started) * 1000, 1)
                yield AnswerChunk(answer=piece.model_copy(update={"took_ms": took}), basis=basis)

    def is_sure(self, question: Question) -> bool:
        """Whether the documents answer a question without reservation; no model is asked."""
        reader = replace(self.reader, planner=None)
        plan = reader.read(question, question.today or self.settings.current_date())
        if _unsearched(plan) is not None:
            return False
        _, draft = self._draft(plan, question.filters.to_filters())
        return draft.is_sure

    def _evidence(self, question: Question, plan: Plan, today: dt.date) -> Findings:
        """What courses and documents answer."""
        courses = self.courses.answer(question, plan, today)
        filters = _filters(question, plan, courses)
        plan, draft = self._draft(plan, filters)
        if courses is None and draft.confidence < FOUND_FROM:
            plan, courses = self._of_catalogues(question, plan, today)
        # In all documents: that a question names one may be a slip of ours.
        further = [self.retriever.find(query, PASSAGES, filters) for query in plan.further]
        if further:
            hits = interleaved([Hits(plan.queries[0], draft.hits), *further])
            draft = replace(draft, hits=tuple(hits))
        return Findings(courses, plan, draft)

    def _of_catalogues(
        self, question: Question, plan: Plan, today: dt.date
    ) -> tuple[Plan, CourseAnswer | None]:
        """What courses that meet all of a question tell which the documents do not answer."""
        request = self.reader.read_courses(question.question, today)
        if not request.constraints.subject or not tells_any(request.types):
            return plan, None
        asked = replace(plan, courses=replace(request, is_unsure=True))
        courses = self.courses.answer(question, asked, today)
        return (asked, courses) if courses and courses.whole else (plan, None)

    def _is_weak(self, courses: CourseAnswer | None, plan: Plan, draft: Draft) -> bool:
        """Whether little was found for a question that no language model has read yet."""
        return (
            self.reader.planner is not None
            and plan.proposal is AS_ASKED
            and plan.forms[-1] in _SEARCHED
            and not (courses and courses.whole)
            and draft.confidence < WEAK
        )

    def _draft(self, plan: Plan, filters: Filters) -> tuple[Plan, Draft]:
        """What answers best in the documents that a question names, or else in all of them.

        Where all documents answer more surely than those, the name was none: "CSN" is in a title,
        and the question not of that page. Then the plan has no scope.
        """
        if plan.each_place:
            plan = self._of_each_place(plan, filters)
        if plan.scope is None:
            return plan, self._draft_from(plan, filters)
        queries = tuple(query.within(plan.scope) for query in plan.queries)
        within = replace(plan, queries=queries)
        draft = self._draft_from(within, filters.among(plan.scope.documents))
        if plan.forms[0] not in (Form.MENTIONS, Form.SUMMARY) and not draft.is_sure:
            wide = self._draft_from(plan, filters)
            # Another edition than the one that was asked for may be surer, and is wrong; and where
            # neither answers, the nearest is what that one says.
            certain = plan.scope.is_certain
            rival = 0.0 if certain else wide.confidence
            gives = wide.confidence >= FOUND_FROM or not certain
            if gives and draft.confidence < max(FOUND_FROM, rival):
                if wide.documents <= set(plan.scope.documents):
                    draft = max(draft, wide, key=lambda one: one.confidence)
                elif plan.forms[0] is not Form.RECORD:
                    return replace(plan, scope=None), wide
        note = SCOPED.get(plan.language.answer, titles=_series(plan))
        return replace(plan, notes=(note, *plan.notes)), draft

    def _of_each_place(self, plan: Plan, filters: Filters) -> Plan:
        """A plan about each place as one about those that the nearest passages name."""
        scoped = filters.among(plan.scope.documents) if plan.scope else filters
        found = self.retriever.find(plan.queries[0], PASSAGES, scoped)
        places = named_places((hit.passage for hit in found.ranked), self.reader.queries.gazetteer)
        return self.reader.forms.of_places(plan, places)

    def _draft_from(self, plan: Plan, filters: Filters) -> Draft:
        evidence = [
            self.retriever.find(query, PASSAGES, filters.among(query.documents))
            for query in plan.queries
        ]
        draft = self.extractor.draft(evidence)
        # The person has named none of the places that were asked of one by one.
        return replace(draft, missing=(), absent=()) if plan.each_place else draft


def answering(answerer: Answerer) -> Runnable[Question, AnswerChunk]:
    """The way from question to answer, to be invoked, batched or streamed."""

    def transform(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
        for question in questions:
            yield from answerer.chunks(question)

    return RunnableGenerator(transform)


def _unsearched(plan: Plan) -> Answer | None:
    """The reply where nothing is searched for: declined, or in a language that is not read."""
    if Form.DECLINED in plan.forms:
        return plain_answer(plan, Status.DECLINED, [note(plan.refusal)])
    if Form.UNREAD in plan.forms:
        parts = unread(plan.language.tongue, plan.contacts)
        return plain_answer(plan, Status.NOT_FOUND, parts, plan.contacts)
    return None


def _series(plan: Plan) -> str:
    titles = plan.scope.titles if plan.scope else ()
    return series([f"”{title}”" for title in titles], AND.get(plan.language.answer))


def _filters(question: Question, plan: Plan, courses: CourseAnswer | None) -> Filters:
    """Which documents are asked; where courses answer it all, those that are no catalogues."""
    filters = question.filters
    is_told = courses is not None and courses.tells_all and not courses.leaves_open
    if is_told and not _asks_other(plan):
        kinds = [kind for kind in filters.kind or tuple(Kind) if kind is not Kind.COURSE]
        filters = filters.model_copy(update={"kind": kinds})
    return filters.to_filters()


def _asks_other(plan: Plan) -> bool:
    """Whether something is asked of courses that is none of their fields: "Vilken provort har …".

    It may be another column of a catalogue.
    """
    noun = _ASKED_NOUN.match(fold(plan.question))
    if plan.courses is None or plan.courses.types - {AnswerType.COUNT} or noun is None:
        return False
    read = " ".join([plan.courses.constraints.subject, *plan.courses.spans.values()])
    return bool(topic_of(noun[1])) and noun[1] not in words(read)


def _deltas(text: str) -> Iterator[AnswerChunk]:
    """A text in pieces of a few words, as a reader takes them in."""
    words = text.split(" ")
    for i in range(0, len(words), PIECE_WORDS):
        piece = " ".join(words[i : i + PIECE_WORDS])
        yield AnswerChunk(delta=piece if i + PIECE_WORDS >= len(words) else f"{piece} ")
