"""The tools: what each takes, and what it gives in words and as the bodies of the HTTP interface.

The words are for language models, which many clients give nothing else; everything else stands in
the body. What a tool does is what the HTTP interface does.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from assistant.answer.chain import answer
from assistant.answer.plain import plain
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.base import Body
from assistant.bodies.course_query import CourseQuery
from assistant.bodies.courses import CourseReply
from assistant.bodies.documents import PageReply
from assistant.bodies.paths import OccupationText, PathBody, PathRequest
from assistant.bodies.question import (
    QUESTION_LIMIT,
    Audience,
    FilterBody,
    Question,
    QuestionText,
)
from assistant.bodies.search import SearchReply
from assistant.courses.find.by_query import courses_by_query
from assistant.courses.path.way import path_by_request
from assistant.search.documents import page_of
from assistant.search.reply import search_passages
from assistant.serve.mcp import results
from assistant.words.languages import Language
from corpus.courses import Level
from corpus.model import Kind


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool gives: in words, and as a body."""

    text: str
    body: Body


class Tool(Body, ABC):
    """A call of a tool: its arguments.

    ``name`` is for programs, and that of its words in ``tools.toml``; ``reply`` is the type of its
    body.
    """

    name: ClassVar[str]
    reply: ClassVar[type[Body]]

    @abstractmethod
    def call(self, app: App, language: Language) -> ToolResult:
        """Does what is asked.

        Raises:
            ValidationError: an argument is wrong in itself.
            NoSuchDocument, NoSuchPage: it names what is not there.
        """


class SearchDocuments(Tool):
    """A search for passages."""

    name = "search_documents"
    reply = SearchReply

    query: QuestionText = Field(
        description="What to look for, best in Swedish: a question or a few words."
    )
    k: int = Field(default=10, ge=1, le=50, description="How many passages at most.")
    kinds: list[Kind] = Field(
        default=[], max_length=10, description="Only documents of these kinds; all if empty."
    )
    publisher: str | None = Field(
        default=None, description="Only documents of this publisher, as search results name it."
    )
    year_from: int | None = Field(
        default=None, ge=1000, le=9999, description="Only documents of this year or later."
    )
    year_to: int | None = Field(
        default=None, ge=1000, le=9999, description="Only documents of this year or earlier."
    )

    def call(self, app: App, language: Language) -> ToolResult:
        """Searches."""
        filters = FilterBody(
            kind=self.kinds,
            publisher=[self.publisher] if self.publisher else [],
            year_from=self.year_from,
            year_to=self.year_to,
        )
        reply = search_passages(app.retriever, self.query, self.k, filters.to_filters())
        return ToolResult(results.passages(reply, language), reply)


class GetPage(Tool):
    """A page to read."""

    name = "get_page"
    reply = PageReply

    document_id: str = Field(description="The document's id, as search results give it.")
    page: int | str = Field(
        description='The number or label of the page, or "sheet-3" for the third of the file; '
        "counted from 1 where no numbers are printed.",
    )

    def call(self, app: App, language: Language) -> ToolResult:
        """Reads."""
        page = page_of(app.store, self.document_id, str(self.page))
        return ToolResult(results.page(page, language), page)


class FindCourses(Tool):
    """Courses to find."""

    name = "find_courses"
    reply = CourseReply

    question: str = Field(
        default="",
        max_length=QUESTION_LIMIT,
        description="What is looked for, in Swedish or English, such as 'Matematik 2b på distans "
        "i Sundsvall i vår'. The other arguments go before what it says.",
    )
    place: str | None = Field(default=None, description="Municipality or town.")
    county: str | None = Field(default=None, description="County (län).")
    level: str | None = Field(
        default=None, description=f"Kind of schooling: one of {', '.join(Level)}."
    )
    distance: bool | None = Field(default=None, description="True for distance courses.")
    pace_max: float | None = Field(
        default=None, ge=0, le=1000, description="Highest pace of study, in percent of full time."
    )
    start_from: dt.date | None = Field(default=None, description="First day to begin (YYYY-MM-DD).")
    start_to: dt.date | None = Field(default=None, description="Last day to begin (YYYY-MM-DD).")
    open: bool | None = Field(
        default=None, description="True for courses that can be applied for today."
    )
    limit: int = Field(default=10, ge=1, le=50, description="How many courses at most.")

    def call(self, app: App, language: Language) -> ToolResult:
        """Searches."""
        query = CourseQuery(
            q=self.question,
            place=[self.place] if self.place else [],
            size=self.limit,
            **self.model_dump(exclude={"question", "place", "limit"}),  # named as there
        )
        reply = courses_by_query(
            app.courses, app.reader.read_courses, query, app.settings.current_date(), language
        )
        return ToolResult(results.courses(reply, language), reply)


class CoursePath(Tool):
    """A way to find."""

    name = "course_path"
    reply = PathBody

    occupation: OccupationText = Field(
        description="An occupation in Swedish, such as 'undersköterska', or a question about one."
    )

    def call(self, app: App, language: Language) -> ToolResult:  # noqa: ARG002 - in Swedish alone
        """Finds the way."""
        request = PathRequest(occupation=self.occupation)
        path = path_by_request(
            request, app.paths, app.courses.shelf().index, app.settings.current_date()
        )
        return ToolResult(results.path(path), path)


class AskQuestion(Tool):
    """A question to answer."""

    name = "answer"
    reply = Answer

    question: QuestionText = Field(description="The question, Swedish or English.")
    audience: Audience = Field(default=Audience.JOBSEEKER, description="Whom the answer is for.")

    def call(self, app: App, language: Language) -> ToolResult:  # noqa: ARG002 - the question's own
        """Answers."""
        reply = answer(app.answering, Question(question=self.question, audience=self.audience))
        return ToolResult(plain(reply), reply)


TOOLS: tuple[type[Tool], ...] = (SearchDocuments, GetPage, FindCourses, CoursePath, AskQuestion)
