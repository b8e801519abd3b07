"""Texts as vectors: one protocol, the built-in static model, and sentence-transformers models."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.local_models import LocalModel, ModelUnavailable, find_model, prepare, unreadable
from corpus.prompts import prompts_for
from corpus.swedish import well_formed

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUILTIN = "builtin"
"""The name of the embedder that comes with the program and needs neither torch nor network."""

BUILTIN_FOLDER = Path(__file__).parent / "builtin"

REMEMBERED_WORDS = 50_000
"""Words whose vectors are kept, at a kilobyte each."""

_BATCH = 4096
# Texts that a model reads at a time: with 512 tokens each they take some hundred megabytes.
_MODEL_BATCH = 32
_CLASSIFIER = "ForSequenceClassification"

Vectors = NDArray[np.float32]

logger = logging.getLogger(__name__)


class EmbedderUnavailable(ModelUnavailable):
    """The embedder cannot be loaded; the message says in Swedish what to do."""


@contextmanager
def whole_files(what: str, folder: Path) -> Iterator[None]:
    """Raises EmbedderUnavailable where the program's own files in a folder cannot be read."""
    from safetensors import SafetensorError

    try:
        yield
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise EmbedderUnavailable(
            f"{what} i mappen {folder} saknas eller är skadad. Installera om Vägvis."
        ) from error


class Embedder(Protocol):
    """Turns texts into vectors of one length whose dot product is the cosine."""

    @property
    def name(self) -> str:
        """What the store records: vectors of embedders with different names never mix."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, of length 1; all zeros where a text has no known word."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """One vector, made to be compared with those of passages."""
        ...


class StaticEmbedder:
    """A table of vectors, one for each piece of a word; a text is the weighted sum of its pieces.

    There are no layers to run, so thousands of passages a second are read on one core. Safe to
    share between threads.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model in a folder; raises EmbedderUnavailable where a file cannot be read."""
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        with whole_files("Språkmodellen", folder):
            pieces = (folder / "tokenizer.json").read_bytes()
            table = (folder / "model.safetensors").read_bytes()
            self._tokenizer = Tokenizer.from_buffer(pieces)
            self._table: Vectors = load(table)["embeddings"].astype(np.float32)
        digest = hashlib.sha256(pieces + table).hexdigest()[:12]
        self.name = f"{BUILTIN}-{digest}"  # a model trained anew gets a new name
        self.dimensions = int(self._table.shape[1])
        self._places: dict[str, int] = {}
        self._vectors: Vectors = np.empty((0, self.dimensions), dtype=np.float32)
        self._remembering = threading.Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, of length 1; all zeros where a text has no known word."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = list(map(well_formed, texts[start : start + _BATCH]))
            encodings = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(encodings, start):
                pieces, weights = weigh(encoding.ids)
                vectors[row] = weights @ self._table[pieces]
        return unit(vectors)

    def embed_query(self, text: str) -> Vectors:
        """The vector of one text; queries and passages are read alike."""
        vector: Vectors = self.embed_passages([text])[0]
        return vector

    def embed_words(self, words: Sequence[str]) -> Vectors:
        """One row for each word, of length 1: words of like meaning have a high dot product.

        What was asked for lately is remembered: texts share most of their words.
        """
        different = dict.fromkeys(words)
        with self._remembering:
            new = [word for word in different if word not in self._places]
            if len(self._places) + len(new) > len(self._vectors):
                size = max(REMEMBERED_WORDS, len(different))
                self._vectors = np.empty((size, self.dimensions), dtype=np.float32)
                self._places, new = {}, list(different)
            first = len(self._places)
            if new:
                self._vectors[first : first + len(new)] = self._of_words(new)
                self._places.update((word, first + i) for i, word in enumerate(new))
            rows: Vectors = self._vectors[[self._places[word] for word in words]]
        return rows

    def _of_words(self, words: Sequence[str]) -> Vectors:
        """What ``embed_passages`` tells of words; cut together, which takes half as long."""
        texts = list(map(well_formed, words))
        cut = self._tokenizer.encode(texts, is_pretokenized=True, add_special_tokens=False)
        owners = np.array(cut.word_ids, dtype=np.intp)
        pairs = owners * len(self._table) + np.array(cut.ids, dtype=np.intp)
        pairs, counts = np.unique(pairs, return_counts=True)
        owners, pieces = np.divmod(pairs, len(self._table))
        vectors = np.zeros((len(words), self.dimensions), dtype=np.float32)
        held, first = np.unique(owners, return_index=True)
        rows = self._table[pieces] * _weights(counts)[:, None]
        vectors[held] = np.add.reduceat(rows, first, axis=0) if len(held) else rows
        return unit(vectors)


class SentenceTransformerEmbedder:
    """A sentence-transformers model that lies on this machine; the network is never asked.

    It runs on a GPU where torch sees one. Safe to share between threads.
    """

    def __init__(self, name: str, *, threads: int = 1) -> None:
        """Load a model by its name on the hub (as downloaded before) or by its folder.

        ``threads`` is how many torch may use; more than one is often slower.

        Raises:
            EmbedderUnavailable: when the model is not on disk, is none for this, or is damaged.
        """
        try:
            model = find_model(name, owner="sentence-transformers")
        except ModelUnavailable as error:
            raise EmbedderUnavailable(f"{error} Inbyggd är ”{BUILTIN}”.") from error
        if not model.is_module_chain and model.architecture.endswith(_CLASSIFIER):
            raise EmbedderUnavailable(
                f"Modellen ”{name}” gör inga vektorer: den bedömer eller sorterar texter. Välj en "
                f"modell för textvektorer (”sentence similarity”), eller ”{BUILTIN}”."
            )
        self._model = _load(model, threads)
        self._prompts = prompts_for(model.names, self._model.prompts)
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        # A model that was trained anew, or a new rule of what goes before each passage, gets a new
        # name; a folder that was moved keeps its own.
        passage = hashlib.sha256(f"{model.fingerprint()}\0{self._prompts.passage}".encode())
        self.name = f"{model.names[0]}-{passage.hexdigest()[:12]}"
        self._warned = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, of length 1; the model cuts texts that are too long for it."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        texts = list(map(well_formed, texts))
        self._warn_of_cuts(texts)
        prompt = self._prompts.passage
        vectors = self._model.encode_document(
            texts, prompt=prompt, batch_size=_MODEL_BATCH, show_progress_bar=False
        )
        return unit(np.asarray(vectors, dtype=np.float32))

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, with the prompt that the model asks for."""
        vectors = self._model.encode_query(
            [well_formed(text)], prompt=self._prompts.query, show_progress_bar=False
        )
        row: Vectors = unit(np.asarray(vectors, dtype=np.float32))[0]
        return row

    def _warn_of_cuts(self, texts: Sequence[str]) -> None:
        """Says once in a model's life that it cuts passages, and at what length."""
        most = self._model.get_max_seq_length()
        if self._warned or not most:
            return
        # A token is a byte at least, and a few mark a text's start and end.
        long = [text for text in texts if len(text.encode()) + 8 >= most]
        cut = 0
        for start in range(0, len(long), _MODEL_BATCH):
            batch = long[start : start + _MODEL_BATCH]
            mask = self._model.preprocess(batch, prompt=self._prompts.passage)["attention_mask"]
            cut += int((mask.sum(dim=1) >= most).sum())
        if cut:
            self._warned = True
            logger.warning(
                "Modellen läser högst %d ordbitar (tokens) åt gången. %d av de första %d styckena "
                "är längre: deras slut räknas inte i vektorn, men hittas med nyckelord.",
                most,
                cut,
                len(texts),
            )


