"""From a question and the passages found for it to an answer whose every sentence is checked."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.generate.claims import Verifier
from assistant.generate.compose import Composer, tidy
from assistant.generate.model import ChatModel, ModelFailed, Trouble
from assistant.generate.pack import TOKEN_CHARACTERS, Packed, new_fence, pack
from assistant.generate.prompts import load_prompt
from assistant.generate.quotes import FoundQuote, find_quote, source
from assistant.generate.rewrite import rewritten
from assistant.generate.schema import Claim, Found, answer_schema
from assistant.generate.stream import Garbled, ReplyReader
from assistant.generate.translation import holds
from assistant.model import Citation, Question
from assistant.privacy.mask import Masker, MaskingFailed, masked_or_refused
from assistant.retrieve import Hit
from corpus.model import Document

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

ANSWER_PROMPT = "answer.v1"

MOST_SENTENCES = 10
"""A reply of more sentences is read no further."""

SWEDISH = "sv"

_HOPELESS = (Trouble.UNMASKED, Trouble.UNREACHABLE, Trouble.REFUSED, Trouble.SLOW)
"""After these the model is not asked once more."""

_TRANSLATION = ', "translation": "samma mening på språket {}"'

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

    def read(self, question: Question, language: str, *, unclear: bool) -> Reading:
        """What the model makes of a question; it is asked only where ``unclear``.

        That is where the question leans on what was said before, or is not in Swedish.
        """
        deadline = time.monotonic() + self.timeout
        masker = Masker()
        try:
            masked_or_refused(question.question, masker)
            if not unclear:
                return Reading(question, language, deadline, masker)
            made = rewritten(self.model, question, masker, time.monotonic() + self.timeout / 2)
        except MaskingFailed:
            return Reading(question, language, deadline, masker, trouble=Trouble.UNMASKED)
        except ModelFailed as failed:
            return Reading(question, language, deadline, masker, trouble=failed.trouble)
        return Reading(question, language or made.language.lower(), deadline, masker, made.question)

    def write(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[str | Written]:
        """The answer, sentence by sentence as each is verified; last what it came to."""
        if reading.trouble in _HOPELESS:
            yield Written("", [], "none", 0, 0, reading.trouble, self.model.name)
            return
        composer = Composer(reading.question.audience)
        reader = ReplyReader()
        counts = _Counts()
        trouble: Trouble | None = None
        try:
            packed, messages = self._asked(reading, hits)
            schema = answer_schema(translated=reading.language != SWEDISH)
            pieces = self.model.stream(messages, schema, reading.deadline)
            for claim in _claims(reader, pieces):
                piece = self._verified(claim, reading, packed, composer, counts)
                if piece is not None:
                    yield piece
                if counts.read >= MOST_SENTENCES:
                    break
        except ModelFailed as failed:
            trouble = failed.trouble
        except MaskingFailed:
            trouble = Trouble.UNMASKED
        except Garbled:
            trouble = Trouble.GARBLED
        yield Written(
            composer.text,
            composer.citations,
            reader.found,
            counts.dropped,
            counts.untranslated,
            trouble,
            self.model.name,
        )

    def _asked(self, reading: Reading, hits: Sequence[Hit]) -> tuple[Packed, list[BaseMessage]]:
        """The passages packed and what is said to the model, all of it masked.

        Raises:
            MaskingFailed: something could not be masked.
            ModelFailed: there is no room for any passage.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        def mask(text: str) -> str:
            return masked_or_refused(text, reading.masker)

        fence = new_fence()
        foreign = reading.language != SWEDISH
        told = load_prompt(ANSWER_PROMPT).fill(
            fence=fence, translation=_TRANSLATION.format(reading.language) if foreign else ""
        )
        question = mask(reading.question.question)
        if reading.whole:
            question += f"\n(Det vill säga: {mask(reading.whole)})"
        room = self.tokens - (len(told) + len(question)) // TOKEN_CHARACTERS
        packed = pack(hits, fence, room, mask)
        if not packed.hits:
            raise ModelFailed(Trouble.NO_ROOM)
        asked = f"{packed.text}\n\nFrågan: {question}"
        return packed, [SystemMessage(told), HumanMessage(asked)]

    def _verified(
        self, claim: Claim, reading: Reading, packed: Packed, composer: Composer, counts: _Counts
    ) -> str | None:
        """What a sentence adds to the answer; None where it falls."""
        counts.read += 1
        restore = reading.masker.restore
        quotes = self._quotes(claim, packed, restore)
        sources = [source(quote) for quote, _ in quotes]
        text = tidy(restore(claim.text))
        fault = self.verifier.fault(text, sources)
        if fault is not None:
            counts.dropped += 1
            logger.info("a sentence fell: %s", fault)
            return None
        if reading.language != SWEDISH:
            translation = tidy(restore(claim.translation))
            if holds(translation, text, reading.language):
                text = translation
            else:
                counts.untranslated += 1
        return composer.add(text, quotes)

    def _quotes(
        self, claim: Claim, packed: Packed, restore: Callable[[str], str]
    ) -> list[tuple[FoundQuote, Document]]:
        """The quotes that stand where they are said to, with their documents."""
        found: dict[tuple[str, int, int], tuple[FoundQuote, Document]] = {}
        for quote in claim.quotes:
            if not 1 <= quote.passage <= len(packed.hits):
                continue
            hit = packed.hits[quote.passage - 1]
            document = self.document_of(hit.record.id)
            if document is None:
                continue
            stands = find_quote(restore(quote.quote), hit, document)
            if stands is not None:
                found[document.id, stands.start, stands.end] = stands, document
        return list(found.values())


@dataclass(slots=True)
class _Counts:
    read: int = 0
    dropped: int = 0
    untranslated: int = 0


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
