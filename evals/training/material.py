"""What the built-in model learns from: running text, and pairs of texts that belong together.

The pairs are those of a training folder, and the relations of the project's own thesaurus.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.swedish import sentences
from evals.training.relations import relations

SHORTEST_PARAGRAPH = 80
SHORTEST_SENTENCE = 40
"""Characters below which a paragraph or sentence says too little to be learnt from."""

LONGEST_TEXT = 1200
"""Characters of a text that are read: a little more than the longest passage."""

RELATED = 2
"""How often each relation of the thesaurus is learnt; they are few beside the other pairs."""

NEXT = "next"
NEXT_SHARE = 0.2
"""Part of the pairs of neighbouring paragraphs that is kept: they say least about questions."""


@dataclass(frozen=True, slots=True)
class Material:
    """Texts to learn words from, and pairs ``(query, passage)`` to learn retrieval from."""

    texts: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def read_material(folder: Path, seed: int) -> Material:
    """Reads the three files of a training folder.

    ``corpus_sv.txt.xz`` holds a paragraph a line; ``pairs_sv.jsonl.xz`` a list
    ``[query, passage, kind]`` a line; ``government_texts.jsonl.xz`` an object with ``title`` and
    ``text`` (Markdown) a line.

    Raises:
        OSError: when a file is missing.
    """
    texts = list(_lines(folder / "corpus_sv.txt.xz"))
    pairs = [tuple(json.loads(line)) for line in _lines(folder / "pairs_sv.jsonl.xz")]
    chance = random.Random(seed)  # noqa: S311 -- picks texts, guards nothing
    for line in _lines(folder / "government_texts.jsonl.xz"):
        page = json.loads(line)
        paragraphs = [part.strip() for part in page["text"].split("\n\n") if part.strip()]
        texts += [page["title"], *(part for part in paragraphs if not part.startswith("#"))]
        pairs += pairs_of_page(page["title"], paragraphs, chance)
    kept = [
        (query, passage)
        for query, passage, kind in pairs
        if kind != NEXT or chance.random() < NEXT_SHARE
    ]
    return Material(tuple(texts), (*kept, *RELATED * tuple(relations())))


def pairs_of_page(
    title: str, paragraphs: Sequence[str], chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """What belongs together on one page, as ``(query, passage, kind)``.

    A paragraph goes with the page's title, with the heading above it, with the paragraph before
    it, and one of its sentences with the rest of it (the inverse cloze task of Lee, Chang and
    Toutanova 2019).
    """
    heading = previous = ""
    for paragraph in paragraphs:
        if paragraph.startswith("#"):
            heading, previous = paragraph.split("\n")[0].lstrip("# ").strip(), ""
        elif len(paragraph) < SHORTEST_PARAGRAPH:
            previous = ""
        else:
            text = paragraph[:LONGEST_TEXT]
            yield title, text, "title"
            if heading:
                yield heading, text, "heading"
            if previous:
                yield previous, text, NEXT
            yield from _sentence_and_rest(text, chance)
            previous = text


def _sentence_and_rest(text: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    spans = sentences(text)
    if len(spans) > 2:
        start, end = chance.choice(spans)
        if end - start > SHORTEST_SENTENCE:
            yield text[start:end], f"{text[:start]} {text[end:]}", "sentence"


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if stripped := line.rstrip("\n"):
                yield stripped
