"""How well the check tells what sentences carry.

``python -m evals.measure.grounding [RESULT.json]`` asks of every claim whether the sentences that
it points at carry it. Those of ``questions/grounding.jsonl`` point into the examples. Some say in
other words what the quotes say; the others say more or something else: a promise, a verdict, a
swapped role, a figure of something else, a lost "inte". They were written in four batches, each
before the rules had seen it; record 012 tells how each fared at first sight. Those of
``questions/edits.tsv`` change as little as can be in a sentence that stands beside them, and with
every two of them a true paraphrase.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from time import thread_time
from typing import NamedTuple

from pydantic import BaseModel
from rich.console import Console

from assistant.answer.claims.check import Checker, Fault, Support
from assistant.knowledge import Knowledge
from corpus.model import Passage
from corpus.store import Store
from corpus.swedish import normalise
from evals.measure.command import EXAMPLES, QUESTION_FILES, filled_app, run, write
from evals.measure.figures import percentile

QUESTIONS = QUESTION_FILES / "grounding.jsonl"
EDITS = QUESTION_FILES / "edits.tsv"
PARAPHRASE = "paraphrase"


class Item(BaseModel):
    """A sentence with its quotes; ``supported`` where they carry it, by a reader's judgement.

    Without a ``doc`` the quotes are the whole sentences that it points at.
    """

    id: str
    supported: bool
    sort: str
    doc: str = ""
    quotes: list[str]
    sentence: str


class Shares(BaseModel):
    """How many sentences of a sort there are, and how many of them pass."""

    sentences: int = 0
    passed: int = 0


class Judged(NamedTuple):
    """How a sentence fared: ``fault`` is None where it passed; the milliseconds that it took."""

    item: Item
    fault: Fault | None
    took: float


class Passing(BaseModel):
    """How many pass, and how long it takes to tell, in milliseconds of processor time.

    ``shown_though_wrong`` are the ids of those that are not carried and pass.
    """

    supported: Shares
    unsupported: Shares
    by_sort: dict[str, Shares]
    verify_p50_ms: float | None
    verify_p95_ms: float | None
    shown_though_wrong: list[str]


class Grounding(BaseModel):
    """How the sentences about the examples fare, and the minimal edits."""

    examples: Passing
    edits: Passing


def load_items() -> list[Item]:
    """The sentences about the examples."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [Item.model_validate_json(line) for line in lines]


def load_edits() -> list[Item]:
    """The minimal edits and the true paraphrases beside them; an id is its row in the table."""
    with EDITS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Item(
            id=f"{row['sort']}-{place}",
            supported=row["sort"] == PARAPHRASE,
            sort=row["sort"],
            quotes=[row["sentence"]],
            sentence=row["claim"],
        )
        for place, row in enumerate(rows, start=2)
    ]


def judge(store: Store, items: Sequence[Item], known: Knowledge) -> list[Judged]:
    """How each sentence fares.

    Raises:
        ValueError: a quote does not stand in its document.
    """
    checker = Checker(known.is_name)
    judged = []
    for item in items:
        support = _support(store, item)
        started = thread_time()
        fault = checker.fault(item.sentence, support)
        judged.append(Judged(item, fault, (thread_time() - started) * 1000))
    return judged


def summary(judged: Sequence[Judged]) -> Passing:
    """The figures over all sentences."""
    times = [one.took for one in judged]
    by_sort: dict[str, Shares] = {}
    both = {True: Shares(), False: Shares()}
    for item, fault, _ in judged:
        for shares in (by_sort.setdefault(item.sort, Shares()), both[item.supported]):
            shares.sentences += 1
            shares.passed += fault is None
    return Passing(
        supported=both[True],
        unsupported=both[False],
        by_sort=by_sort,
        verify_p50_ms=percentile(times, 0.5),
        verify_p95_ms=percentile(times, 0.95),
        shown_though_wrong=[
            item.id for item, fault, _ in judged if fault is None and not item.supported
        ],
    )


def main(arguments: Sequence[str]) -> int:
    """Measures, shows the sentences that fared wrongly, and writes the result."""
    known = Knowledge.load()
    with filled_app([EXAMPLES / "documents"], "evals.measure.grounding") as app:
        examples = judge(app.store, load_items(), known)
        edits = judge(app.store, load_edits(), known)
    result = Grounding(examples=summary(examples), edits=summary(edits))
    console = Console()
    for item, fault, _ in (*examples, *edits):
        if (fault is None) is not item.supported:
            console.print(item.id, fault, item.sentence, markup=False)
    console.print_json(result.model_dump_json())
    for path in arguments:
        write(result, Path(path))
    return 0


def _support(store: Store, item: Item) -> Support:
    """The whole sentences that the quotes stand in, as a model would point at them."""
    if not item.doc:
        return Support(tuple(item.quotes))
    record = next(one for one in store.documents() if one.source.startswith(item.doc))
    passages = store.passages_of(record.id)
    sentences: dict[str, None] = {}
    meta = record.metadata
    frame = {meta.title, meta.publisher or "", meta.published or ""}
    for quote in item.quotes:
        passage, within = _standing(passages, normalise(quote), item)
        sentences |= dict.fromkeys(within)
        frame.add(passage.heading)
    return Support(tuple(sentences), tuple(filter(None, frame)))


def _standing(passages: Sequence[Passage], quote: str, item: Item) -> tuple[Passage, list[str]]:
    """The passage that holds a quote, and its sentences that share words with it."""
    for passage in passages:
        if quote in normalise(passage.text):
            texts = [passage.text[a - passage.start : b - passage.start] for a, b in passage.spans]
            whole = [normalise(text) for text in texts]
            return passage, [one for one in whole if one in quote or quote in one] or [quote]
    raise ValueError(f"{item.id}: {quote}")


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
