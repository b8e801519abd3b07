"""Which words of a question say what to study, and which only tell of a person: learnt.

"Har snickrat i tjugo år och ryggen är slut, vill lära mig leda byggen": people tell what they have
done, why they ask and how they feel, without a sign between that and what they ask for. One
logistic regression over the words around a word gives it a share of each role, and a chain over
the roles of a question makes stretches of them (forward and backward; Rabiner 1989). Its card
stands in ``assistant/trained/README.md``; ``evals.training.word_roles`` makes it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.courses.read.question_text import WORD, QuestionText

MODEL = Path(__file__).parents[2] / "trained" / "word_roles.safetensors"

OTHER, SUBJECT, TOLD = ROLES = range(3)
"""The roles of a word: it asks, sets a condition or joins; it says what to study; it tells."""

BUCKETS = 1 << 15
"""Places that the features are hashed to."""

NEAR, FAR = 3, 8
"""Words on each side whose distance counts, and those that count within the clause."""

SURELY_TOLD, TOLD_BESIDE, ASKED_FOR = 0.6, 0.5, 0.3
"""Shares from which a word only tells, from which it does beside one that does, and from which it
says what to study. Chosen on the development questions."""

NO_CONDITION = 0.95
"""Share of being told from which a word sets no condition, either: "jag jobbar heltid"."""

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(rf"{WORD}|[.,;:!?()\n]")
_ENDS_CLAUSE = frozenset(".,;:!?()\n")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WordRoles:
    """The trained model. ``weights`` and ``bias`` have a column a role.

    ``steps`` tells how often a role follows another, ``usual`` how often each is met.
    """

    weights: Floats
    bias: Floats
    steps: Floats
    usual: Floats

    def roles(self, text: str) -> Iterator[tuple[tuple[int, int], Floats]]:
        """The words of a text in lower case, where each stands, with the shares of its roles."""
        tokens = list(_TOKEN.finditer(text))
        if not tokens:
            return
        words = [token.group() for token in tokens]
        scores = np.array([self._scores(places) for places in features(words)])
        likely = np.exp(scores - scores.max(axis=1, keepdims=True)) / self.usual
        for token, shares in zip(tokens, self._chained(likely), strict=True):
            if token.group() not in _ENDS_CLAUSE:
                yield token.span(), shares

    def _scores(self, places: Sequence[int]) -> Floats:
        scores: Floats = self.bias + self.weights[list(places)].sum(axis=0) / len(places) ** 0.5
        return scores

    def _chained(self, likely: Floats) -> Floats:
        """The shares of the roles of each word, with those of the words before and after it."""
        ahead, back = likely.copy(), np.ones_like(likely)
        ahead[0] *= self.usual
        for at in range(1, len(likely)):
            ahead[at] *= (ahead[at - 1] / ahead[at - 1].sum()) @ self.steps
        for at in range(len(likely) - 2, -1, -1):
            after = self.steps @ (likely[at + 1] * back[at + 1])
            back[at] = after / after.sum()
        both = ahead * back
        shares: Floats = both / both.sum(axis=1, keepdims=True)
        return shares


@dataclass(frozen=True, slots=True)
class Story:
    """What a question only tells.

    ``wishes`` has how likely each word says what to study, by where it begins. ``text`` is the
    question with what is surely told alone; ``perhaps`` has what is not as sure, and may set
    conditions: "men jag har värk, så det får bli halvfart".
    """

    wishes: Mapping[int, float]
    text: QuestionText
    perhaps: QuestionText


def cut_story(question: QuestionText, word_roles: WordRoles | None) -> Story:
    """Takes away what is only told; nothing where no roles are known."""
    text = question.rest.replace("\0", " ")
    roles = list(word_roles.roles(text)) if word_roles else []
    told = np.array([shares[TOLD] for _, shares in roles])
    stretches: list[tuple[int, int]] = []
    for likely, each in groupby(range(len(roles)), lambda at: told[at] >= TOLD_BESIDE):
        numbers = list(each)
        if likely and told[numbers].max() >= SURELY_TOLD:
            stretches.append((roles[numbers[0]][0][0], roles[numbers[-1]][0][1]))
    wishes = {start: float(shares[SUBJECT]) for (start, _), shares in roles}
    perhaps = question.cut(stretches)
    surely = perhaps.cut(
        [span for (span, _), share in zip(roles, told, strict=True) if share >= NO_CONDITION]
    )
    return Story(wishes, surely, perhaps)


def features(words: Sequence[str]) -> list[list[int]]:
    """For each word or sign of a question the places of its features."""
    words = [_DIGIT.sub("0", word) for word in words]  # one number is as good as another
    firsts, ends = _clauses(words)
    count = len(words)
    beyond = ["^"] * (NEAR + 1)
    padded = [*words, *beyond, *beyond]  # what is before the first word has a number below 0

    rows = []
    for i, word in enumerate(words):
        first = firsts[i]
        each = [
            *(f"word {word}", f"ends {word[-3:]}", f"ends {word[-2:]}", f"begins {word[:4]}"),
            *(f"before {min(i, 3)}", f"after {min(count - i, 3)}"),
            *(f"{d} {padded[i + d]}" for d in range(-NEAR, NEAR + 1) if d),
            *(f"{d} ends {padded[i + d][-3:]}" for d in (-1, 1)),
            *(f"pair {d} {padded[i + d]} {padded[i + d + 1]}" for d in (-2, -1, 0, 1)),
            *(f"first {padded[first]}", f"second {padded[first]} {padded[first + 1]}"),
            f"in {min(i - first, 4)}",
            *(f"left {other}" for other in words[max(first, i - FAR) : i]),
            *(f"right {other}" for other in words[i + 1 : min(ends[i], i + FAR + 1)]),
        ]
        rows.append(sorted({zlib.crc32(one.encode()) % BUCKETS for one in each}))
    return rows


def _clauses(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """For each word where its clause begins, and the sign that ends it."""
    firsts, ends = [], []
    first, end = 0, len(words)
    for i, word in enumerate(words):
        first = i + 1 if word in _ENDS_CLAUSE else first
        firsts.append(first)
    for i in range(len(words) - 1, -1, -1):
        end = i if words[i] in _ENDS_CLAUSE else end
        ends.append(end)
    return firsts, ends[::-1]


@cache
def load_word_roles(path: Path = MODEL) -> WordRoles:
    """The trained model."""
    from safetensors.numpy import load_file

    tensors = {name: tensor.astype(np.float64) for name, tensor in load_file(path).items()}
    return WordRoles(**tensors)
