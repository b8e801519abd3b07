"""The part of an answer that is made of courses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.bodies.answer import Answer, Citation, Status
from assistant.bodies.courses import CourseBody, CourseReply, CourseSearch
from assistant.bodies.documents import DocumentRef
from assistant.bodies.paths import PathBody, StepKind
from assistant.bodies.question import Question
from assistant.courses.find import reply as courses
from assistant.courses.find.finder import CourseFinder
from assistant.courses.path.choices import Wishes
from assistant.courses.path.prose import summary
from assistant.courses.path.way import PathFinder
from assistant.courses.tell import labels
from assistant.courses.tell import lines as telling
from assistant.courses.tell.body import course_body
from assistant.question.answer_types import AnswerType
from assistant.question.plan import CourseRequest, Plan
from assistant.words.languages import Language, Text
from corpus.model import Kind
from corpus.store import Store
from corpus.swedish import normalise

ROOM = 1200
"""Characters of a whole answer; beside courses documents are quoted as far as there is room."""

STARTS = 2
"""Occasions of each education on a way that are shown as cards."""

LONGEST = 400
"""Characters of an eligibility that are quoted in the text; its card has the whole."""

_MARK = re.compile(r"\[(\d+)\]")
_ELIGIBILITY = Text(
    "Behörighet till {name}: ”{quote}” [{n}]", "To be admitted to {name}: ”{quote}” [{n}]"
)
_UNTOLD = Text(
    "Behörighet till {name} framgår inte av källan.",
    "The source does not tell who can be admitted to {name}.",
)


@dataclass(frozen=True, slots=True)
class CoursePart:
    """What the catalogues answer: a text with its citations, and the courses themselves."""

    text: str
    reply: CourseReply
    citations: tuple[Citation, ...]
    path: PathBody | None = None


@dataclass(frozen=True, slots=True)
class CourseTeller:
    """Answers questions about courses from one store's catalogues."""

    finder: CourseFinder
    paths: PathFinder
    store: Store

    def part(self, question: Question, plan: Plan, today: dt.date) -> CoursePart | None:
        """What the catalogues answer; None where a question is not after courses."""
        asked = plan.courses
        if asked is None:
            return None
        if asked.occupation is not None:
            return self._way(asked, today)
        language = plan.language.answer
        wish = courses.Wish(today, without=question.without, language=language)
        found = courses.reply(self.finder, asked, wish)
        paragraphs = list(telling.paragraphs(found, asked.types, language))
        citations: list[Citation] = []
        if AnswerType.ELIGIBILITY in asked.types:
            for course in telling.with_eligibilities(found.courses):
                citation = self._quoted(course, len(citations) + 1)
                if citation is not None:
                    citations.append(citation)
                    paragraphs.append(
                        _ELIGIBILITY.get(
                            language, name=course.name, quote=citation.quote, n=citation.n
                        )
                    )
                elif course.eligibility is None:
                    paragraphs.append(_UNTOLD.get(language, name=course.name))
        return CoursePart("\n\n".join(paragraphs), found, tuple(citations))

    def _way(self, asked: CourseRequest, today: dt.date) -> CoursePart:
        """The way to an occupation, with the occasions of the educations that lead there."""
        wanted = asked.constraints
        wishes = Wishes(wanted.places, wanted.distance, wanted.level)
        occupation = self.paths.occupations.by_name(asked.occupation or "")
        if occupation is None:
            raise ValueError(f"no occupation {asked.occupation}")
        path = self.paths.way_to(occupation, self.finder.shelf().index, today, wishes)
        starts = [
            start.id
            for step in path.steps
            if step.kind is StepKind.EDUCATION
            for choice in step.choices
            for start in choice.starts[:STARTS]
        ]
        found = filter(None, map(self.finder.course, starts))
        shown = [course_body(course, county, today) for course, county in found]
        search = CourseReply(
            total=len(shown),
            understood=labels.parameters(wanted),
            chips=labels.chips(wanted, asked.spans, Language.SWEDISH),
            relaxed=[],
            notices=list(asked.contradictions),
            is_course_question=True,
            courses=shown,
            page=1,
            size=max(1, len(shown)),
        )
        return CoursePart(summary(path), search, (), path)

    def _quoted(self, course: CourseBody, n: int) -> Citation | None:
        """An education's eligibility as a quote; None where its document does not hold it."""
        document = self.store.document(course.education_document_id)
        record = self.store.record(course.education_document_id)
        quote = "\n".join(_first_lines(course.eligibility or ""))
        start = document.text.find(quote) if document and quote else -1
        if document is None or record is None or start < 0:
            return None
        end = start + len(quote)
        held = [p for p in self.store.passages_of(document.id) if p.start <= start < p.end]
        if not held:
            return None
        return Citation(
            n=n,
            quote=normalise(quote),
            pages=[p.number for p in document.pages_of(start, end) if p.number is not None],
            passage_id=held[0].id,
            start=start,
            end=end,
            ocr=document.metadata.ocr,
            document=DocumentRef.of(record),
        )


def _first_lines(text: str) -> Iterator[str]:
    """As many whole lines as a quote may be long, and one in any case."""
    length = 0
    for line in filter(None, map(normalise, text.split("\n"))):
        if length and length + len(line) > LONGEST:
            return
        length += len(line)
        yield line


def beside_courses(kinds: Collection[Kind]) -> list[Kind]:
    """The kinds of documents to ask beside the catalogues: the chosen ones, or all, but those."""
    return [kind for kind in kinds or tuple(Kind) if kind is not Kind.COURSE]


def joined(part: CoursePart, documents: Answer) -> Answer:
    """One answer of both: the courses first, then what documents surely say.

    Where no course was found, the documents' answer stands, headed by that.
    """
    search = CourseSearch.model_validate(
        part.reply.model_dump(include=set(CourseSearch.model_fields))
    )
    common = {"course_search": search, "courses": part.reply.courses, "path": part.path}
    if not part.reply.courses and part.path is None:
        told = Status.PARTLY if documents.status is Status.ANSWERED else documents.status
        text = f"{part.text}\n\n{documents.text}"
        return documents.model_copy(update={**common, "text": text, "status": told})
    whole = bool(part.reply.courses) and not part.reply.relaxed
    sure = documents.status is Status.ANSWERED
    text, citations = part.text, list(part.citations)
    for paragraph in documents.text.split("\n\n") if sure else ():
        said = _renumbered(paragraph, len(part.citations))
        if len(text) + len(said) + 2 > ROOM:
            break
        text += f"\n\n{said}"
    marks = {int(mark) for mark in _MARK.findall(text)}
    shifted = (c.model_copy(update={"n": c.n + len(citations)}) for c in documents.citations)
    quoted = [c for c in shifted if c.n in marks]
    citations += quoted
    return documents.model_copy(
        update={
            **common,
            "text": text,
            "status": Status.ANSWERED if whole else Status.PARTLY,
            "citations": citations,
            "notices": documents.notices if quoted else [],
            "understood": documents.understood if quoted else [],
            "nearest": [],
            "contacts": [] if part.reply.courses else documents.contacts,
        }
    )


def _renumbered(text: str, shift: int) -> str:
    return _MARK.sub(lambda mark: f"[{int(mark[1]) + shift}]", text)
