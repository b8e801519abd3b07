"""The one question back that would narrow the courses found most: "På plats eller på distans?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from assistant.bodies.courses import Clarifying, ClarifyingChoice
from assistant.courses.tell.figures import number
from assistant.courses.tell.texts import say
from assistant.question.plan import Constraints
from assistant.words.languages import Language
from corpus.course_book import Course

MANY = 7
"""Courses from which there are so many that it is worth to ask back."""

MOST_CHOICES = 4
LEAST_SHARE = 0.15
"""Choices that are offered at most, and the share of the courses from which one is worth it."""

_Values = Callable[[Course], Sequence[str]]

_VALUES: Mapping[str, _Values] = {
    "distance": lambda c: () if c.occasion.distance is None else [str(c.occasion.distance)],
    "pace": lambda c: () if c.occasion.pace is None else [f"{c.occasion.pace:g}"],
    "level": lambda c: () if c.education.level is None else [c.education.level.value],
    "place": lambda c: [place.name for place in c.occasion.places],
}
"""What may be asked for, with what a course says of it."""


def clarifying(
    courses: Sequence[Course], constraints: Constraints, language: Language
) -> Clarifying | None:
    """What to ask back; None where the courses are few, or nothing parts them.

    It is what leaves the fewest courses on average, of what the question leaves open.
    """
    if len(courses) < MANY:
        return None
    rests: dict[str, tuple[float, list[tuple[str, int]]]] = {}
    for name, values in _VALUES.items():
        if _is_set(name, constraints):
            continue
        counts = Counter(value for course in courses for value in values(course))
        common = counts.most_common(MOST_CHOICES)
        kept = [(value, n) for value, n in common if n >= LEAST_SHARE * len(courses)]
        if len(kept) > 1 and sum(n for _, n in kept) >= len(courses) / 2:
            told = sum(n for _, n in counts.items())
            untold = sum(not values(course) for course in courses)
            left = sum(n * n for n in counts.values()) / told + untold
            rests[name] = left, kept
    if not rests:
        return None
    name = min(rests, key=lambda one: rests[one][0])
    return Clarifying(
        name=name,
        question=say(f"clarify.{name}.question", language),
        choices=[
            ClarifyingChoice(value=value, label=_label(name, value, language), total=n)
            for value, n in rests[name][1]
        ],
    )


def _is_set(name: str, constraints: Constraints) -> bool:
    if name == "pace":
        return constraints.pace_min is not None or constraints.pace_max is not None
    if name == "place":
        return bool(constraints.places or constraints.unknown_place)
    return getattr(constraints, name) is not None


def _label(name: str, value: str, language: Language) -> str:
    """A choice as a person may ask for it."""
    if name == "distance":
        return say("clarify.distance.yes" if value == "True" else "clarify.distance.no", language)
    text = number(float(value), language) if name == "pace" else value
    return say(f"clarify.{name}.choice", language, value=text)
