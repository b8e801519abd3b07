"""What the catalogues know that a question may name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from assistant.courses.find.evidence import CourseEvidence
from assistant.courses.find.venues import Mask
from assistant.courses.occupations import Occupations


class CourseVocabulary(Protocol):
    """The names and codes of all catalogues of a store, and what they teach."""

    @property
    def is_empty(self) -> bool:
        """Whether there are no courses at all."""
        ...

    @property
    def occupations(self) -> Occupations:
        """The occupations that a question may name."""
        ...

    @property
    def places(self) -> Collection[str]:
        """The places where occasions are held, as the catalogues spell them."""
        ...

    @property
    def county_names(self) -> Collection[str]:
        """The counties that the sources state, as they spell them."""
        ...

    @property
    def providers(self) -> Sequence[str]:
        """The providers' names, once each, always in the same order."""
        ...

    @property
    def codes(self) -> Collection[str]:
        """The course codes, as the catalogues spell them."""
        ...

    @property
    def evidence(self) -> CourseEvidence:
        """Weighs words against what the catalogues teach."""
        ...

    @property
    def building_on(self) -> Callable[[str], Mask]:
        """For what somebody has, such as "engelska 5", which courses come after it."""
        ...

    def respelt(self, word: str) -> str | None:
        """The name that a word is misspelt for: of something taught, a place or an occupation.

        The word itself where it is in a provider's name.
        """
        ...

    def is_only_a_name(self, word: str) -> bool:
        """Whether a word is no Swedish one, and nothing that is taught is called by it."""
        ...

    def has_word(self, word: str) -> bool:
        """Whether the name of any education has that very word, dots and rings aside."""
        ...

    def teaches(self, words: str) -> bool:
        """Whether the name, code or area of any education answers to some words."""
        ...
