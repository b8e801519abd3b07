"""Whether a course meets what a question states, judged by the course's own fields alone.

Nothing of the search is used here: only what a reply shows, and the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast

from assistant.bodies.courses import CourseBody
from assistant.question.words import carries_meaning
from corpus.courses import Level
from corpus.places import Gazetteer
from corpus.swedish import fold, words
from evals.measure.course_questions import CourseQuestion, Name

RECOMMENDABLE = ("open", "upcoming", "unknown")
"""The states in which an occasion may be recommended."""


LEVELS: Mapping[str, str] = {
    Level.KOMVUX: r"\bsfi\b|svenska för invandrare|^(?:grundläggande|gymnasial)",
    Level.SFI: r"\bsfi\b|svenska för invandrare",
    Level.BASIC: r"^grundläggande",
    Level.UPPER: r"^gymnasial",
    Level.ADAPTED_BASIC: r"anpassad.*grundläggande",
    Level.ADAPTED_UPPER: r"anpassad.*gymnasial",
    Level.FOLK: r"^folkhögskol",
    Level.HIGHER_VOCATIONAL: r"^yrkeshögskol",
    Level.UNIVERSITY: r"^(högskol|universitet)",
}
"""The sources' own words for a kind of schooling, which is what a reply shows."""

_NOTHING_NEEDED = re.compile(
    r"^(?:inga|ingen|inget)\b|\binga (?:särskilda |formella )?(?:krav|förk)"
)

_COURSE = re.compile(r"(?<=\w{3})s?(?:kurs|utbildning)(?:en|er|erna|ar|arna)?$")
_ENDING = re.compile(r"(?<=\w{3})(?:arna|erna|orna|are|ar|er|or|en|et|na|an|a|e|n)$")

Plain = bool | float | str | frozenset[str] | None

_OTHER_NAMES = {"unknown_place": "place", "places": "place", "codes": "code"}
"""What a reply may call a constraint, and what the question files call it."""


def understood(constraints: Mapping[str, object]) -> dict[str, Plain]:
    """The constraints of a reply under the names that question files use, without empty ones."""
    known = {_OTHER_NAMES.get(name, name): plain(value) for name, value in constraints.items()}
    return {
        name: value
        for name, value in known.items()
        if value is not None and not (name == "near" and value is False)
    }


def plain(value: object) -> Plain:
    """A value as it is compared: texts by their words, lists as sets, a list of one as its value.

    None where it is empty.
    """
    if isinstance(value, str):
        return " ".join(words(value)) or None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        members = frozenset(text for text in map(plain, value) if isinstance(text, str))
        return members if len(members) > 1 else next(iter(members), None)
    return None


def is_right(question: CourseQuestion, name: Name, read: Plain) -> bool:
    """Whether a constraint was read as the question states it, or as it may be read."""
    stated = [question.constraints.get(name), *question.accept.get(name, [])]
    readings = list(map(plain, stated))
    if name == "subject" and isinstance(read, str) and _says_a_reading(read, readings):
        return True
    return any(_same(read, reading) for reading in readings)


def _says_a_reading(subject: str, readings: Sequence[Plain]) -> bool:
    """Whether a subject says all of one reading, and nothing that none of them says.

    It is words to search with: "kocken" and "kockutbildning" ask for "kock", and where "skriva" and
    "skrivarkurs" are right alone, so are both.
    """
    said = _stems(subject)
    each = [_stems(" ".join(_texts(reading))) for reading in readings]
    return said <= frozenset().union(*each) and any(own and own <= said for own in each)


def _stems(text: str) -> frozenset[str]:
    """The words of a text, small ones aside, without endings, and without being a course."""
    bare = (_COURSE.sub("", word) or word for word in words(text) if carries_meaning(word))
    return frozenset(_ENDING.sub("", word) for word in bare)


def _same(one: Plain, other: Plain) -> bool:
    # True == 1 for Python, yet a pace of 1 is no yes.
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def breaches(
    question: CourseQuestion, read: Mapping[str, Plain], course: CourseBody, gazetteer: Gazetteer
) -> list[str]:
    """What a course does not meet, by the names of constraints.

    A reading as good as the stated one counts in its place. ``state`` is named where it is too late
    to apply, or where the course is shown in a state that the question has no use for.
    """
    wanted = {
        name: read.get(name) if is_right(question, name, read.get(name)) else plain(value)
        for name, value in question.constraints.items()
    }
    broken: list[str] = [
        name
        for name, check in CHECKS.items()
        if wanted.get(name) is not None and not check(course, wanted[name], gazetteer)
    ]
    broken += [name for name in UNWANTED if _is_unwanted(course, name, wanted, gazetteer)]
    if not _is_in(course, _texts(wanted.get("place")), gazetteer, near=bool(wanted.get("near"))):
        broken.append("place")
    if wanted.get("open") and not _is_open(course, question.today):
        broken.append("open")
    names = question.expect.names
    if names and not any(re.search(name, course.name, re.IGNORECASE) for name in names):
        broken.append("subject")
    if is_over(course, question.today) or course.state not in question.expect.state:
        broken.append("state")
    return broken


def is_over(course: CourseBody, today: date) -> bool:
    """Whether an occasion is past, or can be applied for no more."""
    day = today.isoformat()
    if any(last is not None and last < day for last in (course.apply_until, course.end)):
        return True
    begun = course.start is not None and course.start < day
    any_time = course.rolling or course.continuous
    return begun and course.apply_until is None and not any_time


