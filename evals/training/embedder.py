"""Trains the built-in static model: ``python -m evals.training.embedder TRAIN_DIR OUT_DIR``.

Four steps, described in the card in ``corpus/builtin``: a BPE tokenizer; vectors of its pieces from
which pieces stand near each other (PPMI and SVD, Levy and Goldberg 2014; rare pieces weigh more,
Arora, Liang and Ma 2017); contrastive training on pairs with the other passages of the batch as
wrong answers (InfoNCE); 8-bit integers. The same input gives the same model on one machine.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy import sparse
from sklearn.utils.extmath import randomized_svd
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch.nn import functional

from corpus.embedding import weigh
from evals.training.material import Material, read_material

SEED = 20261121

VOCABULARY = 32_000
RAREST = 5
"""A pair of pieces that occurs less often is never joined to one."""
ALPHABET = 200
UNKNOWN = "[UNK]"

DIMENSIONS = 256
WINDOW = 5
"""Pieces at most this far apart stand near each other; nearer ones count for more."""
CONTEXT_SMOOTHING = 0.75
RARITY = 3e-4
"""Frequency at which a piece's starting weight is halved."""

STEPS = 700
BATCH = 1024
RATE = 0.002
WARM_UP = 50
LOWEST_RATE = 0.02
TEMPERATURE = 0.05
LONGEST = 200
"""Different pieces of a text that are read in training."""

_CHUNK = 4_000_000
_GAP = -1

Floats = NDArray[np.float32]
Ids = NDArray[np.int32]

_log = logging.getLogger("evals.training.embedder")


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as weighted pieces, end to end: text ``i`` is ``starts[i]`` to ``starts[i + 1]``."""

    pieces: Ids
    weights: Floats
    starts: NDArray[np.int64]

    def embedded(self, table: torch.Tensor, texts: NDArray[np.int64]) -> torch.Tensor:
        """The vectors of some texts, of length 1, by those of their pieces."""
        lengths = np.minimum(self.starts[texts + 1] - self.starts[texts], LONGEST)
        offsets = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(self.starts[texts] - offsets, lengths)
        summed = functional.embedding_bag(
            torch.from_numpy(self.pieces[places]),
            table,
            torch.from_numpy(offsets.astype(np.int32)),
            mode="sum",
            per_sample_weights=torch.from_numpy(self.weights[places]),
        )
        return functional.normalize(summed, dim=1)


def main(arguments: Sequence[str]) -> int:
    """Reads the training folder, trains, and writes the model's two files."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    source, target = map(Path, arguments)
    material = read_material(source, SEED)
    _log.info("%d texts, %d pairs", len(material.texts), len(material.pairs))
    tokenizer = train_tokenizer(material.texts)
    start = starting_vectors(tokenizer, material.texts)
    _log.info("starting vectors of %d pieces", len(start))
    save(train(tokenizer, start, material), tokenizer, target)
    return 0


def train_tokenizer(texts: Sequence[str]) -> Tokenizer:
    """Pieces of words in lower case; punctuation is left out.

    A piece inside a word is the same as at its start, so that "vuxenutbildning" shares
    "utbildning" with the word itself.
    """
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace("\u00ad", ""), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(
        Regex(r"[\p{L}\p{M}\p{N}]+"), behavior="removed", invert=True
    )
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        min_frequency=RAREST,
        limit_alphabet=ALPHABET,
        special_tokens=[UNKNOWN],
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def starting_vectors(tokenizer: Tokenizer, texts: Sequence[str]) -> Floats:
    """Vectors of the pieces from their neighbours, shorter for frequent pieces."""
    size = tokenizer.get_vocab_size()
    gap = np.full(WINDOW, _GAP, dtype=np.int32)
    stream = np.concatenate([part for ids in encode(tokenizer, texts) for part in (ids, gap)])
    counts = sparse.csr_matrix((size, size), dtype=np.float32)
    for start in range(0, len(stream), _CHUNK):
        counts = counts + neighbours(stream[start : start + _CHUNK], size, WINDOW)
    table, frequency = associations(counts)
    # Without the singular values, all directions count alike: .05 better on SQuAD-sv untrained.
    vectors, _, _ = randomized_svd(table, DIMENSIONS, n_iter=3, random_state=SEED)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    weights = RARITY / (RARITY + frequency / frequency.sum())
    scaled: Floats = (vectors / np.maximum(lengths, 1e-9) * weights[:, None]).astype(np.float32)
    return scaled


