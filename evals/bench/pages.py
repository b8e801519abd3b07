"""Real Swedish pages to read in, as many as make a wanted number of passages.

``python -m evals.bench.pages DATA FOLDER PASSAGES`` writes them; ``DATA`` holds ``train/``.
"""

from __future__ import annotations

import itertools
import json
import lzma
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

PER_PASSAGE = 640
"""Characters of text for each passage that is wanted; the splitter makes rather more of them."""

SPEECH = 3_000
"""Characters of a page of parliament's text, which comes as paragraphs one after the other."""

TITLE = 80


class PageText(NamedTuple):
    """One page."""

    title: str
    text: str


def pages(data: Path) -> Iterator[PageText]:
    """Government pages in an order of chance, the same each time, then parliament and statutes.

    They make some 166,000 passages. After them come the paragraphs of parliament and statutes
    again, in another order of chance each time, without end: no page comes twice, and words are as
    frequent as before. ``data`` is the folder that holds ``train/``.
    """
    with lzma.open(data / "train" / "government_texts.jsonl.xz", "rt", encoding="utf-8") as file:
        government = [PageText(row["title"], row["text"]) for row in map(json.loads, file)]
    Random(0).shuffle(government)  # noqa: S311 - nothing secret
    yield from government
    with lzma.open(data / "train" / "corpus_sv.txt.xz", "rt", encoding="utf-8") as file:
        paragraphs = [line.strip() for line in file]
    for order in itertools.count(1):
        yield from _speeches(paragraphs)
        Random(order).shuffle(paragraphs)  # noqa: S311 - nothing secret


def _speeches(paragraphs: Sequence[str]) -> Iterator[PageText]:
    speech: list[str] = []
    for paragraph in paragraphs:
        speech.append(paragraph)
        if sum(map(len, speech)) >= SPEECH:
            yield PageText(speech[0][:TITLE], "\n\n".join(speech))
            speech = []


def enough(source: Iterator[PageText], passages: int) -> list[PageText]:
    """The first pages that make at least so many passages."""
    taken: list[PageText] = []
    missing = passages * PER_PASSAGE
    while missing > 0:
        page = next(source)
        taken.append(page)
        missing -= len(page.text)
    return taken


def write(texts: Sequence[PageText], folder: Path) -> None:
    """Each page as a Markdown file, a thousand to a folder."""
    for number, page in enumerate(texts):
        path = folder / f"{number // 1000:03}" / f"{number % 1000:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {page.title}\n\n{page.text}\n", encoding="utf-8")


if __name__ == "__main__":
    write(enough(pages(Path(sys.argv[1])), int(sys.argv[3])), Path(sys.argv[2]))
