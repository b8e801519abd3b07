"""Judging passages with a cross-encoder: a model that reads question and passage together.

None is used unless one is set: on a processor the common ones take seconds a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.search.matching import Floats
from corpus.data_files import file_text
from corpus.local_models import LocalModel, ModelUnavailable, find_model, prepare, unreadable
from corpus.prompts import SEARCH_TASK

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

LONGEST = 1024
"""Tokens of question and passage together that are read at most.

What BAAI/bge-reranker-v2-m3 was trained with; our passages are shorter than that.
"""

LONGEST_QUESTION, LONGEST_PASSAGE = 1000, 2000
"""Characters; more would push the other out, and cutting many tokens off a pair takes seconds."""

_BATCH = 32
_CLASSIFIER = "ForSequenceClassification"
_CHAIN = "CrossEncoder"
_QWEN3 = re.compile(r"qwen3-reranker", re.IGNORECASE)


class RerankerUnavailable(ModelUnavailable):
    """The reranker cannot be loaded; the message says in Swedish what to do."""


class RerankerFailed(Exception):
    """The reranker gave no judgement; the message names the kind of failure alone.

    What a library says of a failure may hold the question.
    """


class Reranker(Protocol):
    """Judges how well passages fit a question."""

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """One finite figure a passage, higher for a better one, on no fixed scale.

        May raise RerankerFailed.
        """
        ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers that lies on this machine.

    The network is never asked. It runs on a GPU where torch sees one. Safe to share between
    threads.
    """

    def __init__(self, name: str, *, threads: int = 1) -> None:
        """Load a model by its name on the hub (as downloaded before) or by its folder.

        Args:
            name: the model's name or path.
            threads: the number of threads that torch may use; more than one is often slower.

        Raises:
            RerankerUnavailable: when the model is not on disk, is none for this, or is damaged.
        """
        try:
            local = find_model(name, owner="cross-encoder")
        except ModelUnavailable as error:
            raise RerankerUnavailable(f"{error} {_WITHOUT}") from error
        is_qwen3 = any(map(_QWEN3.search, local.names))
        # From any other model a judging layer of random weights would be made, without a word.
        if not (local.kind == _CHAIN or local.architecture.endswith(_CLASSIFIER) or is_qwen3):
            raise _no_reranker(name)
        self._model = _load(local, threads, _qwen3_template() if is_qwen3 else None)
        if self._model.num_labels != 1:
            raise _no_reranker(name)
        self.scores("fråga", ["textställe"])  # what fails at every question is told at once

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """One finite figure for each passage, higher for a better one; of no fixed scale.

        Raises:
            RerankerFailed: there is no judgement this time.
        """
        from torch.nn import Identity

        if not passages:
            return np.empty(0)
        try:
            output = self._model.predict(
                [(question[:LONGEST_QUESTION], text[:LONGEST_PASSAGE]) for text in passages],
                batch_size=_BATCH,
                show_progress_bar=False,
                # Without the model's own sigmoid, under which great scores become alike.
                activation_fn=Identity(),
            )
        except Exception as error:
            raise RerankerFailed(type(error).__name__) from error
        scores: Floats = np.asarray(output, dtype=np.float64)
        if scores.shape != (len(passages),) or not np.isfinite(scores).all():
            raise RerankerFailed("no finite score for each passage")
        return scores


_WITHOUT = "Utan VAGVIS_RERANKER sorterar Vägvis själv."


def load_reranker(name: str, *, threads: int = 1) -> Reranker:
    """The cross-encoder of that name or in that folder.

    Raises:
        RerankerUnavailable: it is not on this machine, or is of no use.
    """
    try:
        return CrossEncoderReranker(name, threads=threads)
    except RerankerFailed as error:
        raise RerankerUnavailable(f"{unreadable(name, error)} {_WITHOUT}") from error


def _load(local: LocalModel, threads: int, template: str | None) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    prepare(threads)
    own = None if template is None or local.chat_template_holds("<Document>") else template
    try:
        model: CrossEncoder = CrossEncoder(
            str(local.folder),
            local_files_only=True,
            processor_kwargs=None if own is None else {"chat_template": own},
        )
    except Exception as error:
        raise RerankerUnavailable(f"{unreadable(local.name, error)} {_WITHOUT}") from error
    if model.device.type == "cpu":
        model.float()  # half precision is many times slower there
    if (model.max_seq_length or LONGEST + 1) > LONGEST:
        model.max_seq_length = LONGEST
    return model


def _qwen3_template() -> str:
    """The chat template on the card of Qwen/Qwen3-Reranker-0.6B."""
    return file_text("qwen3_template.txt", __package__).replace("<task>", SEARCH_TASK)


def _no_reranker(name: str) -> RerankerUnavailable:
    return RerankerUnavailable(
        f"Modellen ”{name}” är ingen omsorterare (reranker): den ger inte ett omdöme för varje "
        f"par av fråga och text. Välj en annan, till exempel BAAI/bge-reranker-v2-m3. {_WITHOUT}"
    )
