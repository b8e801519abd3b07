"""What is answered, with its citations, courses and nearest passages."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from assistant.bodies.base import Body
from assistant.bodies.courses import CourseBody, CourseSearch
from assistant.bodies.documents import DocumentRef
from assistant.bodies.paths import PathBody
from assistant.bodies.search import FoundPassage


class Status(StrEnum):
    """How far the material answers the question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


class Citation(Body):
    """A quote: words that stand letter for letter in the document.

    ``start`` and ``end`` are the quote's offsets in the document's text; ``ocr`` warns that the
    page was read from a picture.
    """

    n: int
    quote: str
    pages: list[int]
    passage_id: str
    start: int
    end: int
    ocr: bool
    document: DocumentRef


class Contact(Body):
    """Somebody to turn to, from the register that the operator keeps."""

    name: str
    description: str
    url: str | None = None
    phone: str | None = None
    email: str | None = None


class Answer(Body):
    """An answer made of quotes and courses, or an honest word that there is none.

    ``course_search`` tells how ``courses`` were looked for; None where none were. ``path`` is the
    way to an occupation, where one was asked for. ``model`` is the language model that worded the
    text, told by the version of its ``prompt``; both are None where the text is quotes.
    """

    status: Status
    text: str
    engine: str
    model: str | None = None
    prompt: str | None = None
    took_ms: float
    citations: list[Citation] = Field(default=[])
    courses: list[CourseBody] = Field(default=[])
    course_search: CourseSearch | None = None
    path: PathBody | None = None
    notices: list[str] = Field(default=[])
    nearest: list[FoundPassage] = Field(default=[])
    contacts: list[Contact] = Field(default=[])
    understood: list[str] = Field(default=[])
