"""From question to answer, as a LangChain runnable that can be invoked, batched and streamed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableGenerator
from langchain_core.runnables.utils import AddableDict

from assistant.answer.compose import cite, wording
from assistant.answer.contacts import Contacts
from assistant.answer.extractive.engine import Draft, Extractor
from assistant.answer.forms.courses import CoursePart, CourseTeller, beside_courses, joined
from assistant.answer.notices import age_notices, disagreement
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.bodies.search import FoundPassage
from assistant.question.declined import decline
from assistant.question.query import Understood
from assistant.settings import Settings
from assistant.words import answers as texts
from assistant.words.languages import Language
from corpus.foreign import foreign
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
    """The very objects that an answer was made from; none where nothing was searched for."""

    query: Understood | None
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

    extractor: Extractor
    courses: CourseTeller
    contacts: Contacts
    settings: Settings
    generator: Generator | None = None

    def chunks(self, question: Question) -> Iterator[AnswerChunk]:
        """The answer as it is made."""
        started = time.perf_counter()
        basis = Basis(None, None)
        reply = self._declined(question.question)
        reading = None
        if reply is None:
            reading = self._read(question)
            whole = reading.whole if reading else ""
            reply = self._declined(whole) if whole else self._unread(question)
        if reply is not None:
            yield AnswerChunk(sources=[])
            given = ""
        else:
            query = self._understood(question, reading)
            asked = question.model_copy(update={"question": query.question})
            part = self.courses.part(asked, self._today(question), english=query.english)
            draft = self.extractor.draft(query, _filters(question, part))
            basis = Basis(query, draft)
            yield AnswerChunk(
                sources=[FoundPassage.of(h.passage, h.record, h.score) for h in draft.hits]
            )
            given = part.text if part is not None else ""
            if given:
                yield from _deltas(given)
            if reading is None:
                reply = self._reply(question, query, draft)
            else:
                written = None
                for piece in self._writing(reading, draft):
                    if isinstance(piece, str):
                        # Beside courses a document has its say only once it is known how sure.
                        if part is None:
                            given += piece
                            yield AnswerChunk(delta=piece)
                    else:
                        written = piece
                reply = self._made(question, query, draft, reading, written)
            if part is not None:
                reply = joined(part, reply)
        rest = reply.text.removeprefix(given)
        if rest:
            yield from _deltas(rest)
        took = round((time.perf_counter() - started) * 1000, 1)
        yield AnswerChunk(answer=reply.model_copy(update={"took_ms": took}), basis=basis)

    def _declined(self, question: str) -> Answer | None:
        """The reply to what is declined; None otherwise."""
        refusal = decline(question)
        if refusal is None:
            return None
        return Answer(status=Status.DECLINED, text=refusal, engine=ENGINE, took_ms=0)

    def _unread(self, question: Question) -> Answer | None:
        """The reply to a question in a language that is not read; None otherwise."""
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

    def _read(self, question: Question) -> Reading | None:
        """What the model makes of a question; None without a model."""
        if self.generator is None:
            return None
        retriever = self.extractor.retriever
        if foreign(question.question, retriever.glossary.knows) is not None:
            return self.generator.read(question, "", unclear=True)
        query = retriever.understand(question.question, question.history)
        language = Language.ENGLISH if query.english else Language.SWEDISH
        return self.generator.read(question, language, unclear=query.english or bool(query.before))

    def _understood(self, question: Question, reading: Reading | None) -> Understood:
        """The question ready for the search, as the model made it whole or as it stands."""
        understand = self.extractor.retriever.understand
        if reading is None or not reading.whole:
            return understand(question.question, question.history)
        query = understand(reading.whole)
        english = reading.language == Language.ENGLISH
        # Of a translation the words cannot be held against the question's own.
        swedish = reading.language == Language.SWEDISH
        note = f"Jag läste frågan som: {reading.whole}" if swedish else texts.TRANSLATED
        return replace(query, notes=(note, *(query.notes if swedish else ())), english=english)

    def _writing(self, reading: Reading, draft: Draft) -> Iterator[str | Written]:
        """The model's answer as it is written; nothing where there is nothing to read."""
        return (
            self.generator.write(reading, draft.hits) if self.generator and draft.hits else iter(())
        )

    def _made(
        self,
        question: Question,
        query: Understood,
        draft: Draft,
        reading: Reading,
        written: Written | None,
    ) -> Answer:
        """The answer of what the model wrote; of quotes alone where nothing of it is left."""
        from assistant.answer.model import reply

        if written is None or written.says_nothing:
            return self._not_found(question, query, draft)
        if not written.text:
            return reply.in_quotes_instead(self._reply(question, query, draft), written, reading)
        return reply.reply(
            written,
            reading,
            self._today(question),
            self.contacts.suited(question.question),
            query.notes,
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


def _deltas(text: str) -> Iterator[AnswerChunk]:
    """A text in pieces of a few words, as a reader takes them in."""
    words = text.split(" ")
    for i in range(0, len(words), PIECE_WORDS):
        piece = " ".join(words[i : i + PIECE_WORDS])
        yield AnswerChunk(delta=piece if i + PIECE_WORDS >= len(words) else f"{piece} ")
