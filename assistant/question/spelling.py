"""Slips of the keyboard put right, with the way back to the words as they were typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.question.words import names
from corpus.compounds import base_forms
from corpus.data_files import file_text, rows
from corpus.dots import is_undotted
from corpus.glossary import Glossary
from corpus.lexicon import Lexicon
from corpus.slips import Spellings
from corpus.swedish import grams

MOST_CORRECTED = 6
"""Unknown words that are looked up as slips: the first ones. Each is held against a whole lexicon,
and a text with more of them is no question with slips."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows the words that a question may be made of.

    ``frequency`` tells in how many passages of the store a gram stands, ``is_name`` whether a word
    in lower case names a place, an occupation or a document.
    """

    glossary: Glossary
    lexicon: Lexicon
    frequency: Callable[[str], int]
    is_name: Callable[[str], bool]

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is Swedish, in any form."""
        forms = base_forms(word)
        return any(self.lexicon.knows(form) or self.glossary.knows(form) for form in forms)

    def correct(self, question: str) -> str:
        """The question as it is `written`, words that nobody knows spelt as the nearest common one.

        What may be a name, because it has a capital inside the question, stays as it is. So does a
        word whose every gram stands in some passage, unless one slip alone parts it from a common
        word. "hur mnga komuner" gives "hur många kommuner".
        """
        capitals = names(question)
        looked_up = 0

        def correction(match: re.Match[str]) -> str:
            nonlocal looked_up
            word = match.group().lower()
            if looked_up == MOST_CORRECTED or word in capitals or self.knows(word):
                return match.group()
            if self.is_name(word) or self.lexicon.parts(word):
                return match.group()
            looked_up += 1
            if near := _domain_words().nearest(word, most=1):
                return near[1]
            in_store = all(self.frequency(gram) for gram in grams(word))
            return self.lexicon.respelt(word, most=1 if in_store else 2) or match.group()

        return _WORD.sub(correction, written(self._dotted(question)))

    def _dotted(self, question: str) -> str:
        """A question from a keyboard without å, ä and ö, each word as the commonest that it may be.

        So it is read where a word of it is none, but one with its dots: "hur manga foretag".
        """
        if not is_undotted(question):
            return question
        capitals = names(question)
        dotted = {
            word: with_dots
            for word in map(str.lower, _WORD.findall(question))
            if word not in capitals and (with_dots := self.lexicon.dotted(word))
        }
        if all(self.knows(word) for word in dotted):
            return question
        return _WORD.sub(lambda match: dotted.get(match[0].lower(), match[0]), question)


def written(question: str) -> str:
    """The question with words that are typed as they are spoken written as in books.

    "nåt o göra" gives "något och göra".
    """
    forms = _spoken()
    return _WORD.sub(lambda match: forms.get(match.group().lower(), match.group()), question)


@cache
def _spoken() -> Mapping[str, str]:
    """How people write as they speak, and how that is written."""
    return dict(rows("spoken.tsv", __package__))


@cache
def _domain_words() -> Spellings:
    """Words that nearly every question about courses is asked with."""
    return Spellings(file_text("domain_words.txt", __package__).split())
