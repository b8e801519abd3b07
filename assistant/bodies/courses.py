"""Courses as the HTTP interface tells them: the contract's fields, each with its source."""

from __future__ import annotations

from enum import StrEnum

from assistant.bodies.base import Body


class CourseState(StrEnum):
    """Where an occasion stands on a day; unknown where its source gives no date to tell by."""

    OPEN = "open"
    UPCOMING = "upcoming"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    PAST = "past"


class CourseBody(Body):
    """One occasion of an education. A field that the source does not give is null.

    ``sources`` has for each field that is given where it was read: "rad 12, kolumnen Omfattning".
    ``keys`` are the occasion's own and those of its twins in the source. ``pace`` is in percent of
    full time, ``points`` count in ``points_system`` (gy, yh, hp, vp …). ``rolling`` where one may
    begin at any time, ``continuous`` where one may apply at any time. ``county`` is the place's.
    ``dates`` are the source's own words for its days, where these are a week, a term, or several
    parts: "v. 3 2027", "VT27". ``decided`` is the year in which an agency granted it.
    The education's own text may stand in another document than the occasion.
    """

    id: str
    key: str
    keys: list[str]
    name: str
    code: str | None
    provider: str | None
    places: list[str]
    county: str | None
    level: str | None
    points: float | None
    points_system: str | None
    distance: bool | None
    meetings: int | None
    evening: bool | None
    pace: float | None
    start: str | None
    end: str | None
    dates: str | None = None
    decided: str | None = None
    rolling: bool | None
    apply_from: str | None
    apply_until: str | None
    continuous: bool | None
    state: CourseState
    language: str | None
    apprenticeship: bool | None
    student_aid: bool | None
    cancelled: bool
    seats: int | None
    fee: str | None = None
    degree: str | None
    description: str | None
    eligibility: str | None
    recommended: str | None
    url: str | None
    provider_url: str | None
    source: str
    document_id: str
    education_document_id: str
    sources: dict[str, str]


class Chip(Body):
    """One constraint that was read from the question, as a person sees and can remove it.

    ``name`` is the field of ``understood`` that it stands for (``pace`` for both its ends,
    ``start`` for both its days); ``words`` are the question's own.
    """

    name: str
    label: str
    words: str


class ClarifyingChoice(Body):
    """One answer to a question back.

    ``label`` are the words to ask for it, ``total`` how many courses it leaves.
    """

    value: str
    label: str
    total: int


class Clarifying(Body):
    """A question back that would narrow the courses; ``name`` is the constraint that it sets."""

    name: str
    question: str
    choices: list[ClarifyingChoice]


class CourseSearch(Body):
    """How courses were looked for.

    ``understood`` has the constraints taken from the question, by the names of the parameters of
    ``GET /v1/courses``, and ``subject``. ``relaxed`` names those that were dropped because nothing
    met them all: "place" and so on; "near" where neighbours of the place were taken in; "open"
    where none can be applied for today, "state" where only closed or past ones are left, and
    "subject" where nothing is called so and these only mention it or are near it. ``notices`` are
    sentences on what the person must know of the result. ``clarifying`` is what to ask back where
    there are many. ``total`` counts occasions, ``educations`` what these are called.
    """

    total: int
    educations: int = 0
    understood: dict[str, str | float | bool | list[str]]
    chips: list[Chip]
    relaxed: list[str]
    notices: list[str]
    clarifying: Clarifying | None = None
    is_course_question: bool


class CourseReply(CourseSearch):
    """The courses that meet what was asked, best first: one page of them."""

    courses: list[CourseBody]
    page: int
    size: int
