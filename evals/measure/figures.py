"""The figures: how one answer is judged, and how judgements become shares.

The definitions are the project's contract; measurements elsewhere rely on them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.bodies.answer import Answer, Citation, Status
from assistant.bodies.search import FoundPassage
from corpus.swedish import fold
from evals.measure.question_file import EvalQuestion

TEXT_LIMIT = 1200
"""Longest text, in characters, that counts as an answer."""

NEAREST = 3
"""Passages under an answer that are on the screen."""

WITH_ANSWER = (Status.ANSWERED, Status.PARTLY)
"""The statuses of a reply that answers."""


def contains(text: str, alternative: str) -> bool:
    """Whether a folded text holds an alternative.

    One that begins or ends with a digit may not touch another digit; one of up to three letters
    must be a whole word.
    """
    wanted = fold(alternative)
    if not wanted:
        return True
    pattern = re.escape(wanted)
    if len(wanted) <= 3 and wanted.isalpha():
        pattern = rf"(?<!\w){pattern}(?!\w)"
    else:
        if wanted[0].isdigit():
            pattern = rf"(?<!\d){pattern}"
        if wanted[-1].isdigit():
            pattern = rf"{pattern}(?!\d)"
    return re.search(pattern, fold(text)) is not None


def meets(text: str, entry: str) -> bool:
    """Whether one of an entry's alternatives, separated by ``|``, is met."""
    return any(contains(text, alternative) for alternative in entry.split("|"))


def first_hits(question: EvalQuestion, passages: Sequence[FoundPassage]) -> list[int | None]:
    """For each gold span the rank (from 1) of the first passage that holds it."""
    folded = [fold(passage.text) for passage in passages]
    ranks: list[int | None] = []
    for span in question.gold_spans:
        wanted = fold(span)
        ranks.append(next((i for i, text in enumerate(folded, 1) if wanted in text), None))
    return ranks


def recall(ranks: Sequence[int | None], k: int) -> float:
    """1 where one of the first k passages holds a gold span."""
    return float(any(rank is not None and rank <= k for rank in ranks))


def reciprocal_rank(ranks: Sequence[int | None], k: int = 10) -> float:
    """One over the rank of the first hit among the first k."""
    hits = [rank for rank in ranks if rank is not None and rank <= k]
    return 1 / min(hits) if hits else 0.0


def ndcg(question: EvalQuestion, ranks: Sequence[int | None], k: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), each span gains once.

    Where any span will do, the best is one hit at rank 1; where all are wanted, one at each rank.
    """
    hits = sorted(rank for rank in ranks if rank is not None and rank <= k)
    if not hits:
        return 0.0
    if question.span_mode == "any":
        return 1 / math.log2(hits[0] + 1)
    gain = sum(1 / math.log2(rank + 1) for rank in hits)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, len(ranks) + 1))
    return min(1.0, gain / best)


def cites_right(question: EvalQuestion, citation: Citation) -> bool:
    """Whether a citation is from a right document, and a right page where pages are known."""
    name = citation.document.source.rsplit("/", 1)[-1]
    for doc in question.docs:
        if name.startswith(doc):
            pages = question.pages.get(doc)
            return pages is None or bool(set(pages) & set(citation.pages))
    return False


def faults(question: EvalQuestion, answer: Answer) -> list[str]:
    """What keeps the answer to an answerable question from being correct; empty if it is.

    Entries of the question's lists are named by their number, not by what they say.
    """
    if answer.status not in WITH_ANSWER:
        return [f"status {answer.status.value}"]
    wanted, barred = question.must_contain, question.must_not_contain
    reasons = [f"lacks {n}" for n, e in enumerate(wanted, 1) if not meets(answer.text, e)]
    reasons += [f"holds barred {n}" for n, e in enumerate(barred, 1) if meets(answer.text, e)]
    if question.docs and not any(cites_right(question, c) for c in answer.citations):
        reasons.append("wrong source or page")
    if len(answer.text) > TEXT_LIMIT:
        reasons.append(f"{len(answer.text)} characters")
    return reasons


def helps(question: EvalQuestion, answer: Answer) -> bool:
    """Whether all that an answer must hold is on the screen: in the text or the nearest passages.

    What the answer must not hold is not in its text.
    """
    screen = "\n".join([answer.text, *(passage.text for passage in answer.nearest[:NEAREST])])
    return all(meets(screen, entry) for entry in question.must_contain) and not any(
        meets(answer.text, entry) for entry in question.must_not_contain
    )


def mean(values: Sequence[float]) -> float | None:
    """The mean, or None of nothing."""
    return sum(values) / len(values) if values else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least this share of the values does not exceed (nearest rank)."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
