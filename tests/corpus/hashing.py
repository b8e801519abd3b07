"""A small deterministic embedder and documents for tests of the store."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page, Passage
from corpus.swedish import words


@dataclass(frozen=True)
class HashingEmbedder:
    """Counts words by their hash: texts that share words are near each other."""

    name: str = "hashing"
    dimensions: int = 32

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One L2-normalised row a text."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text) or ["_"]:
                row[zlib.crc32(word.encode()) % self.dimensions] += 1
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a query, made as that of a passage."""
        row: NDArray[np.float32] = self.embed_passages([text])[0]
        return row


def made(
    name: str,
    *texts: str,
    kind: Kind = Kind.REPORT,
    publisher: str | None = None,
    published: str | None = None,
) -> tuple[Document, list[Passage]]:
    """A document with one page and one passage for each text."""
    document = Document(
        location=f"/texts/{name}",
        source=name,
        content_hash=str(zlib.crc32("\n".join(texts).encode())),
        metadata=Metadata(name.title(), kind, publisher, published, "sv"),
        pages=tuple(
            Page(number, (Block(BlockKind.PARAGRAPH, text),))
            for number, text in enumerate(texts, 1)
        ),
    )
    passages = [
        Passage(document.id, place, start, end, document.text[start:end], "", (place + 1,))
        for place, (start, end) in enumerate(document.page_spans)
    ]
    return document, passages
