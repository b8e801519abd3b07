"""Questions that lean on one about courses before them: "Och i Ekhamn?", "Finns det fler?"."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from assistant.courses.read.patterns import anywhere
from assistant.question.follow_up import leans_on_history
from assistant.question.plan import Constraints, CourseRequest
from assistant.question.words import content_words
from corpus.swedish import fold

YES_OR_NO = frozenset(
    "distance evening apprenticeship student_aid rolling open language pace_min pace_max".split()
)
"""What may be asked of a course that was shown: "Är den på distans?"."""

_TOGETHER = (
    ("places", "near", "county", "unknown_place"),
    ("subject", "codes"),
    ("pace_min", "pace_max"),
    ("points_min", "points_max"),
    ("start_from", "start_to"),
)
"""Fields of which a new one takes the place of all."""

_ALONE = tuple(
    (field.name,)
    for field in fields(Constraints)
    if field.name not in {name for group in _TOGETHER for name in group}
)


def leans(question: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    folded = fold(question)
    return anywhere("more").search(folded) is not None or leans_on_history(
        question, content_words(question)
    )


def overlay(own: Constraints) -> dict[str, Any]:
    """The fields that some constraints set, and those whose place they take in others."""
    return {
        name: getattr(own, name)
        for group in (*_TOGETHER, *_ALONE)
        if any(getattr(own, name) != getattr(Constraints(), name) for name in group)
        for name in group
    }


def follow(before: CourseRequest, request: CourseRequest, question: str) -> CourseRequest:
    """What a question asks that leans on another: what it does not say, it keeps.

    What names something else to study, with nothing that leans, is a question of its own.
    """
    if not (before.is_course_question or before.occupation):
        asks = request.is_course_question and request.constraints != Constraints()
        return replace(request, is_course_question=asks)
    more = anywhere("more").search(fold(question)) is not None
    own = Constraints() if more else request.constraints
    whole = content_words(question)
    is_new = bool(own.subject or own.codes or own.provider) and not leans_on_history("", whole)
    if is_new or request.occupation:
        return request
    changes = overlay(own)
    doubt = None
    if changes and changes.keys() <= YES_OR_NO and anywhere("whether").search(fold(question)):
        doubt, changes = own, {}
    return replace(
        request,
        constraints=replace(before.constraints, **changes),
        spans={**before.spans, **request.spans},
        is_course_question=True,
        follows=True,
        is_about=not changes and not more,
        doubt=doubt,
        is_unsure=False,
        more=before.more + 1 if more else 0,
        order=before.order if more else request.order,
    )
