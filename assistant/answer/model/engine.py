"""From a question and the passages found for it to an answer whose every sentence is checked."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answer.model.claims import Verifier
from assistant.answer.model.compose import Composer, tidy
from assistant.answer.model.connecting import ChatModel, ModelFailed, Trouble
from assistant.answer.model.pack import TOKEN_CHARACTERS, Packed, new_fence, pack
from assistant.answer.model.prompts import load_prompt
from assistant.answer.model.quotes import FoundQuote, find_quote, source
from assistant.answer.model.rewrite import rewritten
from assistant.answer.model.schema import Claim, Found, Quote, answer_schema
from assistant.answer.model.stream import Garbled, ReplyReader
from assistant.answer.model.translation import holds
from assistant.bodies.answer import Citation
from assistant.bodies.question import Question
from assistant.privacy.mask import Masker, MaskingFailed, masked_or_refused
from assistant.question.language import QuestionLanguage
from assistant.question.plan import Plan, Rewriting
from assistant.search.retriever import Hit
from corpus.model import Document

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

ANSWER_PROMPT = "answer.v1"

MOST_SENTENCES = 8
"""Verified sentences of the longest answer; what comes after is not read."""

REWRITE_SHARE = 0.5
"""The share of the time for a whole answer that making the question whole may take."""

SWEDISH = "sv"

_HOPELESS = (Trouble.UNMASKED, Trouble.UNREACHABLE, Trouble.REFUSED, Trouble.SLOW)
"""After these the model is not asked once more."""

_FIELD = ', "translation": "samma mening på frågans språk"'
_TRANSLATING = (
    "\n9. Frågan är ställd på språket {}. Skriv först meningen på svenska och sedan i "
    "”translation” samma mening på frågans språk. Alla tal i översättningen skriver du med "
    "siffror, och namn skriver du som på svenska, med latinska bokstäver."
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model made of a question.

    ``whole`` is the question made whole and in Swedish, empty where it needed none or none came;
    ``language`` is the one that it was asked in. ``trouble`` is why the model was of no help.
    """

    question: Question
    language: str
    deadline: float
    masker: Masker = field(repr=False)
    whole: str = ""
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What is left of the model's answer; the text is what was given out piece by piece.

    ``dropped`` counts the sentences that fell, ``untranslated`` those shown in Swedish for want of
    a translation that holds.
    """

    text: str
    citations: list[Citation]
    found: Found
    dropped: int
    untranslated: int
    trouble: Trouble | None
    model: str

    @property
    def says_nothing(self) -> bool:
        """Whether the model, in good order, said that nothing answers."""
        return not self.text and not self.dropped and self.trouble is None


@dataclass(frozen=True, slots=True)
class Generator:
    """Answers with one model.

    ``timeout`` is how many seconds a whole answer may take, ``tokens`` how many may be sent.
    """

    model: ChatModel
    verifier: Verifier
    document_of: Callable[[str], Document | None]
    timeout: float
    tokens: int

    def reading(self, question: Question, plan: Plan) -> Reading:
        """How a question is to be answered: in its language, in what is left of the time."""
        rewriting = plan.rewriting
        left = self.timeout - rewriting.seconds
        return Reading(
            question,
            plan.language.code or SWEDISH,
            time.monotonic() + left,
            Masker(),
            rewriting.question,
            Trouble(rewriting.trouble) if rewriting.trouble else None,
        )

    def rewrite(self, question: Question, language: QuestionLanguage) -> Rewriting:
        """The question made whole and in Swedish; empty where the model is of no help."""
        started = time.monotonic()
        made = self.read(question, language.read or "", unclear=True)
        return Rewriting(made.whole, made.language, time.monotonic() - started, made.trouble or "")

    def read(self, question: Question, language: str, *, unclear: bool) -> Reading:
        """What the model makes of a question.

        Args:
            question: as it was asked.
            language: its ISO 639 code, or empty where that is not known.
            unclear: whether it leans on what was said before or is not in Swedish; the model is
                asked to make it whole only then.
        """
        started = time.monotonic()
        deadline = started + self.timeout
        masker = Masker()
        try:
            masked_or_refused(question.question, masker)
            if not unclear:
                return Reading(question, language, deadline, masker)
            soon = started + REWRITE_SHARE * self.timeout
            made = rewritten(self.model, question, masker, soon)
        except MaskingFailed:
            return Reading(question, language, deadline, masker, trouble=Trouble.UNMASKED)
        except ModelFailed as failed:
            return Reading(question, language, deadline, masker, trouble=failed.trouble)
        spoken = language or made.language.lower()
        return Reading(question, spoken, deadline, masker, masker.restore(made.question))

    def write(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[str | Written]:
        """The answer, sentence by sentence as each is verified; last what it came to."""
        writing = _Writing(self, reading)
        trouble = reading.trouble if reading.trouble in _HOPELESS else None
        try:
            if trouble is None:
                yield from writing.sentences(hits)
        except ModelFailed as failed:
            trouble = failed.trouble
        except MaskingFailed:
            trouble = Trouble.UNMASKED
        except Garbled:
            trouble = Trouble.GARBLED
        yield writing.outcome(trouble)


class _Writing:
    """One answer as it is written."""

    def __init__(self, generator: Generator, reading: Reading) -> None:
        self._generator = generator
        self._reading = reading
        self._composer = Composer(reading.question.audience)
        self._reader = ReplyReader()
        self._documents: dict[str, Document | None] = {}
        self._dropped = self._untranslated = 0

    def outcome(self, trouble: Trouble | None) -> Written:
        """What it came to."""
        return Written(
            self._composer.text,
            self._composer.citations,
            self._reader.found,
            self._dropped,
            self._untranslated,
            trouble,
            self._generator.model.name,
        )

    def sentences(self, hits: Sequence[Hit]) -> Iterator[str]:
        """What each verified sentence adds to the text.

        Raises:
            MaskingFailed: something could not be masked; nothing was sent.
            ModelFailed: the model did not come to its end, or there is no room for any passage.
            Garbled: a sentence cannot be read.
        """
        packed, messages = self._asked(hits)
        schema = answer_schema(translated=self._reading.language != SWEDISH)
        pieces = self._generator.model.stream(messages, schema, self._reading.deadline)
        kept = 0
        for claim in _claims(self._reader, pieces):
            piece = self._verified(claim, packed)
            if piece is not None:
                yield piece
                kept += 1
            if kept == MOST_SENTENCES:
                return

    def _asked(self, hits: Sequence[Hit]) -> tuple[Packed, list[BaseMessage]]:
        """The passages packed and what is said to the model, all of it masked."""
        from langchain_core.messages import HumanMessage, SystemMessage

        reading = self._reading

        def mask(text: str) -> str:
            return masked_or_refused(text, reading.masker)

        fence = new_fence()
        foreign = reading.language != SWEDISH
        told = load_prompt(ANSWER_PROMPT).fill(
            fence=fence,
            translation=_FIELD if foreign else "",
            translating=_TRANSLATING.format(reading.language) if foreign else "",
        )
        question = mask(reading.question.question)
        if reading.whole:
            question += f"\n(Det vill säga: {mask(reading.whole)})"
        room = self._generator.tokens - (len(told) + len(question)) // TOKEN_CHARACTERS
        packed = pack(hits, fence, room, mask)
        if not packed.hits:
            raise ModelFailed(Trouble.NO_ROOM)
        asked = f"{packed.text}\n\nFrågan: {question}"
        return packed, [SystemMessage(told), HumanMessage(asked)]

    def _verified(self, claim: Claim, packed: Packed) -> str | None:
        """What a sentence adds to the answer; None where it falls."""
        verifier = self._generator.verifier
        found = [self._found(quote, packed) for quote in claim.quotes]
        quotes = list({quote[0].place: quote for quote in found if quote is not None}.values())
        text = tidy(self._reading.masker.restore(claim.text))
        fault = verifier.fault(text, [source(quote) for quote, _ in quotes])
        if fault is not None:
            self._dropped += 1
            logger.info("a sentence fell: %s", fault)
            return None
        if self._reading.language != SWEDISH:
            translation = tidy(self._reading.masker.restore(claim.translation))
            asked = self._reading.question.question
            if holds(translation, verifier.read(text), asked, self._reading.language):
                text = translation
            else:
                self._untranslated += 1
        return self._composer.add(text, quotes)

    def _found(self, quote: Quote, packed: Packed) -> tuple[FoundQuote, Document] | None:
        """A quote where it stands, with its document; None where it does not stand there."""
        if not 1 <= quote.passage <= len(packed.hits):
            return None
        hit = packed.hits[quote.passage - 1]
        if hit.record.id not in self._documents:
            self._documents[hit.record.id] = self._generator.document_of(hit.record.id)
        document = self._documents[hit.record.id]
        if document is None:
            return None
        found = find_quote(self._reading.masker.restore(quote.quote), hit, document)
        return (found, document) if found is not None else None


def _claims(reader: ReplyReader, pieces: Iterator[str]) -> Iterator[Claim]:
    """The sentences of a reply as they become whole.

    Raises:
        ModelFailed: it broke off, or was no answer at all.
        Garbled: a sentence cannot be read.
    """
    for piece in pieces:
        yield from reader.feed(piece)
        if reader.complete:
            return
    raise ModelFailed(Trouble.CUT_OFF if reader.begun else Trouble.GARBLED)
