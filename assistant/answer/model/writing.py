"""One answer as a language model writes it, claim by claim as each is checked."""

from __future__ import annotations

import logging
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.answer.claims.check import Checker
from assistant.answer.claims.foreign import ENGLISH, SWEDISH
from assistant.answer.compose import ROOM, CitedLine, CitedPart, Composer, memo
from assistant.answer.engine import Outcome, Task
from assistant.answer.extractive.selection import Stretch
from assistant.answer.forms.quotes import VerifiedQuote, quote_parts, verify
from assistant.answer.model.connecting import ChatModel, ModelFailed, Trouble
from assistant.answer.model.context import TOKEN_CHARACTERS, Context, choose, new_fence, read
from assistant.answer.model.pointing import stretches_of, support_of
from assistant.answer.model.prompts import load_prompt
from assistant.answer.model.schema import Claim, answer_schema
from assistant.answer.model.stream import ReplyReader
from assistant.answer.model.texts import say
from assistant.bodies.answer import PartKind, Status
from assistant.bodies.question import Audience
from assistant.privacy.mask import Masker, masked_or_refused
from corpus.store import StoreReader
from corpus.swedish import normalise

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

GENERATIVE = "generative"
"""The name of the engine that writes so."""

ANSWER_PROMPT = "answer.v2"

MOST_CLAIMS = 8
"""Claims of the longest answer; what comes after is not read."""

