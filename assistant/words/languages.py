"""Which language to speak: Swedish, or English to those who ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from corpus.data_files import toml


class Language(StrEnum):
    """The languages that texts outside the documents come in."""

    SWEDISH = "sv"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language, with ``{names}`` for what is filled in."""

    sv: str
    en: str

    def get(self, language: Language, /, **values: object) -> str:
        """The text in a language, filled in."""
        text = self.en if language is Language.ENGLISH else self.sv
        return text.format(**values) if values else text


@cache
def texts(package: str, file: str = "texts.toml") -> Mapping[str, Text]:
    """The texts of a TOML file by name; ``open`` in the table ``state`` is "state.open"."""
    return dict(_flat(toml(file, package), ""))


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Text]]:
    for name, value in table.items():
        match value:
            case {"sv": str(sv), "en": str(en)}:
                yield prefix + name, Text(sv, en)
            case dict():
                yield from _flat(value, f"{prefix}{name}.")


def preferred(accept_language: str | None) -> Language:
    """The language that an ``Accept-Language`` header likes best (RFC 9110, section 12.5.4).

    Of two that it likes equally the first counts; Swedish where it names neither.
    """
    best, best_weight = Language.SWEDISH, 0.0
    for choice in (accept_language or "").split(","):
        tag, _, parameter = choice.partition(";")
        primary = tag.strip().lower().split("-")[0]
        weight = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", parameter) if parameter else None
        value = float(weight[1]) if weight else 1.0
        if primary in set(Language) and value > best_weight:
            best, best_weight = Language(primary), value
    return best


def series(items: Sequence[str], joint: str) -> str:
    """Items as one names them in a sentence: "a, b och c"."""
    return f" {joint} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
