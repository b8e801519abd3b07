"""What the program knows of Swedish, places and work: read once, and handed to all parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.courses.find.knowledge import CourseKnowledge, load_school_words
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
    school_words: Mapping[str, str]

    @classmethod
    def load(cls) -> Knowledge:
        """The knowledge that comes with the program."""
        return cls(
            load_glossary(),
            load_lexicon(),
            load_gazetteer(),
            load_occupations(),
            load_school_words(),
        )

    @property
    def of_courses(self) -> CourseKnowledge:
        """What courses are found with."""
        return CourseKnowledge(self.gazetteer, self.occupations, self.lexicon, self.school_words)

    def is_name(self, word: str) -> bool:
        """Whether a word in lower case names a place or an occupation."""
        places, occupations = self.gazetteer, self.occupations
        return places.place(word) is not None or occupations.by_name(word) is not None
