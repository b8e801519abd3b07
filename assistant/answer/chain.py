"""From question to answer, as a LangChain runnable that can be invoked, batched and streamed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass

from langchain_core.runnables import Runnable, RunnableGenerator
from langchain_core.runnables.utils import AddableDict

from assistant.answer import texts
from assistant.answer.compose import cite, wording
from assistant.answer.course_part import CoursePart, CourseTeller, beside_courses, joined
from assistant.answer.extract import Draft, Extractor
from assistant.answer.notices import age_notices, disagreement
from assistant.guidance.boundaries import decline
from assistant.guidance.contacts import Contacts
from assistant.model import Answer, FoundPassage, Question, Status
from assistant.settings import Settings
from assistant.understand import Understood
from corpus.foreign import foreign
from corpus.model import Filters

ENGINE = "extractive"

FOUND_FROM = 0.3
"""Confidence below which nothing is claimed to answer the question."""

SURE_FROM = 0.5
"""Confidence from which an answer is given without reservation."""

NEAREST = 3
"""How many passages are shown where nothing answers."""

PIECE_WORDS = 4


class AnswerChunk(AddableDict):
    """A piece of an answer as it is made; pieces add up to the whole.

    Keys, in this order: ``sources`` (list of FoundPassage, once), ``delta`` (text, in pieces),
    ``answer`` (the Answer, once, last) with ``basis`` (the Basis, for those who trace it).
    """


@dataclass(frozen=True, slots=True)
class Basis:
    """The very objects that an answer was made from; none where nothing was searched for."""

    query: Understood | None
    draft: Draft | None


def answer(chain: Runnable[Question, AnswerChunk], question: Question) -> Answer:
    """The whole answer to a question."""
    whole: Answer = chain.invoke(question)["answer"]
    return whole


@dataclass(frozen=True, slots=True)
class Answerer:
    """The parts that make answers; ``chunks`` is the way from one question to its answer."""

    extractor: Extractor
    courses: CourseTeller
    contacts: Contacts
    settings: Settings

    def chunks(self, question: Question) -> Iterator[AnswerChunk]:
        """The answer as it is made."""
        started = time.perf_counter()
        basis = Basis(None, None)
        reply = self._without_search(question)
        if reply is not None:
            yield AnswerChunk(sources=[])
        else:
            query = self.extractor.retriever.understand(question.question, question.history)
            part = self.courses.part(question, self._today(question), english=query.english)
            draft = self.extractor.draft(query, _filters(question, part))
            basis = Basis(query, draft)
            yield AnswerChunk(
                sources=[FoundPassage.of(h.passage, h.record, h.score) for h in draft.hits]
            )
            reply = self._reply(question, query, draft)
            if part is not None:
                reply = joined(part, reply)
        for piece in _pieces(reply.text):
            yield AnswerChunk(delta=piece)
        took = round((time.perf_counter() - started) * 1000, 1)
        yield AnswerChunk(answer=reply.model_copy(update={"took_ms": took}), basis=basis)

    def _without_search(self, question: Question) -> Answer | None:
        """The reply to what is declined, or in a language that is not read; None otherwise."""
        refusal = decline(question.question)
        if refusal is not None:
            return Answer(status=Status.DECLINED, text=refusal, engine=ENGINE, took_ms=0)
        told = foreign(question.question, self.extractor.retriever.glossary.knows)
        if told is None:
            return None
        contacts = self.contacts.suited(question.question)
        return Answer(
            status=Status.NOT_FOUND,
            text=texts.unread(told.tongue, contacts),
            engine=ENGINE,
            took_ms=0,
            contacts=contacts,
        )

    def _reply(self, question: Question, query: Understood, draft: Draft) -> Answer:
        cited = cite(draft.chosen, self.extractor.retriever.store.document)
        if not cited or draft.confidence < FOUND_FROM:
            return self._not_found(question, query, draft)
        sure = draft.confidence >= SURE_FROM and not draft.missing
        text = wording(cited, question.audience)
        if not sure:
            text = f"{texts.partly(draft.missing, english=query.english)}\n\n{text}"
        citations = [citation for _, citation in cited]
        notices = age_notices(citations, self._today(question))
        differing = disagreement(query, [stretch for stretch, _ in cited])
        return Answer(
            status=Status.ANSWERED if sure else Status.PARTLY,
            text=text,
            engine=ENGINE,
            took_ms=0,
            citations=citations,
            notices=[differing, *notices] if differing else notices,
            contacts=[] if sure else self.contacts.suited(question.question),
            understood=list(query.notes),
        )

    def _today(self, question: Question) -> dt.date:
        return question.today or self.settings.current_date()

    def _not_found(self, question: Question, query: Understood, draft: Draft) -> Answer:
        contacts = self.contacts.suited(question.question)
        return Answer(
            status=Status.NOT_FOUND,
            text=texts.not_found(contacts, draft.missing, english=query.english),
            engine=ENGINE,
            took_ms=0,
            nearest=[FoundPassage.of(h.passage, h.record, h.score) for h in draft.hits[:NEAREST]],
            contacts=contacts,
            understood=list(query.notes),
        )


def answering(answerer: Answerer) -> Runnable[Question, AnswerChunk]:
    """The way from question to answer, to be invoked, batched or streamed."""

    def transform(questions: Iterator[Question]) -> Iterator[AnswerChunk]:
        for question in questions:
            yield from answerer.chunks(question)

    return RunnableGenerator(transform)


def _filters(question: Question, part: CoursePart | None) -> Filters:
    """Which documents are asked; where courses were found, those that are no catalogues."""
    filters = question.filters
    if part is not None and part.reply.courses:
        filters = filters.model_copy(update={"kind": beside_courses(filters.kind)})
    return filters.to_filters()


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of a few words, as a reader takes them in."""
    words = text.split(" ")
    for i in range(0, len(words), PIECE_WORDS):
        piece = " ".join(words[i : i + PIECE_WORDS])
        yield piece if i + PIECE_WORDS >= len(words) else f"{piece} "
