"""The composition root: opens the store and puts the parts together, in one place."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.bodies.courses import CourseReply
from assistant.bodies.question import Turn
from assistant.courses.course_names import load_course_names
from assistant.courses.find.finder import CourseFinder
from assistant.courses.find.reply import Wish, reply
from assistant.courses.path.way import PathFinder
from assistant.courses.read.aim import load_aim
from assistant.courses.read.reader import CourseReader
from assistant.courses.read.word_roles import load_word_roles
from assistant.knowledge import Knowledge
from assistant.question.contacts import load_contacts
from assistant.question.document_names import NamedWords
from assistant.question.form_reader import FormReader
from assistant.question.query import QueryReader
from assistant.question.reader import QuestionReader
from assistant.question.scope import ScopeReader
from assistant.question.spelling import Speller
from assistant.search.reranking import Reranker, load_reranker
from assistant.search.retriever import Retriever
from assistant.settings import Settings
from corpus.embedding import Embedder, load_embedder
from corpus.model import Filters
from corpus.store import Store, StoreError, StoreReader

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.answer.chain import AnswerChunk
    from assistant.answer.follow_ups import FollowUps
    from assistant.bodies.question import Question

Models = tuple[Embedder, Reranker | None]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """The parts that every way in (API, chat, command line, evaluation) calls.

    ``answering`` takes a question and streams ``AnswerChunk``s; invoked, it gives their sum.
    ``follow_ups`` makes questions that lead on from an answer.
    """

    settings: Settings
    store: Store
    retriever: Retriever
    reader: QuestionReader
    courses: CourseFinder
    paths: PathFinder
    answering: Runnable[Question, AnswerChunk]
    follow_ups: FollowUps

    def find_courses(self, text: str, today: dt.date, before: Sequence[Turn] = ()) -> CourseReply:
        """The courses that a question is after, on a day, and after a conversation before it."""
        return reply(self.courses, self.reader.read_courses(text, today, before), Wish(today))

    def warm_up(self) -> None:
        """Searches once: opening the indexes takes a second that nobody should wait for.

        The word is misspelt, so that the tables of spelling are made, too.
        """
        try:
            self.retriever.search("vuxenutbildnig", 1, Filters())
            self.find_courses("matematik", self.settings.current_date())
        except StoreError as error:
            # Documents can be read where an index cannot; who searches is told the same.
            logger.warning("%s", error)


@contextmanager
def open_retriever(settings: Settings, holder: str) -> Iterator[Retriever]:
    """What a search alone needs, over the settings' store, which it owns until it is closed.

    ``holder`` is what the lock names as its holder, such as "vagvis serve".

    Raises:
        StoreError: another process owns the store, or it cannot be used.
        ModelUnavailable: the embedder or the reranker is not on this machine.
    """
    models = load_models(settings)  # before the store is touched
    with Store.open(settings.data, models[0], holder, servers=settings.servers) as store:
        yield retriever_over(Knowledge.load(), models, store)


def load_models(settings: Settings) -> Models:
    """The embedder and the reranker that were chosen."""
    embedder = load_embedder(settings.embedder, threads=settings.threads)
    named = settings.reranker
    return embedder, load_reranker(named, threads=settings.threads) if named else None


def retriever_over(known: Knowledge, models: Models, store: StoreReader) -> Retriever:
    """What searches a store that is open already."""
    names = NamedWords(known.is_name, store.documents)
    speller = Speller(known.glossary, known.lexicon, store.gram_frequency, names.hold)
    reader = QueryReader(speller, known.gazetteer)
    scopes = ScopeReader(store.documents, known.glossary, known.lexicon.rarity)
    return Retriever(store, models[0], reader, known.lexicon, scopes, models[1])


@contextmanager
def open_app(settings: Settings, holder: str) -> Iterator[App]:
    """The whole app over the settings' store, which it owns until it is closed.

    Raises:
        ContactsError: the contact register cannot be used.
        ModelSettingError: the language model that was chosen cannot be used.
        StoreError, ModelUnavailable: as for ``open_retriever``.
    """
    known = Knowledge.load()
    models = load_models(settings)  # before the store is touched
    with Store.open(settings.data, models[0], holder, servers=settings.servers) as store:
        retriever = retriever_over(known, models, store)
        yield App(settings, store, retriever, *parts(settings, retriever, known))


def parts(
    settings: Settings, retriever: Retriever, known: Knowledge
) -> tuple[QuestionReader, CourseFinder, PathFinder, Runnable[Question, AnswerChunk], FollowUps]:
    """The last five parts of an ``App``, over what finds passages."""
    # LangChain takes most of a second to import; a search alone does not wait for it.
    from assistant.answer.chain import Answerer, answering
    from assistant.answer.chosen_model import chosen_engine
    from assistant.answer.extractive.engine import Extractor, load_judges
    from assistant.answer.follow_ups import FollowUps
    from assistant.answer.forms.course_answer import CourseTeller
    from assistant.answer.forms.form_engine import FormEngine
    from assistant.answer.quoting import QuoteEngine

    store, places = retriever.store, known.gazetteer
    finder = CourseFinder(store, known.of_courses)
    paths = PathFinder(known.occupations, load_course_names())
    engine = QuoteEngine(store.document)
    model = chosen_engine(settings, retriever, engine)
    courses = CourseReader(finder.shelf, places, known.glossary, load_aim(), load_word_roles())
    wordings = FormReader(retriever.reader, retriever.scopes)
    contacts = load_contacts(settings.contacts)
    reader = QuestionReader(retriever.reader, courses, contacts, wordings, model)
    teller, extractor = CourseTeller(finder, paths, store), Extractor(*load_judges(known.lexicon))
    forms = FormEngine(store, places, model or engine)
    answerer = Answerer(reader, retriever, extractor, teller, settings, forms)
    onward = FollowUps(store.passages_of, answerer.is_sure)
    return reader, finder, paths, answering(answerer), onward
