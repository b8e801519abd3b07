"""What the course catalogues answer: courses, or the way to an occupation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.compose import CitedLine, CitedPart, cite, note
from assistant.answer.forms.path import path_parts
from assistant.bodies.answer import Citation, PartKind
from assistant.bodies.courses import CourseBody, CourseReply, CourseSearch
from assistant.bodies.paths import PathBody, StepKind
from assistant.bodies.question import Question
from assistant.courses.find import reply as courses
from assistant.courses.find.finder import CourseFinder
from assistant.courses.path.choices import Wishes
from assistant.courses.path.way import PathFinder
from assistant.courses.tell import labels, lines
from assistant.courses.tell.body import course_body
from assistant.courses.tell.comparison import MOST
from assistant.courses.tell.whether import verdicts
from assistant.question.answer_types import AnswerType
from assistant.question.plan import CourseRequest, Plan
from assistant.words.languages import Language, Text
from corpus.store import StoreReader
from corpus.swedish import normalise

STARTS = 2
"""Occasions of each education on a way that are shown as cards."""

LONGEST = 400
"""Characters of an education's text that are quoted; its card has the whole."""

_NAMING = {"subject", "codes"}
"""The constraints by which a question names an education, and asks nothing else of it."""

_CONTENTS = Text("Innehåll i {name}", "Contents of {name}")
_ELIGIBILITY = Text("Behörighet till {name}", "To be admitted to {name}")
_NO_ELIGIBILITY = Text(
    "Behörighet till {name} framgår inte av källan.",
    "The source does not tell who can be admitted to {name}.",
)


@dataclass(frozen=True, slots=True)
class CourseAnswer:
    """What the catalogues answer: parts, the courses that they tell of, and the way, if any.

    ``is_fact`` where something is told of courses that were shown before, which are several: they
    are not shown again. ``leaves_open`` where none of them tells something that is asked of them.
    """

    parts: tuple[CitedPart, ...]
    reply: CourseReply
    path: PathBody | None = None
    is_fact: bool = False
    leaves_open: bool = False

    @property
    def has_content(self) -> bool:
        """Whether there is anything to tell; that no more courses are left is such a thing."""
        return bool(self.reply.total) or self.path is not None

    @property
    def whole(self) -> bool:
        """Whether the courses meet all that was asked for, and can be applied for."""
        return bool(self.reply.total) and not self.reply.relaxed

    @property
    def tells_all(self) -> bool:
        """Whether they meet all that was asked for, whether they can be applied for or not."""
        return bool(self.reply.total) and set(self.reply.relaxed) <= {"state"}

    @property
    def cards(self) -> Sequence[CourseBody]:
        """The courses to show beside the text."""
        return () if self.is_fact else self.reply.courses

    @property
    def search(self) -> CourseSearch:
        """How the courses were looked for."""
        return CourseSearch.model_validate(
            self.reply.model_dump(include=set(CourseSearch.model_fields))
        )


