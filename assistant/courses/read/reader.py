"""A question about courses, read into what it asks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from assistant.courses.read.aim import drop_document_parts, is_course_question
from assistant.courses.read.kinds import (
    read_apprenticeship,
    read_distance,
    read_evening,
    read_language,
    read_level,
    read_open,
    read_student_aid,
)
from assistant.courses.read.pace import read_pace
from assistant.courses.read.periods import read_period
from assistant.courses.read.person import drop_person
from assistant.courses.read.places import read_places
from assistant.courses.read.providers import CatalogueNames, read_codes, read_provider
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.topics import read_topic
from assistant.courses.read.vocabulary import CourseVocabulary
from assistant.question.answer_types import AnswerType, pattern
from assistant.question.plan import Constraints, CourseRequest, Plan
from corpus.courses import Level
from corpus.glossary import Glossary
from corpus.places import Gazetteer

_SFI_COURSE = pattern(
    r"\b(?:sfi|svenska för invandrare),? (?:kurs |nivå |level |course )?(?P<letter>[a-d])\b"
)


class CourseReader:
    """Reads what questions ask of the courses of one store. Safe to share.

    ``vocabulary`` gives what its catalogues teach, where and by whom, as they are now; the same
    value as long as nothing changed.
    """

    def __init__(
        self, vocabulary: Callable[[], CourseVocabulary], gazetteer: Gazetteer, glossary: Glossary
    ) -> None:
        self._vocabulary = vocabulary
        self._gazetteer = gazetteer
        self._glossary = glossary
        self._made: tuple[CourseVocabulary, CatalogueNames] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the store has no courses."""
        return self._vocabulary().is_empty

    def read(self, plan: Plan, today: dt.date) -> CourseRequest:
        """What a question, read for the documents already, asks of courses, against a day.

        A question that asks the documents in one part and for courses in another is read in the
        latter.
        """
        question, corrected = plan.question, plan.corrected or plan.question
        occupations = self._vocabulary().occupations
        mention = occupations.find(question) if AnswerType.WAY in plan.types else None
        request = None
        text = QuestionText(question, corrected)
        if drop_document_parts(text):
            request = self._read(text, plan, today)
        if request is None or not request.is_course_question:
            request = self._read(QuestionText(question, corrected), plan, today)
        is_one = mention is not None and not mention.others
        return replace(request, occupation=mention.occupation.name if mention and is_one else None)

    def _names(self, vocabulary: CourseVocabulary) -> CatalogueNames:
        """The names of some catalogues, made anew only when these have changed."""
        if self._made is None or self._made[0] is not vocabulary:
            self._made = vocabulary, CatalogueNames.of(vocabulary, self._gazetteer)
        return self._made[1]

    def _read(self, question: QuestionText, plan: Plan, today: dt.date) -> CourseRequest:
        """Reads what is left of a question."""
        vocabulary = self._vocabulary()
        names = self._names(vocabulary)
        drop_person(question)
        text = question.rest.replace("\0", "")
        sfi = question.find(_SFI_COURSE)
        codes = read_codes(question, names)
        provider = read_provider(question, names)
        period = read_period(question, today)
        pace = read_pace(question)
        language = read_language(question)
        level = read_level(question)
        apprenticeship = read_apprenticeship(question)
        distance = read_distance(question)
        evening = read_evening(question)
        student_aid = read_student_aid(question)
        is_open = read_open(question)
        where = read_places(question, self._gazetteer, vocabulary)
        topic = read_topic(question, vocabulary, self._glossary, english=plan.language.is_english)
        if sfi and level.value is Level.SFI and not topic.text:
            topic = replace(
                topic, text=f"sfi {sfi['letter']}", written=question.written(*sfi.span())
            )
        spans = {name: span for name, span in question.spans.items() if span}
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
            level=level.value,
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
            for one, other in filter(None, (distance.clash, evening.clash, pace.clash, level.clash))
        ]
        if period.start and period.end and period.end < period.start:
            contradictions.append(
                f"Perioden slutar innan den börjar: ”{spans.get('start', '')}”. "
                "Kontrollera datumen."
            )
        limits = frozenset(spans) - {"subject", "code"}
        return CourseRequest(
            constraints,
            spans,
            plan.types,
            is_course_question(
                text,
                plan.types,
                topic,
                vocabulary.occupations,
                is_coded=bool(codes),
                limits=limits,
            ),
            tuple(contradictions),
        )
