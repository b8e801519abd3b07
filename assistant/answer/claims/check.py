"""Whether a claim may be shown in the model's words: whether its sentences carry what counts in it.

Nothing here knows what a text means. What must not be wrong is held by its letters: figures, dates,
amounts, codes, addresses and names stand in the sentences that the claim points at, in their
headings or in the document's record; the same small words turn and bound it; and most of its other
words are said there. A claim that falls is not lost: its sentences are shown in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.answer.claims.foreign import in_swedish
from assistant.answer.claims.order import is_mixed, is_of_one_cell
from assistant.question.words import carries_meaning, content_words
from corpus.data_files import patterns, word_lists
from corpus.facts import FactKind, facts, states
from corpus.lexicon import Lexicon
from corpus.model import CELL_SEPARATOR
from corpus.swedish import words
from corpus.word_match import COMPOUND, INFLECTED, word_match

SWEDISH, ENGLISH = "sv", "en"

ENOUGH = 0.75
"""How well the sentences must say a claim's content words in the mean; each counts up to 1."""

LEAST = 0.6
"""How well they must say each of them: a single word can be an order that was obeyed."""

ALIKE = 0.75
"""How much a word counts that only says nearly the same, as in the search."""

MOST_SENTENCES = 10
"""Sentences that a claim in the model's words may rest on; among more, any word is found."""

FEWEST = 3
"""Words of a claim in another language."""

LONGEST = 3.0
"""How long a claim in another language may be, against its sentences."""

NEAR = 40
"""Characters beside a figure in which the thing stands that it is a figure of."""

_DATED = (FactKind.YEAR, FactKind.DATE)
_OF_FRAME = (*_DATED, FactKind.LITERAL)
_LONG_NAME = 6
_MARKUP = re.compile(r"[<>{}\[\]\\|=_]")
_STOP = re.compile(r"[.;!?](?:\s|$)")
_CLAUSE = re.compile(r"[.;:!?,|\n](?:\s|$)|\s(?:men|utan)\s")
_CAPITALISED = re.compile(r"[^\W\d_][^\W_]*(?:[-’'][^\W_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:]\s)[\s\"”“'’(–-]*$")
_ASKS = re.compile(r"\?$|^[\"”“].*[\"”]$")
"""A question, or somebody's word, states nothing."""
_EASTERN = ("HIRAGANA", "KATAKANA", "HANGUL")


class Fault(StrEnum):
    """Why a claim is not shown in the model's words."""

    FIGURE = "figure"
    NAME = "name"
    TURNED = "turned"
    WORD = "word"
    MIXED = "mixed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Support:
    """What a claim points at: the texts of its sentences, and their headings and records.

    ``records`` are those of the sentences that only list what is known of a document. ``cells``
    tell, of each sentence that is a row of a table, what stands in it under each column: "Kommun
    Liden, Föreståndare Eva Ek".
    """

    sentences: tuple[str, ...]
    frame: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def prose(self) -> tuple[str, ...]:
        """The sentences in which it matters what stands beside what; no rows that have cells."""
        return tuple(
            one
            for one in self.sentences
            if one not in self.records and not (self.cells and CELL_SEPARATOR in one)
        )

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(self.sentences)

    @property
    def whole(self) -> str:
        """Sentences, cells and frame, one a line."""
        return "\n".join((*self.sentences, *self.cells, *self.frame))


