"""The way to an occupation: what could be read first, the educations, then the occupation.

What an education asks for is read from its own text in the catalogues; the list of occupations
only says which names to look for. Nothing here judges a person: see `DECIDES`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.bodies.paths import (
    OccupationBody,
    PathBody,
    PathChoice,
    PathRequest,
    PathStep,
    StepKind,
)
from assistant.courses.course_names import CourseNames
from assistant.courses.find.index import CourseIndex
from assistant.courses.occupation_list import Occupation
from assistant.courses.occupations import Occupations
from assistant.courses.path.choices import Wishes, choices_of
from assistant.courses.path.ladder import ladder_path, ladder_to
from assistant.courses.path.lookup import CourseLookup
from assistant.courses.path.needs import Need, NeedFinder
from assistant.courses.path.prerequisites import PrerequisiteReader
from assistant.courses.path.prose import full_text
from assistant.courses.states import CURRENT
from assistant.courses.tell.figures import missing
from corpus.course_book import Course
from corpus.swedish import fold

MOST_EDUCATIONS = 6
MOST_BEFORE = 3
"""Alternatives shown among the educations, and for each thing that could be read before."""

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
        finder = self._finder(index, today, wishes)
        return _body(occupation, *_steps_to(occupation, finder))

    def ladder_to(
        self, course: Course, index: CourseIndex, today: dt.date, wishes: Wishes, has: Sequence[str]
    ) -> PathBody:
        """The requirements of a course, one by one; ``has`` are those that are said to be met."""
        finder = replace(self._finder(index, today, wishes), has=frozenset(has))
        return ladder_path(ladder_to(course, finder), DECIDES)

    def _finder(self, index: CourseIndex, today: dt.date, wishes: Wishes) -> NeedFinder:
        lookup = CourseLookup(index, self._names, self.occupations)
        return NeedFinder(lookup, self._reader, today, wishes)

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


def _steps_to(occupation: Occupation, finder: NeedFinder) -> tuple[tuple[PathStep, ...], list[str]]:
    """The steps in order, each before those it leads to, and what must be known of them."""
    name, lookup, wishes = occupation.name, finder.lookup, finder.wishes
    courses = lookup.educations_for(occupation)
    choices = choices_of(courses, lookup, finder.today, wishes, fold(name))
    shown = choices[:MOST_EDUCATIONS]
    goal = PathStep(key=_GOAL, kind=StepKind.OCCUPATION, title=name, note=_about(occupation))
    if not shown:
        return (goal,), _notes_without_education(occupation)
    way = PathStep(
        key=_WAY,
        kind=StepKind.EDUCATION,
        title=shown[0].name if len(shown) == 1 else "Någon av utbildningarna",
        choices=shown,
        then=(_GOAL,),
        more=len(choices) - len(shown),
    )
    needs = finder.before(shown, name, followed=MOST_BEFORE)
    return (*_steps(needs), way, goal), _notes(shown, wishes)


def _steps(needs: Sequence[Need]) -> list[PathStep]:
    """The needs as steps, each before those it leads to; a link that closes a circle is left out.

    Depth first from the educations: a need is placed when all that comes before it has been.
    """
    then: dict[str, list[str]] = defaultdict(list)
    order: dict[str, Need] = {}
    on_the_way: set[str] = set()

    def visit(key: str, before: Sequence[Need]) -> None:
        on_the_way.add(key)
        for earlier in before:
            if earlier.key in on_the_way:
                continue
            then[earlier.key].append(key)
            if earlier.key not in order:
                visit(earlier.key, earlier.before)
                order[earlier.key] = earlier
        on_the_way.remove(key)

    visit(_WAY, needs)
    return [
        PathStep(
            key=key,
            kind=StepKind.BEFORE,
            title=need.title,
            choices=need.choices[:MOST_BEFORE],
            reasons=tuple(need.reasons),
            then=tuple(then[key]),
            more=max(0, len(need.choices) - MOST_BEFORE),
            note=None if need.choices else f"Ingen sådan kurs finns i källorna. {ASK}",
        )
        for key, need in order.items()
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
