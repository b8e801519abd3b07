"""The field's words: abbreviations, synonyms, and Swedish for English.

Two tables beside this file, both the project's own. ``glossary.tsv`` has a row for each term:

* ``term``: the Swedish term;
* ``abbreviations``: its short forms;
* ``synonyms``: words that say the same, in either direction;
* ``asked_as``: words that people ask with and documents seldom use; they lead to the term and its
  nearest synonyms, and nothing leads to them;
* ``plain``: what it means in plain words, for those who read with effort. A row with nothing else
  explains a word, and changes no search;
* ``english``: English words for it that are no Swedish words, as they turn up in Swedish questions.

``english.tsv`` has common English words and phrases with their Swedish words, the likeliest first,
and none for a word that is better left out of a search.

Entries of one cell are separated by semicolons, the nearest first. A ``!`` after an entry takes it
only as it is written: an abbreviation in its capitals ("OSS" is not "oss"), a word without
inflection ("vux" is not "vuxen"). A term takes its synonyms from its own row alone, so a row with
nothing but a term keeps a broad word from leading to narrower ones ("stöd" not to "bidrag"). From a
term with a ``*``, and from its synonyms, nothing leads on: only what it is asked as leads there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.compounds import base_forms
from corpus.data_files import rows
from corpus.english import English, english_forms
from corpus.phrases import Key, PhraseMatch, Phrases, Token, key_of, tokens_of
from corpus.swedish import normalise

Reason = Literal["förkortning", "synonym", "engelska"]

MOST_FOR_COLLOQUIAL = 3
"""Words that one meaning of a colloquial word leads to; it has several meanings often enough."""

_ONLY_ASKED = "*"

_Links = dict[str, Reason]
"""Where a word leads: added words with the reason for each, the nearest first."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words that a search gains from a word or phrase of the question.

    ``matched`` is as the question writes it; ``added`` has the nearest words first. ``echoes`` are
    those that it has already: of "Vilka förkunskaper krävs?" one word asks for the other.
    """

    matched: str
    added: tuple[str, ...]
    reason: Reason
    echoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Abbreviation:
    written: str
    links: _Links
    only_as_written: bool


@dataclass(frozen=True, slots=True, repr=False)
class Glossary:
    """Both tables, ready to look up; made by `load_glossary`.

    ``abbreviations`` is by their lower case; ``loans`` are English terms in Swedish questions.
    """

    swedish: Phrases[_Links]
    abbreviations: Mapping[str, _Abbreviation]
    loans: Phrases[_Links]
    english: English

    def expand(self, text: str) -> list[Expansion]:
        """What to search for besides the words of a question, in the question's order.

        The longest phrase counts, no word is added twice, and none that the question has itself.
        """
        text = normalise(text)
        tokens = tokens_of(text)
        whole = f" {' '.join(token.folded for token in tokens)} "
        # Capitals tell nothing where all are, and not because it is made of abbreviations.
        shouts = text.isupper() and any(one.folded not in self.abbreviations for one in tokens)
        taken: set[Key] = set()
        result: list[Expansion] = []
        at = 0
        while at < len(tokens):
            match = self._match(text, tokens, at, shouts=shouts)
            if match is None:
                at += 1
                continue
            words = text[tokens[at].start : tokens[at + match.length - 1].end]
            at += match.length
            taken.add(match.key)
            added: dict[Reason, list[str]] = {}
            echoes: dict[Reason, list[str]] = {}
            for word, reason in match.value.items():
                key = key_of(word)
                new = key not in taken and f" {' '.join(key)} " not in whole
                (added if new else echoes).setdefault(reason, []).append(word)
                taken.add(key)
            result += [
                Expansion(words, tuple(added.get(why, ())), why, tuple(echoes.get(why, ())))
                for why in dict.fromkeys([*added, *echoes])
            ]
        return result

    def written_out(self, word: str) -> str:
        """What an abbreviation in lower case stands for; empty where it is none."""
        short = self.abbreviations.get(word)
        return "" if short is None or short.only_as_written else next(iter(short.links), "")

    def translate(self, text: str) -> str:
        """Swedish words to search for in place of an English question; names stay."""
        return self.english.translate(text)

    def is_english(self, text: str) -> bool:
        """Whether a question is in English rather than Swedish."""
        return self.english.is_english(text)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case stands in the glossary as Swedish, in this very form."""
        return word in self.swedish.words

    def _match(
        self, text: str, tokens: list[Token], at: int, *, shouts: bool
    ) -> PhraseMatch[_Links] | None:
        swedish = self.swedish.longest(text, tokens, at)
        loan = self.loans.longest(text, tokens, at)
        if loan and (swedish is None or loan.length > swedish.length):
            return loan
        if swedish is None or swedish.length == 1:
            short = self._abbreviation(text, tokens, at, shouts=shouts)
            if short:
                return PhraseMatch(1, (short.written.lower(),), short.links)
        return swedish

    def _abbreviation(
        self, text: str, tokens: list[Token], at: int, *, shouts: bool
    ) -> _Abbreviation | None:
        """The abbreviation that a word is; capitals count where the question has any."""
        word = tokens[at].text
        short = self.abbreviations.get(word.lower())
        if short is None:
            return None
        if short.only_as_written:
            return short if word == short.written and not shouts else None
        # "af" and "tc" are abbreviations only where nothing has capitals; "csn" always is one.
        in_lower_case = word.islower() and (len(word) > 2 or text.islower())
        opens_the_question = at == 0 and word.istitle()
        is_one = word == short.written or in_lower_case or opens_the_question or shouts
        return short if is_one else None


