"""The course codes and providers that a question names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.courses.find.shelf import Shelf
from assistant.courses.read.question_text import WORD, QuestionText
from corpus.dots import undot
from corpus.places import Gazetteer

_WORD = re.compile(WORD)
_COURSE_CODE = re.compile(r"[A-ZÅÄÖ]{6}\d{1,2}[A-Za-z]?\d?|GRN[A-Z]{3}\w{0,3}", re.IGNORECASE)
_PROGRAMME_CODE = re.compile(r"(?!VT|HT|KL|IT|AI|RÅ)[A-ZÅÄÖ]{2}\d{2}(?:\d{2})?[A-Z]?")
_HAS_FIGURE = re.compile(r"\D\d|GRN", re.IGNORECASE)
SHORTEST_CODE = 4
"""Signs of the shortest code: "VO25"; "1a1" is the number of a course."""

SHORTEST_NAME = 4
"""Letters of the shortest word that names a provider alone."""

_COMPANY = frozenset(["ab", "hb"])
_IN_SWEDEN = re.compile(r" (?:i )?(?:sverige|sweden|scandinavia)(?: ab)?$", re.IGNORECASE)
_MUNICIPAL = frozenset(["kommun", "stad"])
_GIVEN_BY = re.compile(
    r"\b(?:p[åa]|hos|fr[åa]n|via|vid|av|med|genom|ger|har|anordnare:?|at|with|by|from|skolan) $"
)


@dataclass(frozen=True, slots=True)
class CatalogueNames:
    """The codes and providers of a store's catalogues, by the words that name them.

    ``providers`` is by the words of a name without dots, of which the longest has ``longest``: a
    whole name, its part before a comma or before "i Sverige AB", or a word that stands in it alone
    and is no other thing.
    """

    codes: Mapping[str, str]
    providers: Mapping[tuple[str, ...], str]
    longest: int

    @classmethod
    def of(cls, vocabulary: Shelf, gazetteer: Gazetteer) -> CatalogueNames:
        """The names of some catalogues.

        A municipality is a place, though it gives courses. A word that is Swedish, a place, or
        taught somewhere identifies nobody.
        """
        index: dict[tuple[str, ...], str] = {}
        having: dict[str, set[str]] = {}
        for name in vocabulary.providers:
            words = list(map(undot, _WORD.findall(name.lower())))
            part = list(map(undot, _WORD.findall(re.split(r",| - | – |/", name)[0].lower())))
            for one in (words, part):
                key = tuple(word for word in one if word not in _COMPANY)
                if len(key) > 1 and not _MUNICIPAL & {word.rstrip("s") for word in key}:
                    index.setdefault(key, name)
            company = undot(_IN_SWEDEN.sub("", name.lower()))
            if company != undot(name.lower()) and " " not in company:
                index.setdefault((company,), name)
            for word in _WORD.findall(name.lower()):
                having.setdefault(word, set()).add(name)
        places = frozenset(map(undot, (*vocabulary.places, *vocabulary.county_names)))
        for word, names in having.items():
            spelt = undot(word)
            is_place = not places.isdisjoint((spelt, spelt.removesuffix("s"))) or (
                gazetteer.place(word) or gazetteer.county(word)
            )
            is_long = len(word) >= SHORTEST_NAME and not is_place
            if is_long and vocabulary.is_only_a_name(word):
                index.setdefault((spelt,), min(names) if len(names) == 1 else word.capitalize())
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
        if code is None and _COURSE_CODE.fullmatch(written):
            code = written[:6].upper() + written[6:]
        elif code is None and _PROGRAMME_CODE.fullmatch(written):
            code = written
        if code is not None:
            question.take("code", *word.span())
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def read_provider(
    question: QuestionText, names: CatalogueNames, teaches: Callable[[str], bool]
) -> str | None:
    """The provider that the question names: whole, or by a part that no other thing is called.

    One word that courses answer to names none, but behind "på" and the like.
    """
    words = question.words()
    keys = [undot(word.group()) for word in words]
    for at, first in enumerate(words):
        for length in range(min(names.longest, len(words) - at), 0, -1):
            provider = names.providers.get(tuple(keys[at : at + length]))
            last = words[at + length - 1]
            if provider is None or "\0" in question.rest[first.start() : last.end()]:
                continue
            before = _GIVEN_BY.search(question.before(first.start()))
            if length == 1 and not before and teaches(first.group()):
                continue
            start = first.start() - (len(before.group()) if before else 0)
            question.take("provider", start, last.end())
            return provider
    return None
