"""Requests that are declined, found by rules over kinds of words.

A rule is a row of kinds of words in one sentence: somebody who asks, an act, and people by what
they are ("vi" + "bort" + "kvinnor"). Which words are of which kind, and which rows are declined,
stands in ``declined.toml``. The time taken grows with the length of a text, no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.swedish import sentences, words

BETWEEN = {"=": 0, "-": 1, "": 6}
"""How many words may stand between a kind and the one before it, by the sign in front."""

MOST_WORDS = 4
"""Words in the longest term."""

Row = tuple[tuple[int, str, int], ...]
"""Kinds in a row, the last one first: its place, its name, how many words may stand before it."""

Kinds = dict[str, int]
"""The kinds of terms that begin at a word, each with the place after its term: ``{"asker": 4}``."""


@dataclass(frozen=True, slots=True)
class DecliningRules:
    """What ``declined.toml`` says.

    ``terms`` gives the kinds of each ("nyanländ*", "välj ut"), ``phrases`` those that are rows of
    others. A rule is a reply, the rows that get it, and those that keep a sentence from it.
    """

    terms: Mapping[str, Sequence[str]]
    phrases: Sequence[tuple[str, Row]]
    rules: Sequence[tuple[str, Sequence[Row], Sequence[Row]]]

    def reply(self, text: str) -> str | None:
        """The name of the reply to a request that is declined; None where it is not."""
        opening = Kinds(start=1, opening=1)
        for start, end in sentences(text):
            sentence = self._read(words(text[start:end]), opening)
            for reply, rows, unless in self.rules:
                if _holds(sentence, rows) and not _holds(sentence, unless):
                    return reply
            opening = Kinds(start=1)
        return None

    def _read(self, asked: Sequence[str], opening: Kinds) -> list[Kinds]:
        """The kinds of the words of a sentence; word 0 is its start."""
        plain = [re.sub(r"\d", "#", word.replace("’", "'")) for word in asked]
        sentence = [opening]
        for at in range(len(plain)):
            ends = range(at + 1, min(at + MOST_WORDS, len(plain)) + 1)
            found = ((end, self._kinds(" ".join(plain[at:end]))) for end in ends)
            sentence.append({kind: end + 1 for end, kinds in found for kind in kinds})
        for kind, row in self.phrases:
            for first, after in _spans(sentence, row):
                sentence[first][kind] = max(after, sentence[first].get(kind, after))
        return sentence

    def _kinds(self, term: str) -> Iterator[str]:
        last = term.rfind(" ") + 1
        stems = (f"{term[:end]}*" for end in range(last + 2, min(len(term), last + 20) + 1))
        for stem in (term, *stems):
            yield from self.terms.get(stem, ())


def _holds(sentence: Sequence[Kinds], rows: Iterable[Row]) -> bool:
    present = frozenset[str]().union(*sentence)
    return any(
        True
        for row in rows
        if row[0][1] in present and row[-1][1] in present
        for _ in _spans(sentence, row)
    )


def _spans(sentence: Sequence[Kinds], row: Row) -> Iterator[tuple[int, int]]:
    """Where a sentence holds a row: from which word up to which."""
    reached: dict[int, tuple[int, int]] = {}
    for at, kinds in enumerate(sentence):
        for step, kind, between in row:
            if kind in kinds:
                before = reached.get(step - 1) if step else (at, at)
                if before and at - before[1] <= between:
                    reached[step] = (before[0], kinds[kind])
                    if step == len(row) - 1:
                        yield reached[step]


def parse_row(row: str) -> Row:
    """A row as ``declined.toml`` writes it: ``"start =pick -away target"``."""
    steps = enumerate(re.findall(r"([=-]?)(\w+)", row))
    return tuple((step, kind, BETWEEN[sign]) for step, (sign, kind) in steps)[::-1]
