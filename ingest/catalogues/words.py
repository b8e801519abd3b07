"""What words say of a course: distance or class, evening, pace, prior knowledge.

The expressions stand in ``words.toml``. Columns, modes of study on web pages and running texts
have functions of their own where they are to be understood in different ways: "flexibel" in a
column for the form of study says neither distance nor class, "blended" as a mode says distance.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from corpus.data_files import any_of, rows

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_PACES = {word: float(share) for word, share in rows("paces.tsv", __package__)}
_MODE_PACES = {**_PACES, "full time": 100.0, "half time": 50.0}


_SYSTEMS = ("hp", "yh", "vp", "gy")


@dataclass(frozen=True, slots=True)
class CourseText:
    """A free text: what its labelled paragraphs say of prior knowledge, and the rest."""

    rest: str | None
    eligibility: str | None
    recommended: str | None


@lru_cache(maxsize=5_000)
def split_text(text: str) -> CourseText:
    """Takes the paragraphs labelled as prior knowledge out of a text.

    A label alone on its line is that of the paragraph that follows.
    """
    rest: list[str] = []
    eligibility: list[str] = []
    recommended: list[str] = []
    pile = rest
    for line in text.split("\n"):
        paragraph = line
        if match := _expression("recommended_label").fullmatch(line):
            pile, paragraph = recommended, match[1]
        elif match := _expression("eligibility_label").fullmatch(line):
            pile, paragraph = eligibility, match[1]
        if paragraph:
            pile.append(paragraph)
            pile = rest
    return CourseText(*("\n".join(pile) or None for pile in (rest, eligibility, recommended)))


@lru_cache(maxsize=5_000)
def distance(text: str) -> bool | None:
    """What a running text, or a name, says of distance; None where nothing, or both."""
    if _has("no_distance", text):
        return False
    in_class = _has("class", text)
    if _has("distance", text):
        return None if in_class else True
    return False if in_class or _has("lessons", text) else None


def distance_of_form(text: str) -> bool | None:
    """What a column for the form of study says of distance; mixed forms say neither."""
    if _has("half_distance_form", text):
        return None
    if _has("no_distance", text):
        return False
    return _either(_has("distance_form", text), _has("class_form", text))


def distance_of_mode(mode: str) -> bool | None:
    """What a mode of study on a web page says: True at a distance, False on site.

    A blended course is one at a distance that meets, as it is in EMIL.
    """
    whole = r"\b(?:{})\b"
    if any_of("distance_mode", __package__, whole).search(mode):
        return True
    return False if any_of("class_mode", __package__, whole).search(mode) else None


@lru_cache(maxsize=5_000)
def evening(text: str) -> bool | None:
    """True where a sentence of a text says that teaching is in the evening."""
    sentences = _SENTENCE_END.split(text)
    in_evening = any(
        _has("evening", sentence)
        and not _has("other_evening", sentence)
        and not _has("day", sentence)
        for sentence in sentences
    )
    return in_evening or None


def evening_of_time(text: str) -> bool | None:
    """What a column for the time of study says: evening, day, or neither where it says both."""
    return _either(_has("evening", text), _has("day", text))


def says(name: str) -> Callable[[str], bool | None]:
    """What gives True where a text has an expression of a list of ``words.toml``."""
    return lambda text: _has(name, text) or None


def points_system(text: str) -> str | None:
    """The system of points that a unit names: ``"7,5 hp"``."""
    return next((each for each in _SYSTEMS if _has(f"points_{each}", text)), None)


def pace(text: str) -> float | None:
    """Percent of full time, in a word: ``halvfart``."""
    return _PACES.get(text.strip().casefold())


def pace_of_text(text: str) -> float | None:
    """The one pace that a running text states, in percent of full time."""
    # Letters are made small first: a match in capitals need not be the word that it looks like.
    matches = _expression("pace_text").finditer(text.casefold())
    return _only(
        {
            _PACES[match["word"]] if match["word"] else float(match["before"] or match["after"])
            for match in matches
        }
    )


def pace_of_mode(mode: str) -> float | None:
    """The pace that a mode of study is: ``heltid``, ``50 %``; None where it says something else."""
    match = _expression("pace_mode").fullmatch(mode.strip().casefold())
    if match is None:
        return pace_of_text(mode)
    if match["share"]:
        return _only({float(match["share"])})
    return _MODE_PACES[match["word"].replace("-", " ")]


def _only(paces: set[float]) -> float | None:
    pace = paces.pop() if len(paces) == 1 else 0.0
    return pace if 1 < pace <= 100 else None


def _either(yes: bool, no: bool) -> bool | None:
    return None if yes == no else yes


def _expression(name: str) -> re.Pattern[str]:
    return any_of(name, __package__)


def _has(name: str, text: str) -> bool:
    return _expression(name).search(text) is not None
