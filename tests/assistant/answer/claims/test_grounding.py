"""Of sentences whose judgement is known few are shown that their quotes do not carry.

``grounding.jsonl`` holds 501 claims about the example documents, ``edits.tsv`` sentences with two
minimal edits and a true paraphrase each. What a rule of the check costs or gains shows here.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.answer.claims.check import Checker, Support
from assistant.app import open_app
from assistant.knowledge import Knowledge
from assistant.settings import Settings
from corpus.model import Passage
from corpus.store import Store
from corpus.swedish import normalise
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[4]
QUESTIONS = ROOT / "evals" / "questions"
TOLD_BY_FACTS = {"figure", "unit", "share", "year", "place", "name"}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Knowledge.load().is_name)


def test_claims_about_the_examples(checker: Checker, tmp_path: Path) -> None:
    lines = (QUESTIONS / "grounding.jsonl").read_text("utf-8").splitlines()
    shown: Counter[bool] = Counter()
    with open_app(Settings(data=tmp_path), "tests") as app:
        ingest([ROOT / "corpus" / "examples" / "documents"], app.store)
        for item in map(json.loads, lines):
            support = supporting(app.store, item["doc"], item["quotes"])
            shown[item["supported"]] += checker.fault(item["sentence"], support) is None
    assert shown[True] >= 63, "of 173 that the quotes carry"
    assert shown[False] <= 25, "of 328 that they do not carry"


def test_minimal_edits(checker: Checker) -> None:
    with (QUESTIONS / "edits.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    shown = Counter(
        row["sort"]
        for row in rows
        if checker.fault(row["claim"], Support((row["sentence"],))) is None
    )
    assert shown.pop("paraphrase") >= 66, "of 153 that say the same"
    assert shown.total() <= 7, "of 306 that say something else"
    assert not TOLD_BY_FACTS & shown.keys()


def supporting(store: Store, doc: str, quotes: list[str]) -> Support:
    """The whole sentences that the quotes stand in, as a model would point at them."""
    record = next(one for one in store.documents() if one.source.startswith(doc))
    passages = store.passages_of(record.id)
    meta = record.metadata
    frame = {meta.title, meta.publisher or "", meta.published or ""}
    sentences: dict[str, None] = {}
    for quote in map(normalise, quotes):
        passage = next(one for one in passages if quote in normalise(one.text))
        whole = [one for one in sentences_of(passage) if one in quote or quote in one]
        sentences |= dict.fromkeys(whole or [quote])
        frame.add(passage.heading)
    return Support(tuple(sentences), tuple(filter(None, frame)))


def sentences_of(passage: Passage) -> list[str]:
    texts = (passage.text[a - passage.start : b - passage.start] for a, b in passage.spans)
    return list(map(normalise, texts))
