"""Questions in English about Swedish text: telling them, and the Swedish words to search for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.data_files import word_lists
from corpus.phrases import Phrases, tokens_of

_COMMON = word_lists("common_words.toml")
COMMON_ENGLISH = frozenset(_COMMON["english"])
COMMON_SWEDISH = frozenset(_COMMON["swedish"])
"""Words of nearly every question in one of the two languages; words of both are left out."""

SHORTEST_STEM = 3
"""Letters of a word before its ending, at least."""

_ENDINGS = tuple(entry.partition(">")[::2] for entry in _COMMON["english_endings"])
"""Endings, each with what stands instead in the form without it."""


@dataclass(frozen=True, slots=True, repr=False)
class English:
    """English words and phrases with the Swedish words for them, the likeliest first.

    ``knows_swedish`` tells whether a word in lower case is a Swedish one.
    """

    phrases: Phrases[tuple[str, ...]]
    knows_swedish: Callable[[str], bool]

    def translate(self, text: str) -> str:
        """Swedish words to search for in place of an English question.

        A word with several Swedish ones gives them all. What is not known stays as it is, and so
        does, beside its translation, a single word written as a name ("Mark", "March").
        """
        tokens = tokens_of(text)
        result: list[str] = []
        at = 0
        glue_from: int | None = None
        while at < len(tokens):
            token = tokens[at]
            match = self.phrases.longest(text, tokens, at)
            if match is None:
                glue = " " if glue_from is None else text[glue_from : token.start]
                name = _without_genitive(token.text)
                if glue.strip() == glue and result:
                    result[-1] += glue + name
                else:
                    result.append(name)
                glue_from = token.end
                at += 1
                continue
            glue_from = None
            if match.length == 1 and at > 0 and token.text.istitle() and match.value:
                result.append(_without_genitive(token.text))
            result += match.value
            at += match.length
        return " ".join(dict.fromkeys(result))

    def is_english(self, text: str) -> bool:
        """Whether a question is in English rather than Swedish.

        The commonest words of both languages decide. Where there are none, its other words
        without capitals do, save those of both languages ("plan"): at least half must be English,
        and more than are Swedish. Words in capitals say nothing ("WHO", "IT"), unless all are.
        """
        tokens = tokens_of(text)
        if not text.isupper():
            tokens = [token for token in tokens if not token.text.isupper()]
        common = [token.folded.split("'")[0] for token in tokens]
        english = sum(word in COMMON_ENGLISH for word in common)
        swedish = sum(word in COMMON_SWEDISH for word in common)
        if english or swedish:
            return english > swedish
        plain = [token.folded for token in tokens if token.text.islower()]
        in_english = [any(form in self.phrases.words for form in english_forms(w)) for w in plain]
        in_swedish = [self.knows_swedish(word) for word in plain]
        known = list(zip(in_english, in_swedish, strict=True))
        only_english = known.count((True, False))
        only_swedish = known.count((False, True))
        telling = len(plain) - known.count((True, True))
        return len(tokens) > 1 and only_english > only_swedish and 2 * only_english >= telling


def english_forms(word: str) -> Iterator[str]:
    """What an English word in lower case may be a form of, itself first."""
    yield word
    word = word.removesuffix("'s")
    yield word
    for ending, instead in _ENDINGS if len(word) > SHORTEST_STEM else ():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield stem + instead
            if ending in {"ed", "ing"} and stem[-1] == stem[-2]:
                yield stem[:-1]


def _without_genitive(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")
