"""Which documents a question names: by title, publisher, abbreviation or file name."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assistant.question.plan import Scope
from assistant.question.words import carries_meaning
from corpus.data_files import word_list
from corpus.model import DocumentRecord
from corpus.swedish import words
from corpus.word_match import INFLECTED, word_match

MOST = 4
"""Documents that one name may mean; a name that fits more is a subject rather than a name."""

WHOLE = 0.66
"""Share of a title's weight from which a question has spelt the title out."""

ALIKE = 0.8
"""Documents whose names fit so well, against the best fit, are meant as well."""

ALONE = 0.5
"""What a sort of document counts for by itself, against one with a telling word."""

SHORTEST_KIND = 4
"""Letters of the shortest sort of document that compounds are known by; "tal" ends too much."""

SHORTEST_END = 6
"""Letters of the shortest sort of document that a compound may end in: "kvartalet" is no "tal"."""

QUOTED = 1000.0
"""How well a title fits that a question quotes."""

_SEGMENT = re.compile(r"[.:!?–—]\s|\s[–—-]\s")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEWEST = re.compile(r"\b(?:senaste|nyaste|nya|nuvarande|aktuella|gällande)\b", re.IGNORECASE)
_OLDER = re.compile(r"\b(?:förra|gamla|tidigare|föregående|äldre|äldsta)\b", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]{2,}[\w-]*|[A-ZÅÄÖ][\w-]*[A-ZÅÄÖ]\w*)(?![\w-])")
_QUOTED = re.compile(r"[\"”“»«](.{4,}?)[\"”“»«]")


@dataclass(frozen=True, slots=True)
class _Name:
    """What one document is called by: words of its title, its publisher, and its file's sort."""

    record: DocumentRecord
    segments: tuple[frozenset[str], ...]
    other: frozenset[str]

    @property
    def title(self) -> frozenset[str]:
        return frozenset().union(*self.segments)

    @property
    def every(self) -> frozenset[str]:
        return self.title | self.other


