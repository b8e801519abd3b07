"""The composition root: opens the store and puts the parts together, in one place."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.bodies.courses import CourseReply
from assistant.courses.find.finder import CourseFinder
from assistant.courses.find.reply import Wish, reply
from assistant.courses.occupations import occupation_named
from assistant.courses.read.reader import CourseReader
from assistant.question.contacts import load_contacts
from assistant.question.query import QueryReader
from assistant.question.reader import QuestionReader
from assistant.question.spelling import Speller
from assistant.search.ranking import load_ranker
from assistant.search.reranking import load_reranker
from assistant.search.retriever import Retriever
from assistant.settings import Settings
from corpus.embedding import load_embedder
from corpus.glossary import load_glossary
from corpus.lexicon import load_lexicon
from corpus.model import Filters
from corpus.places import load_gazetteer
from corpus.store import Store, StoreError

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.answer.chain import AnswerChunk
    from assistant.answer.model.engine import Generator
    from assistant.bodies.question import Question


logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """The parts that every way in (API, chat, command line, evaluation) calls.

    ``answering`` takes a question and streams ``AnswerChunk``s; invoked, it gives their sum.
    """

    settings: Settings
    store: Store
    reader: QuestionReader
    retriever: Retriever
    courses: CourseFinder
    answering: Runnable[Question, AnswerChunk]

    def find_courses(self, question: str, today: dt.date) -> CourseReply:
        """The courses that a question is after, on a day."""
        return reply(self.courses, self.reader.read_courses(question, today), Wish(today))

    def warm_up(self) -> None:
        """Searches once: opening the indexes takes a second that nobody should wait for."""
        try:
            self.retriever.search("vuxenutbildning", 1, Filters())
            self.courses.shelf()
        except StoreError as error:
            # Documents can be read where an index cannot; who searches is told the same.
            logger.warning("%s", error)


@contextmanager
def open_retriever(settings: Settings, holder: str) -> Iterator[Retriever]:
    """What a search alone needs, over the settings' store, which it owns until it is closed.

    Args:
        settings: the operator's choices.
        holder: what the lock names as its holder, such as "vagvis serve".

    Raises:
        StoreError: another process owns the store, or it cannot be used.
        ModelUnavailable: the embedder or the reranker is not on this machine.
    """
    gazetteer = load_gazetteer()

    def is_name(word: str) -> bool:
        return gazetteer.place(word) is not None or occupation_named(word) is not None

    embedder = load_embedder(settings.embedder, threads=settings.threads)
    ranker = load_ranker(load_lexicon())
    named = settings.reranker
    reranker = load_reranker(named, threads=settings.threads) if named else None
    with Store.open(settings.data, embedder, holder) as store:
        speller = Speller(load_glossary(), ranker.lexicon, store.gram_frequency, is_name)
        yield Retriever(store, embedder, QueryReader(speller, gazetteer), ranker, reranker)


@contextmanager
def open_app(settings: Settings, holder: str) -> Iterator[App]:
    """The whole app over the settings' store, which it owns until it is closed.

    Raises:
        ContactsError: the contact register cannot be used.
        ModelSettingError: the language model that was chosen cannot be used.
        StoreError, ModelUnavailable: as for ``open_retriever``.
    """
    # LangChain takes most of a second to import; a search alone does not wait for it.
    from assistant.answer.chain import Answerer, answering
    from assistant.answer.extractive.engine import Extractor, load_judges
    from assistant.answer.forms.courses import CourseTeller

    contacts = load_contacts(settings.contacts)
    gazetteer = load_gazetteer()
    with open_retriever(settings, holder) as retriever:
        finder = CourseFinder(retriever.store, retriever.embedder, gazetteer)
        generator = _generator(settings, retriever) if settings.model else None
        courses = CourseReader(finder.shelf, gazetteer, retriever.reader.glossary)
        reader = QuestionReader(retriever.reader, courses, contacts, generator)
        extractor = Extractor(*load_judges())
        teller = CourseTeller(finder, retriever.store)
        answerer = Answerer(reader, retriever, extractor, teller, settings, generator)
        yield App(settings, retriever.store, reader, retriever, finder, answering(answerer))


def _generator(settings: Settings, retriever: Retriever) -> Generator:
    """The engine that answers with the language model that the operator chose."""
    from assistant.answer.model.claims import Verifier
    from assistant.answer.model.connecting import connect
    from assistant.answer.model.engine import Generator

    model = connect(
        settings.model,
        settings.model_url,
        timeout=settings.model_timeout,
        tokens=settings.model_tokens,
    )
    return Generator(
        model=model,
        verifier=Verifier(retriever.ranker.lexicon, retriever.reader.glossary),
        document_of=retriever.store.document,
        timeout=settings.model_timeout,
        tokens=settings.model_tokens,
    )
