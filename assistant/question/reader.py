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
from assistant.question.fillers import without_fillers
from assistant.question.follow_up import leans_on_history, made_whole, questions_of
from assistant.question.form import AboutTopic, Form
from assistant.question.form_reader import FormReader
from assistant.question.forms import LONGEST, FormRequest, about_of, form_of
from assistant.question.language import SWEDISH, QuestionLanguage, language_of
from assistant.question.plan import AS_ASKED, CourseRequest, Plan, Proposal
from assistant.question.query import QueryReader
from assistant.question.words import content_words
from assistant.words.answers import TRANSLATED
from corpus.model import Kind
from corpus.swedish import fold

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
    forms: FormReader
    planner: Planner | None = None

    def read(self, question: Question, today: dt.date, *, weak: bool = False) -> Plan:
        """What is to be searched for, and in what form it is to be answered.

        ``weak`` where it was read before, and little was found.
        """
        whole = self.whole(question)
        plan = self._read(whole, today, weak=weak)
        if whole.history == question.history:
            return plan
        return replace(plan, notes=(f"Jag läste frågan som: {whole.question}", *plan.notes))

    def whole(self, question: Question) -> Question:
        """A question as it would be asked without the one before it, where it changes that."""
        asked, before = self._whole([*questions_of(question.history), question.question])
        changes: dict[str, object] = {"question": asked}
        if asked != unicodedata.normalize("NFC", question.question):
            changes["history"] = [Turn(role="user", content=one) for one in before]
        return question.model_copy(update=changes)

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
        plan = self.forms.formed(question, plan, None if goes_on else form_of(plan.asks))
        kinds = question.filters.kind
        of_courses = not kinds or Kind.COURSE in kinds
        if not of_courses or self.courses.is_empty:
            return plan
        return self._with_courses(plan, question.history, today)

    def _is_of_course(self, plan: Plan, today: dt.date) -> bool:
        """Whether a question names a course, and no document of its name."""
        request = self._courses(plan, (), today)
        titles = map(fold, plan.scope.titles if plan.scope else ())
        return request.is_named and not any(request.constraints.subject in one for one in titles)

    def _whole(self, questions: Sequence[str]) -> tuple[str, Sequence[str]]:
        """The last of some questions with what it takes from the one it changes; those before."""
        composed = [unicodedata.normalize("NFC", text) for text in questions]
        place = self.queries.gazetteer.place
        return made_whole(composed, lambda word: place(word) is not None, _theme)

    def _with_courses(self, plan: Plan, history: Sequence[Turn], today: dt.date) -> Plan:
        """A plan with what is asked of courses, where anything is.

        What leans on a question about courses asks nothing of the documents. Who asks what a course
        is about asks for no summary of documents.
        """
        if plan.forms[0] is Form.SUMMARY and self._is_of_course(plan, today):
            plan = replace(plan, forms=(Form.FACT,), scope=None)
        if plan.forms[0] in OF_DOCUMENTS:
            return plan
        request = self._courses(plan, questions_of(history), today)
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

    def read_courses(
        self, text: str, today: dt.date, history: Sequence[Turn] = ()
    ) -> CourseRequest:
        """What a question after a conversation, or some words, ask of courses alone."""
        plan = self.queries.read(unicodedata.normalize("NFC", text), history)
        return self._courses(plan, questions_of(history), today)

    def _courses(self, plan: Plan, questions: Sequence[str], today: dt.date) -> CourseRequest:
        """What a question asks of courses; those before it are read where it leans on them."""

        def before() -> CourseRequest | None:
            if not questions:
                return None
            whole, earlier = self._whole(questions)
            return self._courses(self.queries.read(whole), earlier, today)

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
