"""What a language model reads in a question about courses, where its words told us nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.bodies.course_query import CourseQuery
from assistant.courses.find.by_query import narrowed
from assistant.courses.find.shelf import Shelf
from assistant.courses.read.conversation import overlay
from assistant.question.plan import Constraints, CourseRequest
from corpus.places import Gazetteer


def with_proposed(
    request: CourseRequest,
    proposed: CourseQuery,
    gazetteer: Gazetteer,
    vocabulary: Shelf,
) -> CourseRequest:
    """A request with what a model proposes, which makes it one for courses.

    What was read of the question's own words stands; only what to study is the model's, as it
    knows which of the words say that. A place, provider or code that nobody knows is passed over.
    """
    known = proposed.model_copy(
        update={
            "place": list(filter(vocabulary.knows_place, proposed.place)),
            "county": gazetteer.county(proposed.county or ""),
            "provider": proposed.provider if proposed.provider in vocabulary.providers else None,
            "code": [code for code in proposed.code if code in vocabulary.codes],
        }
    )
    wanted = replace(
        narrowed(known, Constraints(), vocabulary.knows_place), **overlay(request.constraints)
    )
    if proposed.q:
        wanted = replace(wanted, subject=proposed.q.lower())
    return replace(request, constraints=wanted, is_course_question=True)
