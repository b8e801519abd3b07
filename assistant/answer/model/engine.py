"""The engine that lets a language model word the answer, and checks its every sentence."""

from __future__ import annotations

import logging
import re
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.answer.compose import ROOM, CitedLine, CitedPart, Composer, cite, memo
from assistant.answer.engine import Engine, Outcome, Task, nothing
from assistant.answer.model.claims import Verifier
from assistant.answer.model.connecting import ChatModel, ModelFailed, Trouble
from assistant.answer.model.pack import TOKEN_CHARACTERS, Packed, new_fence, pack
from assistant.answer.model.prompts import load_prompt
from assistant.answer.model.quotes import PlacedQuote, find_quote, source
from assistant.answer.model.rewrite import rewrite_question
from assistant.answer.model.schema import Claim, ClaimedQuote, answer_schema
from assistant.answer.model.stream import Garbled, ReplyReader
from assistant.answer.model.texts import say
from assistant.answer.model.translation import holds
from assistant.bodies.answer import PartKind, Status
from assistant.bodies.question import Audience, Question
from assistant.privacy.mask import Masker, MaskingFailed, masked_or_refused
from assistant.question.language import QuestionLanguage
from assistant.question.plan import Rewriting
from corpus.model import Document
from corpus.swedish import normalise

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

GENERATIVE = "generative"
"""The name of this engine."""

ANSWER_PROMPT = "answer.v1"

MOST_SENTENCES = 8
"""Verified sentences of the longest answer; what comes after is not read."""

REWRITE_SHARE = 0.5
"""The share of the time for a whole answer that making the question whole may take."""

SWEDISH = "sv"

_HOPELESS = (Trouble.UNMASKED, Trouble.UNREACHABLE, Trouble.REFUSED, Trouble.SLOW)
"""After these the model is not asked once more."""

_MARK = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\]")
_EMPHASIS = re.compile(r"\*\*|__|`|^(?:[-*•–]|#+|\d{1,2}[.)])\s+")