def wrongly_recommended(
    question: CourseQuestion, course: CourseBody, relaxed: Sequence[str]
) -> str | None:
    """``never`` for a refused or cancelled occasion, ``over`` for a past or closed one.

    None where it is none of these, or is shown as closed or past and the reply names what it
    dropped.
    """
    if relaxed and course.state not in RECOMMENDABLE:
        return None
    if course.cancelled or {course.key, *course.keys} & set(question.expect.never):
        return "never"
    return "over" if is_over(course, question.today) else None


def _is_open(course: CourseBody, today: date) -> bool:
    begun = course.apply_from is None or course.apply_from <= today.isoformat()
    return begun and course.state == "open" and not is_over(course, today)


def _is_in(course: CourseBody, places: frozenset[str], gazetteer: Gazetteer, *, near: bool) -> bool:
    """Whether a course is held in one of the places, or in a neighbour where near will do.

    What is near a place that the gazetteer does not know cannot be judged, and is let pass.
    """
    held = {fold(place) for place in course.places}
    towns = _towns(held, gazetteer)
    for place in places:
        if any(re.search(rf"\b{re.escape(place)}\b", name) for name in held):
            return True
        wanted = _towns({place}, gazetteer)
        if near:
            if not wanted:
                return True
            wanted |= {neighbour.municipality.code for neighbour in gazetteer.near(place)}
        if wanted & towns:
            return True
    return not places


def _towns(names: set[str], gazetteer: Gazetteer) -> set[str]:
    towns = map(gazetteer.municipality, names)
    return {municipality.code for municipality in towns if municipality is not None}


def _is_in_county(course: CourseBody, county: Plain, gazetteer: Gazetteer) -> bool:
    towns = map(gazetteer.municipality, course.places)
    counties = {town.county for town in towns if town is not None}
    counties |= {course.county} if course.county else set()
    known = {fold(gazetteer.county(name) or name) for name in counties}
    return any(fold(gazetteer.county(name) or name) in known for name in _texts(county))


def _is_given_by(course: CourseBody, provider: Plain) -> bool:
    names = _texts(plain(course.provider))
    return any(a in b or b in a for a in names for b in _texts(provider))


def _is_of_level(course: CourseBody, level: str) -> bool:
    text = plain(course.level)
    pattern = LEVELS.get(level, re.escape(level))
    return isinstance(text, str) and re.search(pattern, text) is not None


def _is_at_least(value: float | None, bound: Plain) -> bool:
    return value is not None and isinstance(bound, float | int) and value >= bound


def _is_at_most(value: float | None, bound: Plain) -> bool:
    return value is not None and isinstance(bound, float | int) and value <= bound


def _is_unwanted(
    course: CourseBody, name: Name, wanted: Mapping[Name, Plain], gazetteer: Gazetteer
) -> bool:
    """Whether a course is what the question does not want by one constraint."""
    value = wanted.get(name)
    if value is None:
        return False
    if name == "not_place":
        return _is_in(course, _texts(value), gazetteer, near=False)
    if name == "not_start_from":
        last = wanted.get("not_start_to")
        return course.start is not None and all(
            _starts(course, day, earliest=earliest)
            for day, earliest in ((value, True), (last, False))
            if day is not None
        )
    check = CHECKS.get(cast(Name, name.removeprefix("not_")))
    return check is not None and check(course, value, gazetteer)


def _starts(course: CourseBody, day: Plain, *, earliest: bool) -> bool:
    if course.start is None:
        return bool(course.rolling)
    return course.start >= str(day) if earliest else course.start <= str(day)


def _texts(value: Plain) -> frozenset[str]:
    if isinstance(value, frozenset):
        return value
    return frozenset({value} if isinstance(value, str) else ())


CHECKS: Mapping[Name, Callable[[CourseBody, Plain, Gazetteer], bool]] = {
    "code": lambda course, code, _: plain(course.code) in _texts(code),
    "county": _is_in_county,
    "provider": lambda course, provider, _: _is_given_by(course, provider),
    "level": lambda course, level, _: _is_of_level(course, str(level)),
    "distance": lambda course, distance, _: _same(course.distance, distance),
    "evening": lambda course, evening, _: _same(course.evening, evening),
    "language": lambda course, language, _: _same(plain(course.language), language),
    "apprenticeship": lambda course, wanted, _: _same(course.apprenticeship, wanted),
    "student_aid": lambda course, wanted, _: _same(course.student_aid, wanted),
    "pace_min": lambda course, pace, _: _is_at_least(course.pace, pace),
    "pace_max": lambda course, pace, _: _is_at_most(course.pace, pace),
    "rolling": lambda course, wanted, _: bool(course.rolling) == wanted,
    "points_min": lambda course, points, _: _is_at_least(course.points, points),
    "points_max": lambda course, points, _: _is_at_most(course.points, points),
    "seqf": lambda course, level, _: f"seqf nivå {level:g}" in fold(course.level or ""),
    "granted": lambda course, year, _: re.search(rf"\b{year:g}/\d", course.key) is not None,
    "no_prior": lambda course, _, __: bool(_NOTHING_NEEDED.search(fold(course.eligibility or ""))),
    "start_from": lambda course, day, _: _starts(course, day, earliest=True),
    "start_to": lambda course, day, _: _starts(course, day, earliest=False),
}
"""The constraints that one field of a course tells of by itself."""

UNWANTED: Sequence[Name] = (
    *("not_place", "not_county", "not_provider", "not_level", "not_start_from"),
)
"""What a question may say that it does not want; of a subject the names expected tell."""
