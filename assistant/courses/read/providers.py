"""The course codes and providers that a question names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.courses.read.known import Known
from assistant.courses.read.text import WORD, Said
from corpus.dots import undot
from corpus.places import load_gazetteer

_WORD = re.compile(WORD)
_COURSE_CODE = re.compile(r"[A-ZÅÄÖ]{6}\d{1,2}[A-Za-z]?\d?|GRN[A-Z]{3}\w{0,3}", re.IGNORECASE)
_PROGRAMME_CODE = re.compile(r"(?!VT|HT|KL|IT|AI|RÅ)[A-ZÅÄÖ]{2}\d{2}(?:\d{2})?[A-Z]?")
_HAS_FIGURE = re.compile(r"\D\d|GRN", re.IGNORECASE)
SHORTEST_CODE = 4
"""Signs of the shortest code: "VO25"; "1a1" is the number of a course."""

_TERM = re.compile(r"[vh]t-?\d+")

# Words of providers' names that do not tell which provider is meant.
_PLAIN = frozenset(
    """
    ab hb aktiebolag folkhögskola folkhögskolan yrkeshögskola yrkeshögskolan högskola högskolan
    universitet universitetet kommun kommuns kommunen stad stads region komvux vux
    vuxenutbildning vuxenutbildningen utbildning utbildningar utbildningscentrum akademi akademin
    academy skola skolan school institut institutet institute centrum center campus lärcentrum
    college stiftelsen föreningen filial och för i på av the of and in sweden sverige svenska
    nordic norden business education kompetensutveckling kompetens utveckling yh gymnasium
    gymnasiet kursverksamheten international internationella internationell handelsskola företag
    studieförbund förening kultur teknik tekniska it media design data digital system group
    grit newton medicinsk vård omsorg hälsa mat musik konst bygg ekonomi juridik språk hotell
    restaurang transport fordon energi miljö ledarskap nätverk tillämpad hydraulik höga kusten
    norra södra östra västra nya stora allmän utbildningscenter teknikutbildningar
    """.split()
)
_GIVEN_BY = re.compile(
    r"\b(?:p[åa]|hos|fr[åa]n|via|vid|av|med|genom|anordnare:?|at|with|by|from|skolan) $"
)


@dataclass(frozen=True, slots=True)
class _Provider:
    """A provider's name, or the part that several share, and whether it needs a preposition."""

    name: str
    sure: bool


def read_codes(said: Said, known: Known) -> tuple[str, ...]:
    """The codes of courses and programmes: those of the catalogues, and what is written as one."""
    likely = [word for word in said.words() if _HAS_FIGURE.search(word.group())]
    own = _by_folded(frozenset(known.codes)) if likely else {}
    found = []
    for word in likely:
        text = word.group()
        written = said.written(*word.span())
        code = own.get(text.casefold()) if len(text) >= SHORTEST_CODE else None
        if code is None and not _TERM.fullmatch(text):
            if _COURSE_CODE.fullmatch(written):
                code = written[:6].upper() + written[6:]
            elif _PROGRAMME_CODE.fullmatch(written):
                code = written
        if code is not None:
            said.take("code", *word.span())
            found.append(code)
    return tuple(dict.fromkeys(found))


def read_provider(said: Said, known: Known) -> str | None:
    """The provider that the question names: whole, or by a part that no other thing is called."""
    places = frozenset(map(_key, (*known.places, *known.county_names)))
    index, longest = _index(tuple(known.providers), places)
    said_words = said.words()
    for at in range(len(said_words)):
        for length in range(min(longest, len(said_words) - at), 0, -1):
            first, last = said_words[at], said_words[at + length - 1]
            key = tuple(_key(word.group()) for word in said_words[at : at + length])
            provider = index.get(key)
            if provider is None or "\0" in said.rest[first.start() : last.end()]:
                continue
            before = _GIVEN_BY.search(said.rest[: first.start()])
            if not provider.sure and not (before or said.is_name(first.start())):
                continue
            start = before.start() if before else first.start()
            said.take("provider", start, last.end())
            return provider.name
    return None


@lru_cache(8)
def _by_folded(codes: frozenset[str]) -> dict[str, str]:
    return {code.casefold(): code for code in sorted(codes)}


@lru_cache(8)
def _index(
    providers: tuple[str, ...], places: frozenset[str]
) -> tuple[dict[tuple[str, ...], _Provider], int]:
    """Providers by the words that name them, and how many words the longest has.

    A municipality is a place, though it gives courses; so are the places in providers' names.
    """
    index: dict[tuple[str, ...], _Provider] = {}
    single: dict[str, list[str]] = {}
    for name in providers:
        parts = [part for part in re.split(r",| - | – |/", name) if part.strip()]
        for part in (name, *parts[:1]):
            key = tuple(w for w in map(_key, _said(part)) if w not in {"ab", "hb"})
            if len(key) > 1 and not {"kommun", "stad"} & {k.rstrip("s") for k in key}:
                index.setdefault(key, _Provider(name, sure=True))
        for word in dict.fromkeys(_said(name)):
            if _tells(word) and not _is_place(word, places):
                single.setdefault(_key(word), []).append(name)
    for word, names in single.items():
        name = names[0] if len(names) == 1 else _shared(word, names)
        index.setdefault((word,), _Provider(name, sure=False))
    return index, max((len(key) for key in index), default=0)


def _said(name: str) -> list[str]:
    return _WORD.findall(name.lower())


def _key(word: str) -> str:
    return undot(word)


def _tells(word: str) -> bool:
    """Whether a word of a provider's name is no plain one."""
    return len(word) >= 3 and not word.isdigit() and word not in _PLAIN


def _is_place(word: str, places: frozenset[str]) -> bool:
    """Whether a word, or what it is the genitive of, is a place; ``places`` are the catalogues'."""
    gazetteer = load_gazetteer()
    own = {_key(word), _key(word).removesuffix("s")} & places
    return bool(own) or gazetteer.place(word) is not None or gazetteer.county(word) is not None


def _shared(word: str, names: list[str]) -> str:
    """The word as the names that share it spell it."""
    for spelt in _WORD.findall(names[0]):
        if _key(spelt.lower()) == word:
            return str(spelt)
    return names[0]
