"""SQuAD 2.0 in Swedish: read, and put into a store, an article a document, a paragraph a passage.

Source: Rajpurkar, Jia and Liang 2018, "Know What You Don't Know", translated by machine in
SQuAD_v2_sv; the questions without an answer look as if the paragraph answered them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page, Passage
from corpus.swedish import normalise, sentences

_HELD = frozenset({2, 5})


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """A question over one paragraph; ``answers`` is empty where the paragraph has none."""

    question: str
    article: int
    paragraph: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Squad:
    """The articles' titles and paragraphs, and all questions."""

    titles: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    questions: tuple[SquadQuestion, ...]

    def documents(self) -> Iterator[tuple[Document, list[Passage]]]:
        """Each article as a document whose pages are its paragraphs, with its passages."""
        for title, paragraphs in zip(self.titles, self.paragraphs, strict=True):
            yield _article(title, paragraphs)


def load_squad(path: Path) -> Squad:
    """The data set as published: gzipped JSON in the form of SQuAD 2.0."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)["data"]
    return Squad(
        titles=tuple(article["title"].replace("_", " ") for article in data),
        paragraphs=tuple(
            tuple(normalise(p["context"]) for p in article["paragraphs"]) for article in data
        ),
        questions=tuple(
            SquadQuestion(
                question=normalise(qa["question"]),
                article=i,
                paragraph=j,
                answers=tuple(dict.fromkeys(a["text"] for a in qa["answers"])),
            )
            for i, article in enumerate(data)
            for j, paragraph in enumerate(article["paragraphs"])
            for qa in paragraph["qas"]
        ),
    )


def is_held(article: int) -> bool:
    """Whether an article, by its number, is kept for the figures: ten of the thirty-five are."""
    return article % 7 in _HELD


def location(title: str) -> str:
    """Where an article's document is said to be from."""
    return f"squad:{title}"


def _article(title: str, paragraphs: Sequence[str]) -> tuple[Document, list[Passage]]:
    pages = tuple(
        Page(number, (Block(BlockKind.PARAGRAPH, text),))
        for number, text in enumerate(paragraphs, start=1)
    )
    document = Document(
        location=location(title),
        source=f"{title}.txt",
        content_hash="",
        metadata=Metadata(title=title, kind=Kind.PAGE, language="sv"),
        pages=pages,
    )
    passages = [
        Passage(
            document_id=document.id,
            ordinal=ordinal,
            start=start,
            end=end,
            text=document.text[start:end],
            heading="",
            pages=(ordinal + 1,),
            sentences=tuple(
                (start + first, start + last) for first, last in sentences(document.text[start:end])
            ),
        )
        for ordinal, (start, end) in enumerate(document.page_spans)
    ]
    return document, passages
