"""The way to an occupation: what could be read first, the educations, then the occupation.

What an education asks for is read from its own text in the catalogues; the list of occupations
only says which names to look for. Nothing here judges a person: see `steps.DECIDES`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bodies.courses import State
from assistant.bodies.paths import Choice, Quote, Reason, Source, Start, Step, StepKind
from assistant.courses.occupations import Occupation, occupation_named
from assistant.courses.path.by_name import Courses
from assistant.courses.path.lookup import courses_for, educations_for, names_of
from assistant.courses.path.prerequisites import BASIC_LEVEL, Prerequisite, read_prerequisites
from assistant.courses.path.steps import ASK, LIST, Path, Wishes
from assistant.courses.path.timing import MISSING, time_of
from assistant.courses.states import CURRENT, state
from corpus.course_book import Course
from corpus.swedish import fold

MOST_EDUCATIONS = 6
MOST_BEFORE = 3
"""Alternatives shown among the educations, and for each thing that could be read before."""

MOST_STARTS = 12
"""Occasions that are told of for each education."""

DEEPEST = 3
"""Links between eligibility texts that are followed."""

NO_WISHES = Wishes()

_GOAL = "yrke"
_WAY = "utbildning"


def way_to(
    occupation: Occupation, book: Courses, today: dt.date, wishes: Wishes = NO_WISHES
) -> Path:
    """The way to an occupation through the courses of a book."""
    choices = _choices(educations_for(occupation, book), today, wishes, fold(occupation.name))
    shown = choices[:MOST_EDUCATIONS]
    goal = Step(
        key=_GOAL,
        kind=StepKind.OCCUPATION,
        title=occupation.name,
        note=_about(occupation),
    )
    notes = _notes(occupation, shown, wishes)
    if not shown:
        return Path(occupation, (goal,), notes)
    before = _before(occupation, shown, book, today, wishes)
    way = Step(
        key=_WAY,
        kind=StepKind.EDUCATION,
        title=shown[0].name if len(shown) == 1 else "Någon av utbildningarna",
        choices=shown,
        then=(_GOAL,),
        more=len(choices) - len(shown),
    )
    return Path(occupation, (*before, way, goal), notes)


@dataclass(slots=True)
class _Need:
    """Something that could be read first, while the steps are being put in order."""

    title: str
    choices: tuple[Choice, ...]
    more: int
    reasons: list[Reason]
    before: list[str]
    """Keys of the needs that its own courses have."""


def _before(
    occupation: Occupation,
    educations: Sequence[Choice],
    book: Courses,
    today: dt.date,
    wishes: Wishes,
) -> list[Step]:
    """The steps before the educations, by way of eligibility texts, each before what it leads to.

    Met breadth first, so that everything is followed from where it is nearest to the occupation.
    """
    needs = {_WAY: _Need("", tuple(educations), 0, [], [])}
    layer = [_WAY]
    for _ in range(DEEPEST):
        following: list[str] = []
        for parent in layer:
            for choice in needs[parent].choices:
                for asked, reason in _asked(choice, occupation):
                    key = _key(asked)
                    if key == parent or _is_itself(choice, asked):
                        continue
                    if key not in needs:
                        courses = courses_for(asked, book)
                        found = _choices(courses, today, Wishes(wishes.places, wishes.distance))
                        more = max(0, len(found) - MOST_BEFORE)
                        needs[key] = _Need(_title(asked), found[:MOST_BEFORE], more, [], [])
                        following.append(key)
                    if reason not in needs[key].reasons:
                        needs[key].reasons.append(reason)
                    if key not in needs[parent].before:
                        needs[parent].before.append(key)
        layer = following
    return _in_order(needs)


def _in_order(needs: dict[str, _Need]) -> list[Step]:
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
        Step(
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


def _asked(choice: Choice, occupation: Occupation) -> list[tuple[Prerequisite, Reason]]:
    """What an education's texts ask for, with their words for it."""
    asked = []
    for quote, advised in ((choice.eligibility, False), (choice.recommended, True)):
        for found in read_prerequisites(quote.text, _name_of) if quote else ():
            if any(mention.name == occupation.name for mention in found.choices):
                continue
            said = Quote(text=found.sentence, source=quote.source) if quote else None
            if said:
                reason = Reason(education=choice.name, quote=said, advised=advised or found.advised)
                asked.append((found, reason))
    return asked


def _name_of(word: str) -> str | None:
    named = occupation_named(word)
    return named.name if named else None


def _key(asked: Prerequisite) -> str:
    return " | ".join(sorted({fold(mention.name) for mention in asked.choices}))


def _title(asked: Prerequisite) -> str:
    """The choices in words, what they share said once: "Matematik 2a, 2b eller 2c"."""
    names = list(dict.fromkeys(mention.name for mention in asked.choices))
    if all(name.endswith(BASIC_LEVEL) for name in names):
        title = _either([name.removesuffix(BASIC_LEVEL) for name in names]) + BASIC_LEVEL
    elif len({name.rpartition(" ")[0] for name in names}) == 1:
        title = _either([names[0], *(name.rpartition(" ")[2] for name in names[1:])])
    else:
        title = _either(names)
    return title[:1].upper() + title[1:]


