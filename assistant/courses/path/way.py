"""The way to an occupation: what could be read first, the educations, then the occupation.

What an education asks for is read from its own text in the catalogues; the list of occupations
only says which names to look for. Nothing here judges a person: see `DECIDES`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.bodies.paths import (
    OccupationBody,
    PathBody,
    PathChoice,
    PathQuote,
    PathReason,
    PathRequest,
    PathStep,
    StepKind,
)
from assistant.courses.course_names import CourseNames
from assistant.courses.find.index import CourseIndex
from assistant.courses.occupations import Occupation, Occupations
from assistant.courses.path.choices import Wishes, choices_of
from assistant.courses.path.ladder import Ladder, ladder_path
from assistant.courses.path.lookup import CourseLookup
from assistant.courses.path.prerequisites import Prerequisite, PrerequisiteReader
from assistant.courses.path.prose import full_text
from assistant.courses.path.titles import title_of
from assistant.courses.states import CURRENT
from assistant.courses.tell.figures import missing
from corpus.course_book import Course
from corpus.swedish import fold

MOST_EDUCATIONS = 6
MOST_BEFORE = 3
"""Alternatives shown among the educations, and for each thing that could be read before."""

DEEPEST = 3
"""Links between eligibility texts that are followed."""

DECIDES = (
    "Studie- och yrkesvägledaren avgör: vad just du behöver läsa bedömer vägledaren och skolan, "
    "aldrig Vägvis."
)
ASK = "Fråga studie- och yrkesvägledaren i din hemkommun."
LIST = "Vägvis egen lista över yrken"

NO_WISHES = Wishes()

_GOAL = "yrke"
_WAY = "utbildning"


class PathFinder:
    """Finds ways to occupations. Safe to share."""

    def __init__(self, occupations: Occupations, names: CourseNames) -> None:
        self.occupations = occupations
        self._names = names
        self._reader = PrerequisiteReader(names, occupations)

    def way_to(
        self,
        occupation: Occupation,
        index: CourseIndex,
        today: dt.date,
        wishes: Wishes = NO_WISHES,
    ) -> PathBody:
        """The way to an occupation through the courses of an index."""
        lookup = CourseLookup(index, self._names, self.occupations)
        search = _Search(lookup, self._reader, occupation, today, wishes)
        return _body(occupation, *search.steps())

    def ladder_to(
        self, course: Course, index: CourseIndex, today: dt.date, wishes: Wishes, has: Sequence[str]
    ) -> PathBody:
        """The requirements of a course, one by one; ``has`` are those that are said to be met."""
        lookup = CourseLookup(index, self._names, self.occupations)
        ladder = Ladder(lookup, self._reader, today, wishes, frozenset(has))
        return ladder_path(ladder.to(course), DECIDES)

    def unknown(self, words: str) -> PathBody:
        """What is sent where some words tell of no occupation of the list, or of several."""
        several = bool(self.occupations.doing(words))
        which = "Flera yrken passar." if several else "Yrket finns inte i listan över yrken."
        notes = [which, ASK]
        return PathBody(
            occupation=None,
            steps=(),
            notes=notes,
            suggestions=[occupation.name for occupation in self.occupations.suggest(words)],
            decides=DECIDES,
            text="\n".join([*notes, DECIDES]),
        )


def path_by_request(
    request: PathRequest, paths: PathFinder, index: CourseIndex, today: dt.date
) -> PathBody:
    """The way that a request asks for; ``today`` holds where the request names no day.

    Raises:
        KeyError: it asks for a course that there is not.
    """
    day = request.today or today
    wishes = Wishes(tuple(request.places), request.distance, request.level)
    if request.occupation is None:
        course = next((one for one in index.courses if one.id == request.course), None)
        if course is None:
            raise KeyError(request.course)
        return paths.ladder_to(course, index, day, wishes, request.has)
    mention = paths.occupations.find(request.occupation)
    if mention is None or mention.others:
        return paths.unknown(request.occupation)
    return paths.way_to(mention.occupation, index, day, wishes)


def _body(occupation: Occupation, steps: tuple[PathStep, ...], notes: list[str]) -> PathBody:
    return PathBody(
        occupation=OccupationBody.of_parts(occupation),
        steps=steps,
        notes=notes,
        suggestions=[],
        decides=DECIDES,
        text=full_text(occupation.name, steps, [*notes, DECIDES]),
    )


@dataclass(slots=True)
class _Need:
    """Something that could be read first, while the steps are being put in order.

    ``before`` has the keys of the needs that its own courses have.
    """

    title: str
    choices: tuple[PathChoice, ...]
    more: int = 0
    reasons: list[PathReason] = field(default_factory=list)
    before: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Search:
    """One search for a way."""

    lookup: CourseLookup
    reader: PrerequisiteReader
    occupation: Occupation
    today: dt.date
    wishes: Wishes

    def steps(self) -> tuple[tuple[PathStep, ...], list[str]]:
        """The steps in order, each before those it leads to, and what must be known of them."""
        name = self.occupation.name
        courses = self.lookup.educations_for(self.occupation)
        choices = choices_of(courses, self.lookup, self.today, self.wishes, fold(name))
        shown = choices[:MOST_EDUCATIONS]
        goal = PathStep(
            key=_GOAL, kind=StepKind.OCCUPATION, title=name, note=_about(self.occupation)
        )
        if not shown:
            return (goal,), _notes_without_education(self.occupation)
        way = PathStep(
            key=_WAY,
            kind=StepKind.EDUCATION,
            title=shown[0].name if len(shown) == 1 else "Någon av utbildningarna",
            choices=shown,
            then=(_GOAL,),
            more=len(choices) - len(shown),
        )
        return (*_in_order(self._needs(shown)), way, goal), _notes(shown, self.wishes)

    def _needs(self, educations: tuple[PathChoice, ...]) -> dict[str, _Need]:
        """What could be read before the educations, by way of eligibility texts.

        Met breadth first, so that everything is followed from where it is nearest to the
        occupation. The educations are a need themselves.
        """
        needs = {_WAY: _Need("", educations)}
        layer = [_WAY]
        for _ in range(DEEPEST):
            following: list[str] = []
            for parent in layer:
                for prerequisite, reason in self._prerequisites(needs[parent].choices):
                    key = " | ".join(sorted({fold(one.name) for one in prerequisite.choices}))
                    if key == parent:
                        continue
                    if key not in needs:
                        needs[key] = self._need(prerequisite)
                        following.append(key)
                    if reason not in needs[key].reasons:
                        needs[key].reasons.append(reason)
                    if key not in needs[parent].before:
                        needs[parent].before.append(key)
            layer = following
        return needs

    def _need(self, prerequisite: Prerequisite) -> _Need:
        wishes = Wishes(self.wishes.places, self.wishes.distance)
        courses = self.lookup.courses_for(prerequisite)
        choices = choices_of(courses, self.lookup, self.today, wishes)
        more = max(0, len(choices) - MOST_BEFORE)
        return _Need(title_of(prerequisite), choices[:MOST_BEFORE], more)

    def _prerequisites(
        self, choices: Sequence[PathChoice]
    ) -> Iterator[tuple[Prerequisite, PathReason]]:
        """What the texts of some educations ask for, with their words for it."""
        for choice in choices:
            # A text may only name the very course that it belongs to, or the occupation itself.
            own = {pair.gy11 for pair in choice.names} | {self.occupation.name}
            for quote, is_advice in ((choice.eligibility, False), (choice.recommended, True)):
                for prerequisite in self.reader.read(quote.text) if quote else ():
                    names = {one.name for one in prerequisite.choices}
                    if quote and not names & own and fold(choice.name) not in map(fold, names):
                        words = PathQuote(text=prerequisite.sentence, source=quote.source)
                        advised = is_advice or prerequisite.advised
                        yield (
                            prerequisite,
                            PathReason(education=choice.name, quote=words, advised=advised),
                        )


def _in_order(needs: dict[str, _Need]) -> list[PathStep]:
    """The needs as steps, each before those it leads to; a link that closes a circle is left out.

    Depth first from the educations: a need is placed when all that comes before it has been.
    """
    then: dict[str, list[str]] = {key: [] for key in needs}
    order: list[str] = []
    on_the_way: set[str] = set()

    def visit(key: str) -> None:
        on_the_way.add(key)
        for earlier in needs[key].before:
            if earlier in on_the_way:
                continue
            then[earlier].append(key)
            if earlier not in order:
                visit(earlier)
        on_the_way.remove(key)
        order.append(key)

    visit(_WAY)
    return [
        PathStep(
            key=key,
            kind=StepKind.BEFORE,
            title=needs[key].title,
            choices=needs[key].choices,
            reasons=tuple(needs[key].reasons),
            then=tuple(then[key]),
            more=needs[key].more,
            note=None if needs[key].choices else f"Ingen sådan kurs finns i källorna. {ASK}",
        )
        for key in order
        if key != _WAY
    ]


def _about(occupation: Occupation) -> str | None:
    """What the list of occupations says besides names."""
    licence = (
        f"Att kontrollera: {occupation.licence}. Vad som gäller svarar {occupation.authority} på."
    )
    return " ".join(filter(None, [occupation.licence and licence, occupation.note])) or None


def _notes_without_education(occupation: Occupation) -> list[str]:
    levels = " och ".join(occupation.levels)
    return [
        f"Ingen utbildning i källorna leder till {occupation.name.lower()}.",
        *([f"Vi sökte på {levels}, efter namnen i {LIST}."] if levels else []),
        ASK,
    ]


def _notes(educations: Sequence[PathChoice], wishes: Wishes) -> list[str]:
    """What must be known of the educations that were found."""
    notes = [
        f"Utbildningarna är funna efter sina namn, med {LIST}. "
        "Fråga den som ger utbildningen om den leder till yrket."
    ]
    starts = [start for choice in educations for start in choice.starts]
    if not any(start.state in CURRENT for start in starts):
        notes.append("Inget tillfälle i källorna går att söka längre. Hör efter om nya planeras.")
    wanted = {fold(place) for place in wishes.places}
    if wanted and not any(fold(place) in wanted for start in starts for place in start.places):
        where = " eller ".join(wishes.places)
        notes.append(f"Inget tillfälle i {where} finns i källorna; andra orter visas.")
    if wishes.distance and not any(start.distance for start in starts):
        notes.append("Inget tillfälle på distans finns i källorna; andra visas.")
    if not any(choice.eligibility for choice in educations):
        notes.append(f"Vad som krävs för att komma in {missing()}.")
    return notes
