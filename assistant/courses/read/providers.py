"""The course codes and providers that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.courses.read.question_text import WORD, QuestionText
from assistant.courses.read.vocabulary import CourseVocabulary
from corpus.dots import undot
from corpus.places import Gazetteer

_WORD = re.compile(WORD)
_COURSE_CODE = re.compile(r"[A-ZÅÄÖ]{6}\d{1,2}[A-Za-z]?\d?|GRN[A-Z]{3}\w{0,3}", re.IGNORECASE)
_PROGRAMME_CODE = re.compile(r"(?!VT|HT|KL|IT|AI|RÅ)[A-ZÅÄÖ]{2}\d{2}(?:\d{2})?[A-Z]?")
_HAS_FIGURE = re.compile(r"\D\d|GRN", re.IGNORECASE)
SHORTEST_CODE = 4
"""Signs of the shortest code: "VO25"; "1a1" is the number of a course."""

_TERM = re.compile(r"[vh]t-?\d+")
_COMPANY = frozenset(["ab", "hb"])
_MUNICIPAL = frozenset(["kommun", "stad"])
_GIVEN_BY = re.compile(
    r"\b(?:p[åa]|hos|fr[åa]n|via|vid|av|med|genom|anordnare:?|at|with|by|from|skolan) $"
)


@dataclass(frozen=True, slots=True)
class _Provider:
    """A provider's name, or the part that several share, and whether it needs a preposition."""

    name: str
    sure: bool


@dataclass(frozen=True, slots=True)
class CatalogueNames:
    """The codes and providers of a store's catalogues, by the words that name them.

    ``providers`` is by the words of a name without dots, of which the longest has ``longest``.
    """

    codes: Mapping[str, str]
    providers: Mapping[tuple[str, ...], _Provider]
    longest: int

    @classmethod
    def of(cls, vocabulary: CourseVocabulary, gazetteer: Gazetteer) -> CatalogueNames:
        """The names of some catalogues.

        A municipality is a place, though it gives courses; so are the places in providers' names.
        """
        places = frozenset(map(undot, (*vocabulary.places, *vocabulary.county_names)))
        index: dict[tuple[str, ...], _Provider] = {}
        single: dict[str, list[str]] = {}
        for name in vocabulary.providers:
            parts = [part for part in re.split(r",| - | – |/", name) if part.strip()]
            for part in (name, *parts[:1]):
                key = tuple(word for word in map(undot, _words(part)) if word not in _COMPANY)
                if len(key) > 1 and not _MUNICIPAL & {word.rstrip("s") for word in key}:
                    index.setdefault(key, _Provider(name, sure=True))
            for word in dict.fromkeys(_words(name)):
                if _tells(word) and not _is_place(word, places, gazetteer):
                    single.setdefault(undot(word), []).append(name)
        for word, names in single.items():
            name = names[0] if len(names) == 1 else _shared(word, names)
            index.setdefault((word,), _Provider(name, sure=False))
        return cls(
            codes={code.casefold(): code for code in sorted(vocabulary.codes)},
            providers=index,
            longest=max(map(len, index), default=0),
        )


def read_codes(question: QuestionText, names: CatalogueNames) -> tuple[str, ...]:
    """The codes of courses and programmes: those of the catalogues, and what is written as one."""
    codes = []
    for word in question.words():
        text = word.group()
        if not _HAS_FIGURE.search(text):
            continue
        written = question.written(*word.span())
        code = names.codes.get(text.casefold()) if len(text) >= SHORTEST_CODE else None
        if code is None and not _TERM.fullmatch(text):
            if _COURSE_CODE.fullmatch(written):
                code = written[:6].upper() + written[6:]
            elif _PROGRAMME_CODE.fullmatch(written):
                code = written
        if code is not None:
            question.take("code", *word.span())
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def read_provider(question: QuestionText, names: CatalogueNames) -> str | None:
    """The provider that the question names: whole, or by a part that no other thing is called."""
    words = question.words()
    keys = [undot(word.group()) for word in words]
    for at, first in enumerate(words):
        for length in range(min(names.longest, len(words) - at), 0, -1):
            provider = names.providers.get(tuple(keys[at : at + length]))
            last = words[at + length - 1]
            if provider is None or "\0" in question.rest[first.start() : last.end()]:
                continue
            before = _GIVEN_BY.search(question.before(first.start()))
            if not provider.sure and not (before or question.is_name(first.start())):
                continue
            start = first.start() - (len(before.group()) if before else 0)
            question.take("provider", start, last.end())
            return provider.name
    return None


def _words(name: str) -> list[str]:
    return _WORD.findall(name.lower())


@cache
def _plain_words() -> frozenset[str]:
    """Words of providers' names that do not tell which provider is meant."""
    table = files(__package__).joinpath("plain_provider_words.txt")
    return frozenset(table.read_text("utf-8").split())


def _tells(word: str) -> bool:
    """Whether a word of a provider's name is no plain one."""
    return len(word) >= 3 and not word.isdigit() and word not in _plain_words()


def _is_place(word: str, places: frozenset[str], gazetteer: Gazetteer) -> bool:
    """Whether a word, or what it is the genitive of, is a place; ``places`` are the catalogues'."""
    spelt = undot(word)
    is_theirs = not places.isdisjoint((spelt, spelt.removesuffix("s")))
    return is_theirs or gazetteer.place(word) is not None or gazetteer.county(word) is not None


def _shared(word: str, names: Iterable[str]) -> str:
    """The word as the first of the names that share it spells it."""
    first = next(iter(names))
    return next((spelt for spelt in _WORD.findall(first) if undot(spelt) == word), first)
