"""What the common embedding models want before a question and before a passage.

A model that was trained with such words finds worse without them, and nothing says so. Newer
models' files name them, and are believed first; ``prompts.tsv`` is for the files that do not. It
has a row for each family of models: a pattern that the model's name holds after no letter, what
goes before a question and before a passage, and the models by whose cards (huggingface.co/NAME)
that is so. The first row that matches counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.data_files import rows

SEARCH_TASK = "Given a web search query, retrieve relevant passages that answer the query"
"""The task that instruction-tuned models were trained to be told for a search."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """What goes before a question, and before a passage."""

    query: str = ""
    passage: str = ""


# The names that sentence-transformers looks for, in its order.
_PASSAGE = ("document", "passage", "corpus")


def prompts_for(names: Iterable[str], settings: Mapping[str, str | None]) -> Prompts:
    """The prompts of a model, by its names, the surest first, and those that its files hold."""
    # sentence-transformers fills in an empty "document", which hides a "passage" that is there.
    query = settings.get("query")
    passage = next(filter(None, map(settings.get, _PASSAGE)), None)
    if query or passage:
        return Prompts(query or "", passage or "")
    known = rows("prompts.tsv")
    for name in names:
        for pattern, before_query, before_passage, _model in known:
            if re.search(rf"(?:^|[^a-z]){pattern}", name, re.IGNORECASE):
                text = before_query.replace("\\n", "\n").format(task=SEARCH_TASK)
                return Prompts(text, before_passage)
    return Prompts()
