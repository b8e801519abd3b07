"""Whether a sentence says only what its quotes say.

Nothing here knows what a text means. A sentence passes only where its figures, names and words
stand in its quotes, together and in the order that they stand there, bounded and turned by the same
small words. What is said in quite other words falls, even where it is true: the answer is then made
of quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.model.case import Case, Fault, QuoteSource
from assistant.answer.model.roles import order, roles
from assistant.answer.model.segments import Unit, read, units
from assistant.answer.model.standing import figures, names, person, said_words
from assistant.answer.model.together import bound, mixed
from assistant.answer.model.turning import turned
from corpus.glossary import Glossary
from corpus.lexicon import Lexicon

__all__ = ["Fault", "QuoteSource", "Verifier"]

NEAR = 3
"""Characters between two quotes that adjoin: a space, a line break, the mark of an item."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """Holds sentences against their quotes."""

    lexicon: Lexicon
    glossary: Glossary

    def fault(self, sentence: str, sources: Sequence[QuoteSource]) -> Fault | None:
        """What a sentence says beyond its quotes; None where it says nothing more."""
        if not sources:
            return Fault.UNQUOTED
        said = self.read(sentence)
        if not said.words:
            return Fault.NOTHING
        quoted = "\n".join(source.text for source in sources)
        held = [
            unit
            for source in _joined(sources)
            for unit in units(source.text, source.head, source.head in quoted, self._knows)
        ]
        case = Case(said, held, sources)
        return (
            figures(case)
            or names(case)
            or said_words(case, self.lexicon)
            or person(case)
            or mixed(case)
            or bound(case)
            or turned(case)
            or roles(case)
            or order(case)
        )

    def read(self, sentence: str) -> Unit:
        """A sentence as the rules see it."""
        return read(sentence, self._knows)

    def _knows(self, word: str) -> bool:
        return self.lexicon.knows(word) or self.glossary.knows(word)


def _joined(sources: Sequence[QuoteSource]) -> list[QuoteSource]:
    """The quotes in the order of their documents, those that adjoin as one."""
    joined: list[QuoteSource] = []
    for source in sorted(dict.fromkeys(sources), key=lambda source: source.place):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.place[0] == source.place[0]
            and 0 <= source.place[1] - before.place[2] <= NEAR
        ):
            joined[-1] = replace(
                before,
                text=f"{before.text}\n{source.text}",
                place=(*before.place[:2], source.place[2]),
                head=before.head or source.head,
            )
        else:
            joined.append(source)
    return joined
