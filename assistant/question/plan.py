"""A question read once: what is to be searched for, and in what form it wants its answer.

Nothing after the reading looks at the question's words again: whatever a later step needs to know
of them stands here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.bodies.answer import Contact
from assistant.bodies.course_query import CourseOrder, CourseQuery
from assistant.question.answer_types import AnswerType
from assistant.question.form import AboutTopic, Form, Grouping, RecordField
from assistant.question.label_sorts import AskedLabel, asked_labels
from assistant.question.language import SWEDISH, QuestionLanguage
from assistant.question.sections import NumberedSection, section_of
from corpus.courses import Level
from corpus.glossary import Expansion
from corpus.model import DocumentRecord
from corpus.swedish import fold


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that a question names, best fit first, and the words that do.

    ``is_certain`` where no other can be meant, as it tells them by their number or their year, or
    what it wants is "enligt" them; ``is_open`` where one is meant and nothing tells which.
    """

    records: tuple[DocumentRecord, ...]
    words: str
    is_certain: bool = False
    is_open: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(record.id for record in self.records)

    @property
    def titles(self) -> tuple[str, ...]:
        """Their titles."""
        return tuple(record.metadata.title for record in self.records)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that an answer should speak of, in lower case.

    In "Vad gör kommunen för SYV?" the last term has ``text`` "syv", ``is_name`` (written as a name,
    an abbreviation or with figures, so that nothing else will do), ``alternatives`` such as
    "studievägledare", and ``phrases`` such as ("studie", "yrkesvägledare"), which say the same
    together. ``parts`` are the words of a compound, which nearly say it together. ``share`` is less
    than 1 for a word of the question before.
    """

    text: str
    is_name: bool = False
    alternatives: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    parts: tuple[str, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """One search over the documents: a whole question, or one side of a comparison.

    ``text`` is the question in words, slips put right, with the one before it where it leans on
    that. ``keywords`` are searched for in full; ``context`` (words of the question before,
    synonyms) counts less. ``terms`` are the words that an answer should speak of, in order and once
    each; ``words`` are all words of the question in lower case: what only repeats them is no news.
    ``swedish`` is what is asked without the question before. ``answers_before`` are the sentences,
    by document and offset, that answered that question: they are hardly what is asked next.
    """

    text: str
    keywords: str
    swedish: str = ""
    context: str = ""
    terms: tuple[Term, ...] = ()
    words: frozenset[str] = frozenset()
    types: frozenset[AnswerType] = frozenset()
    documents: tuple[str, ...] = ()
    answers_before: frozenset[tuple[str, int]] = frozenset()

    @property
    def labels(self) -> tuple[AskedLabel, ...]:
        """The sorts of label that it asks for; a search alone needs none."""
        return asked_labels(fold(self.swedish))

    @property
    def asking(self) -> frozenset[str]:
        """The words by which it asks for labels: they need not stand in what answers."""
        return frozenset(word for asked in self.labels for word in asked.words)

    def within(self, scope: Scope) -> Query:
        """What is asked of documents that the question names: the words that name them are met."""
        named = set(scope.words.split())
        terms = tuple(term for term in self.terms if term.text not in named)
        # "projektet NATTSYV": a sort of document beside a name that it has not.
        strange = any(term.is_name for term in terms) and not scope.is_certain
        return self if strange else replace(self, terms=terms or self.terms)


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a question asks of the courses; what it leaves open is None or empty.

    ``subject`` has the words that say what to study, in lower case; ``places`` are as the
    gazetteer or the catalogues spell them, and ``near`` lets their neighbours do, too;
    ``unknown_place`` is written as a place and known to nobody. Paces are in percent of full time,
    ``start_from`` and ``start_to`` days to begin, both included; ``language`` is ISO 639-1.
    ``seqf`` is a level 1 to 8, ``granted`` the year of the round in which an education was granted;
    ``no_prior`` asks for what needs no prior knowledge, ``builds_on`` for what comes after what
    somebody has ("undersköterska", "engelska 5"). What meets any of ``unwanted`` is left out.
    """

    subject: str = ""
    builds_on: str | None = None
    codes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    near: bool = False
    county: str | None = None
    unknown_place: str | None = None
    provider: str | None = None
    level: Level | None = None
    distance: bool | None = None
    evening: bool | None = None
    pace_min: float | None = None
    pace_max: float | None = None
    start_from: dt.date | None = None
    start_to: dt.date | None = None
    open: bool | None = None
    language: str | None = None
    apprenticeship: bool | None = None
    student_aid: bool | None = None
    rolling: bool | None = None
    points_min: float | None = None
    points_max: float | None = None
    seqf: int | None = None
    granted: int | None = None
    no_prior: bool | None = None
    unwanted: Constraints | None = None