@dataclass(frozen=True, slots=True)
class Checker:
    """Holds claims against the sentences that they point at.

    ``is_name`` tells whether a word in lower case names a place or an occupation.
    """

    lexicon: Lexicon
    is_name: Callable[[str], bool]

    def fault(
        self, claim: str, support: Support, language: str = SWEDISH, question: str = ""
    ) -> Fault | None:
        """Why a claim may not be shown in the model's words; None where it may.

        Args:
            claim: what the model says.
            support: what it points at.
            language: the language that was asked for, as its ISO 639-1 code.
            question: as it was asked; a claim in another language has its script.
        """
        if not words(claim) or _MARKUP.search(claim) or len(support.sentences) > MOST_SENTENCES:
            return Fault.UNREADABLE
        if language != SWEDISH:
            brief = len(words(claim)) < FEWEST and not scripts(claim)
            long = len(claim) > LONGEST * len(support.text)
            if brief or long or not scripts(claim) <= scripts(question):
                return Fault.UNREADABLE
            claim = in_swedish(claim, language)
        if all(_ASKS.search(sentence) for sentence in support.sentences):
            return Fault.TURNED
        turned = _turned(claim, support.text, language) or self._opposite(claim, support.whole)
        faults = {
            Fault.FIGURE: not _figures_stand(claim, support),
            Fault.NAME: not self._names_stand(claim, support.whole, language),
            Fault.TURNED: turned,
            Fault.WORD: language == SWEDISH and not self._tells(claim, support),
        }
        fault = next((fault for fault, applies in faults.items() if applies), None)
        if fault is None and language == SWEDISH and self._is_mixed(claim, support):
            return Fault.MIXED
        return fault

    def _is_mixed(self, claim: str, support: Support) -> bool:
        if support.cells and not is_of_one_cell(claim, support.cells, self.is_name):
            return True
        return is_mixed(claim, (*support.prose, *support.cells), self.is_name)

    def _names_stand(self, claim: str, held: str, language: str) -> bool:
        """Whether every name stands there, those side by side in the claim side by side."""
        told = words(held)
        before: tuple[int, list[str]] = (-2, [])
        for start, end, name in self._names(claim, told, language):
            parts = words(name)
            joined = claim[before[0] : start].isspace() if before[1] else False
            run = [*before[1], *parts] if joined else parts
            if not _stand_together(run, told):
                return False
            before = (end, run)
        return True

    def _names(
        self, claim: str, told: Sequence[str], language: str
    ) -> Iterator[tuple[int, int, str]]:
        """The names of a claim with where they stand; figures and dates are none."""
        taken = [(fact.start, fact.end) for fact in facts(claim)]
        openers = _words()["openers"] if language != SWEDISH else ()
        latin_alone = not scripts(claim)
        for match in _CAPITALISED.finditer(claim):
            word, lower = match.group(), match.group().lower()
            if any(start <= match.start() < end for start, end in taken):
                continue
            capital = word[0].isupper()
            opens = capital and latin_alone and _OPENS.search(claim[: match.start()]) is not None
            if opens and not any(map(str.isupper, word[1:])) and not self.is_name(lower):
                if language not in (SWEDISH, ENGLISH) or lower in openers:
                    continue
                if language == SWEDISH and not carries_meaning(lower):
                    continue
                # A sentence begins with a capital; what is said there as well is no new name.
                if _is_bound(lower) or any(word_match(lower, one) >= COMPOUND for one in told):
                    continue
            if language == ENGLISH and word == "I":
                continue
            named = any(map(str.isupper, word)) or self.is_name(lower) or not latin_alone
            if named and not scripts(word):
                yield match.start(), match.end(), word

    def _opposite(self, claim: str, held: str) -> bool:
        """Whether a word stands in its sentences only with a prefix that turns it, or without."""
        told = set(words(held))
        for word in content_words(claim):
            if any(word_match(word, other) >= INFLECTED for other in told):
                continue
            for prefix in _words()["turning"]:
                bare = word.removeprefix(prefix)
                turned = (o.removeprefix(prefix) for o in told if o.startswith(prefix))
                if (bare != word and any(word_match(bare, o) >= INFLECTED for o in told)) or any(
                    word_match(word, other) >= INFLECTED for other in turned
                ):
                    return True
        return False

    def _tells(self, claim: str, support: Support) -> bool:
        """Whether the claim's content words are said, by their letters or by what they mean."""
        wanted = content_words(_without_facts(claim))
        told = list(dict.fromkeys(words(support.whole)))
        if not wanted or not told:
            return not wanted
        degrees = [max(word_match(word, other) for other in told) for word in wanted]
        rest = [i for i, degree in enumerate(degrees) if degree < ALIKE]
        if rest:
            other = [wanted[i] for i in rest]
            alike = self.lexicon.used_alike(other, self.lexicon.numbers(told)).max(axis=1)
            for i, degree in zip(rest, alike.tolist(), strict=True):
                degrees[i] = max(degrees[i], ALIKE * degree)
        return min(degrees) >= LEAST and sum(degrees) >= ENOUGH * len(degrees)


