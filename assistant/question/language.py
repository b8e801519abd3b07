"""Which language a question is in, found out once."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.words.languages import Language
from corpus.foreign import Tongue, foreign
from corpus.glossary import Glossary


@dataclass(frozen=True, slots=True)
class QuestionLanguage:
    """The language of a question, by its ISO 639-1 code; an empty one where it is not certain.

    Example: ``QuestionLanguage("pl")`` has the ``tongue`` Polish, and is not read.
    """

    code: str

    @property
    def read(self) -> Language | None:
        """The language where it is one that is read, else None."""
        return Language(self.code) if self.code in set(Language) else None

    @property
    def tongue(self) -> Tongue | None:
        """The language where it is one that is not read but can be named, else None."""
        return Tongue(self.code) if self.code in set(Tongue) else None

    @property
    def is_english(self) -> bool:
        """Whether it is English."""
        return self.code == Language.ENGLISH

    @property
    def answer(self) -> Language:
        """The language of what the assistant says itself: English to English, else Swedish."""
        return self.read or Language.SWEDISH


SWEDISH = QuestionLanguage(Language.SWEDISH)
ENGLISH = QuestionLanguage(Language.ENGLISH)


def language_of(question: str, glossary: Glossary) -> QuestionLanguage:
    """The language of a question; what is unclear counts as Swedish."""
    elsewhere = foreign(question, glossary.knows)
    if elsewhere is not None:
        return QuestionLanguage(elsewhere.tongue or "")
    return ENGLISH if glossary.is_english(question) else SWEDISH
