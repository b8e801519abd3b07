"""Whether a translation that is to be shown holds the figures, dates and names of the original.

The Swedish sentence is what was verified. Of its translation no more is known than this: it has
the same figures, dates, addresses and names and no others, is in the question's script and about
as long, and, in English, says "not" where the Swedish one does. Anything else is shown in Swedish.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answer.model.facts import FactKind, facts, plain_digits
from assistant.answer.model.segments import Unit
from assistant.answer.model.wording import FREE, PACKAGE, WORDS, Operator
from corpus.data_files import compiled
from corpus.swedish import words

if TYPE_CHECKING:
    from babel import Locale

SHORTEST, LONGEST = 0.35, 3.0
"""How long a translation may be, against the original."""

_NUMBER = re.compile(r"\d+(?:[.,:٬٫\u00a0\u202f' ]\d+)*")
_LITERAL = re.compile(r"\S+@\S+\w|(?:https?://|www\.)\S+\w|\b[\w-]+\.(?:se|com|org|net|eu|nu)\b")
_EASTERN = ("HIRAGANA", "KATAKANA", "HANGUL")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w'’-]*")


def holds(translation: str, swedish: Unit, question: str, language: str) -> bool:
    """Whether a translation may be shown in place of a sentence.

    Args:
        translation: the sentence in the question's language.
        swedish: the verified sentence.
        question: the question as it was asked, for its script.
        language: the question's language, as its ISO 639 code.
    """
    original = swedish.text
    return (
        SHORTEST * len(original) <= len(translation) <= LONGEST * len(original)
        and _scripts(translation) == _scripts(question)
        and _figures(translation) == _figures(_in_digits(original))
        and _literals(translation) == _literals(original)
        and _months(translation, language) == _swedish_months(original)
        and _named_alike(translation, swedish, language)
        and (language != "en" or _turned_alike(translation, swedish))
    )


def _scripts(text: str) -> set[str]:
    """The scripts that letters are of beside the Latin one, in which names are kept."""
    found = {unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha()}
    return {"CJK" if script in _EASTERN else script for script in found} - {"LATIN", ""}


def _figures(text: str) -> Counter[str]:
    """The numbers written with digits, of any script, however they are grouped."""
    return Counter(_plain(match) for match in _NUMBER.findall(plain_digits(text)))


def _plain(number: str) -> str:
    """A number as it is: "104 330", "104,330" and "104330" alike; so "6,5" and "6.5"."""
    parts = re.split(r"\D", number)
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3:
        return "".join(parts)
    return ".".join(part.lstrip("0") or "0" for part in parts)


def _in_digits(swedish: str) -> str:
    """A Swedish text with the numbers that it has in words as digits, as they are asked for."""
    result = swedish
    for fact in reversed(facts(swedish)):
        stated = swedish[fact.start : fact.end]
        if fact.sort is FactKind.NUMBER and not any(c.isdigit() for c in stated):
            result = f"{result[: fact.start]}{fact.value}{result[fact.end :]}"
    return result


def _literals(text: str) -> set[str]:
    return {match.lower().rstrip(".,") for match in _LITERAL.findall(text)}


def _swedish_months(text: str) -> set[int]:
    values = (
        f.value for f in facts(text) if f.sort is FactKind.DATE and isinstance(f.value, tuple)
    )
    named = re.search(r"\d{4}-\d\d|\d/\d", text) is None
    return {value[1] for value in values if value[1] is not None} if named else set()


def _months(text: str, language: str) -> set[int]:
    told = set(words(text))
    return {number for number, names in _month_names(language).items() if names & told}


@cache
def _month_names(language: str) -> dict[int, set[str]]:
    """The names of the months in a language; none where it is not known."""
    locale = _locale(language)
    wide = (
        [locale.months[context]["wide"] for context in ("format", "stand-alone")] if locale else []
    )
    return {n: {word for names in wide for word in words(names[n])} for n in range(1, 13)}


@cache
def _capitalised(language: str) -> frozenset[str]:
    """Words that the language itself writes with a capital: days, months, languages."""
    locale = _locale(language)
    if locale is None:
        return frozenset()
    wide = (names["format"]["wide"].values() for names in (locale.days, locale.months))
    names = chain(*wide, locale.languages.values())
    return frozenset(word for name in names for word in words(name))


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _named_alike(translation: str, swedish: Unit, language: str) -> bool:
    """Whether the names are those of the original, in its letters, and no others."""
    told = words(translation)
    names = [word.text for word in swedish.words if word.is_name]
    if not all(any(_begins_alike(name, word) for word in told) for name in names):
        return False
    known = {*words(swedish.text)}
    latin = not _scripts(translation)
    for match in _LATIN.finditer(translation):
        word = match.group()
        opens = not translation[: match.start()].rstrip("\"'“”« ")
        if latin and (opens or not word[0].isupper() or language == "de" or word == "I"):
            continue
        parts = words(word)
        if not all(
            any(_begins_alike(name, part) for name in known) or part in _capitalised(language)
            for part in parts
        ):
            return False
    return True


def _begins_alike(name: str, word: str) -> bool:
    """Whether a word is a name, or a form of it."""
    stem = name.removesuffix("s") if len(name) > 3 else name
    return word == name or (word.startswith(stem) and len(word) - len(stem) <= 3)


def _turned_alike(translation: str, swedish: Unit) -> bool:
    """Whether an English sentence is turned and bounded as the Swedish one is."""
    operators = swedish.operators
    english = {
        Operator(name): pattern.search(translation) is not None
        for name, pattern in compiled("english", PACKAGE).items()
    }
    denies = english.pop(Operator.NOT)
    if operators[Operator.PLANNED]:
        del english[Operator.MUST]
    return (
        (FREE.search(swedish.text) is not None or (operators[Operator.NOT] > 0) is denies)
        and set(words(translation)).isdisjoint(WORDS["english_numbers"])
        and all(operators[sort] > 0 for sort, stands in english.items() if stands)
    )