def scripts(text: str) -> set[str]:
    """The scripts that letters are of beside the Latin one, in which names are kept."""
    first = {unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha()}
    return {"CJK" if script in _EASTERN else script for script in first} - {"LATIN", ""}


def _figures_stand(claim: str, support: Support) -> bool:
    """Whether every figure, date, amount, code and address stands there, of the same thing.

    A heading or record tells when, and where to turn to; its numbers count other things.
    """
    there = [(text, fact) for text in support.sentences for fact in facts(text)]
    # A year of the record is none that a sentence with a year of its own tells.
    dated = any(fact.sort in _DATED for _, fact in there)
    wanted = [sort for sort in _OF_FRAME if not (dated and sort in _DATED)]
    there += [(t, f) for t in support.frame for f in facts(t) if f.sort in wanted]
    for stated in facts(claim):
        same = [(text, fact) for text, fact in there if states(fact, stated)]
        after = _STOP.split(claim[stated.end :][:NEAR])[0]
        thing = next(iter(content_words(after)), "")
        near = (text[max(0, fact.start - NEAR) : fact.end + NEAR] for text, fact in same)
        if not same or (
            thing and _says(support.whole, thing) and not any(_says(text, thing) for text in near)
        ):
            return False
    return True


def _without_facts(claim: str) -> str:
    for fact in facts(claim):
        claim = claim[: fact.start] + " " * (fact.end - fact.start) + claim[fact.end :]
    return claim


def _says(text: str, word: str) -> bool:
    return any(word_match(word, other) >= COMPOUND for other in words(text))


def _stand_together(names: Sequence[str], told: Sequence[str]) -> bool:
    length = len(names)
    return any(
        all(map(_same_name, names, told[i : i + length])) for i in range(len(told) - length + 1)
    )


def _same_name(one: str, other: str) -> bool:
    """Whether two words are one name, but for its genitive or, where it is long, its article."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    endings = _words()["genitive"]
    if len(short) >= _LONG_NAME:
        endings = (*endings, *_words()["endings"])
    return len(short) > 2 and any(short + ending == long for ending in endings)


def _turned(claim: str, held: str, language: str) -> bool:
    """Whether a claim is turned or bounded otherwise than its sentences are."""
    foreign = language != SWEDISH
    if not foreign:
        there = _denied(held, around=True)
        if any(all(word_match(word, o) < COMPOUND for o in there) for word in _denied(claim)):
            return True
    for rule, bounds in _bounds().items():
        for pattern, english in bounds.values():
            held_often, here = len(pattern.findall(held)), len(pattern.findall(claim))
            if foreign and not here and english is None:
                continue
            if foreign and english is not None:
                here += len(english.findall(claim))
            if here > held_often or (rule == "both" and held_often and not here):
                return True
    return False


def _denied(text: str, *, around: bool = False) -> Collection[str]:
    """What each "inte" of a text is said of: the next word that says something.

    With ``around`` all that it may be said of, as Swedish moves the verb.
    """
    denied: set[str] = set()
    pattern, _ = _bounds()["both"]["not"]
    for match in pattern.finditer(text):
        after = content_words(_CLAUSE.split(text[match.end() :])[0])
        before = content_words(_CLAUSE.split(text[: match.start()])[-1])
        denied |= {*after[:3], *before[-2:]} if around else set(after[:1] or before[-1:])
    return denied


@cache
def _bounds() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], re.Pattern[str] | None]]]:
    """By rule and name, how a bound is told in Swedish and in English."""
    tables = patterns("bounds.toml", __package__)
    english = {name: _whole_words(text) for name, text in tables.pop("english").items()}
    return {
        rule: {name: (_whole_words(text), english.get(name)) for name, text in texts.items()}
        for rule, texts in tables.items()
    }


def _is_bound(word: str) -> bool:
    every = (pattern for bounds in _bounds().values() for pattern, _ in bounds.values())
    return any(pattern.fullmatch(word) for pattern in every)


def _whole_words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{text})(?![\w-])")


def _words() -> Mapping[str, Sequence[str]]:
    return word_lists("words.toml", __package__)