def associations(
    counts: sparse.csr_matrix, fewest: float = 0.0
) -> tuple[sparse.csr_matrix, NDArray[np.float64]]:
    """How much likelier than by chance two numbers stand near each other (PPMI), in either order.

    And how often each stands near any. Pairs that do so ``fewest`` times or less count as never.
    """
    both = (counts + counts.T).tocoo()
    frequency = np.asarray(both.sum(axis=1)).ravel()
    contexts = frequency**CONTEXT_SMOOTHING
    expected = frequency[both.row] * contexts[both.col] / contexts.sum()
    association = np.log(both.data / expected)
    kept = (association > 0) & (both.data > fewest)
    values = association[kept].astype(np.float32), (both.row[kept], both.col[kept])
    return sparse.csr_matrix(values, counts.shape), frequency


def neighbours(stream: Ids, size: int, window: int) -> sparse.csr_matrix:
    """How often the second of two numbers follows the first within a window, nearer ones more.

    A negative number is a gap that nothing reaches over where it stands ``window`` times.
    """
    rows, columns, weights = [], [], []
    for distance in range(1, window + 1):
        left, right = stream[:-distance], stream[distance:]
        both = (left != _GAP) & (right != _GAP)
        rows.append(left[both])
        columns.append(right[both])
        weights.append(np.full(both.sum(), 1 / distance, dtype=np.float32))
    parts = np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))
    return sparse.coo_matrix(parts, shape=(size, size)).tocsr()


def train(tokenizer: Tokenizer, start: Floats, material: Material) -> Floats:
    """Contrastive training: each query of a batch shall find its own passage and the reverse."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    chance = np.random.default_rng(SEED)
    texts, pairs = index_pairs(tokenizer, material.pairs)
    table = torch.tensor(start, requires_grad=True)
    optimiser = torch.optim.Adam([table], lr=RATE, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(1, (step + 1) / WARM_UP) * max(LOWEST_RATE, 1 - step / STEPS),
    )
    order = chance.permutation(len(pairs))
    for step in range(STEPS):
        if len(order) < BATCH:
            order = chance.permutation(len(pairs))
        batch, order = pairs[order[:BATCH]], order[BATCH:]
        loss = _loss(table, texts, batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        if step % 50 == 49:
            _log.info("step %d of %d: loss %.3f", step + 1, STEPS, loss.item())
    trained: Floats = table.detach().numpy()
    return trained


def index_pairs(
    tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]
) -> tuple[Texts, NDArray[np.int64]]:
    """The different texts of the pairs, and each pair as two numbers of texts."""
    numbers: dict[str, int] = {}
    indexed = [tuple(numbers.setdefault(text, len(numbers)) for text in pair) for pair in pairs]
    weighed = [weigh(ids) for ids in encode(tokenizer, list(numbers))]
    lengths = np.array([len(pieces) for pieces, _ in weighed])
    texts = Texts(
        pieces=np.concatenate([pieces for pieces, _ in weighed]).astype(np.int32),
        weights=np.concatenate([weights for _, weights in weighed]),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
    )
    known = [pair for pair in indexed if all(lengths[text] for text in pair)]
    return texts, np.array(known, dtype=np.int64)


def encode(tokenizer: Tokenizer, texts: Sequence[str], size: int = 10_000) -> list[Ids]:
    """Each text as the numbers of its pieces, in order."""
    return [
        np.array(encoding.ids, dtype=np.int32)
        for start in range(0, len(texts), size)
        for encoding in tokenizer.encode_batch_fast(
            list(texts[start : start + size]), add_special_tokens=False
        )
    ]


def save(vectors: Floats, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes the tokenizer, and the vectors as 8-bit integers of one common scale."""
    folder.mkdir(parents=True, exist_ok=True)
    vectors = vectors.copy()
    vectors[tokenizer.token_to_id(UNKNOWN)] = 0  # what is not known says nothing
    whole = np.round(vectors * (127 / np.abs(vectors).max())).astype(np.int8)
    save_file({"embeddings": whole}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def _loss(table: torch.Tensor, texts: Texts, batch: NDArray[np.int64]) -> torch.Tensor:
    sides = [texts.embedded(table, of_side) for of_side in batch.T]
    scores = sides[0] @ sides[1].T / TEMPERATURE
    # Two pairs that share a text are no wrong answers to each other.
    queries, passages = batch.T
    same = np.equal.outer(queries, queries) | np.equal.outer(passages, passages)
    same |= np.equal.outer(queries, passages)
    np.fill_diagonal(same, False)
    scores = scores.masked_fill(torch.from_numpy(same), float("-inf"))
    diagonal = torch.arange(len(batch))
    both = functional.cross_entropy(scores, diagonal) + functional.cross_entropy(scores.T, diagonal)
    return both / 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
