"""Questions in English about Swedish text: telling them, and the Swedish words to search for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.phrases import Phrases, tokens_of

# Words of nearly every question in one of the two languages. Those that are words of both decide
# nothing ("i", "in", "for", "man", "under"), nor do Swedish ones that lost their dots ("at", "an").
COMMON_ENGLISH = frozenset(
    """
    the what who whom whose when where which why how is are was were does did do has have of to and
    with from about between into during my your you he she they their we it its this that these
    those there can could should would will must many much not or after before within because
    please tell get want need any if
    """.split()
)
COMMON_SWEDISH = frozenset(
    """
    vad vem vems vilka vilken vilket när nar var vart varför varfor hur är ar och att som på pa av
    till med om det den de ett en jag du vi ni hon han kan ska skall vill får finns fanns gör gjorde
    gjordes har hade inte från mellan efter innan eller mig min mitt mina sin sitt sina blir blev
    heter betyder menas något nagot någon nagon mycket många manga länge lange
    """.split()
)


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
            found = self.phrases.longest(text, tokens, at)
            if found is None:
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
            if found.length == 1 and at > 0 and token.text.istitle() and found.value:
                result.append(_without_genitive(token.text))
            result += found.value
            at += found.length
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
    for ending, instead in (
        *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y")),
        *(("ing", ""), ("ing", "e"), ("ly", "")),
    ):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield stem + instead
            if ending in {"ed", "ing"} and stem[-1] == stem[-2]:
                yield stem[:-1]


def _without_genitive(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")
