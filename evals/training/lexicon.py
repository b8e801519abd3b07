"""Trains the built-in lexicon: ``python -m evals.training.lexicon TRAIN THESAURUS OUT``.

Which words are used alike: their neighbours counted (PPMI) and condensed (SVD; Levy and Goldberg
2014), then drawn towards their synonyms in a thesaurus (retrofitting; Faruqui and others 2015).
That gives everyday words a place, too, that texts of authorities do not use. See the card in
``corpus/builtin``. The same input gives the same lexicon on one machine.
"""

from __future__ import annotations

import logging
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from corpus.embedding import unit
from corpus.swedish import normalise, sentences, words
from evals.training.embedder import SEED, associations, neighbours
from evals.training.material import read_material
from evals.training.relations import relations

RAREST = 12
"""A word that occurs less often is not learnt from texts."""

MOST_WORDS = 60_000
WINDOW = 3
"""Words at most this far apart stand near each other: near ones tell what may replace a word."""

FREQUENT = 1e-4
"""Share of all words from which a word is now and then left out of the counting."""

FEWEST_TOGETHER = 0.35
"""Two words that stand near each other less often, nearer ones counting more, are not counted."""

SINGULAR_POWER = 0.25
DIMENSIONS = 128
ROUNDS = 10
"""How often each word moves towards its synonyms; it hardly moves any more after."""

_HEAD = re.compile(r"(?P<word>[^|]+)\|\d+")
_GAP = [-1] * WINDOW
_CHUNK = 4_000_000

Floats = NDArray[np.float32]

_log = logging.getLogger("evals.training.lexicon")


def main(arguments: Sequence[str]) -> int:
    """Reads the training folder and the thesaurus, trains, and writes the lexicon's two files."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    source, thesaurus, target = map(Path, arguments)
    lines = [
        said
        for text in read_material(source, SEED).texts
        for start, end in sentences(text)
        if len(said := words(text[start:end].replace("\u00ad", ""))) > 3
    ]
    counts = Counter(word for line in lines for word in line)
    known = [word for word, count in counts.most_common(MOST_WORDS) if count >= RAREST]
    _log.info("%d sentences, %d words known", len(lines), len(known))
    vectors = word_vectors(lines, known)
    _log.info("vectors of the words")
    synonyms = read_thesaurus(thesaurus.read_text(encoding="utf-8"))
    for one, other in relations():
        add_synonyms(synonyms, one, other)
    every, fitted = retrofitted(known, vectors, synonyms)
    _log.info("%d words with those of the thesaurus", len(every))
    save(every, fitted, [counts[word] for word in every], target)
    return 0


def word_vectors(lines: Sequence[Sequence[str]], known: Sequence[str]) -> Floats:
    """A row of length 1 for each known word, from the words that stand near it."""
    number = {word: i for i, word in enumerate(known)}
    frequency = np.zeros(len(known))
    for line in lines:
        for word in line:
            if word in number:
                frequency[number[word]] += 1
    kept = np.minimum(1, np.sqrt(FREQUENT * frequency.sum() / np.maximum(frequency, 1)))
    chance = np.random.default_rng(SEED)
    counts = sparse.csr_matrix((len(known), len(known)), dtype=np.float32)
    for stream in _streams(lines, number, kept, chance):
        counts = counts + neighbours(stream, len(known), WINDOW)
    table, _ = associations(counts, FEWEST_TOGETHER)
    size = min(DIMENSIONS, len(known) // 2)
    vectors, singular, _ = randomized_svd(table, size, n_iter=3, random_state=SEED)
    scaled: Floats = (vectors * singular**SINGULAR_POWER).astype(np.float32)
    return unit(scaled)


def read_thesaurus(text: str) -> defaultdict[str, set[str]]:
    """Each single word's synonyms, in both directions, from a thesaurus in MyThes's format.

    An entry is a line ``word|number of senses``, followed by a line ``|synonym|synonym`` for each.
    """
    synonyms: defaultdict[str, set[str]] = defaultdict(set)
    head = ""
    for line in text.splitlines():
        entry = _HEAD.fullmatch(line)
        if entry:
            head = _single(entry["word"])
        elif line.startswith("|") and head:
            for other in map(_single, line[1:].split("|")):
                add_synonyms(synonyms, head, other)
    return synonyms


def add_synonyms(synonyms: dict[str, set[str]], one: str, other: str) -> None:
    """Adds two single words as synonyms of each other; passes over phrases."""
    first, second = _single(one), _single(other)
    if first and second and first != second:
        synonyms[first].add(second)
        synonyms[second].add(first)


def retrofitted(
    known: Sequence[str], vectors: Floats, synonyms: Mapping[str, set[str]]
) -> tuple[list[str], Floats]:
    """All words, those of the thesaurus added, and their vectors drawn towards their synonyms'.

    A word stays as near to its fixed vector as to the mean of its synonyms; one that texts do not
    know has only these.
    """
    added = sorted(set(synonyms).difference(known))
    every = [*known, *added]
    number = {word: i for i, word in enumerate(every)}
    fixed = np.zeros((len(every), vectors.shape[1]), dtype=np.float32)
    fixed[: len(known)] = vectors
    moved = fixed.copy()
    for _ in range(ROUNDS):
        for word in sorted(synonyms):
            others = moved[[number[other] for other in sorted(synonyms[word])]].mean(axis=0)
            i = number[word]
            moved[i] = (fixed[i] + others) / 2 if i < len(known) else others
    return every, unit(moved)


def save(every: Sequence[str], vectors: Floats, counts: Sequence[int], folder: Path) -> None:
    """Writes the words, a line each, and their counts and vectors as 8-bit integers."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.txt").write_text("\n".join([*every, ""]), encoding="utf-8")
    whole = np.round(vectors * (127 / np.abs(vectors).max())).astype(np.int8)
    tables = {"vectors": whole, "counts": np.array(counts, dtype=np.int32)}
    save_file(tables, folder / "words.safetensors")


def _streams(
    lines: Sequence[Sequence[str]],
    number: Mapping[str, int],
    kept: NDArray[np.float64],
    chance: np.random.Generator,
) -> Iterator[NDArray[np.int32]]:
    """The numbers of the known words, sentences apart; of the frequent ones some are left out."""
    stream: list[int] = []
    for line in lines:
        ids = [number[word] for word in line if word in number]
        drawn = chance.random(len(ids))
        stream += [i for i, draw in zip(ids, drawn, strict=True) if draw < kept[i]] + _GAP
        if len(stream) > _CHUNK:
            yield np.array(stream, dtype=np.int32)
            stream = []
    yield np.array(stream, dtype=np.int32)


def _single(word: str) -> str:
    """A word in lower case; empty for a phrase."""
    folded = normalise(word).lower()
    return "" if " " in folded else folded


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