def _load(local: LocalModel, threads: int) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    prepare(threads)
    try:
        model = SentenceTransformer(str(local.folder), local_files_only=True)
    except Exception as error:
        raise EmbedderUnavailable(unreadable(local.name, error)) from error
    if model.device.type == "cpu":
        model.float()  # half precision is many times slower there
    return model


@cache
def builtin_embedder() -> StaticEmbedder:
    """The embedder that comes with the program.

    Read once a process: 33 MB that never change, however many apps are opened. Safe to share.
    """
    return StaticEmbedder(BUILTIN_FOLDER)


def load_embedder(name: str, *, threads: int = 1) -> Embedder:
    """The embedder of that name: "builtin", or a sentence-transformers model's name or path.

    NumPy keeps to so many threads in the whole process: its tables are so small here that to share
    one out takes longer than to reckon it, several times as long where other work wants the cores.

    Raises:
        EmbedderUnavailable: when it is not on this machine.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(threads, user_api="blas")
    if name == BUILTIN:
        return builtin_embedder()
    return SentenceTransformerEmbedder(name, threads=threads)


def weigh(ids: Sequence[int] | NDArray[np.int32]) -> tuple[NDArray[np.int32], Vectors]:
    """The different pieces of a text, and the weight of each."""
    pieces, counts = np.unique(np.asarray(ids, dtype=np.int32), return_counts=True)
    return pieces, _weights(counts)


def _weights(counts: NDArray[np.intp]) -> Vectors:
    """A word said five times says more than one said once, but not five times as much."""
    return (1 + np.log(counts)).astype(np.float32)


def unit(vectors: Vectors) -> Vectors:
    """The vectors, one a row, at length 1; those of zeros stay."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(norms > 0, norms, 1)).astype(np.float32)
    return scaled
