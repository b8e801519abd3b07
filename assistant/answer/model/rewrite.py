"""A question made whole and put into Swedish by the model, for the search."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from assistant.answer.model.connecting import ChatModel, ModelFailed, Trouble
from assistant.answer.model.prompts import load_prompt
from assistant.answer.model.schema import Rewritten, rewrite_schema
from assistant.bodies.question import Question
from assistant.privacy.mask import Masker, masked_or_refused
from assistant.question.language import SWEDISH, QuestionLanguage
from assistant.question.words import content_words, names
from corpus.swedish import normalise, words
from corpus.word_match import INFLECTED, word_match

REWRITE_PROMPT = "rewrite.v1"

TURNS, TURN_CHARACTERS = 6, 600
"""How many of the latest lines of a conversation are sent, and how much of each."""

LONGEST = 4_000
"""Characters of the longest reply that is read."""


def rewrite_question(
    model: ChatModel,
    question: Question,
    language: QuestionLanguage,
    masker: Masker,
    deadline: float,
) -> Rewritten:
    """The question, whole and in Swedish.

    Raises:
        ModelFailed: the model gave none that can be used, or one with something of its own.
        MaskingFailed: something could not be masked; nothing was sent.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

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
        SystemMessage(load_prompt(REWRITE_PROMPT).text),
        HumanMessage(masked_or_refused(asked, masker)),
    ]
    reply = ""
    for piece in model.stream(messages, rewrite_schema(), deadline):
        reply += piece
        if len(reply) > LONGEST:
            raise ModelFailed(Trouble.GARBLED)
    made = _read(reply)
    said = [question.question, *(turn.content for turn in question.history[-TURNS:])]
    is_swedish = language == SWEDISH or made.language.lower() == SWEDISH.code
    if not _is_carried(masker.restore(made.question), said, is_swedish=is_swedish):
        raise ModelFailed(Trouble.GARBLED)
    return made


def _is_carried(whole: str, said: Sequence[str], *, is_swedish: bool) -> bool:
    """Whether a question made whole holds nothing that the conversation does not.

    Of a question in Swedish, by our own light or by the model's, every word that says something
    must have been said; a translation may bring no figures or names but the original's.
    """
    heard = [word for text in said for word in words(text)]
    new = [
        word
        for word in content_words(whole)
        # Of two short words the one is no form of the other, whatever their letters.
        if word not in heard
        and (len(word) <= 3 or all(word_match(word, other) < INFLECTED for other in heard))
    ]
    if is_swedish:
        return not new
    named = names(whole)
    return not any(word in named or any(map(str.isdigit, word)) for word in new)


def _read(reply: str) -> Rewritten:
    start, end = reply.find("{"), reply.rfind("}")
    try:
        made = Rewritten.model_validate_json(reply[start : end + 1])
    except ValidationError:
        raise ModelFailed(Trouble.GARBLED) from None
    whole = normalise(made.question)
    if not words(whole):
        raise ModelFailed(Trouble.GARBLED)
    return made.model_copy(update={"question": whole})
