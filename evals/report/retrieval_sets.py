"""Three Swedish retrieval sets, read from their published files into one form.

Each asks for the one right answer among all; where an answer is made of several passages, its
score is that of its best passage.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from corpus.swedish import normalise

_HELD = frozenset({2, 5})
"""The articles of SQuAD of every seven that no model was chosen by: ten of the thirty-five."""


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Queries, passages, the answer that each passage is a part of, and each query's answer.

    ``held`` are the numbers of the queries that no model has seen, where others have been trained
    on; empty where none has.
    """

    name: str
    queries: tuple[str, ...]
    passages: tuple[str, ...]
    owners: tuple[int, ...]
    right: tuple[int, ...]
    held: tuple[int, ...] = ()


def load_sets(folder: Path) -> list[RetrievalSet]:
    """SweFAQ, SQuAD-sv and parliament, from the folder that holds ``eval/``.

    Raises:
        OSError: when a file is missing.
    """
    source = folder / "eval"
    return [
        swefaq([source / "swefaq_dev.jsonl", source / "swefaq_test.jsonl"]),
        squad_sv(source / "squad_dev_v2_sv.json.gz"),
        parliament(source / "riksdag_questions_test.json"),
    ]


def swefaq(paths: list[Path]) -> RetrievalSet:
    """SuperLim's questions to agencies, each against the answers of all categories."""
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()
    ]
    answers = list(dict.fromkeys(answer for row in rows for answer in row["candidate_answers"]))
    number = {answer: i for i, answer in enumerate(answers)}
    return RetrievalSet(
        name="SweFAQ",
        queries=tuple(row["question"] for row in rows),
        passages=tuple(answers),
        owners=tuple(range(len(answers))),
        right=tuple(number[row["candidate_answers"][row["label"]]] for row in rows),
    )


def squad_sv(path: Path) -> RetrievalSet:
    """SQuAD's answerable questions in Swedish, each against all paragraphs.

    Source: Rajpurkar, Jia and Liang 2018, "Know What You Don't Know", translated by machine in
    SQuAD_v2_sv.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    paragraphs = [(number, p) for number, one in enumerate(articles) for p in one["paragraphs"]]
    asked = [
        (normalise(qa["question"]), article, place)
        for place, (article, paragraph) in enumerate(paragraphs)
        for qa in paragraph["qas"]
        if qa["answers"]
    ]
    return RetrievalSet(
        name="SQuAD-sv",
        queries=tuple(question for question, _, _ in asked),
        passages=tuple(normalise(paragraph["context"]) for _, paragraph in paragraphs),
        owners=tuple(range(len(paragraphs))),
        right=tuple(place for _, _, place in asked),
        held=tuple(i for i, (_, article, _) in enumerate(asked) if article % 7 in _HELD),
    )


def parliament(path: Path) -> RetrievalSet:
    """The titles of parliamentary questions, each against the paragraphs of all questions.

    Of several questions with one title the first is read.
    """
    rows: dict[str, list[str]] = {}
    for row in json.loads(path.read_text(encoding="utf-8")):
        rows.setdefault(row["title"], row["ps"])
    return RetrievalSet(
        name="parliament",
        queries=tuple(rows),
        passages=tuple(text for paragraphs in rows.values() for text in paragraphs),
        owners=tuple(i for i, paragraphs in enumerate(rows.values()) for _ in paragraphs),
        right=tuple(range(len(rows))),
    )