@dataclass(frozen=True, slots=True)
class _Term:
    term: str
    abbreviations: tuple[str, ...]
    synonyms: tuple[str, ...]
    asked_as: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def only_asked(self) -> bool:
        return self.term.endswith(_ONLY_ASKED)


def load_explanations() -> Mapping[str, str]:
    """The hard words of the field in lower case, each with what it means."""
    return {term.lower(): plain for term, *_, plain in rows("glossary.tsv") if plain}


@cache
def load_glossary() -> Glossary:
    """The glossary of this package; read once a process, as it never changes."""
    terms = [
        _Term(term, *(_entries(cell) for cell in cells))
        for term, *cells, plain in rows("glossary.tsv")
        if any(cells) or not plain
    ]
    english = {key_of(phrase): _entries(cell) for phrase, cell in rows("english.tsv")}
    keys = {key_of(row.term) for row in terms if not row.only_asked}
    swedish: dict[Key, _Links] = {}
    abbreviations: dict[Key, _Links] = {}
    loans: dict[Key, _Links] = {}
    for row in terms:
        short: _Links = {entry: "förkortning" for entry in row.abbreviations if not _rigid(entry)}
        same: _Links = {_written(entry): "synonym" for entry in row.synonyms}
        whole: _Links = {row.term.removesuffix(_ONLY_ASKED): "synonym", **same}
        if not row.only_asked:
            _lead(swedish, row.term, {**short, **same})
        for entry in () if row.only_asked else row.synonyms:
            # A word with a row of its own takes its synonyms from there alone.
            if key_of(entry) not in keys:
                _lead(swedish, entry, {**whole, **short})
        for entry in row.asked_as:
            _lead(swedish, entry, dict(list(whole.items())[:MOST_FOR_COLLOQUIAL]))
        for entry in row.abbreviations:
            _lead(abbreviations, entry, {row.term: "förkortning", **same})
        for entry in row.english:
            _lead(loans, entry, {row.term: "engelska"})
            english[key_of(entry)] = tuple(
                dict.fromkeys((*english.get(key_of(entry), ()), row.term))
            )
    words = [entry for row in terms for entry in (*row.synonyms, *row.asked_as)]
    phrases = Phrases.of(swedish, base_forms, {key_of(word) for word in words if _rigid(word)})
    swedish_words = phrases.words.union(
        word for phrases_of in english.values() for phrase in phrases_of for word in key_of(phrase)
    )
    return Glossary(
        swedish=phrases,
        abbreviations={
            _written(entry).lower(): _Abbreviation(
                _written(entry), abbreviations[key_of(entry)], _rigid(entry)
            )
            for row in terms
            for entry in row.abbreviations
        },
        loans=Phrases.of(loans, english_forms),
        english=English(
            Phrases.of(english, english_forms),
            knows_swedish=lambda word: any(form in swedish_words for form in base_forms(word)),
        ),
    )


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in cell.split(";") if entry.strip())


def _written(entry: str) -> str:
    return entry.removesuffix("!")


def _rigid(entry: str) -> bool:
    return entry.endswith("!")


def _lead(table: dict[Key, _Links], entry: str, links: _Links) -> None:
    known = table.setdefault(key_of(entry), {})
    for word, reason in links.items():
        if word.lower() != entry.lower():
            known.setdefault(word, reason)
