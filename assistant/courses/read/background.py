"""What somebody works as: "Jag är kock och vill byta yrke" asks for no course in cooking."""

from __future__ import annotations

from assistant.courses.occupations import Occupations
from assistant.courses.read.patterns import compiled
from assistant.courses.read.question_text import QuestionText


def drop_background(question: QuestionText, occupations: Occupations) -> None:
    """Drops the occupations that somebody has, or had."""
    for match in list(question.find_all(compiled("background")["work"])):
        start, end = match.span("what")
        first = match["what"].split(" ")[0]
        for stop in (end, start + len(first)):
            if occupations.is_name(question.rest[start:stop]):
                question.drop(start, stop)
                break
