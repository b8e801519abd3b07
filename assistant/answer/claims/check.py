"""Whether a claim may be shown in the model's words: whether its sentences carry what counts in it.

Nothing here knows what a text means. What must not be wrong is held by its letters: figures, dates,
amounts, codes, addresses and names stand in the sentences that the claim points at, in their
headings or in the document's record; the same small words turn and bound it; and most of its other
words are said there. A claim that falls is not lost: its sentences are shown in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer.claims.bounds import is_opposite, is_turned
from assistant.answer.claims.claim_text import ClaimText
from assistant.answer.claims.figures import figures_stand
from assistant.answer.claims.foreign import SWEDISH, in_swedish
from assistant.answer.claims.names import names_stand, scripts
from assistant.answer.claims.order import is_mixed
from corpus.model import CELL_SEPARATOR
from corpus.swedish import words

LEAST = 0.6
"""How well the sentences must say each content word: a single one can be an order obeyed."""

MOST_SENTENCES = 10
"""Sentences that a claim in the model's words may rest on; among more, any word is found."""

FEWEST = 3
"""Words of a claim in another language."""

LONGEST = 3.0
"""How long a claim in another language may be, against its sentences."""

_MARKUP = re.compile(r"[<>{}\[\]\\|=_]")
_ASKS = re.compile(r"\?$|^[\"”“].*[\"”]$")
"""A question, or somebody's word, states nothing."""


class Fault(StrEnum):
    """Why a claim is not shown in the model's words."""

    FIGURE = "figure"
    NAME = "name"
    TURNED = "turned"
    WORD = "word"
    MIXED = "mixed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Support:
    """What a claim points at: the texts of its sentences, and their headings and records.

    ``records`` are those of the sentences that only list what is known of a document. ``cells``
    tell, of each sentence that is a row of a table, what stands in it under each column: "Kommun
    Liden, Föreståndare Eva Ek".
    """

    sentences: tuple[str, ...]
    frame: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def prose(self) -> tuple[str, ...]:
        """The sentences in which it matters what stands beside what; no rows that have cells."""
        return tuple(
            one
            for one in self.sentences
            if one not in self.records and not (self.cells and CELL_SEPARATOR in one)
        )

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(self.sentences)

    @property
    def whole(self) -> str:
        """Sentences, cells and frame, one a line."""
        return "\n".join((*self.sentences, *self.cells, *self.frame))


@dataclass(frozen=True, slots=True)
class Checker:
    """Holds claims against the sentences that they point at.

    ``is_name`` tells whether a word in lower case names a place or an occupation.
    """

    is_name: Callable[[str], bool]

    def fault(
        self, claim: str, support: Support, language: str = SWEDISH, question: str = ""
    ) -> Fault | None:
        """Why a claim may not be shown in the model's words; None where it may.

        One in another ``language`` (ISO 639-1) has the script of the ``question``.
        """
        if not words(claim) or _MARKUP.search(claim) or len(support.sentences) > MOST_SENTENCES:
            return Fault.UNREADABLE
        if language != SWEDISH:
            brief = len(words(claim)) < FEWEST and not scripts(claim)
            long = len(claim) > LONGEST * len(support.text)
            if brief or long or not scripts(claim) <= scripts(question):
                return Fault.UNREADABLE
            claim = in_swedish(claim, language)
        if all(_ASKS.search(sentence) for sentence in support.sentences):
            return Fault.TURNED
        return self._fault(ClaimText(claim), support, language)

    def _fault(self, claim: ClaimText, support: Support, language: str) -> Fault | None:
        sentences = [ClaimText(text) for text in support.sentences]
        frame, cells = map(ClaimText, support.frame), [ClaimText(text) for text in support.cells]
        prose = [one for one in sentences if one.text in support.prose]
        held, whole = ClaimText(support.text), ClaimText(support.whole)
        holds: dict[Fault, Callable[[], bool]] = {
            Fault.FIGURE: lambda: figures_stand(claim, sentences, list(frame)),
            Fault.NAME: lambda: names_stand(claim, whole, language, self.is_name),
            Fault.TURNED: lambda: (
                not is_turned(claim, held, language) and not is_opposite(claim, whole)
            ),
            Fault.WORD: lambda: (
                language != SWEDISH or all(whole.degree(word) >= LEAST for word in claim.content)
            ),
            Fault.MIXED: lambda: (
                language != SWEDISH or not is_mixed(claim, prose, cells, self.is_name)
            ),
        }
        return next((fault for fault, does_hold in holds.items() if not does_hold()), None)