_MARK = re.compile(r"\s*\[\d+(?:\.\d+)?(?:\s*[,–-]\s*\d+(?:\.\d+)?)*\]")
_EMPHASIS = re.compile(r"\*\*|__|`|^(?:[-*•–]|#+|\d{1,2}[.)])\s+")
_LANGUAGES = {SWEDISH: "svenska", ENGLISH: "engelska"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Writer:
    """What an answer is written with, and checked against.

    ``timeout`` is how many seconds a whole answer may take, ``tokens`` how many may be sent.
    """

    model: ChatModel
    checker: Checker
    store: StoreReader
    timeout: float
    tokens: int


class Writing:
    """One answer as it is written.

    ``worded`` counts the claims in the model's words, ``quoted`` those shown as their sentences,
    ``ignored`` those that point at nothing.
    """

    def __init__(self, writer: Writer, task: Task) -> None:
        self._writer = writer
        self._task = task
        self._language = task.plan.language.code or SWEDISH
        self._deadline = time.monotonic() + writer.timeout - task.plan.proposal.seconds
        self._masker = Masker()
        self._composer = Composer()
        self._reader = ReplyReader()
        self._document_of = cache(writer.store.document)
        self._shown: set[tuple[str, ...]] = set()
        self._quotes: list[Stretch] = []
        self.worded = self.quoted = self.ignored = 0

    @property
    def coverage(self) -> str:
        """How much of the question the reply says that it answers."""
        return self._reader.coverage

    def outcome(self, trouble: Trouble | None) -> Outcome:
        """What it came to, with what a reader should know of it."""
        whole = self.coverage == "all" and trouble is None
        foreign = self._language != SWEDISH and self.worded > 0
        notes = {"broke_off" if trouble else "part": not whole, "translated": foreign}
        language = self._task.plan.language.answer
        return Outcome(
            Status.ANSWERED if whole else Status.PARTLY,
            GENERATIVE,
            tuple(say(name, language, trouble) for name, applies in notes.items() if applies),
            self._writer.model.name,
            ANSWER_PROMPT,
            self.worded,
            self.quoted,
        )

    def parts(self) -> Iterator[CitedPart]:
        """The parts of each claim.

        Raises:
            MaskingFailed: something could not be masked; nothing was sent.
            ModelFailed: the model did not come to its end, or there is no room for any passage.
            Garbled: a claim cannot be read.
        """
        context, messages = self._messages()
        pieces = self._writer.model.stream(messages, answer_schema(), self._deadline)
        for claim in _claims(self._reader, pieces):
            if (claim.text, *claim.at) not in self._shown:
                self._shown.add((claim.text, *claim.at))
                yield from self._parts_of(claim, context)
            if self.worded + self.quoted == MOST_CLAIMS:
                return

    def _messages(self) -> tuple[Context, list[BaseMessage]]:
        """The passages packed and what is said to the model, all of it masked."""
        from langchain_core.messages import HumanMessage, SystemMessage

        def mask(text: str) -> str:
            return masked_or_refused(text, self._masker)

        fence = new_fence()
        language = _LANGUAGES.get(self._language, f"frågans språk ({self._language})")
        system = load_prompt(ANSWER_PROMPT).fill(fence=fence, language=language)
        question = mask(self._task.question.question)
        if whole := self._task.plan.proposal.question:
            question += f"\n(Det vill säga: {mask(whole)})"
        room = self._writer.tokens - (len(system) + len(question)) // TOKEN_CHARACTERS
        hits = choose(self._task.draft.hits, room, self._writer.store.passages)
        if not hits:
            raise ModelFailed(Trouble.NO_ROOM)
        context = read(hits, fence, mask)
        user = f"{context.text}\n\nFrågan: {question}"
        return context, [SystemMessage(system), HumanMessage(user)]

    def _parts_of(self, claim: Claim, context: Context) -> Iterator[CitedPart]:
        """A claim in its own words where they hold, else the sentences that it points at."""
        pointed = context.pointed(claim.at, self._document_of)
        records = {n: context.records[n] for n in pointed if n in context.records}
        quotes = verify(stretches_of(list(pointed.values())), self._document_of)
        if not quotes:
            self.ignored += 1
            return
        text = tidy(self._masker.restore(claim.text))
        support = support_of(pointed, records, quotes)
        asked = self._task.question.question
        fault = self._writer.checker.fault(text, support, self._language, asked)
        if fault is None:
            beside = [] if self._language in (SWEDISH, ENGLISH) else self._quoted(quotes)
            parts = [self._worded(text, quotes), *beside]
            self.worded += self._add(parts)
        else:
            logger.info("a claim is shown as what it points at: %s", fault)
            only_record = len(records) == len(pointed)
            line = next(iter(records.values()), "")
            parts = self._recorded(line, quotes) if only_record else self._quoted(quotes)
            if not parts:
                return  # its sentences stand there already
            self.quoted += self._add(parts)
        yield from parts

    def _add(self, parts: list[CitedPart]) -> bool:
        """Whether there is any room for parts; those that there is none for are taken away."""
        room = ROOM if self._composer.parts else None
        parts[:] = [part for part in parts if self._composer.add(part, room)]
        return bool(parts)

    def _worded(self, text: str, quotes: Sequence[VerifiedQuote]) -> CitedPart:
        citations = tuple(citation for _, citation in quotes)
        # Those who write memos get the sources of each sentence.
        for_memo = self._task.question.audience is not Audience.JOBSEEKER
        references = dict.fromkeys(map(memo, citations)) if for_memo else ()
        line = CitedLine(text, citations, reference="; ".join(references))
        return CitedPart(PartKind.WORDED, (line,))

    def _recorded(self, line: str, quotes: Sequence[VerifiedQuote]) -> list[CitedPart]:
        """What is known of a document, once, with the line of it that has its title."""
        if (line,) in self._shown:
            return []
        self._shown.add((line,))
        citations = tuple(citation for _, citation in quotes)
        return [CitedPart(PartKind.NOTE, (CitedLine(line, citations),))]

    def _quoted(self, quotes: Sequence[VerifiedQuote]) -> list[CitedPart]:
        """The quotes that do not stand in the answer yet."""
        new = [one for one in quotes if not any(_within(one[0], two) for two in self._quotes)]
        self._quotes += [stretch for stretch, _ in new]
        return quote_parts(
            new, self._task.question.audience, self._task.plan.queries, self._document_of
        )


def tidy(sentence: str) -> str:
    """A sentence of the model's as one line of plain words, without marks of its own."""
    visible = "".join(c for c in sentence if c.isspace() or unicodedata.category(c)[0] != "C")
    return normalise(_EMPHASIS.sub("", _MARK.sub("", normalise(visible))))


def _within(stretch: Stretch, other: Stretch) -> bool:
    return set(stretch.sentences) <= set(other.sentences)


def _claims(reader: ReplyReader, pieces: Iterator[str]) -> Iterator[Claim]:
    """The claims of a reply as they become whole."""
    for piece in pieces:
        yield from reader.feed(piece)
        if reader.complete:
            return
    raise ModelFailed(Trouble.CUT_OFF if reader.begun else Trouble.GARBLED)
