"""What is answered, with its citations, courses and nearest passages."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, StrictBool, StrictInt

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

    ``pages`` are the numbers printed on its pages, ``page_labels`` what those are called ("12",
    "iv"), and ``sheets`` their places in the file from 1, where it has pages. ``start`` and
    ``end`` are the quote's offsets in the document's text; ``ocr`` warns that a page of it was
    read from a picture. ``columns`` is the row of the same table that names
    the columns of the rows that are quoted; empty where they are no rows, and where the quote
    begins with it.
    """

    n: StrictInt
    quote: str
    pages: list[StrictInt]
    page_labels: list[str] = Field(default=[])
    sheets: list[StrictInt] = Field(default=[])
    passage_id: str
    start: StrictInt
    end: StrictInt
    ocr: StrictBool
    document: DocumentRef
    columns: str = ""


class PartKind(StrEnum):
    """What a part of an answer is.

    ``quote``: a document's own words. ``worded``: sentences of a language model. ``list`` and
    ``table``: things in a row, and side by side; a table of courses has those of ``courses``.
    ``courses``: the courses found. ``path``: the way to an occupation. ``note``: what the assistant
    says itself.
    """

    QUOTE = "quote"
    WORDED = "worded"
    LIST = "list"
    TABLE = "table"
    COURSES = "courses"
    PATH = "path"
    NOTE = "note"


class PartLine(Body):
    """A line of a part, or a sentence where the kind is ``worded``.

    ``citations`` are the numbers whose marks stand after it. ``item`` where it is an item of a
    list. ``reference`` follows on the marks, for those who write memos. ``head`` where it is the
    row that names the columns of the rows below it.
    """

    text: str
    citations: list[int] = Field(default=[])
    item: StrictBool = False
    reference: str = ""
    head: StrictBool = False


class AnswerPart(Body):
    """A piece of an answer, from which text, HTML and other forms are made alike.

    ``heading`` stands above the lines: the document of a quote, what a list of courses is.
    ``label`` stands in front of the first line, or behind the heading. ``text`` is the whole as
    plain text, ``citations`` all numbers in it. The quote ::

        Handlingsplan:
        ”Tre mål gäller:
        – fler lärlingar
        – kortare köer” [2] (Handlingsplan, 2024, s. 8)

    is the part ::

        AnswerPart(
            kind="quote", text="…", citations=[2], heading="Handlingsplan",
            lines=[
                PartLine(text="Tre mål gäller:"),
                PartLine(text="fler lärlingar", item=True),
                PartLine(text="kortare köer", item=True, citations=[2],
                         reference="Handlingsplan, 2024, s. 8"),
            ],
        )
    """

    kind: PartKind
    text: str
    citations: list[int] = Field(default=[])
    heading: str = ""
    label: str = ""
    lines: list[PartLine] = Field(default=[])


class Contact(Body):
    """Somebody to turn to, from the register that the operator keeps."""

    name: str
    description: str
    url: str | None = None
    phone: str | None = None
    email: str | None = None


class Answer(Body):
    """An answer made of quotes and courses, or an honest word that there is none.

    ``text`` is that of the ``parts`` with a blank line between; ``language`` is that of the
    assistant's own words. ``course_search`` tells how ``courses`` were looked for; None where none
    were. ``path`` is the way to an occupation, where one was asked for. ``model`` is the language
    model that pointed at what is shown, by the version ``prompt`` of its instructions; ``worded``
    of its claims stand in its words, ``quoted`` as the sentences that they point at. All are None
    where no model had a say. ``scope`` has the titles of the documents that the question names
    and that alone were asked; a question ``without`` "document" asks all. ``clarifying`` are these
    documents where one is meant and nothing tells which; a filter by one's id asks it alone.
    """

    status: Status
    text: str
    language: Literal["sv", "en"] = "sv"
    engine: str
    model: str | None = None
    prompt: str | None = None
    worded: int | None = None
    quoted: int | None = None
    took_ms: float
    parts: list[AnswerPart] = Field(default=[])
    citations: list[Citation] = Field(default=[])
    courses: list[CourseBody] = Field(default=[])
    course_search: CourseSearch | None = None
    path: PathBody | None = None
    notices: list[str] = Field(default=[])
    nearest: list[FoundPassage] = Field(default=[])
    contacts: list[Contact] = Field(default=[])
    understood: list[str] = Field(default=[])
    scope: list[str] = Field(default=[])
    clarifying: list[DocumentRef] = Field(default=[])
