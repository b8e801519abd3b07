"""A question about courses, read into what it asks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.bodies.course_query import CourseOrder
from assistant.courses.find.evidence import NEARLY_BEST
from assistant.courses.find.shelf import Shelf
from assistant.courses.read.advertisement import ADVERTISEMENT, is_advertisement
from assistant.courses.read.aim import ASKED, OF_DOCUMENTS, SURE, Aim, Floats, traits
from assistant.courses.read.background import drop_background
from assistant.courses.read.conversation import follow, leans, overlay
from assistant.courses.read.kinds import read_level
from assistant.courses.read.limits import read_limits, read_order
from assistant.courses.read.patterns import anywhere, levels
from assistant.courses.read.periods import read_period
from assistant.courses.read.places import read_places
from assistant.courses.read.proposed import with_proposed
from assistant.courses.read.providers import CatalogueNames, read_codes, read_provider
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.subject import Subject, read_name, read_subject
from assistant.courses.read.unwanted import cut_unwanted
from assistant.courses.read.word_roles import Story, WordRoles, cut_story
from assistant.question.answer_types import AnswerType, pattern
from assistant.question.plan import Constraints, CourseRequest, Plan
from corpus.courses import Level
from corpus.glossary import Glossary
from corpus.places import Gazetteer
from corpus.swedish import words

_OF_COURSES = frozenset(
    {AnswerType.LENGTH, AnswerType.POINTS, AnswerType.PACE, AnswerType.LEVEL, AnswerType.FEE}
)
"""What is asked of courses, where these were spoken of before."""

GENERAL_COURSE = "allmän kurs"
"""What folk high schools give those who have not gone to school to its end."""

_SFI_COURSE = pattern(
    r"\b(?:sfi|svenska för invandrare),? (?:kurs |nivå |level |course )?(?P<letter>[a-d])\b"
)


class CourseReader:
    """Reads what questions ask of the courses of one store. Safe to share.

    ``vocabulary`` gives what its catalogues teach, where and by whom, as they are now; the same
    value as long as nothing changed.
    """

    def __init__(
        self,
        vocabulary: Callable[[], Shelf],
        gazetteer: Gazetteer,
        glossary: Glossary,
        aim: Aim,
        word_roles: WordRoles,
    ) -> None:
        self._aim = aim
        self._word_roles = word_roles
        self._vocabulary = vocabulary
        self._gazetteer = gazetteer
        self._glossary = glossary
        self._made: tuple[Shelf, CatalogueNames] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the store has no courses."""
        return self._vocabulary().is_empty

    def read(
        self, plan: Plan, today: dt.date, before: Callable[[], CourseRequest | None] = lambda: None
    ) -> CourseRequest:
        """What a question, read for the documents already, asks of courses, against a day.

        A question that asks the documents in one part and for courses in another is read in the
        latter. One that leans on the conversation keeps what was asked ``before``.
        """
        question = plan.question
        vocabulary = self._vocabulary()
        text = self._text(plan)
        wished = text.rest.replace("\0", " ")
        mention = vocabulary.occupations.find(wished) if AnswerType.WAY in plan.types else None
        request, sure = self._aimed(text, plan, today)
        part = self._text(plan)
        if self._aim.drop_document_parts(part):
            # A part asks for courses, and another the documents.
            of_part, _ = self._aimed(part, plan, today)
            lost = request.constraints.subject and not of_part.constraints.subject
            if of_part.is_course_question and not lost:
                request = replace(of_part, is_unsure=True)
        if mention is not None and not mention.others:
            request = replace(request, occupation=mention.occupation.name)
        if plan.proposal.courses is not None and request.occupation is None:
            proposed = plan.proposal.courses
            request = with_proposed(request, proposed, self._gazetteer, vocabulary)
        of_courses = sure >= OF_DOCUMENTS or not _OF_COURSES.isdisjoint(plan.types)
        if of_courses and leans(question) and (last := before()):
            return follow(last, request, question)
        return request

    def _names(self, vocabulary: Shelf) -> CatalogueNames:
        """The names of some catalogues, made anew only when these have changed."""
        if self._made is None or self._made[0] is not vocabulary:
            self._made = vocabulary, CatalogueNames.of(vocabulary, self._gazetteer)
        return self._made[1]

    def traits(self, plan: Plan, today: dt.date) -> Floats:
        """What is known of a question beside its words, to learn from what it is asked of."""
        return self._read(self._text(plan), plan, today)[1]

    def _text(self, plan: Plan) -> QuestionText:
        """A question to be taken apart, names put right, without what the person works as."""
        vocabulary = self._vocabulary()
        respelt = (lambda _: None) if plan.language.is_english else vocabulary.respelt
        text = QuestionText(plan.question, plan.corrected or plan.question, respelt)
        drop_background(text, vocabulary)
        return text

    def _aimed(
        self, question: QuestionText, plan: Plan, today: dt.date
    ) -> tuple[CourseRequest, float]:
        """What is left of a question, read, and how surely courses are asked for, 0 to 1."""
        text = question.rest.replace("\0", " ")
        request, traits = self._read(question, plan, today)
        sure = self._aim.probability(text, traits)
        # Without a condition all courses would meet it: that must be what is asked for.
        asked = request.is_named or question.builds_on is not None
        asked = asked or sure >= (ASKED if request.spans else SURE)
        asked = asked and anywhere("decided").search(text) is None
        unsure = asked and self._aim.is_unsure(sure, traits)
        return replace(request, is_course_question=asked, is_unsure=unsure), sure

    def _read(
        self, question: QuestionText, plan: Plan, today: dt.date
    ) -> tuple[CourseRequest, Floats]:
        """Reads what is left of a question, and what that tells of its aim."""
        vocabulary = self._vocabulary()
        text = question.rest.replace("\0", " ")
        codes = read_codes(question, self._names(vocabulary))
        for_work = is_advertisement(text)
        story = cut_story(question, None if for_work else self._word_roles)
        named = None if for_work else read_name(question, vocabulary)
        order = read_order(question)
        limits, clashes = read_limits(question)
        apart = cut_unwanted(question, self._gazetteer, vocabulary)
        refused = self._refused(apart, story.wishes, plan, today) if apart else None
        rest, contradictions = self._conditions(question, limits, today)
        rest, told = self._conditions_of_story(rest, story)
        rest, subject = self._with_subject(question, rest, story.wishes, plan, today)
        if named:
            subject = replace(named, strange=subject.strange)
            rest = replace(rest, subject=named.text)
        if rest.level is Level.FOLK and not rest.subject and read_level(story.text).value:
            rest = replace(rest, subject=GENERAL_COURSE)  # "hoppade av gymnasiet"
        if any(code in vocabulary.codes for code in codes) or (codes and not subject.is_taught):
            # The code says what is asked for.
            subject = Subject(strange=subject.strange)
            rest = replace(rest, subject="")
        if subject.is_far or not subject.is_taught:
            rest, of_told = self._subject_of_story(question, rest, story, plan, today)
            subject = of_told or subject
        spans = {name: span for name, span in {**told, **question.spans}.items() if span}
        if subject.written:
            spans["subject"] = subject.written
        if apart:
            spans |= {f"not_{name}": span for name, span in apart.spans.items() if span}
        built = question.builds_on
        if built and rest.subject and not vocabulary.building_on(built).any():
            built = None  # "jag är snickare och vill läsa vidare, engelska 7"
        constraints = replace(rest, codes=codes, unwanted=refused, builds_on=built)
        contradictions = (*map(_both, clashes), *contradictions)
        if for_work:
            constraints = Constraints(subject=subject.text)
            spans = {name: span for name, span in spans.items() if name == "subject"}
            contradictions = (ADVERTISEMENT,)
        mention = vocabulary.occupations.find(subject.text) if subject.text else None
        names = {"unwanted" if name.startswith("not_") else name for name in spans}
        known = traits(
            text,
            plan.types,
            subject,
            names,
            names_occupation=mention is not None and mention.certain,
            is_in_names=" " in subject.text and all(map(vocabulary.has_word, words(subject.text))),
            is_ordered=order is not CourseOrder.RELEVANCE,
        )
        request = CourseRequest(
            constraints,
            spans,
            plan.types,
            contradictions=contradictions,
            order=order,
            is_named=named is not None,
        )
        return request, known

    def _refused(
        self, apart: QuestionText, asked: Mapping[int, float], plan: Plan, today: dt.date
    ) -> Constraints | None:
        """What is not wanted, where that names anything."""
        limits, _ = self._conditions(apart, Constraints(), today)
        refused, subject = self._with_subject(apart, limits, asked, plan, today)
        if not subject.is_taught:  # "helst inte fullt upp"
            refused = replace(refused, subject="")
            apart.spans.pop("subject", None)
        if apart.builds_on and self._vocabulary().building_on(apart.builds_on).any():
            refused = replace(refused, builds_on=apart.builds_on)
        return None if refused == Constraints() else refused

    def _conditions_of_story(
        self, rest: Constraints, story: Story
    ) -> tuple[Constraints, Mapping[str, str]]:
        """What is asked, and what the story asks beside it in the same way; and the words for that.

        What is surely told counts where it is a place at which courses are held, or that somebody
        needs adapted education, which is always told of a person.
        """
        limits, _ = read_limits(story.perhaps)
        where = read_places(story.perhaps, self._gazetteer, self._vocabulary())
        limits = replace(limits, places=where.places, near=where.near, county=where.county)
        rest = replace(limits, **overlay(rest))
        told = story.text
        told.restore(story.perhaps)
        told.spans |= story.perhaps.spans
        adapted = dict(levels())[Level.ADAPTED]
        if rest.level is None and (needs := told.find(adapted)):
            rest = replace(rest, level=Level.ADAPTED)
            told.take("level", *needs.span())
        spans = told.spans.copy()
        if _is_placed(rest):
            return rest, spans
        where = read_places(told, self._gazetteer, self._vocabulary())
        held = tuple(place for place in where.places if place in self._vocabulary().places)
        if not held:
            return rest, spans
        return replace(rest, places=held, near=where.near), told.spans.copy()

    def _subject_of_story(
        self,
        question: QuestionText,
        rest: Constraints,
        story: Story,
        plan: Plan,
        today: dt.date,
    ) -> tuple[Constraints, Subject | None]:
        """What is told of the person, where that is all there is: "jag har köpt två bikupor".

        Beside conditions alone it must be called so; where something is asked for that nobody
        teaches, to be near is enough for what meets them.
        """
        alone = not question.spans
        question.restore(story.text)
        level = read_level(question).value
        told, of_told = self._with_subject(question, rest, story.wishes, plan, today)
        if alone or level not in (Level.BASIC, Level.UPPER):  # they tell of school
            rest = replace(rest, level=level or rest.level)
        share = self._vocabulary().evidence.scores(of_told.text).max(initial=0)
        is_near = bool(rest.subject) and of_told.is_taught and not of_told.is_far
        if not (alone or is_near or share >= NEARLY_BEST):
            return rest, None
        return replace(rest, subject=told.subject), of_told

    def _conditions(
        self, question: QuestionText, limits: Constraints, today: dt.date
    ) -> tuple[Constraints, tuple[str, ...]]:
        """Limits with provider, period, level and place, and what contradicts itself."""
        vocabulary = self._vocabulary()
        sfi = question.find(_SFI_COURSE)
        provider = read_provider(question, self._names(vocabulary), vocabulary.teaches)
        period = read_period(question, today)
        level = read_level(question)
        if sfi and level.value is Level.SFI:
            limits = replace(limits, subject=f"sfi {sfi['letter']}")
            question.spans["subject"] = question.written(*sfi.span())
        where = read_places(question, self._gazetteer, vocabulary)
        contradictions = [_both(level.clash)] if level.clash else []
        if period.start and period.end and period.end < period.start:
            contradictions.append(
                f"Perioden slutar innan den börjar: ”{question.spans.get('start', '')}”. "
                "Kontrollera datumen."
            )
        constraints = replace(
            limits,
            places=where.places,
            near=where.near,
            county=where.county,
            unknown_place=where.unknown,
            provider=provider,
            level=level.value,
            start_from=period.start,
            start_to=period.end,
        )
        return constraints, tuple(contradictions)

    def _with_subject(
        self,
        question: QuestionText,
        rest: Constraints,
        asked: Mapping[int, float],
        plan: Plan,
        today: dt.date,
    ) -> tuple[Constraints, Subject]:
        """The subject of a question, and its conditions with that."""
        vocabulary = self._vocabulary()
        subject = read_subject(
            question,
            asked,
            vocabulary,
            self._glossary,
            vocabulary.meeting(rest, today),
            english=plan.language.is_english,
        )
        is_known = subject.is_taught or rest.subject or _is_placed(rest)
        if rest.level is Level.SFI and not is_known:
            # SFI is one subject: what nobody knows beside it is where ("sfi ekhamn").
            return replace(rest, unknown_place=subject.text or None), Subject()
        return replace(rest, subject=subject.text or rest.subject), subject


def _is_placed(rest: Constraints) -> bool:
    """Whether it is said where."""
    return bool(rest.places or rest.county or rest.unknown_place)


def _both(clash: tuple[str, str]) -> str:
    return f"Frågan ber om både ”{clash[0]}” och ”{clash[1]}”. Välj det ena."
