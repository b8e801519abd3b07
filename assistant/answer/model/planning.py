"""How the model would search for a question: made whole, in Swedish, part by part, in other words.

None of it is shown as a fact. A question made whole is shown as such, and so are conditions of
courses: of these each word must have been said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pydantic import ValidationError

from assistant.answer.model.connecting import ChatModel, ModelFailed, Trouble
from assistant.answer.model.prompts import load_prompt
from assistant.answer.model.schema import MOST_SEARCHES, MOST_WORDS, SearchPlan, plan_schema
from assistant.bodies.course_query import CourseQuery
from assistant.bodies.question import Question
from assistant.privacy.mask import Masker, masked_or_refused
from assistant.question.language import SWEDISH, QuestionLanguage
from assistant.question.plan import Proposal
from assistant.question.words import content_words, names
from corpus.swedish import normalise, words
from corpus.word_match import INFLECTED, word_match

PLAN_PROMPT = "plan.v1"

TURNS, TURN_CHARACTERS = 6, 600
"""How many of the latest lines of a conversation are sent, and how much of each."""

LONGEST = 6_000
"""Characters of the longest reply that is read."""

FURTHEST = dt.timedelta(days=3 * 365)
"""How far from today a day to begin may be."""


def propose(
    model: ChatModel,
    question: Question,
    language: QuestionLanguage,
    today: dt.date,
    deadline: float,
) -> Proposal:
    """How to search for a question, with nothing to show that was not said.

    Raises:
        ModelFailed: the model gave nothing that can be used.
        MaskingFailed: something could not be masked; nothing was sent.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    masker = Masker()
    roles = {"user": "Personen", "assistant": "Vägvis"}
    lines = [
        # Masked before it is cut: half a number would not be known for one.
        f"{roles[turn.role]}: {masked_or_refused(turn.content, masker)[:TURN_CHARACTERS]}"
        for turn in question.history[-TURNS:]
    ]
    asked = "\n".join(
        [*(["Samtalet:", *lines, ""] if lines else []), f"Frågan: {normalise(question.question)}"]
    )
    messages = [
        SystemMessage(load_prompt(PLAN_PROMPT).fill(today=today.isoformat())),
        HumanMessage(masked_or_refused(asked, masker)),
    ]
    reply = ""
    for piece in model.stream(messages, plan_schema(), deadline):
        reply += piece
        if len(reply) > LONGEST:
            raise ModelFailed(Trouble.GARBLED)
    made = _read(reply)
    code = language.read or made.language.lower()
    said = [question.question, *(turn.content for turn in question.history[-TURNS:])]
    whole = normalise(masker.restore(made.question))
    is_swedish = SWEDISH.code in (code, made.language.lower())
    if not words(whole) or not _is_carried(whole, said, is_swedish=is_swedish):
        whole = ""
    searches = [normalise(masker.restore(text)) for text in made.searches[:MOST_SEARCHES]]
    searches.append(normalise(" ".join(made.words[:MOST_WORDS])))
    courses = _carried(made.courses, said, today, is_swedish=is_swedish) if made.courses else None
    return Proposal(whole, code, tuple(filter(words, dict.fromkeys(searches))), courses)


def _is_carried(text: str, said: Sequence[str], *, is_swedish: bool) -> bool:
    """Whether a text holds nothing that the conversation does not.

    Of one in Swedish, by our own light or by the model's, every word that says something must have
    been said; a translation may bring no figures or names but the original's.
    """
    heard = [word for one in said for word in words(one)]
    new = [
        word
        for word in content_words(text)
        # Of two short words the one is no form of the other, whatever their letters.
        if word not in heard
        and (len(word) <= 3 or all(word_match(word, other) < INFLECTED for other in heard))
    ]
    if is_swedish:
        return not new
    named = names(text)
    return not any(word in named or any(map(str.isdigit, word)) for word in new)


def _carried(
    wanted: CourseQuery, said: Sequence[str], today: dt.date, *, is_swedish: bool
) -> CourseQuery:
    """What is asked of courses, without what was not said, or lies too far away to be meant."""
    days = {
        name: day
        for name in ("start_from", "start_to")
        if (day := getattr(wanted, name)) is not None and abs(day - today) <= FURTHEST
    }
    stated = {
        name: value
        for name in ("q", "county", "provider")
        if (value := getattr(wanted, name)) and _is_carried(value, said, is_swedish=is_swedish)
    }
    named = {
        name: [one for one in getattr(wanted, name) if _is_carried(one, said, is_swedish=True)]
        for name in ("place", "code")
    }
    empty = dict.fromkeys(("start_from", "start_to", "county", "provider"))
    return wanted.model_copy(update={"q": "", **empty, **days, **stated, **named})


def _read(reply: str) -> SearchPlan:
    start, end = reply.find("{"), reply.rfind("}")
    try:
        return SearchPlan.model_validate_json(reply[start : end + 1])
    except ValidationError:
        raise ModelFailed(Trouble.GARBLED) from None
