"""Whether a sentence says only what its quotes say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.generate.facts import facts, states
from assistant.match import match
from assistant.question_words import content_words, names
from assistant.understand import Term
from corpus.glossary import Glossary
from corpus.lexicon import Lexicon
from corpus.swedish import words


class Fault(StrEnum):
    """What a sentence says that its quotes do not."""

    UNQUOTED = "unquoted"
    FIGURE = "figure"
    NAME = "name"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Source:
    """A quote with the document that it stands in: title, publisher, year and heading."""

    text: str
    title: str = ""
    publisher: str = ""
    year: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Verifier:
    """Holds sentences against their quotes."""

    lexicon: Lexicon
    glossary: Glossary

    def fault(self, sentence: str, sources: Sequence[Source]) -> Fault | None:
        """What a sentence says beyond its quotes; None where it says nothing more."""
        if not sources:
            return Fault.UNQUOTED
        held = [fact for source in sources for fact in facts(source.text)]
        for fact in facts(sentence):
            if not any(states(one, fact) for one in held):
                return Fault.FIGURE
        told = {
            w
            for source in sources
            for w in words(f"{source.text} {source.title} {source.publisher}")
        }
        for name in names(sentence):
            if name not in told and name.removesuffix("s") not in told and f"{name}s" not in told:
                return Fault.NAME
        terms = [Term(word) for word in content_words(sentence)]
        met = match(self.lexicon, terms, [" ".join(s.text for s in sources)]).degrees
        if terms and float(met.mean()) < 0.6:
            return Fault.WORDS
        return None
