"""From question to answer, as a LangChain runnable that can be invoked, batched and streamed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableGenerator
from langchain_core.runnables.utils import AddableDict

from assistant.answer.compose import cite, wording
from assistant.answer.extractive.engine import PASSAGES, Draft, Extractor
from assistant.answer.forms.courses import CoursePart, CourseTeller, beside_courses, joined
from assistant.answer.notices import age_notices, disagreement
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.question.plan import Form, Plan
from assistant.question.reader import QuestionReader
from assistant.search.retriever import Retriever, found_passage
from assistant.settings import Settings
from assistant.words import answers as texts
from corpus.model import Filters

if TYPE_CHECKING:
    from assistant.answer.model.engine import Generator, Reading, Written

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
    """The very objects that an answer was made from; no draft where nothing was searched for."""

    plan: Plan
    draft: Draft | None


def answer(chain: Runnable[Question, AnswerChunk], question: Question) -> Answer:
    """The whole answer to a question."""
    whole: Answer = chain.invoke(question)["answer"]
    return whole


@dataclass(frozen=True, slots=True)
class Answerer:
    """The parts that make answers; ``chunks`` is the way from one question to its answer.

    With a ``generator`` the answer is the model's as far as it holds, and made of quotes alone
    where nothing of it does.
    """

    reader: QuestionReader
    retriever: Retriever
    extractor: Extractor
    courses: CourseTeller
    settings: Settings
    generator: Generator | None = None

    def chunks(self, question: Question) -> Iterator[AnswerChunk]:
        """The answer as it is made."""
        started = time.perf_counter()
        today = question.today or self.settings.current_date()
        plan = self.reader.read(question, today)
        basis = Basis(plan, None)
        reply = self._unsearched(plan)
        if reply is not None:
            yield AnswerChunk(sources=[])
            given = ""
        else:
            part = self.courses.part(question, plan, today)
            filters = _filters(question, part)
            evidence = [self.retriever.find(one, PASSAGES, filters) for one in plan.queries]
            draft = self.extractor.draft(evidence)
            basis = Basis(plan, draft)
            yield AnswerChunk(sources=[found_passage(hit) for hit in draft.hits])
            given = part.text if part is not None else ""
            if given:
                yield from _deltas(given)
            if self.generator is None:
                reply = self._reply(question, plan, draft)
            else:
                reading = self.generator.reading(question, plan)
                written = None
                for piece in self.generator.write(reading, draft.hits) if draft.hits else ():
                    if isinstance(piece, str):
                        # Beside courses a document has its say only once it is known how sure.
                        if part is None:
                            given += piece
                            yield AnswerChunk(delta=piece)
                    else:
                        written = piece
                reply = self._made(question, plan, draft, reading, written)
            if part is not None:
                reply = joined(part, reply)
        rest = reply.text.removeprefix(given)
        if rest:
            yield from _deltas(rest)
        took = round((time.perf_counter() - started) * 1000, 1)
        yield AnswerChunk(answer=reply.model_copy(update={"took_ms": took}), basis=basis)

    def _unsearched(self, plan: Plan) -> Answer | None:
        """The reply where nothing is searched for: declined, or in a language that is not read."""
        if Form.DECLINED in plan.forms:
            return Answer(status=Status.DECLINED, text=plan.refusal, engine=ENGINE, took_ms=0)
        if Form.UNREAD in plan.forms:
            contacts = list(plan.contacts)
            return Answer(
                status=Status.NOT_FOUND,
                text=texts.unread(plan.language.tongue, contacts),
                engine=ENGINE,
                took_ms=0,
                contacts=contacts,
            )
        return None

    def _made(
        self,
        question: Question,
        plan: Plan,
        draft: Draft,
        reading: Reading,
        written: Written | None,
    ) -> Answer:
        """The answer of what the model wrote; of quotes alone where nothing of it is left."""
        from assistant.answer.model import reply

        if written is None or written.says_nothing:
            return self._not_found(plan, draft)
        if not written.text:
            return reply.in_quotes_instead(self._reply(question, plan, draft), written, reading)
        return reply.reply(written, reading, self._today(question), list(plan.contacts), plan.notes)

    def _reply(self, question: Question, plan: Plan, draft: Draft) -> Answer:
        cited = cite(draft.chosen, self.retriever.store.document)
        if not cited or draft.confidence < FOUND_FROM:
            return self._not_found(plan, draft)
        sure = draft.confidence >= SURE_FROM and not draft.missing
        text = wording(cited, question.audience)
        if not sure:
            text = f"{texts.partly(draft.missing, english=plan.language.is_english)}\n\n{text}"
        citations = [citation for _, citation in cited]
        notices = age_notices(citations, self._today(question))
        differing = disagreement(plan.types, [stretch for stretch, _ in cited])
        return Answer(
            status=Status.ANSWERED if sure else Status.PARTLY,
            text=text,
            engine=ENGINE,
            took_ms=0,
            citations=citations,
            notices=[differing, *notices] if differing else notices,
            contacts=[] if sure else list(plan.contacts),
            understood=list(plan.notes),
        )

    def _today(self, question: Question) -> dt.date:
        return question.today or self.settings.current_date()

    def _not_found(self, plan: Plan, draft: Draft) -> Answer:
        contacts = list(plan.contacts)
        return Answer(
            status=Status.NOT_FOUND,
            text=texts.not_found(contacts, draft.missing, english=plan.language.is_english),
            engine=ENGINE,
            took_ms=0,
            nearest=[found_passage(hit) for hit in draft.hits[:NEAREST]],
            contacts=contacts,
            understood=list(plan.notes),
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


def _deltas(text: str) -> Iterator[AnswerChunk]:
    """A text in pieces of a few words, as a reader takes them in."""
    words = text.split(" ")
    for i in range(0, len(words), PIECE_WORDS):
        piece = " ".join(words[i : i + PIECE_WORDS])
        yield AnswerChunk(delta=piece if i + PIECE_WORDS >= len(words) else f"{piece} ")
