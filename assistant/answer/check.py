"""The last gate: a sentence is quoted only if it stands in the document's pages."""

from __future__ import annotations

from assistant.answer.extractive.sentences import Sentence
from corpus.model import Document
from corpus.swedish import normalise


def stands(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is letter for letter what the document holds where it says it stands.

    White space and Unicode composition are folded first; nothing else is.
    """
    held = document.text[sentence.start : sentence.end]
    return bool(sentence.text.strip()) and normalise(held) == normalise(sentence.text)
