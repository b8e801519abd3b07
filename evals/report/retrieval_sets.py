"""Three Swedish retrieval sets, read from their published files into one form.

Each asks for the one right answer among all; where an answer is made of several passages, its
score is that of its best passage.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from evals.training.squad import is_held, load_squad


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
    """SQuAD's answerable questions in Swedish, each against all paragraphs."""
    squad = load_squad(path)
    number: dict[tuple[int, int], int] = {}
    passages: list[str] = []
    for article, paragraphs in enumerate(squad.paragraphs):
        for paragraph, text in enumerate(paragraphs):
            number[article, paragraph] = len(passages)
            passages.append(text)
    answerable = [question for question in squad.questions if question.answers]
    return RetrievalSet(
        name="SQuAD-sv",
        queries=tuple(question.question for question in answerable),
        passages=tuple(passages),
        owners=tuple(range(len(passages))),
        right=tuple(number[question.article, question.paragraph] for question in answerable),
        held=tuple(i for i, q in enumerate(answerable) if is_held(q.article)),
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