_FIELD = ', "translation": "samma mening på frågans språk"'
_TRANSLATING = (
    "\n9. Frågan är ställd på språket {}. Skriv först meningen på svenska och sedan i "
    "”translation” samma mening på frågans språk. Alla tal i översättningen skriver du med "
    "siffror, och namn skriver du som på svenska, med latinska bokstäver."
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelEngine:
    """Answers with one model, and with quotes alone where nothing of the model's holds.

    ``timeout`` is how many seconds a whole answer may take, ``tokens`` how many may be sent.
    """

    model: ChatModel
    verifier: Verifier
    document_of: Callable[[str], Document | None]
    fallback: Engine
    timeout: float
    tokens: int

    def rewrite(self, question: Question, language: QuestionLanguage) -> Rewriting:
        """The question made whole and in Swedish; empty where the model is of no help."""
        started = time.monotonic()
        masker = Masker()
        code, whole, trouble = language.read or "", "", ""
        try:
            deadline = started + REWRITE_SHARE * self.timeout
            made = rewrite_question(self.model, question, language, masker, deadline)
            code, whole = code or made.language.lower(), masker.restore(made.question)
        except Exception as error:  # noqa: BLE001 - whatever the model does, there is an answer
            trouble = _trouble(error)
        return Rewriting(whole, code, time.monotonic() - started, trouble)

    def answer(self, task: Task) -> Iterator[CitedPart | Outcome]:
        """The answer, sentence by sentence as each is verified, and last what it came to."""
        if not task.draft.hits:
            yield from nothing(task)
            return
        writing = _Writing(self, task)
        before = task.plan.rewriting.trouble
        trouble = Trouble(before) if before in _HOPELESS else None
        try:
            if trouble is None:
                yield from writing.sentences()
        except Exception as error:  # noqa: BLE001 - whatever the model does, there is an answer
            trouble = _trouble(error)
        if writing.begun:
            yield writing.outcome(trouble)
        elif writing.dropped or trouble is not None:
            name = "unsupported" if trouble is None else "instead"
            notice = say(name, task.plan.language.answer, trouble)
            for piece in self.fallback.answer(task):
                if isinstance(piece, Outcome):
                    yield replace(piece, notices=(notice, *piece.notices))
                else:
                    yield piece
        else:
            # The model, in good order, said that nothing answers.
            yield from nothing(task)


class _Writing:
    """One answer as it is written; ``dropped`` counts the sentences that fell."""

    def __init__(self, engine: ModelEngine, task: Task) -> None:
        self._engine = engine
        self._task = task
        self._question = task.question.question
        self._language = task.plan.language.code or SWEDISH
        self._foreign = self._language != SWEDISH
        self._deadline = time.monotonic() + engine.timeout - task.plan.rewriting.seconds
        self._masker = Masker()
        self._composer = Composer()
        self._reader = ReplyReader()
        self._document_of = cache(engine.document_of)
        self._sentences: set[str] = set()
        self._untranslated = False
        self.dropped = 0

    @property
    def begun(self) -> bool:
        """Whether there is any sentence."""
        return bool(self._sentences)

    def outcome(self, trouble: Trouble | None) -> Outcome:
        """What it came to, with what a reader should know of it."""
        whole = self._reader.coverage == "all" and not self.dropped and trouble is None
        short = "broke_off" if trouble else "dropped" if self.dropped else "part"
        notes = {short: not whole, "translated": self._foreign, "untranslated": self._untranslated}
        language = self._task.plan.language.answer
        return Outcome(
            Status.ANSWERED if whole else Status.PARTLY,
            GENERATIVE,
            tuple(say(name, language, trouble) for name, applies in notes.items() if applies),
            self._engine.model.name,
            ANSWER_PROMPT,
        )

    def sentences(self) -> Iterator[CitedPart]:
        """Each verified sentence.

        Raises:
            MaskingFailed: something could not be masked; nothing was sent.
            ModelFailed: the model did not come to its end, or there is no room for any passage.
            Garbled: a sentence cannot be read.
        """
        packed, messages = self._messages()
        schema = answer_schema(translated=self._foreign)
        pieces = self._engine.model.stream(messages, schema, self._deadline)
        for claim in _claims(self._reader, pieces):
            line = self._verified(claim, packed)
            if line is None or line.text in self._sentences:
                continue
            part = CitedPart(PartKind.WORDED, (line,))
            if self._composer.add(part, ROOM):
                self._sentences.add(line.text)
                yield part
            if len(self._sentences) == MOST_SENTENCES:
                return

    def _messages(self) -> tuple[Packed, list[BaseMessage]]:
        """The passages packed and what is said to the model, all of it masked."""
        from langchain_core.messages import HumanMessage, SystemMessage

        def mask(text: str) -> str:
            return masked_or_refused(text, self._masker)

        fence = new_fence()
        system = load_prompt(ANSWER_PROMPT).fill(
            fence=fence,
            translation=_FIELD if self._foreign else "",
            translating=_TRANSLATING.format(self._language) if self._foreign else "",
        )
        question = mask(self._question)
        if whole := self._task.plan.rewriting.question:
            question += f"\n(Det vill säga: {mask(whole)})"
        room = self._engine.tokens - (len(system) + len(question)) // TOKEN_CHARACTERS
        packed = pack(self._task.draft.hits, fence, room, mask)
        if not packed.hits:
            raise ModelFailed(Trouble.NO_ROOM)
        user = f"{packed.text}\n\nFrågan: {question}"
        return packed, [SystemMessage(system), HumanMessage(user)]

    def _verified(self, claim: Claim, packed: Packed) -> CitedLine | None:
        """A sentence with the quotes that carry it; None where it falls."""
        verifier = self._engine.verifier
        placed = [self._placed(quote, packed) for quote in claim.quotes]
        quotes = list({quote[0].place: quote for quote in placed if quote is not None}.values())
        text = tidy(self._masker.restore(claim.text))
        fault = verifier.fault(text, [source(quote) for quote, _ in quotes])
        if fault is not None:
            self.dropped += 1
            logger.info("a sentence fell: %s", fault)
            return None
        if self._foreign:
            translation = tidy(self._masker.restore(claim.translation))
            if holds(translation, verifier.read(text), self._question, self._language):
                text = translation
            else:
                self._untranslated = True
        citations = tuple(
            cite(document, quote.hit.record, quote.hit.passage.id, quote.start, quote.end)
            for quote, document in quotes
        )
        # Those who write memos get the sources of each sentence.
        for_memo = self._task.question.audience is not Audience.JOBSEEKER
        references = dict.fromkeys(map(memo, citations)) if for_memo else ()
        return CitedLine(text, citations, reference="; ".join(references))

    def _placed(self, quote: ClaimedQuote, packed: Packed) -> tuple[PlacedQuote, Document] | None:
        """A quote where it stands, with its document; None where it does not stand there."""
        if not 1 <= quote.passage <= len(packed.hits):
            return None
        hit = packed.hits[quote.passage - 1]
        document = self._document_of(hit.record.id)
        placed = document and find_quote(self._masker.restore(quote.quote), hit, document)
        return (placed, document) if document and placed else None


def tidy(sentence: str) -> str:
    """A sentence of the model's as one line of plain words, without marks of its own."""
    visible = "".join(c for c in sentence if c.isspace() or unicodedata.category(c)[0] != "C")
    return normalise(_EMPHASIS.sub("", _MARK.sub("", normalise(visible))))


def _trouble(error: Exception) -> Trouble:
    """What went wrong; anything unforeseen is logged by its place, never by its words."""
    if isinstance(error, ModelFailed):
        return error.trouble
    if isinstance(error, MaskingFailed):
        return Trouble.UNMASKED
    if isinstance(error, Garbled):
        return Trouble.GARBLED
    where = "".join(traceback.format_tb(error.__traceback__, limit=-5))
    logger.error("the model engine failed: %s\n%s", type(error).__name__, where)
    return Trouble.BROKEN


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
