"""What somebody works as or has read: "Jag är kock och vill byta yrke" asks for no such course."""

from __future__ import annotations

from assistant.courses.find.shelf import Shelf
from assistant.courses.read.patterns import compiled
from assistant.courses.read.question_text import QuestionText


def drop_background(question: QuestionText, vocabulary: Shelf) -> None:
    """Drops the occupations that somebody has, or had; or reads what may come after them."""
    work = ""
    for match in list(question.find_all(compiled("background")["work"])):
        start, end = match.span("what")
        first = match["what"].split(" ")[0]
        for stop in (end, start + len(first)):
            if vocabulary.occupations.is_name(question.rest[start:stop]):
                work = question.rest[start:stop]
                question.drop(start, stop)
                break
    for match in list(question.find_all(compiled("background")["had"])):
        question.drop(*match.span("what"))
    further = question.find(compiled("background")["further"])
    if further is None:
        return
    taken = question.find(compiled("background")["taken"])
    named = [
        word
        for word in question.words()
        if vocabulary.occupations.is_name(word.group())
        and (word.end() <= further.start() or question.before(word.start()).endswith("för "))
    ]
    candidates: list[tuple[str, tuple[int, int] | None]] = [(work, None)] if work else []
    candidates += [(match["what"], match.span()) for match in (taken,) if match]
    candidates += [(word.group(), word.span()) for word in named[:1]]
    for has, span in candidates:
        if span is None or vocabulary.building_on(has).any():
            question.builds_on = has
            for stretch in filter(None, (further.span(), span)):
                question.take("builds_on", *stretch)
            return
