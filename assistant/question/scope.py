"""Which documents a question names: by title, publisher, abbreviation or file name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from assistant.question.document_names import (
    DocumentName,
    DocumentNames,
    document_name,
    names_kind,
)
from assistant.question.plan import Scope
from assistant.question.words import carries_meaning
from corpus.glossary import Glossary
from corpus.model import DocumentRecord
from corpus.months import month_names
from corpus.swedish import words

MOST = 4
"""Documents that one name may mean; a name that fits more is a subject rather than a name."""

WHOLE = 0.66
"""Share of a title's weight from which a question has spelt the title out."""

NEARLY = 0.65
"""The same, a little less: those that are looked at for it."""

ALIKE = 0.8
"""Documents whose names fit so well, against the best fit, are meant as well."""

ALONE = 0.5
"""What a sort of document counts for by itself, against one with a telling word."""

SHORTEST_END = 6
"""Letters of the shortest sort of document that a compound may end in: "kvartalet" is no "tal"."""

QUOTED = 1000.0
"""How well a title fits that a question quotes."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEWEST = re.compile(r"\b(?:senaste|nyaste|nya|nuvarande|aktuella|gällande)\b", re.IGNORECASE)
_OLDER = re.compile(r"\b(?:förra|gamla|tidigare|föregående|äldre|äldsta)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"”“»«](.{4,}?)[\"”“»«]")
_PARTED = re.compile(r"[-:]")
_ACCORDING = re.compile(
    r"^(?:enligt|according to) ([^,;?]+),|\b(?:enligt|according to) ([^,;?]+)[?.\s]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cues:
    """What of a question tells that it names a document.

    ``quotes`` stand in quotation marks; ``has_kind`` where it names a sort of document, ``is_held``
    where documents of that sort are known.
    """

    quotes: tuple[str, ...]
    has_kind: bool
    is_held: bool
    wants_one: bool


class ScopeReader:
    """Finds the documents that a question names.

    ``documents`` gives those of the store, ``glossary`` what an abbreviation stands for, and
    ``rarity`` how seldom Swedish uses a word: "regeringen" tells less than "etableringsjobben".
    """

    def __init__(
        self,
        documents: Callable[[], Sequence[DocumentRecord]],
        glossary: Glossary,
        rarity: Callable[[str], float],
    ) -> None:
        self._documents = documents
        self._glossary = glossary
        self._rarity = rarity
        self._seen: Sequence[DocumentRecord] = ()
        self._names = DocumentNames(())

    def read(self, question: str, *, wants_one: bool = False) -> Scope | None:
        """The documents that a question names; None where it names none, or too many.

        One that ``wants_one``, such as an order to sum a document up, names it by any word that
        few titles have.
        """
        names = self._current()
        if numbered := names.numbered(question):
            return Scope(numbered, " ".join(words(question)), is_certain=True)
        source = _ACCORDING.search(question)
        according = self._by_names(source[1] or source[2], wants_one=True) if source else None
        if according is not None:
            return replace(according, is_certain=True)
        return self._by_names(question, wants_one=wants_one)

    def _by_names(self, question: str, *, wants_one: bool) -> Scope | None:
        """The documents that are named by words of their names."""
        names = self._current()
        parted = {word: _parts(word) for word in words(question)}
        asked = list(dict.fromkeys(part for parts in parted.values() for part in parts))
        # What is called by the whole word is not meant by a part of it: "statistikrapporten".
        whole = {
            part
            for word, (_, *parts) in parted.items()
            if parts and names.alike(word)
            for part in parts
        }
        meant_by = {
            other: word
            for word in filter(carries_meaning, asked)
            if word not in whole
            for other in names.alike(word)
        }
        for word in asked:  # "KSL:s rapport" is that of a Kommunförbund
            forms = word, word.removesuffix("s")
            full = next(filter(None, map(self._glossary.written_out, forms)), "")
            first = full.lower().partition(" ")[0]
            meant_by |= dict.fromkeys(names.alike(first), word) if first else {}
        if not meant_by:
            return None
        asks = _Cues(
            quotes=tuple(quote.lower() for quote in _QUOTED.findall(question)),
            has_kind=any(map(names_kind, asked)),
            is_held=any(map(names_kind, meant_by.values())),
            wants_one=wants_one,
        )
        fits = self._fits(names, meant_by, asks)
        best = fits.max()
        if not best:
            return None
        meant = sorted(
            np.flatnonzero(fits >= ALIKE * best).tolist(),
            key=lambda n: (-fits[n], -names.names[n].record.passage_count),
        )
        named_alike = [names.names[number].record for number in meant]
        records = _edition(named_alike, question)
        if len(records) > MOST:
            return None
        held = frozenset().union(*(names.names[number].every for number in meant))
        said = {word for other, word in meant_by.items() if other in held}
        said |= set(YEAR.findall(question)) & set().union(*map(_years, records))
        if not asks.is_held:  # "KSL:s rapport", which calls itself otherwise
            said |= {
                kind
                for whose, kind in pairwise(parted)
                if names_kind(kind) and said & {whose, *parted[whose]}
            }
        said |= {word for word in parted if _NEWEST.fullmatch(word) or _OLDER.fullmatch(word)}
        named = " ".join(word for word, parts in parted.items() if said & {word, *parts})
        chosen = len(records) < len(named_alike)
        return Scope(tuple(records), named, is_certain=chosen, is_open=_is_open(records, named))

    def _fits(
        self, names: DocumentNames, meant_by: Mapping[str, str], cues: _Cues
    ) -> NDArray[np.float64]:
        """How well a question fits each name; 0 where it does not name the document.

        ``meant_by`` has the words of names that are meant, each with the question's own.
        """
        holders = [names.holders[word] for word in meant_by]
        numbers, sizes = np.concatenate(holders), list(map(len, holders))

        def total(worths: Iterable[float]) -> NDArray[np.float64]:
            worth = np.repeat(np.fromiter(worths, np.float64, len(sizes)), sizes)
            return np.bincount(numbers, worth, len(names.names)).astype(np.float64, copy=False)

        weights, held = total(map(names.weights.__getitem__, meant_by)), total(repeat(1.0))
        of_kind = np.fromiter(map(names_kind, meant_by.values()), np.bool_)
        of_date = np.fromiter(map(_is_date, meant_by.values()), np.bool_)
        telling = total(~of_kind & ~of_date & (np.array(sizes) <= MOST)) > 0
        # Of thousands that share a word with the question few can be named by it.
        near = telling | ((held > 1) & (weights >= NEARLY * names.lightest))
        near |= (held > 0) & bool(cues.quotes)
        alone = (total(of_kind) > 0) & (held == total(of_kind | of_date))
        fits = np.where(alone, ALONE * weights, 0.0)
        matched: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for (word, said), holder in zip(meant_by.items(), holders, strict=True):
            for number in holder[near[holder]].tolist():
                matched[number][word] = said
        for number, of in matched.items():
            fits[number] = self._fit(names, names.names[number], of, cues)
        return fits

    def _fit(
        self, names: DocumentNames, name: DocumentName, matched: Mapping[str, str], cues: _Cues
    ) -> float:
        """How well a question's words fit a document's name; 0 where they do not name it."""
        if any(quote in name.record.metadata.title.lower() for quote in cues.quotes):
            return QUOTED
        weight = sum(names.weights[word] * self._rarity(said) for word, said in matched.items())
        if any(_spelt_out(names, segment, matched) for segment in name.segments):
            return weight
        telling = {
            word: said
            for word, said in matched.items()
            if len(names.holders[word]) <= MOST and not names_kind(said) and not _is_date(said)
        }
        is_kind = any(map(names_kind, matched.values()))
        # "Arvidsjaurs rapport om lärcentra": a sort of document with a name.
        if telling and (cues.wants_one or is_kind or (cues.has_kind and not cues.is_held)):
            return weight
        # "förstudien" alone, or "regeringsförklaringen 2023".
        alone = is_kind and all(names_kind(said) or _is_date(said) for said in matched.values())
        return ALONE * weight if alone else 0.0

    def _current(self) -> DocumentNames:
        """The names as the store is now."""
        documents = self._documents()
        if documents is not self._seen:
            before = {name.record: name for name in self._names.names}
            names = (before.get(record) or document_name(record) for record in documents)
            self._names = DocumentNames(tuple(names))
            self._seen = documents
        return self._names


def _is_date(word: str) -> bool:
    """Whether a word is a year or a month, which tells documents from others of their name."""
    return YEAR.fullmatch(word) is not None or word in month_names()


def _spelt_out(names: DocumentNames, segment: tuple[str, ...], matched: Mapping[str, str]) -> bool:
    """Whether a question holds most of a title, or of a part of it, in at least two words."""
    held = [word for word in segment if word in matched]
    weight = names.weights.__getitem__
    return len(held) > 1 and sum(map(weight, held)) >= WHOLE * sum(map(weight, segment))


def _parts(word: str) -> tuple[str, ...]:
    """A word and its parts at a hyphen, colon or sort of document: "konferensdokumentationen"."""
    if len(parts := _PARTED.split(word)) > 1:
        return (word, *parts)
    ends = (word[-length:] for length in range(len(word) - 3, SHORTEST_END - 1, -1))
    kind = next(filter(names_kind, ends), "") if not names_kind(word) else ""
    return (word, word.removesuffix(kind), kind) if kind else (word,)


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