@dataclass(frozen=True, slots=True)
class CourseRequest:
    """What a question asks of the courses.

    ``spans`` has, by constraint, the question's own words that it was read from ("i vår" for
    ``start``); the names are those of the chips. ``contradictions`` are Swedish sentences: of two
    choices that exclude each other none is a constraint; a period or a pace that ends before it
    begins stands as it was written, and nothing meets it. ``is_unsure`` where the question may ask
    the documents as well, or them alone. ``occupation`` is the name of the
    occupation, in the list of occupations, that the question asks the way to. ``order`` is how
    they are to be put ("vilken börjar först"). ``follows`` where the question leans on one about
    courses before it, ``is_about`` where it asks something of those very courses, ``doubt`` what
    they may be like that it asks yes or no of; ``more`` counts how often in a row more of the same
    were asked for. ``is_named`` where one education is named in full.
    """

    constraints: Constraints
    spans: Mapping[str, str] = field(default_factory=dict)
    types: frozenset[AnswerType] = frozenset()
    is_course_question: bool = False
    is_unsure: bool = False
    contradictions: tuple[str, ...] = ()
    occupation: str | None = None
    order: CourseOrder = CourseOrder.RELEVANCE
    follows: bool = False
    is_about: bool = False
    doubt: Constraints | None = None
    more: int = 0
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a language model would search for a question; none of it is shown as a fact.

    ``question`` is made whole and put into Swedish, empty where there is none; ``language`` the ISO
    639 code of the one that was asked in, as far as it is known. ``searches`` are made beside the
    question's own. ``courses`` is what it asks of courses, ``q`` being what to study; None where it
    asks the documents. ``seconds`` is how long it took, ``trouble`` names what went wrong.
    """

    question: str = ""
    language: str = ""
    searches: tuple[str, ...] = ()
    courses: CourseQuery | None = None
    seconds: float = 0.0
    trouble: str = ""


AS_ASKED = Proposal()
"""No language model was asked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A question read.

    ``question`` is what is searched for: as asked, or as a language model made it whole; ``asks``
    is the part of it that asks, ``tells`` what only tells beside that.
    ``queries`` are one, or one for each side of a comparison; a side has no sides. ``notes`` tell
    the person how the question was understood. ``corrected`` is the question with slips of the
    keyboard put right, ``translation`` an English one in Swedish words, ``before`` the question
    that it leans on; each is empty where there is none. ``refusal`` is the answer to what is
    declined. ``contacts`` are who can be asked instead.
    ``proposal`` is how a language model would search for it, ``further`` the searches that it adds
    to the question's own. ``scope`` are the documents that it names, None where it names none;
    ``theme`` is what a summary (of a ``chapter`` where that is named), a definition or mentions
    are asked of. ``each_place`` where the question is to be asked of each place that the documents
    name. ``record``, ``grouping`` and ``about`` belong to the forms of those names.
    """

    question: str
    forms: tuple[Form, ...] = (Form.FACT,)
    language: QuestionLanguage = SWEDISH
    asks: str = ""
    tells: str = ""
    queries: tuple[Query, ...] = ()
    types: frozenset[AnswerType] = frozenset()
    courses: CourseRequest | None = None
    contacts: tuple[Contact, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str = ""
    translation: str = ""
    corrected: str = ""
    before: str = ""
    expansions: tuple[Expansion, ...] = ()
    proposal: Proposal = AS_ASKED
    further: tuple[Query, ...] = ()
    scope: Scope | None = None
    theme: str = ""
    chapter: bool = False
    each_place: bool = False
    record: RecordField | None = None
    grouping: Grouping = Grouping.DOCUMENT
    about: AboutTopic | None = None

    @property
    def section(self) -> NumberedSection | None:
        """The section that it asks for by its number: "§ 6"."""
        return section_of(self.theme) if self.chapter else None
