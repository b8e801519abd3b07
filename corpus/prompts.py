"""What the common embedding models want before a question and before a passage.

A model that was trained with such words finds worse without them, and nothing says so. Newer
models' files name them, and are believed first; these are for the files that do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SEARCH_TASK = "Given a web search query, retrieve relevant passages that answer the query"
"""The task that instruction-tuned models were trained to be told for a search."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """What goes before a question, and before a passage."""

    query: str = ""
    passage: str = ""


NONE = Prompts()

_REPRESENT = "Represent this sentence for searching relevant passages: "

# Each from the model's card on the hub (huggingface.co/OWNER/NAME); the first that matches counts.
_KNOWN = (
    # intfloat/multilingual-e5-large-instruct, intfloat/e5-mistral-7b-instruct: queries alone
    (r"e5[-_].*instruct", Prompts(query=f"Instruct: {SEARCH_TASK}\nQuery: ")),
    # intfloat/multilingual-e5-small, -base, -large; intfloat/e5-base-v2 …
    (r"e5[-_]", Prompts(query="query: ", passage="passage: ")),
    # Snowflake/snowflake-arctic-embed-l-v2.0, -m-v2.0
    (r"arctic-embed-.*v2", Prompts(query="query: ")),
    # Snowflake/snowflake-arctic-embed-xs, -s, -m, -m-long, -m-v1.5, -l
    (r"arctic-embed", Prompts(query=_REPRESENT)),
    # BAAI/bge-small-en-v1.5, -base-, -large-
    (r"bge-(?:small|base|large)-en", Prompts(query=_REPRESENT)),
    # BAAI/bge-m3: "doesn't need prefix instruction" (its discussion 35)
    (r"bge-m3", NONE),
    # Qwen/Qwen3-Embedding-0.6B, -4B, -8B: no space after the colon
    (r"qwen3-embedding", Prompts(query=f"Instruct: {SEARCH_TASK}\nQuery:")),
    # nomic-ai/nomic-embed-text-v1, -v1.5, -v2-moe
    (r"nomic-embed-text", Prompts(query="search_query: ", passage="search_document: ")),
    # KBLab/sentence-bert-swedish-cased
    (r"sentence-bert-swedish", NONE),
)
_PATTERNS = tuple(
    (re.compile(rf"(?:^|[^a-z]){pattern}", re.IGNORECASE), prompts) for pattern, prompts in _KNOWN
)

# The names that sentence-transformers looks for, in its order.
_QUERY = ("query",)
_PASSAGE = ("document", "passage", "corpus")


def prompts_for(names: Iterable[str], own: Mapping[str, str | None]) -> Prompts:
    """The prompts of a model that may have several names.

    Args:
        names: what the model may be called, the surest first.
        own: the prompts that its files hold, by their names.
    """
    # sentence-transformers fills in an empty "document", which hides a "passage" that is there.
    query = next(filter(None, (own.get(name) for name in _QUERY)), None)
    passage = next(filter(None, (own.get(name) for name in _PASSAGE)), None)
    if query or passage:
        return Prompts(query or "", passage or "")
    for name in names:
        for pattern, prompts in _PATTERNS:
            if pattern.search(name):
                return prompts
    return NONE
