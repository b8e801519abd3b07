"""How an answer came to be, in a few sentences for somebody who did not build the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.answer.extractive.confidence import FOUND_FROM, SURE_FROM
from assistant.bodies.answer import Answer
from assistant.serve.chat.texts import say
from assistant.words.languages import Language, series

if TYPE_CHECKING:
    from assistant.answer.chain import Basis

MOST_WORDS = 12
"""Words of the question that are told."""


def how_made(answer: Answer, basis: Basis | None, language: Language) -> tuple[str, ...]:
    """What was done from the question to the answer, in order; a sentence or two each."""
    return tuple(_steps(answer, basis, language))


def _steps(answer: Answer, basis: Basis | None, language: Language) -> Iterator[str]:
    draft = basis.draft if basis else None
    if draft is None:
        yield say("made_unsearched", language)
        return
    terms = dict.fromkeys(t.text for step in draft.steps for t in step.evidence.query.terms)
    if terms:
        yield say("made_words", language, words=", ".join(list(terms)[:MOST_WORDS]))
    yield from answer.understood
    documents = {hit.record.id for hit in draft.hits}
    if draft.hits:
        yield say("made_read", language, passages=len(draft.hits), documents=len(documents))
    if answer.course_search:
        yield say("made_courses", language, count=answer.course_search.total)
    if answer.citations:
        yield say("made_quotes", language, count=len(answer.citations))
    if answer.worded:
        yield say("made_worded", language, count=answer.worded)
    if draft.missing:
        yield say("made_missing", language, words=series(list(draft.missing), say("and", language)))
    if not answer.courses:
        sure = "sure" if draft.confidence >= SURE_FROM else "unsure"
        yield say(f"made_{sure}" if draft.confidence >= FOUND_FROM else "made_not", language)