def _either(names: list[str]) -> str:
    return " eller ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _is_itself(choice: Choice, asked: Prerequisite) -> bool:
    """Whether a text only names the very course that it belongs to."""
    own = {pair.gy11 for pair in choice.names}
    return any(
        fold(mention.name) == fold(choice.name) or mention.name in own for mention in asked.choices
    )


def _choices(
    courses: Sequence[Course], today: dt.date, wishes: Wishes, called: str = ""
) -> tuple[Choice, ...]:
    """The educations of some courses: those that meet the wishes first, then those ``called`` so.

    Occasions are of one education where name, code and texts are the same, whoever gives them.
    What is past stays only where nothing else is left.
    """
    coming = [course for course in courses if _state(course, today) in CURRENT]
    groups: dict[tuple[str, ...], list[Course]] = {}
    for course in coming or courses:
        education = course.education
        texts = (education.eligibility or "", education.recommended or "")
        kind = education.code or education.level or ""
        key = (fold(education.name), fold(kind), *map(fold, texts))
        groups.setdefault(key, []).append(course)
    for group in groups.values():
        group.sort(key=lambda c: (_misses(c, wishes), _begins(c)))
    ranked = sorted(
        groups.values(),
        key=lambda group: (
            _misses(group[0], wishes),
            called not in fold(group[0].education.name),
            _begins(group[0]),
            fold(group[0].education.name),
        ),
    )
    return tuple(_choice(group, today) for group in ranked)


def _misses(course: Course, wishes: Wishes) -> tuple[bool, bool, bool]:
    """Which wishes a course does not meet, the weightiest first."""
    return (
        wishes.level is not None and course.education.level is not wishes.level,
        not _in_place(course, wishes.places),
        wishes.distance is not None and course.occasion.distance is not wishes.distance,
    )


def _begins(course: Course) -> str:
    """When a course begins, as a key to sort by; what tells no date comes last."""
    return course.occasion.start or "9999"


def _in_place(course: Course, places: Sequence[str]) -> bool:
    wanted = {fold(place) for place in places}
    return not wanted or any(fold(place.name) in wanted for place in course.occasion.places)


def _choice(courses: Sequence[Course], today: dt.date) -> Choice:
    """One education with its occasions; the first tells what they share."""
    first = courses[0]
    education = first.education
    advice = education.recommended if education.recommended != education.eligibility else None
    return Choice(
        name=education.name.strip(),
        code=education.code,
        level=education.level or education.level_text,
        points=education.points,
        points_system=education.points_system,
        time=time_of(first),
        occasions=len(courses),
        starts=tuple(_start(course, today) for course in courses[:MOST_STARTS]),
        eligibility=_quote(first, "eligibility", education.eligibility),
        recommended=_quote(first, "recommended", advice),
        names=names_of(education),
        source=_source(first, "name"),
    )


def _state(course: Course, today: dt.date) -> State:
    return state(course.occasion, course.education, today)


def _start(course: Course, today: dt.date) -> Start:
    occasion = course.occasion
    return Start(
        id=course.id,
        start=occasion.start,
        end=occasion.end,
        apply_until=occasion.apply_until,
        places=tuple(place.name for place in occasion.places),
        distance=occasion.distance,
        provider=", ".join(provider.name for provider in course.providers) or None,
        pace=occasion.pace,
        time=time_of(course),
        state=_state(course, today),
        source=Source(file=course.document.source, where=occasion.origin.where),
    )


def _quote(course: Course, field: str, text: str | None) -> Quote | None:
    return Quote(text=text, source=_source(course, field)) if text else None


def _source(course: Course, field: str) -> Source:
    origin = course.education.origin
    return Source(
        file=course.education_document.source,
        where=origin.where,
        field=origin.fields.get(field),
    )


def _about(occupation: Occupation) -> str | None:
    """What the list of occupations says besides names."""
    said = []
    if occupation.licence:
        said.append(
            f"Att kontrollera: {occupation.licence}. "
            f"Vad som gäller svarar {occupation.authority} på."
        )
    if occupation.note:
        said.append(occupation.note)
    return " ".join(said) or None


def _notes(occupation: Occupation, shown: Sequence[Choice], wishes: Wishes) -> tuple[str, ...]:
    notes = []
    if not shown:
        levels = " och ".join(occupation.levels)
        notes.append(f"Ingen utbildning i källorna leder till {occupation.name.lower()}.")
        if levels:
            notes.append(f"Vi sökte på {levels}, efter namnen i {LIST}.")
        notes.append(ASK)
        return tuple(notes)
    notes.append(
        f"Utbildningarna är funna efter sina namn, med {LIST}. "
        "Fråga den som ger utbildningen om den leder till yrket."
    )
    starts = [start for choice in shown for start in choice.starts]
    if not any(start.state in CURRENT for start in starts):
        notes.append("Inget tillfälle i källorna går att söka längre. Hör efter om nya planeras.")
    wanted = {fold(place) for place in wishes.places}
    if wanted and not any(fold(place) in wanted for start in starts for place in start.places):
        where = " eller ".join(wishes.places)
        notes.append(f"Inget tillfälle i {where} finns i källorna; andra orter visas.")
    if wishes.distance and not any(start.distance for start in starts):
        notes.append("Inget tillfälle på distans finns i källorna; andra visas.")
    if not any(choice.eligibility for choice in shown):
        notes.append(f"Vad som krävs för att komma in {MISSING}.")
    return tuple(notes)
