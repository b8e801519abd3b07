"""A question about courses, read into what it asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.courses.read.aim import drop_told, is_course_question
from assistant.courses.read.asks import Ask, asks
from assistant.courses.read.kinds import (
    read_apprenticeship,
    read_distance,
    read_evening,
    read_language,
    read_level,
    read_open,
    read_student_aid,
)
from assistant.courses.read.known import Known
from assistant.courses.read.pace import read_pace
from assistant.courses.read.periods import read_period
from assistant.courses.read.person import drop_person
from assistant.courses.read.places import read_places
from assistant.courses.read.providers import read_codes, read_provider
from assistant.courses.read.text import Said, pattern
from assistant.courses.read.topics import read_topic
from corpus.courses import Level
from corpus.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a question asks of the courses; what it leaves open is None or empty.

    ``subject`` has the words that say what to study, in lower case; ``places`` are as the
    gazetteer or the catalogues spell them, and ``near`` lets their neighbours do, too;
    ``unknown_place`` is written as a place and known to nobody. Paces are in percent of full time,
    ``start_from`` and ``start_to`` days to begin, both included; ``language`` is ISO 639-1.
    """

    subject: str = ""
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


@dataclass(frozen=True, slots=True)
class CourseQuestion:
    """A question as it was read.

    ``spans`` has, by constraint, the words that it was read from: ``subject``, ``code``,
    ``place``, ``near``, ``county``, ``unknown_place``, ``provider``, ``level``, ``distance``,
    ``evening``, ``pace``, ``start``, ``open``, ``language``, ``apprenticeship``, ``student_aid``.
    They stand so in the question (in Unicode NFC). ``contradictions`` are Swedish sentences: of two
    choices that exclude each other none is a constraint; a period or a pace that ends before it
    begins stands as it was said, and nothing meets it.
    """

    constraints: Constraints
    spans: Mapping[str, str] = field(default_factory=dict)
    asks: frozenset[Ask] = frozenset()
    is_course_question: bool = False
    contradictions: tuple[str, ...] = ()


_SFI_COURSE = pattern(
    r"\b(?:sfi|svenska för invandrare),? (?:kurs |nivå |level |course )?(?P<letter>[a-d])\b"
)


def read_constraints(
    question: str, today: dt.date, gazetteer: Gazetteer, known: Known
) -> CourseQuestion:
    """Reads a question, in Swedish or English, with slips and without dots, against a day.

    A question that asks the documents in one part and for courses in another is read in the latter.
    """
    wanted = asks(Said(question).rest)
    said = Said(question)
    if drop_told(said):
        courses = _read(said, wanted, today, gazetteer, known)
        if courses.is_course_question:
            return courses
    return _read(Said(question), wanted, today, gazetteer, known)


def _read(
    said: Said, wanted: frozenset[Ask], today: dt.date, gazetteer: Gazetteer, known: Known
) -> CourseQuestion:
    """Reads what is left of a question of which everything ``wanted`` is asked."""
    drop_person(said)
    text = said.rest.replace("\0", "")
    sfi = said.find(_SFI_COURSE)
    codes = read_codes(said, known)
    provider = read_provider(said, known)
    period = read_period(said, today)
    pace = read_pace(said)
    language = read_language(said)
    level = read_level(said)
    apprenticeship = read_apprenticeship(said)
    distance = read_distance(said)
    evening = read_evening(said)
    student_aid = read_student_aid(said)
    is_open = read_open(said)
    where = read_places(said, gazetteer, known)
    topic = read_topic(said, known)
    if sfi and level.level is Level.SFI and not topic.text:
        topic = replace(topic, text=f"sfi {sfi['letter']}", written=said.written(*sfi.span()))
    spans = {name: span for name, span in said.spans.items() if span}
    if topic.written:
        spans["subject"] = topic.written
    constraints = Constraints(
        subject=topic.text,
        codes=codes,
        places=where.places,
        near=where.near,
        county=where.county,
        unknown_place=where.unknown,
        provider=provider,
        level=level.level,
        distance=distance.value,
        evening=evening.value,
        pace_min=pace.least,
        pace_max=pace.most,
        start_from=period.start,
        start_to=period.end,
        open=is_open,
        language=language,
        apprenticeship=apprenticeship,
        student_aid=student_aid,
    )
    contradictions = [
        f"Frågan ber om både ”{one}” och ”{other}”. Välj det ena."
        for clash in (distance.clash, evening.clash, pace.clash, level.clash)
        if clash is not None
        for one, other in [clash]
    ]
    if period.start and period.end and period.end < period.start:
        contradictions.append(
            f"Perioden slutar innan den börjar: ”{spans.get('start', '')}”. Kontrollera datumen."
        )
    limits = frozenset(spans) - {"subject", "code"}
    return CourseQuestion(
        constraints,
        spans,
        wanted,
        is_course_question(text, wanted, topic, is_coded=bool(codes), limits=limits),
        tuple(contradictions),
    )
