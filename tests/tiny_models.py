"""Models of a few random layers, saved as sentence-transformers saves them: quick, and no hub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import BertConfig

LENGTH = 64
"""Tokens that the BERT-like ones read at most; a token is a letter or two."""

CHAT = (
    "{% for one in messages %}{% if one.role in ['system', 'user', 'assistant'] %}"
    "<|im_start|>{{ one.content }}<|im_end|>{% endif %}{% endfor %}"
)
"""A template for conversations that knows nothing of questions and documents."""


def _bert_files(folder: Path) -> BertConfig:
    """A tokenizer of letters in the folder, and the settings of a model for it."""
    import torch
    from transformers import BertConfig, BertTokenizer

    folder.mkdir(parents=True)
    letters = [chr(code) for code in range(33, 127)] + list("åäöÅÄÖ”–")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words = [*special, *letters, *(f"##{letter}" for letter in letters)]
    vocabulary = {word: i for i, word in enumerate(words)}
    tokenizer = BertTokenizer(vocab=vocabulary, do_lower_case=False, model_max_length=LENGTH)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(7)
    return BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=LENGTH,
        initializer_range=0.5,
    )


def embedder(folder: Path, prompts: dict[str, str] | None = None) -> str:
    """A sentence-transformers model in a folder; gives its path."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling
    from transformers import BertModel

    plain = folder.parent / f"{folder.name}-plain"
    BertModel(_bert_files(plain)).save_pretrained(plain)
    transformer = Transformer(str(plain))
    pooling = Pooling(transformer.get_embedding_dimension())
    model = SentenceTransformer(modules=[transformer, pooling], device="cpu", prompts=prompts)
    model.save(str(folder), create_model_card=False)
    return str(folder)


def reranker(folder: Path, *, labels: int = 1) -> str:
    """A cross-encoder as the hub has most of them: a classifier without modules; gives its path."""
    from transformers import BertForSequenceClassification

    settings = _bert_files(folder)
    settings.num_labels = labels
    BertForSequenceClassification(settings).save_pretrained(folder)
    return str(folder)


def saved_reranker(folder: Path) -> str:
    """A cross-encoder as this version of sentence-transformers saves it; gives its path."""
    from sentence_transformers import CrossEncoder

    made = CrossEncoder(reranker(folder.parent / f"{folder.name}-plain"), device="cpu")
    made.save(str(folder), create_model_card=False)
    return str(folder)


def qwen3_reranker(folder: Path) -> str:
    """A model that answers yes or no, with a template for conversations alone; gives its path."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

    pieces = Tokenizer(models.BPE())
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300,
        special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    pieces.train_from_iterator(["yes no yes no"], trainer)
    ends = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=pieces, **ends
    )
    tokenizer.chat_template = CHAT
    torch.manual_seed(7)
    settings = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        max_position_embeddings=4096,
        pad_token_id=0,
    )
    Qwen3ForCausalLM(settings).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)