@dataclass(frozen=True, slots=True)
class CourseTeller:
    """Answers questions about courses from one store's catalogues."""

    finder: CourseFinder
    paths: PathFinder
    store: StoreReader

    def answer(self, question: Question, plan: Plan, today: dt.date) -> CourseAnswer | None:
        """What the catalogues answer; None where a question is not after courses."""
        request = plan.courses
        if request is None:
            return None
        if request.occupation is not None:
            return self._way(request, today)
        language = plan.language.answer
        wish = courses.Wish(today, without=question.without, language=language)
        reply = courses.reply(self.finder, request, wish)
        compares = AnswerType.COMPARISON in plan.types
        facts = tuple(self._facts(reply, request, language))
        if request.is_about and facts:
            parts = (*map(note, reply.notices), *facts, note(lines.check(language)))
            return CourseAnswer(parts, reply, is_fact=len(reply.courses) > 1)
        parts = (*facts, *self._list(reply, request, language, compares=compares))
        is_open = lines.leaves_open(reply, request.types, language)
        return CourseAnswer((*map(note, reply.notices), *parts), reply, leaves_open=is_open)

    def _facts(
        self, reply: CourseReply, request: CourseRequest, language: Language
    ) -> Iterator[CitedPart]:
        """What is asked of the first courses, before these are listed."""
        if request.doubt is not None:
            facts = verdicts(reply.courses[: lines.MOST], request.doubt, language)
        else:
            facts = lines.facts(reply, request.types, language, alone=request.is_about)
        yield from map(note, facts)
        if AnswerType.ELIGIBILITY in request.types:
            for course in lines.told_apart(reply.courses, "eligibility"):
                yield from self._eligibility(course, language)
        if request.is_named and not request.types and request.spans.keys() <= _NAMING:
            for course in lines.told_apart(reply.courses, "name"):
                yield from self._in_its_words(course, course.description, _CONTENTS, language)

    def _list(
        self, reply: CourseReply, request: CourseRequest, language: Language, *, compares: bool
    ) -> Iterator[CitedPart]:
        """The first courses, and what to ask back."""
        if not reply.courses:
            if not reply.total:
                yield note(lines.none_found(reply, language))
            return
        if lines.is_everything(reply, request):
            yield note(lines.everything(reply, language))
            return
        beside = compares and 1 < len(reply.courses) <= MOST
        yield CitedPart(
            PartKind.TABLE if beside else PartKind.COURSES,
            tuple(CitedLine(line, item=True) for line in lines.first_lines(reply, language)),
            heading=lines.heading(reply, language),
            label=lines.label(reply, language, is_next=request.more > 0),
        )
        if reply.clarifying:
            yield note(reply.clarifying.question)
        yield note(lines.check(language))

    def _eligibility(self, course: CourseBody, language: Language) -> Iterator[CitedPart]:
        """Who can be admitted, or that the source does not tell."""
        yield from self._in_its_words(course, course.eligibility, _ELIGIBILITY, language)
        if course.eligibility is None:
            yield note(_NO_ELIGIBILITY.get(language, name=course.name))

    def _in_its_words(
        self, course: CourseBody, text: str | None, label: Text, language: Language
    ) -> Iterator[CitedPart]:
        """A text of an education as a quote; nothing where it cannot be shown in its document."""
        quote = self._quote(course, text or "")
        if quote is not None:
            line = CitedLine(quote.quote, quotes=(quote,))
            yield CitedPart(PartKind.QUOTE, (line,), label=label.get(language, name=course.name))

    def _quote(self, course: CourseBody, text: str) -> Citation | None:
        """The first lines of a text of an education; None where its document does not hold them."""
        document = self.store.document(course.education_document_id)
        record = self.store.record(course.education_document_id)
        quote = "\n".join(_first_lines(text))
        start = document.text.find(quote) if document and quote else -1
        if document is None or record is None or start < 0:
            return None
        for passage in self.store.passages_of(document.id):
            if passage.start <= start < passage.end:
                return cite(document, record, passage.id, start, start + len(quote))
        return None

    def _way(self, request: CourseRequest, today: dt.date) -> CourseAnswer:
        """The way to an occupation, with the occasions of the educations that lead there."""
        wanted = request.constraints
        occupation = self.paths.occupations.by_name(request.occupation or "")
        if occupation is None:
            raise ValueError(f"no occupation {request.occupation}")
        wishes = Wishes(wanted.places, wanted.distance, wanted.level)
        path = self.paths.way_to(occupation, self.finder.shelf().index, today, wishes)
        starts = [
            start.id
            for step in path.steps
            if step.kind is StepKind.EDUCATION
            for choice in step.choices
            for start in choice.starts[:STARTS]
        ]
        occasions = filter(None, map(self.finder.course, starts))
        bodies = [course_body(course, county, today) for course, county in occasions]
        reply = CourseReply(
            total=len(bodies),
            understood=labels.parameters(wanted),
            chips=labels.chips(wanted, request.spans, Language.SWEDISH),
            relaxed=[],
            notices=list(request.contradictions),
            is_course_question=True,
            courses=bodies,
            page=1,
            size=max(1, len(bodies)),
        )
        return CourseAnswer(tuple(path_parts(path)), reply, path)


def _first_lines(text: str) -> Iterator[str]:
    """As many whole lines as a quote may be long, and one in any case."""
    length = 0
    for line in filter(None, map(normalise, text.split("\n"))):
        if length and length + len(line) > LONGEST:
            return
        length += len(line)
        yield line
