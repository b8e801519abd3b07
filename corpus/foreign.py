"""Questions in a language that is neither Swedish nor English: telling them, and which it is.

A Swedish question taken for a foreign one gets no answer at all, a foreign one taken for Swedish
gets a poor one; so everything unclear counts as Swedish.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from corpus.data_files import word_lists
from corpus.english import COMMON_ENGLISH, COMMON_SWEDISH
from corpus.phrases import tokens_of

if TYPE_CHECKING:
    from lingua import LanguageDetector

SAMPLE = 400
"""Characters that are looked at; a question is seldom longer."""

# Shares of likelihood: of the language that is named, and of Swedish, its kin and English at most.
# Chosen so that none of 1,100 Swedish and English questions is foreign, even with three typos.
_SURE = 0.8
_HARDLY = 0.05
_HARDLY_AT_ALL = 0.002

_FEWEST_WORDS = 2
_FEWEST_LETTERS = 3

# Words of running text that tell a foreign language where no word of nearly every question does.
_FEWEST_UNKNOWN = 6


class Tongue(StrEnum):
    """The foreign languages that can be named with certainty, by their ISO 639-1 codes."""

    ARABIC = "ar"
    BOSNIAN_CROATIAN_SERBIAN = "bs"
    FINNISH = "fi"
    FRENCH = "fr"
    GERMAN = "de"
    PERSIAN = "fa"
    POLISH = "pl"
    RUSSIAN = "ru"
    SOMALI = "so"
    SPANISH = "es"
    TIGRINYA = "ti"
    TURKISH = "tr"
    UKRAINIAN = "uk"


@dataclass(frozen=True, slots=True)
class Foreign:
    """That a question is in a foreign language; ``tongue`` is None where it is not sure which."""

    tongue: Tongue | None


_LISTS = word_lists("foreign.toml")
_TELLING = {tongue: frozenset(_LISTS[tongue]) for tongue in Tongue}
"""Words of nearly every question in a language, and hardly of a Swedish or English one."""

_HOME = (COMMON_ENGLISH | COMMON_SWEDISH) - frozenset(word_lists("common_words.toml")["elsewhere"])
"""Of the Swedish and English ones those that no other language has ("du", "was" are others')."""

_NORDIC_OR_ENGLISH = frozenset("sv en da nb nn is".split())
_BORROWED = re.compile(r"\b(?:komvux|yrkesvux|sfi|csn|syv|arbetsförmedlingen)\w*", re.IGNORECASE)
"""Swedish names in questions of any language; they mislead who looks at the letters."""

_OTHER_NAMES = {"hr": "bs", "sr": "bs"}


def foreign(text: str, knows: Callable[[str], bool]) -> Foreign | None:
    """The foreign language of a question; None where it is, or may be, Swedish or English.

    One in another script is told by its letters. In Latin ones names and abbreviations say
    nothing, and the neighbours of Swedish pass for Swedish. ``knows`` tells whether a word in
    lower case is a Swedish one.
    """
    text = _BORROWED.sub(" ", unicodedata.normalize("NFKC", text[:SAMPLE]))
    tokens = tokens_of(text)
    words = [token.folded for token in tokens]
    home = sum(word in _HOME for word in words)
    scripts = Counter(_script(letter) for letter in text if letter.isalpha())
    elsewhere = scripts.total() - scripts["LATIN"]
    if elsewhere >= _FEWEST_LETTERS and elsewhere > scripts["LATIN"]:
        # "Vad betyder" and a foreign word is a question in Swedish.
        return None if home > 1 else Foreign(_by_script(text, words, scripts))
    known = sum(map(knows, words))
    telling = max(len(of_tongue.intersection(words)) for of_tongue in _TELLING.values())
    unknown = [token.folded for token in tokens if token.text.islower() and not knows(token.folded)]
    clear = "å" not in text.lower() and len(unknown) >= _FEWEST_UNKNOWN
    # To ask for the likeliest language takes long, and without either nothing follows from it.
    if home or len(words) < _FEWEST_WORDS or 2 * known >= len(words) or not (telling or clear):
        return None
    best, share, near = _likeliest(text)
    if near > _HARDLY:
        return None
    tongue = _confirmed(best, words) if share >= _SURE else None
    if tongue or telling > 1:
        return Foreign(tongue)
    return Foreign(None) if clear and near <= _HARDLY_AT_ALL else None


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _by_script(text: str, words: Sequence[str], scripts: Counter[str]) -> Tongue | None:
    if scripts["ETHIOPIC"]:
        # Amharic has the same script, and lingua knows neither.
        return _confirmed(Tongue.TIGRINYA, words)
    if scripts["ARABIC"] or scripts["CYRILLIC"]:
        best, share, _ = _likeliest(text)
        return _confirmed(best, words) if share >= _SURE else None
    return None


def _confirmed(code: str, words: Sequence[str]) -> Tongue | None:
    """The language of a code if it can be named and one of its own common words is there.

    Languages unknown to lingua pass for their neighbours there: Kurdish for Turkish or Persian.
    """
    if code not in set(Tongue):
        return None
    tongue = Tongue(code)
    return None if _TELLING[tongue].isdisjoint(words) else tongue


def _likeliest(text: str) -> tuple[str, float, float]:
    """The likeliest language's code, its share of 1, and that of Swedish, its kin and English."""
    shares: dict[str, float] = defaultdict(float)
    detector = language_detector(*_LISTS["lingua"])
    for guess in detector.compute_language_confidence_values(text):
        code = guess.language.iso_code_639_1.name.lower()
        shares[_OTHER_NAMES.get(code, code)] += guess.value
    best, share = max(shares.items(), key=lambda pair: pair[1])
    return best, share, sum(shares[code] for code in _NORDIC_OR_ENGLISH)


@cache
def language_detector(*names: str) -> LanguageDetector:
    """Tells some languages apart, which are named as lingua names them."""
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in names]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
