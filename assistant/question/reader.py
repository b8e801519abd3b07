"""The one reader of a question: what its words tell stands in the plan that it makes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.bodies.question import Question, Turn
from assistant.question.contacts import Contacts
from assistant.question.declined import decline
from assistant.question.distress import tells_of_distress
from assistant.question.document_names import names_kind
from assistant.question.fillers import without_fillers
from assistant.question.follow_up import leans_on_history, made_whole
from assistant.question.form import AboutTopic, Form
from assistant.question.forms import LONGEST, FormRequest, about_of, form_of
from assistant.question.language import SWEDISH, QuestionLanguage, language_of
from assistant.question.plan import AS_ASKED, CourseRequest, Plan, Proposal, Scope
from assistant.question.query import QueryReader
from assistant.question.scope import YEAR, ScopeReader
from assistant.question.sides import of_each_place
from assistant.question.words import content_words
from assistant.words.answers import TRANSLATED
from corpus.model import Kind
from corpus.swedish import fold

DOCUMENT = "document"
"""What a person takes away who wants all documents asked instead of those that were named."""

MOST_BEFORE = 8
"""Questions of the conversation that a chain of follow-ups may lean on."""

OF_DOCUMENTS = (Form.MENTIONS, Form.SUMMARY, Form.RECORD)

_PARTS = re.compile(r"\?.*\w.*\?|(?:,[^,]+){2}|\boch (?:när|var|vart|hur|vem|vilk\w+|vad|varför)\b")
"""What a question of several parts has."""


class Courses(Protocol):
    """Reads what a question asks of the courses of the store."""

    def read(
        self, plan: Plan, today: dt.date, before: Callable[[], CourseRequest | None]
    ) -> CourseRequest:
        """What a question asks of courses, against a day and what was asked before it."""
        ...

    @property
    def is_empty(self) -> bool:
        """Whether the store has no courses."""
        ...


class Planner(Protocol):
    """Proposes how to search for what a question asks."""

    def propose(self, question: Question, language: QuestionLanguage, today: dt.date) -> Proposal:
        """How to search; nothing but the trouble where that failed."""
        ...


@dataclass(frozen=True, slots=True)
class QuestionReader:
    """Reads a question into a plan.

    Without a ``planner`` a follow-up takes along the words of the question before it, and a
    question in a language that is not read gets an answer that says so.
    """

    queries: QueryReader
    courses: Courses
    contacts: Contacts
    scopes: ScopeReader
    planner: Planner | None = None

    def read(self, question: Question, today: dt.date, *, weak: bool = False) -> Plan:
        """What is to be searched for, and in what form it is to be answered.

        ``weak`` where it was read before, and little was found.
        """
        whole = self._whole([*_questions(question.history), question.question])
        plan = self._read(question.model_copy(update={"question": whole}), today, weak=weak)
        if whole == unicodedata.normalize("NFC", question.question):
            return plan
        return replace(plan, notes=(f"Jag läste frågan som: {whole}", *plan.notes))

    def _read(self, question: Question, today: dt.date, *, weak: bool) -> Plan:
        """The plan of a question as it stands."""
        asked = question.question
        contacts = tuple(self.contacts.suited(asked))
        language = language_of(asked, self.queries.glossary)
        if wanted := _remark(asked, language):
            spoken = QuestionLanguage(wanted.language)
            return Plan(asked, (wanted.form,), spoken, contacts=contacts, about=wanted.about)
        if refusal := decline(asked):
            return Plan(asked, (Form.DECLINED,), language, refusal=refusal)
        proposal = self._proposal(question, asked, language, today, weak=weak)
        if proposal.question and (refusal := decline(proposal.question)):
            return Plan(asked, (Form.DECLINED,), language, refusal=refusal)
        if language.read is None and not proposal.question:
            return Plan(asked, (Form.UNREAD,), language, contacts=contacts)
        plan = self._queries(question, asked, language, proposal)
        further = tuple(self.queries.read(text).queries[0] for text in proposal.searches)
        plan = replace(plan, contacts=contacts, proposal=proposal, further=further)
        # A word alone asks what it is, but for one that goes on from the question before.
        goes_on = plan.before and " " not in plan.asks.strip()
        plan = self._formed(question, plan, None if goes_on else form_of(plan.asks))
        kinds = question.filters.kind
        of_courses = not kinds or Kind.COURSE in kinds
        if plan.forms[0] in OF_DOCUMENTS or not of_courses or self.courses.is_empty:
            return plan
        return self._with_courses(plan, question.history, today)

    def _whole(self, questions: Sequence[str]) -> str:
        """The last of some questions, with what it takes from those before it."""
        *before, asked = (unicodedata.normalize("NFC", text) for text in questions)
        place = self.queries.gazetteer.place
        return made_whole(asked, before, lambda word: place(word) is not None, _theme)

    def _with_courses(self, plan: Plan, history: Sequence[Turn], today: dt.date) -> Plan:
        """A plan with what is asked of courses, where anything is.

        What leans on a question about courses asks nothing of the documents.
        """
        request = self._courses(plan, _questions(history), today)
        if not request.is_course_question and not request.occupation:
            return plan
        if plan.tells:
            # What somebody tells beside a question about something else asks for no course.
            alone = self._courses(self.queries.read(plan.asks), (), today)
            if not alone.is_course_question and not alone.occupation:
                return plan
            request = replace(request, is_unsure=request.is_unsure or alone.is_unsure)
        form = Form.PATH if request.occupation else Form.COURSES
        if request.follows:
            return replace(plan, forms=(form,), courses=request)
        return replace(plan, forms=(form, *plan.forms), courses=request)

    def _formed(self, question: Question, plan: Plan, wanted: FormRequest | None) -> Plan:
        """A plan with the documents that are named, in the form that the wording asks for.

        What is searched for is the theme; a record's field is asked of a document in its own words.
        """
        scoped = not question.filters.document and DOCUMENT not in question.without
        compared = Form.COMPARISON in plan.forms
        if wanted is None or (compared and wanted.form is not Form.MENTIONS):
            return self._scoped(plan) if scoped else plan
        theme = wanted.theme
        if wanted.form is Form.RECORD and theme and not self._names_document(theme):
            return self._scoped(plan) if scoped else plan
        if wanted.chapter or wanted.form in (Form.MENTIONS, Form.DEFINITION):
            theme, scope = self._within(wanted) if scoped else (theme, None)
        else:
            scope = self.scopes.read(plan.question, wants_one=True) if scoped else None
        if scope and wanted.form is Form.SUMMARY and not wanted.chapter and _is_any(scope, theme):
            scope = None
        years = set(YEAR.findall(scope.words)) if scope else set()
        if wanted.form is Form.RECORD and not years.issuperset(YEAR.findall(plan.question)):
            # What a document tells of itself is no answer for a year that is not its own.
            return replace(plan, scope=scope)
        if wanted.form is not Form.RECORD:
            searched = self.queries.read_one(wanted.rest or theme, plan.language)
            plan = replace(plan, queries=(searched,))
        return replace(
            plan,
            forms=(wanted.form,),
            theme=theme,
            rest=wanted.rest,
            chapter=wanted.chapter,
            fields=wanted.fields,
            grouping=wanted.grouping,
            scope=scope,
        )

    def _names_document(self, theme: str) -> bool:
        """Whether a theme is nothing but the name of documents."""
        scope = self.scopes.read(theme, wants_one=True)
        if scope is None or (len(scope.records) > 1 and not scope.is_open):
            return False
        return _is_whole(scope, theme)

    def _within(self, wanted: FormRequest) -> tuple[str, Scope | None]:
        """A theme without the document that it is asked of, and that: "lärlingar i strategin"."""
        if wanted.within:
            return wanted.theme, self.scopes.read(wanted.within, wants_one=True)
        theme, _, within = wanted.theme.rpartition(" i ")
        scope = self.scopes.read(within, wants_one=True) if theme else None
        if scope is None or not _is_whole(scope, within):
            return wanted.theme, None
        return theme, scope

    def _scoped(self, plan: Plan) -> Plan:
        """A plan of the documents that are named; each side of a comparison of those it names.

        Where all sides name the same, none does.
        """
        if Form.COMPARISON not in plan.forms:
            return replace(plan, scope=self.scopes.read(plan.question))
        wanted = [form_of(query.text) for query in plan.queries]
        fields = wanted[0].fields if wanted[0] else ()
        of_record = bool(fields) and all(one and one.fields == fields for one in wanted)
        texts = [query.text for query in plan.queries]
        scopes = [self.scopes.read(text, wants_one=of_record) for text in texts]
        named = [scope.documents if scope else () for scope in scopes]
        if len(set(named)) == 1:
            return plan
        sides = zip(plan.queries, scopes, strict=True)
        queries = tuple(
            replace(one.within(scope), documents=scope.documents) if scope else one
            for one, scope in sides
        )
        plan = replace(plan, queries=queries)
        if of_record and all(named):
            return replace(plan, forms=(Form.RECORD,), fields=fields)
        if all(one and _is_whole(one, text) for one, text in zip(scopes, texts, strict=True)):
            # Nothing but the documents is compared: what each says as a whole.
            return replace(plan, forms=(Form.SUMMARY,))
        return plan

    def of_places(self, plan: Plan, places: Sequence[str]) -> Plan:
        """A plan about each place as a comparison of these; as it is where they are but one."""
        asked = of_each_place(plan.corrected or plan.question, places)
        if len(asked) < 2:
            return plan
        queries = tuple(self.queries.read_one(one, plan.language) for one in asked)
        return replace(plan, forms=(Form.COMPARISON,), queries=queries)

    def read_courses(
        self, text: str, today: dt.date, history: Sequence[Turn] = ()
    ) -> CourseRequest:
        """What a question after a conversation, or some words, ask of courses alone."""
        plan = self.queries.read(unicodedata.normalize("NFC", text), history)
        return self._courses(plan, _questions(history), today)

    def _courses(self, plan: Plan, questions: Sequence[str], today: dt.date) -> CourseRequest:
        """What a question asks of courses; those before it are read where it leans on them."""

        def before() -> CourseRequest | None:
            if not questions:
                return None
            plan = self.queries.read(self._whole(questions))
            return self._courses(plan, questions[:-1], today)

        return self.courses.read(plan, today, before)

    def _proposal(
        self,
        question: Question,
        asked: str,
        language: QuestionLanguage,
        today: dt.date,
        *,
        weak: bool,
    ) -> Proposal:
        """How the planner would search, where a question alone may not find what it asks for."""
        clear = language.read is not None and not language.is_english
        clear = clear and not (question.history and leans_on_history(asked, content_words(asked)))
        parts = len(asked) <= LONGEST and _PARTS.search(fold(asked)) is not None
        if self.planner is None or (clear and not parts and not weak):
            return AS_ASKED
        proposal = self.planner.propose(question, language, today)
        # What is whole and in Swedish stands as it was asked.
        return replace(proposal, question="") if clear else proposal

    def _queries(
        self, question: Question, asked: str, language: QuestionLanguage, proposal: Proposal
    ) -> Plan:
        """The searches to make, of the question as it was made whole or as it stands."""
        if not proposal.question:
            return self.queries.read(asked, question.history, language)
        plan = self.queries.read(proposal.question)
        # Of a translation the words cannot be held against the question's own.
        if proposal.language == SWEDISH.code:
            note = f"Jag läste frågan som: {proposal.question}"
            return replace(plan, notes=(note, *plan.notes))
        return replace(plan, notes=(TRANSLATED,), language=QuestionLanguage(proposal.language))


def _theme(question: str) -> str:
    """What a question of a form of its own is about; empty for one that asks for a fact."""
    wanted = form_of(question)
    return wanted.theme if wanted else ""


def _remark(question: str, language: QuestionLanguage) -> FormRequest | None:
    """What a question says to the assistant itself, also between greetings and thanks."""
    if tells_of_distress(question):
        return FormRequest(Form.ABOUT, about=AboutTopic.DISTRESS, language=language.answer)
    return about_of(question) or about_of(without_fillers(question))


def _is_any(scope: Scope, theme: str) -> bool:
    """Whether documents are named by their sort alone, and others may be meant by the theme.

    "Propositionen om studiestöd" is not the only proposition that there is.
    """
    return all(map(names_kind, scope.words.split())) and not _is_whole(scope, theme)


def _is_whole(scope: Scope, text: str) -> bool:
    """Whether all that a text says is the name of documents."""
    return set(content_words(text)) <= set(scope.words.split())


def _questions(history: Sequence[Turn]) -> Sequence[str]:
    """What the person asked before, the last ones."""
    asked = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    return asked[-MOST_BEFORE:]
