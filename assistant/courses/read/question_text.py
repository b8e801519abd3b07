"""The words of a question, taken one constraint at a time; what is left says what to study."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy

WORD = r"[^\W_]+(?:[-–:'’&.][^\W_]+)*[+#]{0,2}"
"""A word: hyphens, colons and full stops inside belong to it, and the signs of "C#" and "C++"."""

NEAR = 80
"""Characters before a word that tell what it is: "i närheten av", "inte på"."""

_WORD = re.compile(WORD)
_GONE = "\0"
_ENDS_SENTENCE = ".!?:\n"


class QuestionText:
    """A question in lower case, with slips put right.

    ``rest`` has what no constraint has taken; a taken stretch is marked so that nothing is found
    in it or across it. Offsets count in ``rest``; `written` gives the question's own words. Of
    "Komuxkurs i Borås" with "komuxkurs" taken, ``rest`` is ten marks and " i borås".
    """

    def __init__(
        self, question: str, corrected: str, respelt: Callable[[str], str | None] = lambda _: None
    ) -> None:
        """``corrected`` is the question word for word, with slips put right (in Unicode NFC).

        ``respelt`` gives for a word in lower case the name that it is a misspelling of, if any.
        """
        self.question = question
        self._starts: list[int] = []
        self._ends: list[int] = []
        pieces: list[str] = []
        at = 0
        right = _WORD.findall(corrected)
        for match, spelt in zip(_WORD.finditer(question), right, strict=True):
            self._append(pieces, at, match.start())
            word = match.group().lower()
            correct = respelt(word) or spelt.lower()
            if correct != word or len(word) != len(match.group()):
                pieces.append(correct)
                self._starts += [match.start()] * len(correct)
                self._ends += [match.end()] * len(correct)
            else:
                pieces.append(word)
                self._starts += range(match.start(), match.end())
                self._ends += range(match.start() + 1, match.end() + 1)
            at = match.end()
        self._append(pieces, at, len(self.question))
        self.rest = self._whole = "".join(pieces)
        self.spans: dict[str, str] = {}
        self.builds_on: str | None = None
        self._capitals = self.question != self.question.upper()

    def _append(self, pieces: list[str], start: int, end: int) -> None:
        """What stands between words, letter for letter; any white space but a break is a space."""
        for i in range(start, end):
            char = self.question[i]
            pieces.append(" " if char.isspace() and char != "\n" else char.lower()[:1])
            self._starts.append(i)
            self._ends.append(i + 1)

    def find(self, wanted: re.Pattern[str]) -> re.Match[str] | None:
        """Where a pattern first stands in what is not taken."""
        return wanted.search(self.rest)

    def find_all(self, wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern stands in what is not taken."""
        return wanted.finditer(self.rest)

    def before(self, start: int) -> str:
        """What stands right before a place, taken or not, as far as it can tell of the word there.

        "Klarar inte distans" tells of a person, and yet what is not wanted.
        """
        return self._whole[max(0, start - NEAR) : start]

    def written(self, start: int, end: int) -> str:
        """The question's own words for a stretch."""
        return self.question[self._starts[start] : self._ends[end - 1]] if end > start else ""

    def take(self, name: str, start: int, end: int) -> None:
        """Takes a stretch for a constraint; several of one constraint make one span."""
        words = self.written(start, end).strip()
        before = self.spans.get(name)
        if before is None:
            self.spans[name] = words
        elif words not in before:
            self.spans[name] = self._together(before, words)
        self.drop(start, end)

    def drop(self, start: int, end: int) -> None:
        """Takes a stretch that says nothing of what to study, nor any constraint."""
        self.rest = self.rest[:start] + _GONE * (end - start) + self.rest[end:]

    def cut(self, stretches: Sequence[tuple[int, int]]) -> QuestionText:
        """Drops some stretches; what comes back is the question with them alone."""
        part = copy(self)
        part.spans = {}
        part.rest = _GONE * len(self.rest)
        for start, end in stretches:
            part.rest = part.rest[:start] + self.rest[start:end] + part.rest[end:]
            self.drop(start, end)
        part._whole = part.rest
        return part

    def give_back(self, before: str, start: int, end: int) -> None:
        """Makes a stretch that was taken free again, as it stood in the ``rest`` of before."""
        self.rest = self.rest[:start] + before[start:end] + self.rest[end:]

    def restore(self, part: QuestionText) -> None:
        """Makes what a part of the question still has free again."""
        pairs = zip(self.rest, part.rest, strict=True)
        self.rest = "".join(own if other == _GONE else other for own, other in pairs)

    def drop_all(self, wanted: re.Pattern[str]) -> None:
        """Drops every stretch where a pattern stands."""
        for match in list(self.find_all(wanted)):
            self.drop(*match.span())

    def _together(self, one: str, other: str) -> str:
        """The stretch of the question that holds both of two others."""
        first, second = sorted((self.question.find(one), self.question.find(other)))
        end = max(self.question.find(s) + len(s) for s in (one, other))
        return self.question[first:end] if second >= 0 else one

    def words(self) -> list[re.Match[str]]:
        """The words that are not taken, in order."""
        return list(_WORD.finditer(self.rest))

    def is_name(self, start: int) -> bool:
        """Whether a word has a capital that no beginning of a sentence asks for."""
        at = self._starts[start]
        before = self.question[:at].rstrip(" \t\"'“”(–-")
        inside = bool(before) and before[-1] not in _ENDS_SENTENCE
        return self._capitals and inside and self.question[at].isupper()