@dataclass(frozen=True)
class _Names:
    """The names of a store's documents, by their words."""

    names: tuple[_Name, ...]

    @cached_property
    def holders(self) -> Mapping[str, tuple[int, ...]]:
        """For each word the numbers of the names that hold it."""
        holders: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            for word in name.every:
                holders[word].append(number)
        return {word: tuple(numbers) for word, numbers in holders.items()}

    @cached_property
    def starts(self) -> Mapping[str, tuple[str, ...]]:
        """The words by their first three letters."""
        starts: dict[str, list[str]] = defaultdict(list)
        for word in self.holders:
            starts[word[:3]].append(word)
        return {start: tuple(several) for start, several in starts.items()}

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How telling each word is: rare among names."""
        total = len(self.names)
        return {word: math.log(1 + total / len(held)) for word, held in self.holders.items()}

    def alike(self, word: str) -> list[str]:
        """The words of names that a word of a question is a form of.

        "strategin" is one of every sort of strategy: "kompetensförsörjningsstrategi".
        """
        forms = [
            other
            for other in self.starts.get(word[:3], ())
            if word == other or (len(word) > 3 and word_match(other, word) >= INFLECTED)
        ]
        if names_kind(word):
            base = min((kind for kind in _kinds() if word.startswith(kind)), key=len)
            if len(base) >= SHORTEST_KIND:
                forms += [other for other in self.holders if other.endswith(base) and other != base]
        return list(dict.fromkeys(forms))


@dataclass(frozen=True, slots=True)
class _Cues:
    """What of a question tells that it names a document.

    ``quotes`` stand in quotation marks, ``marked`` are written in capitals; ``has_kind`` where it
    names a sort of document.
    """

    quotes: tuple[str, ...]
    marked: frozenset[str]
    has_kind: bool
    wants_one: bool


class ScopeReader:
    """Finds the documents that a question names.

    ``documents`` gives those of the store, ``is_place`` tells whether a word is a place's: a place
    alone names no document.
    """

    def __init__(
        self,
        documents: Callable[[], Sequence[DocumentRecord]],
        is_place: Callable[[str], bool],
    ) -> None:
        self._documents = documents
        self._is_place = is_place
        self._seen: Sequence[DocumentRecord] = ()
        self._names = _Names(())

    def read(self, question: str, *, wants_one: bool = False) -> Scope | None:
        """The documents that a question names; None where it names none, or too many.

        One that ``wants_one``, such as an order to sum a document up, names it by any word that
        few titles have.
        """
        names = self._current()
        if not names.names:
            return None
        parted = {word: _parts(word) for word in words(question)}
        asked = list(dict.fromkeys(part for parts in parted.values() for part in parts))
        # What is called by the whole word is not meant by a part of it: "statistikrapporten".
        whole = {part for word, parts in parted.items() if names.alike(word) for part in parts[1:]}
        hits: dict[int, dict[str, str]] = defaultdict(dict)
        for word in asked:
            if word in whole or not carries_meaning(word):
                continue
            for other in names.alike(word):
                for number in names.holders[other]:
                    hits[number][other] = word
        asks = _Cues(
            quotes=tuple(quote.lower() for quote in _QUOTED.findall(question)),
            marked=frozenset(word for name in _CAPITALS.findall(question) for word in words(name)),
            has_kind=any(map(names_kind, asked)),
            wants_one=wants_one,
        )
        fits = {
            number: fit
            for number, matched in hits.items()
            if (fit := self._fit(names, names.names[number], matched, asks))
        }
        if not fits:
            return None
        best = max(fits.values())
        ordered = sorted(fits, key=lambda n: (-fits[n], -names.names[n].record.passage_count))
        meant = [number for number in ordered if fits[number] >= ALIKE * best]
        named_alike = [names.names[number].record for number in meant]
        records = _edition(named_alike, question)
        if len(records) > MOST:
            return None
        said = {word for number in meant for word in hits[number].values()}
        said |= set(YEAR.findall(question)) & set().union(*map(_years, records))
        said |= {word for word in parted if _NEWEST.fullmatch(word) or _OLDER.fullmatch(word)}
        named = " ".join(word for word, parts in parted.items() if said & {word, *parts})
        chosen = len(records) < len(named_alike)
        return Scope(tuple(records), named, is_edition=chosen, is_open=_is_open(records, named))

    def _fit(self, names: _Names, name: _Name, matched: Mapping[str, str], cues: _Cues) -> float:
        """How well a question's words fit a document's name; 0 where they do not name it."""
        if any(quote in name.record.metadata.title.lower() for quote in cues.quotes):
            return QUOTED
        weight = sum(map(names.weights.__getitem__, matched))
        if any(_spelt_out(names, segment, matched) for segment in name.segments):
            return weight
        telling = {
            word: said
            for word, said in matched.items()
            if len(names.holders[word]) <= MOST and not names_kind(said)
        }
        if cues.wants_one and telling:
            return weight
        if any(
            said in cues.marked and len(said) > 2 and not self._is_place(word)
            for word, said in telling.items()
        ):
            return weight
        # "förstudien" alone, or "Arvidsjaurs rapport om lärcentra": a sort of document with a name.
        if cues.has_kind and telling:
            return weight
        return ALONE * weight if all(map(names_kind, matched.values())) else 0.0

    def _current(self) -> _Names:
        """The names as the store is now."""
        documents = self._documents()
        if documents is not self._seen:
            self._names = _Names(tuple(map(_name, documents)))
            self._seen = documents
        return self._names


def _name(record: DocumentRecord) -> _Name:
    metadata = record.metadata
    publisher = words(metadata.publisher or "")
    initials = "".join(word[0] for word in publisher if carries_meaning(word))
    segments = (
        frozenset(word for word in words(part) if carries_meaning(word))
        for part in _SEGMENT.split(metadata.title)
    )
    file = words(Path(record.source).stem.replace("_", " ").replace("-", " "))
    other = [*publisher, *filter(names_kind, file), *([initials] if len(initials) > 1 else [])]
    return _Name(record, tuple(filter(None, segments)), frozenset(filter(carries_meaning, other)))


def _spelt_out(names: _Names, segment: frozenset[str], matched: Mapping[str, str]) -> bool:
    """Whether a question holds most of a title, or of a part of it, in at least two words."""
    held = [word for word in segment if word in matched]
    weight = names.weights.__getitem__
    return len(held) > 1 and sum(map(weight, held)) >= WHOLE * sum(map(weight, segment))


def _parts(word: str) -> tuple[str, ...]:
    """A word and its parts at a hyphen or a sort of document: "konferensdokumentationen"."""
    if "-" in word:
        return (word, *word.split("-"))
    ends = (word[-length:] for length in range(len(word) - 3, SHORTEST_END - 1, -1))
    kind = next(filter(names_kind, ends), "") if not names_kind(word) else ""
    return (word, word.removesuffix(kind), kind) if kind else (word,)


@cache
def _kinds() -> frozenset[str]:
    return word_list("kinds", __package__)


def names_kind(word: str) -> bool:
    """Whether a word names a sort of document: "rapporten", "förstudiens"."""
    return word in _kinds()


def _edition(records: list[DocumentRecord], question: str) -> list[DocumentRecord]:
    """Of several documents those of the year that is named; the newest or the others if asked."""
    years = set(YEAR.findall(question))
    of_year = [record for record in records if years & _years(record)]
    if of_year:
        return of_year
    if not (wants_newest := bool(_NEWEST.search(question))) and not _OLDER.search(question):
        return records
    newest = max(max(_years(record), default="") for record in records)
    return [one for one in records if (newest in _years(one)) is wants_newest] or records


def _is_open(records: Sequence[DocumentRecord], named: str) -> bool:
    """Whether several are named by their sort alone ("strategin"), or differ in years alone."""
    titles = {" ".join(word for word in words(r.metadata.title) if word.isalpha()) for r in records}
    return len(records) > 1 and (len(titles) == 1 or all(map(names_kind, words(named))))


def _years(record: DocumentRecord) -> set[str]:
    """The years in a document's title and file name, and that of its publication."""
    metadata = record.metadata
    return set(YEAR.findall(f"{metadata.title} {record.source} {metadata.published or ''}"))
