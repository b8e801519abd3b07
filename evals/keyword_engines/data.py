"""Passages and questions from the shared data."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

PASSAGE = 800
"""Characters of a passage, about what the splitter makes."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages with questions; ``answers`` holds the number of each question's right passage."""

    name: str
    passages: list[str]
    questions: list[str]
    answers: list[int]


def passages(data: Path, count: int) -> list[str]:
    """Real Swedish text cut into passages: government pages, then parliament and statutes."""
    return list(islice(_passages(data), count))


def questions(data: Path) -> list[str]:
    """Questions as people and members of parliament put them."""
    path = data / "eval" / "riksdag_questions_test.json"
    titles = [entry["title"] for entry in json.loads(path.read_text(encoding="utf-8"))]
    asked = swefaq(data).questions
    return [text for pair in zip(asked, titles, strict=False) for text in pair]


def swefaq(data: Path) -> Collection:
    """Questions and answers of agencies; every question against every answer."""
    rows = [
        json.loads(line)
        for part in ("dev", "test")
        for line in (data / "eval" / f"swefaq_{part}.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    answers = list(dict.fromkeys(text for row in rows for text in row["candidate_answers"]))
    places = {text: place for place, text in enumerate(answers)}
    right = [places[row["candidate_answers"][int(row["label"])]] for row in rows]
    return Collection("SweFAQ", answers, [row["question"] for row in rows], right)


def squad(data: Path, *, every: int) -> Collection:
    """Paragraphs of an encyclopedia with every so-many-th of their questions."""
    with gzip.open(data / "eval" / "squad_dev_v2_sv.json.gz", "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    asked = [
        (entry["question"], place)
        for place, paragraph in enumerate(paragraphs)
        for entry in paragraph["qas"]
        if not entry["is_impossible"]
    ][::every]
    return Collection(
        "SQuAD-sv",
        [paragraph["context"] for paragraph in paragraphs],
        [question for question, _ in asked],
        [place for _, place in asked],
    )


def _passages(data: Path) -> Iterator[str]:
    with lzma.open(data / "train" / "government_texts.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            yield from _cut(json.loads(line)["text"])
    with lzma.open(data / "train" / "corpus_sv.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            yield from _cut(line)


def _cut(text: str) -> Iterator[str]:
    text = " ".join(text.split())
    while len(text) > PASSAGE:
        end = text.rfind(" ", 0, PASSAGE) + 1 or PASSAGE
        yield text[:end].rstrip()
        text = text[end:]
    if len(text) > PASSAGE // 4:
        yield text
