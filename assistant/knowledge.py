"""What the program knows of Swedish, places and work: read once, and handed to all parts."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.courses.find.knowledge import CourseKnowledge, EverydayWords, load_everyday_words
from assistant.courses.occupations import Occupations, load_occupations
from corpus.glossary import Glossary, load_glossary
from corpus.lexicon import Lexicon, load_lexicon
from corpus.places import Gazetteer, load_gazetteer


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables that come with the program; ``load`` reads them."""

    glossary: Glossary
    lexicon: Lexicon
    gazetteer: Gazetteer
    occupations: Occupations
    everyday_words: EverydayWords

    @classmethod
    def load(cls) -> Knowledge:
        """The knowledge that comes with the program."""
        return cls(
            load_glossary(),
            load_lexicon(),
            load_gazetteer(),
            load_occupations(),
            load_everyday_words(),
        )

    @property
    def of_courses(self) -> CourseKnowledge:
        """What courses are found with."""
        return CourseKnowledge(self.gazetteer, self.occupations, self.lexicon, self.everyday_words)

    def is_name(self, word: str) -> bool:
        """Whether a word in lower case names a place, an occupation or what can be studied."""
        gazetteer = self.gazetteer
        is_place = gazetteer.place(word) or gazetteer.county(word) or gazetteer.area(word)
        is_work = self.occupations.by_name(word) is not None
        return bool(is_place or is_work or self.everyday_words.meanings(word))
